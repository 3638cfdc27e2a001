/** All SQL of the practice of the week: the archive, an editor's pick, and the rule when nobody picked. */
import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import { allCountries, countryOf } from '#countries/index.ts'
import { type Member, theProgram } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { weekOf, weeksLater } from './engine/calendar.ts'
import { type Names, weeklyPractices } from './schema.ts'

/** So many weeks pass before a practice is picked again. */
export const REST_WEEKS = 52

export type Week = { week: string; country: string; practiceId: string; byEditor: boolean; reasons: Names; at: Date }
const columns = {
  week: weeklyPractices.week,
  country: weeklyPractices.country,
  practiceId: weeklyPractices.practiceId,
  byEditor: sql<boolean>`${weeklyPractices.pickedBy} is not null or ${weeklyPractices.reasons} <> '{}'::jsonb`,
  reasons: weeklyPractices.reasons,
  at: weeklyPractices.at,
}
const isPublic = sql`exists (
  select 1 from records r join practices pr on pr.id = r.id
  where r.id = ${weeklyPractices.practiceId} and r.visibility = 'public' and r.published_version is not null and pr.state <> 'archived')`

/** Monday of the week that a country has just now, by its own clock. */
export const weekIn = (country: string, now: Date): string => weekOf(now, countryOf(country).timeZone)
/** Mondays of the week that it is somewhere: east of Europe it begins some hours earlier. */
const weeksNow = (now: Date) => [...new Set(allCountries.map(({ code }) => weekIn(code, now)))].sort()

/** Weeks that have begun, the newest first. A pick for next week is nobody's news yet. */
export const listWeeks = async (db: Db, now: Date, limit: number): Promise<Week[]> =>
  (
    await db
      .select(columns)
      .from(weeklyPractices)
      .where(and(lte(weeklyPractices.week, weeksNow(now).at(-1) ?? ''), isPublic))
      .orderBy(desc(weeklyPractices.week), weeklyPractices.country)
      .limit(limit)
  ).filter(({ week, country }) => week <= weekIn(country, now))

/** Those of the week that each country has just now. */
export const currentWeeks = async (db: Db, now: Date): Promise<Week[]> =>
  (
    await db
      .select(columns)
      .from(weeklyPractices)
      .where(and(inArray(weeklyPractices.week, weeksNow(now)), isPublic))
      .orderBy(weeklyPractices.country)
  ).filter(({ week, country }) => week === weekIn(country, now))

/** This week's and next week's pick of a country, as its editors see them. */
export const picksOf = (db: Db, country: string, weeks: readonly string[]): Promise<Week[]> =>
  db
    .select(columns)
    .from(weeklyPractices)
    .where(and(eq(weeklyPractices.country, country), inArray(weeklyPractices.week, [...weeks])))

/** An editor's pick replaces what was there, for this week or the next. */
export const pickWeek = (
  db: Db,
  member: Member,
  pick: { week: string; country: string; practiceId: string; reasons: Names },
  now: Date,
) =>
  db.transaction(async (tx) => {
    const { week, country, practiceId, reasons } = pick
    const picked = { practiceId, pickedBy: member.id, reasons, at: now }
    await tx
      .insert(weeklyPractices)
      .values({ week, country, ...picked })
      .onConflictDoUpdate({ target: [weeklyPractices.week, weeklyPractices.country], set: picked })
    await enter(tx, member, 'practice.picked', now, { recordId: practiceId, country, data: { week } })
  })

export type Popularity = { id: string; voices: number; repeated: number; reactions: number }
/**
 * The rule: of the public practices of a country that are still true and had no week in the last 52, the one with most nominations that
 * count, published repetitions and reactions, all three added up. Of equals the one published last, then the one with the lower id.
 */
export async function byRule(db: Db, country: string, week: string): Promise<Popularity | undefined> {
  const { rows } = await db.execute<Popularity>(sql`
    select * from (
      select r.id, r.published_at,
        (select count(*)::int from nominations n where n.practice_id = r.id and n.invalidated_at is null) as voices,
        (select count(*)::int from replications x join records y on y.id = x.id
          where x.practice_id = r.id and x.state = 'published' and y.visibility = 'public') as repeated,
        (select count(*)::int from reactions z where z.record_id = r.id and z.comment_id is null) as reactions
      from records r join practices pr on pr.id = r.id
      where r.kind = 'practice' and r.country = ${country} and r.visibility = 'public' and r.published_version is not null
        and pr.state <> 'archived' and coalesce(pr.standing, 'valid') <> 'ended'
        and (pr.review_on is null or pr.review_on >= ${week}::date)
        and not exists (
          select 1 from weekly_practices w
          where w.practice_id = r.id and w.week > ${weeksLater(week, -REST_WEEKS)}::date and w.week < ${weeksLater(week, REST_WEEKS)}::date)
    ) candidates
    order by voices + repeated + reactions desc, published_at desc, id limit 1`)
  return rows[0]
}

/** The job: gives the week of each country a practice, if an editor gave none. Runs as often as one likes. */
export async function fillWeeks(db: Db, countries: readonly string[], now: Date): Promise<number> {
  let filled = 0
  for (const country of countries) {
    const week = weekIn(country, now)
    const given = await db.transaction(async (tx) => {
      if ((await picksOf(tx, country, [week])).length > 0) return false
      const best = await byRule(tx, country, week)
      if (!best) return false
      const { id: practiceId, voices, repeated, reactions } = best
      const [row] = await tx
        .insert(weeklyPractices)
        .values({ week, country, practiceId, at: now })
        .onConflictDoNothing()
        .returning({ week: weeklyPractices.week })
      if (!row) return false
      const data = { week, voices, repeated, reactions }
      await enter(tx, theProgram, 'practice.picked', now, { recordId: practiceId, country, data })
      return true
    })
    if (given) filled++
  }
  return filled
}

/** free: it may be picked; unknown: no public practice of the country; resting: it had its week within the last 52. */
export async function candidateOfWeek(
  db: Db,
  id: string,
  country: string,
  week: string,
): Promise<'free' | 'unknown' | 'resting'> {
  const { rows } = await db.execute<{ resting: boolean }>(sql`
    select exists (
      select 1 from weekly_practices w
      where w.practice_id = r.id and w.country = ${country} and w.week > ${weeksLater(week, -REST_WEEKS)}::date and w.week < ${week}::date) as resting
    from records r join practices pr on pr.id = r.id
    where r.id = ${id}::uuid and r.country = ${country} and r.visibility = 'public' and r.published_version is not null
      and pr.state <> 'archived'`)
  const [row] = rows
  return row ? (row.resting ? 'resting' : 'free') : 'unknown'
}
