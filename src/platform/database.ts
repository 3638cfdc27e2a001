/** The way to PostgreSQL: the pool, the type of a connection or transaction, and the errors that rules care about. */
import { sql } from 'drizzle-orm'
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'

/** A connection or an open transaction: queries take it first and never ask which it is. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>

export const PAGE_SIZE = 20

export function connect(settings: pg.PoolConfig): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({ max: 12, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, ...settings })
  // An idle connection that the server closes (restart, failover) must not end the program; the pool makes a new one.
  pool.on('error', () => {})
  return { db: drizzle(pool, { casing: 'snake_case' }), pool }
}

/** Text sorts as the reader's language sorts it; PostgreSQL's own ICU collations, one a language. */
export const collated = (column: unknown, language: string) =>
  sql`${column} collate ${sql.identifier(`${language}-x-icu`)}`

const codeOf = (error: unknown): string | undefined => {
  for (let e = error; e instanceof Error; e = e.cause) if ('code' in e && typeof e.code === 'string') return e.code
  return undefined
}
/** Something like it is there already (unique index). */
export const isDuplicate = (error: unknown) => codeOf(error) === '23505'
/** The server asks to try the transaction again (serialisation failure, deadlock). */
export const isConflict = (error: unknown) => ['40001', '40P01'].includes(codeOf(error) ?? '')
/** The database cannot be reached just now. */
export const isUnreachable = (error: unknown) =>
  ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P01', '57P02', '57P03', '08006', '08001', '53300'].includes(
    codeOf(error) ?? '',
  )

/** Thrown by a query when the row was changed by somebody else after the caller saw it. */
export class ChangedMeanwhile extends Error {}
