/** All SQL of entries: which practices may enter, entering and withdrawing, and what is entered. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { records } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Actor, Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import type { Call } from './calls.ts'
import { endOf, startOf } from './engine/calendar.ts'
import { type Context, holdAward } from './moving.ts'
import { type AwardFacts, type CandidateFacts, canEnter, entersFor, mayEnter, mayManage, mayWithdraw } from './rules.ts'
import { type AwardEntry, awardEntries } from './schema.ts'

export type Entry = AwardEntry & {
  organisationId: string | null
  /** Owner and writers of the practice: nobody votes for what they wrote. */
  authorIds: string[]
}

const authorIds = sql<string[]>`array(
  select r.owner_id from records r where r.id = ${awardEntries.practiceId} and r.owner_id is not null
  union select c.author_id from contents c join records r on r.id = c.record_id
  where c.record_id = ${awardEntries.practiceId} and c.language = r.language and c.author_id is not null)`

/** What is entered and was not withdrawn, by category in the order of entering. */
export const listEntries = async (db: Db, awardId: string): Promise<Entry[]> =>
  (
    await db
      .select({ entry: awardEntries, organisationId: records.organisationId, authorIds })
      .from(awardEntries)
      .innerJoin(records, eq(records.id, awardEntries.practiceId))
      .where(and(eq(awardEntries.awardId, awardId), isNull(awardEntries.withdrawnAt)))
      .orderBy(asc(awardEntries.enteredAt), asc(awardEntries.id))
  ).map(({ entry, ...more }) => ({ ...entry, ...more }))

/** Public, in the lists, and published within the dates of the pool, in the days of the country. */
function inPool({ poolFrom, poolTo, country }: AwardFacts) {
  const { timeZone } = countryOf(country)
  return sql`(r.kind = 'practice' and r.country = ${country} and r.visibility = 'public' and r.published_version is not null
    and pr.state <> 'archived'
    and r.published_at >= ${startOf(poolFrom, timeZone).toISOString()}::timestamptz
    and r.published_at < ${endOf(poolTo, timeZone).toISOString()}::timestamptz)`
}

const MOST = 50
/** Practices that this person may enter and that are not entered yet, the newest first. `q`: words of the title. */
export async function candidatesFor(
  db: Db,
  actor: Actor,
  call: Pick<Call, 'id' | 'facts'>,
  q: string,
): Promise<string[]> {
  const organisationId = actor.grant?.organisation?.id ?? null
  const own = mayManage(actor, call.facts) ? sql`true` : sql`r.organisation_id = ${organisationId}::uuid`
  const pattern = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  const named = q
    ? sql`exists (select 1 from contents c where c.record_id = r.id and c.title ilike ${pattern})`
    : sql`true`
  const { rows } = await db.execute<{ id: string }>(sql`
    select r.id from records r join practices pr on pr.id = r.id
    where ${inPool(call.facts)} and ${own} and ${named}
      and not exists (
        select 1 from award_entries e where e.award_id = ${call.id}::uuid and e.practice_id = r.id and e.withdrawn_at is null)
    order by r.published_at desc, r.id limit ${MOST}`)
  return rows.map(({ id }) => id)
}

/** How many practices could be entered at all. */
export async function countCandidates(db: Db, facts: AwardFacts): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from records r join practices pr on pr.id = r.id where ${inPool(facts)}`,
  )
  return rows[0]?.count ?? 0
}

export async function findCandidate(
  db: Db,
  facts: AwardFacts,
  practiceId: string,
): Promise<CandidateFacts | undefined> {
  const { rows } = await db.execute<{ country: string; organisation: string | null; in_pool: boolean }>(sql`
    select r.country, r.organisation_id as organisation, ${inPool(facts)} as in_pool
    from records r join practices pr on pr.id = r.id where r.id = ${practiceId}::uuid`)
  const [row] = rows
  return row && { country: row.country, organisationId: row.organisation, inPool: row.in_pool }
}

/** Enters a practice in one category. One that was withdrawn may come back. `already`: it is entered. */
export const addEntry = (
  db: Db,
  member: Member,
  call: Pick<Call, 'id' | 'categories'>,
  input: { practice: string; category: string },
  context: Context,
) =>
  db.transaction(async (tx): Promise<'entered' | 'already'> => {
    const { now } = context
    const { phase, facts, country } = await holdAward(tx, call.id, context)
    const candidate = await findCandidate(tx, facts, input.practice)
    const isCategory = call.categories.some(({ id }) => id === input.category)
    if (!candidate || !isCategory || !canEnter(phase) || !mayEnter(member, facts, candidate))
      throw new Refused('award_entry.added', call.id)
    const entered = { categoryId: input.category, enteredBy: member.id, enteredAt: now, withdrawnAt: null }
    const [row] = await tx
      .insert(awardEntries)
      .values({ id: newId(), awardId: call.id, practiceId: input.practice, ...entered })
      .onConflictDoUpdate({
        target: [awardEntries.awardId, awardEntries.practiceId],
        set: entered,
        setWhere: sql`${awardEntries.withdrawnAt} is not null`,
      })
      .returning({ id: awardEntries.id })
    if (!row) return 'already'
    const data = { awardId: call.id, categoryId: input.category }
    await enter(tx, member, 'award_entry.added', now, { recordId: input.practice, country, data })
    return 'entered'
  })

export const withdrawEntry = (db: Db, member: Member, call: Pick<Call, 'id'>, entryId: string, context: Context) =>
  db.transaction(async (tx) => {
    const { phase, facts, country } = await holdAward(tx, call.id, context)
    const [row] = await tx
      .select({ practiceId: awardEntries.practiceId, organisationId: records.organisationId })
      .from(awardEntries)
      .innerJoin(records, eq(records.id, awardEntries.practiceId))
      .innerJoin(practices, eq(practices.id, awardEntries.practiceId))
      .where(and(eq(awardEntries.id, entryId), eq(awardEntries.awardId, call.id), isNull(awardEntries.withdrawnAt)))
    if (!row || !mayWithdraw(member, facts, row, phase)) throw new Refused('award_entry.withdrawn', call.id)
    const { now } = context
    await tx.update(awardEntries).set({ withdrawnAt: now }).where(eq(awardEntries.id, entryId))
    await enter(tx, member, 'award_entry.withdrawn', now, {
      recordId: row.practiceId,
      country,
      data: { awardId: call.id },
    })
  })

/** Whether there is something that this person could enter or has entered, so that a way to it is worth showing. */
export async function entersSomething(db: Db, actor: Actor, call: Pick<Call, 'id' | 'facts'>): Promise<boolean> {
  if (mayManage(actor, call.facts)) return true
  const { grant } = actor
  if (!grant?.organisation || !entersFor(actor, { organisationId: grant.organisation.id })) return false
  if ((await candidatesFor(db, actor, call, '')).length > 0) return true
  return (await listEntries(db, call.id)).some((entry) => entersFor(actor, entry))
}
