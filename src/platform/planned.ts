/** Queries that are asked again and again, planned once a connection: planning a join of four tables takes PostgreSQL longer than answering it. */

type Query<X> = { toSQL(): { sql: string }; prepare(name: string): { execute(): Promise<X> } }

const names = new Map<string, string>()

/** Asks the query as a named statement. Only for those of few shapes: a connection keeps each plan as long as it lives. */
export function planned<X>(query: Query<X>): Promise<X> {
  const { sql } = query.toSQL()
  const name = names.get(sql) ?? `planned ${names.size + 1}`
  names.set(sql, name)
  return query.prepare(name).execute()
}
