/**
 * Queries that are asked at nearly every request: written once a process and planned once a connection, which both take longer than
 * answering them. What differs from one request to the next stands in them as a placeholder.
 */
import type { Db } from './database.ts'

type Prepared<X> = { execute(values: Record<string, unknown>): Promise<X> }
type Query<X> = { prepare(name: string): Prepared<X> }

/** By connection: a transaction is another one. */
const written = new WeakMap<Db, Map<string, Prepared<unknown>>>()

/** `name` stands for one text: where a condition comes and goes, it has a part in the name. */
export function planned<X>(db: Db, name: string, write: () => Query<X>): Prepared<X> {
  const queries = written.get(db) ?? new Map<string, Prepared<unknown>>()
  written.set(db, queries)
  const query = queries.get(name) ?? write().prepare(name)
  queries.set(name, query)
  return query as Prepared<X>
}
