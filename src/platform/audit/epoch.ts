/** Which run of transaction numbers the database is in: a portal that moves to another cluster finds them counted anew. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { facts } from '../schema.ts'

const FACT = 'audit.epoch'

/** `at` is the name of the run, `horizon` the oldest transaction that still runs, `next` the first that has not begun. */
export type Clock = { epoch: string; horizon: string; next: string }

/** Reads the numbers of one snapshot. Where the cluster may not be asked for its name, a made-up one in `facts` stands for it. */
export async function readClock(db: Db): Promise<Clock> {
  const { rows } = await db.execute<{ horizon: string; next: string; open: boolean }>(sql`
    select pg_snapshot_xmin(s)::text as horizon, pg_snapshot_xmax(s)::text as next,
      has_function_privilege('pg_control_system()', 'execute') as open
    from pg_current_snapshot() s`)
  const [clock] = rows
  if (!clock) throw new Error('no snapshot')
  return { epoch: clock.open ? await clusterName(db) : await keptName(db), horizon: clock.horizon, next: clock.next }
}

async function clusterName(db: Db) {
  const { rows } = await db.execute<{ name: string }>(
    sql`select system_identifier::text as name from pg_control_system()`,
  )
  return `cluster ${rows[0]?.name}`
}

async function keptName(db: Db) {
  const [kept] = await db.select().from(facts).where(eq(facts.name, FACT))
  return kept ? `kept ${String(kept.value)}` : 'none'
}

/** Names a new run. Called when the first link is made, and by a restore, which brings the name of another cluster along. */
export async function renewEpoch(db: Db, now: Date, force: boolean): Promise<void> {
  const row = { name: FACT, value: randomUUID(), updatedAt: now }
  const insert = db.insert(facts).values(row)
  await (force
    ? insert.onConflictDoUpdate({ target: facts.name, set: { value: row.value, updatedAt: now } })
    : insert.onConflictDoNothing())
}
