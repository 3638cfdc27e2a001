/** Which waiting practices an actor may decide on: the rule of review asked for many at once. */
import { eq, getTableColumns, inArray } from 'drizzle-orm'
import { writersOf } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { mayReview } from './rules.ts'
import { practices } from './schema.ts'

export async function reviewersMay(db: Db, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ ...getTableColumns(records), state: practices.state })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(inArray(records.id, [...ids]))
  const writers = await writersOf(db, ids)
  return new Set(
    rows.filter((row) => mayReview(actor, { ...row, writers: writers.get(row.id) ?? [] })).map(({ id }) => id),
  )
}
