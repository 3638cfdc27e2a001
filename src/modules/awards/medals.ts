/** Reading SQL of recognition: which practices won, which had a week. For marks beside titles and for the page of a place. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { records } from '#core/records/schema.ts'
import type { Db } from '#platform/database.ts'
import { awardEntries, awards, weeklyPractices } from './schema.ts'
import { weekIn } from './weeks.ts'

export type Medal = { practiceId: string; awardId: string; year: number; rank: number | null; publicWinner: boolean }
const medalColumns = {
  practiceId: awardEntries.practiceId,
  awardId: awardEntries.awardId,
  year: awards.year,
  rank: awardEntries.rank,
  publicWinner: awardEntries.publicWinner,
}
const isWon = and(
  eq(awards.state, 'decided'),
  or(sql`${awardEntries.rank} is not null`, eq(awardEntries.publicWinner, true)),
)

export const medalsOf = (db: Db, practiceIds: readonly string[]): Promise<Medal[]> =>
  practiceIds.length === 0
    ? Promise.resolve([])
    : db
        .select(medalColumns)
        .from(awardEntries)
        .innerJoin(awards, eq(awards.id, awardEntries.awardId))
        .where(and(isWon, inArray(awardEntries.practiceId, [...practiceIds])))
        .orderBy(sql`${awards.year} desc`, sql`${awardEntries.rank} nulls last`)

export const medalsOfPlace = (db: Db, placeId: string): Promise<Medal[]> =>
  db
    .select(medalColumns)
    .from(awardEntries)
    .innerJoin(awards, eq(awards.id, awardEntries.awardId))
    .innerJoin(records, eq(records.id, awardEntries.practiceId))
    .where(and(isWon, eq(records.placeId, placeId)))
    .orderBy(sql`${awards.year} desc`, sql`${awardEntries.rank} nulls last`)

/** The newest week of each practice that had one, begun by its country's clock. */
export async function weeksOfPractices(
  db: Db,
  practiceIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  if (practiceIds.length === 0) return new Map()
  const rows = await db
    .select({ practiceId: weeklyPractices.practiceId, country: weeklyPractices.country, week: weeklyPractices.week })
    .from(weeklyPractices)
    .where(inArray(weeklyPractices.practiceId, [...practiceIds]))
    .orderBy(weeklyPractices.week)
  return new Map(
    rows.filter(({ week, country }) => week <= weekIn(country, now)).map(({ practiceId, week }) => [practiceId, week]),
  )
}
