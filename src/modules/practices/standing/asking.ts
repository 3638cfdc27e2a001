/** The daily question: who is asked today whether a practice is still true, who is reminded, and what editors take over. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { grants } from '#core/people/schema.ts'
import { type RecordRow, records } from '#core/records/schema.ts'
import { addTask } from '#core/tasks/index.ts'
import { countryOf } from '#countries/index.ts'
import { theProgram } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { sendLater } from '#platform/mail.ts'
import type { Job } from '#platform/module.ts'
import { isListed, practicesAndPlaces } from '../listing.ts'
import { type Recipient, recipients, titlesOf } from '../manuscripts.ts'
import { practices } from '../schema.ts'
import { isFreshSql, reviewDaySql } from './fresh.ts'
import { questionLetter } from './letters.ts'
import { REMIND_AFTER_DAYS, TOKEN_DAYS } from './rules.ts'
import { hashOf, nonceOf } from './tokens.ts'

/** On the desk of the author once they have been reminded, and on the editors' when nobody answered. */
export const CONFIRM_TASK = 'practice.confirm'
export const UNCONFIRMED_TASK = 'practice.unconfirmed'

/** A whole library may fall due on one day, as after an import: nobody gets more letters than this in one morning. */
export const MOST_LETTERS_A_DAY = 3
const MOST_A_DAY = 500

export type AskingStep = 'ask' | 'remind' | 'handOver'
export const daysAfter = (moment: Date, days: number) => new Date(moment.getTime() + days * 86_400_000)

/** What the day asks for, the longest overdue first. What is being revised will be published anew and is not asked about. */
async function dueToday(db: Db, now: Date): Promise<{ id: string; step: AskingStep }[]> {
  const since = (kind: string) =>
    sql`exists (select 1 from tasks t where t.record_id = r.id and t.kind = ${kind} and t.created_at >= pr.asked_at)`
  const step = sql`case
    when pr.asked_at is null then 'ask'
    when ${since(UNCONFIRMED_TASK)} then null
    when pr.asked_at <= ${daysAfter(now, -TOKEN_DAYS)}::timestamptz then 'handOver'
    when pr.asked_at <= ${daysAfter(now, -REMIND_AFTER_DAYS)}::timestamptz and not ${since(CONFIRM_TASK)} then 'remind'
  end`
  const { rows } = await db.execute<{ id: string; step: AskingStep }>(sql`
    select id, step from (
      select r.id, ${step} as step, ${reviewDaySql} as day from ${practicesAndPlaces}
      where ${isListed} and pr.state = 'published' and pr.standing is distinct from 'ended' and not ${isFreshSql(now)}
    ) as due where step is not null order by day, id limit ${MOST_A_DAY}`)
  return rows
}

/** Its owner, and the officers of the organisation that it belongs to. */
export async function askedPeople(db: Db, { ownerId, organisationId }: Pick<RecordRow, 'ownerId' | 'organisationId'>) {
  const officers = organisationId
    ? await db
        .select({ id: grants.personId })
        .from(grants)
        .where(and(eq(grants.organisationId, organisationId), eq(grants.role, 'officer'), isNull(grants.endedAt)))
    : []
  return recipients(db, [...new Set([...officers.map(({ id }) => id), ...(ownerId ? [ownerId] : [])])])
}

/** Takes all steps of the day. A practice whose people have had enough letters today waits until tomorrow. */
export async function askAll(db: Db, config: Config, now: Date): Promise<void> {
  const letters = new Map<string, number>()
  const hasRoom = (people: readonly Recipient[]) =>
    people.every(({ id }) => (letters.get(id) ?? 0) < MOST_LETTERS_A_DAY)
  for (const { id, step } of await dueToday(db, now)) {
    const told = await takeOne(db, config, id, step, hasRoom, now)
    for (const person of told) letters.set(person.id, (letters.get(person.id) ?? 0) + 1)
  }
}

const takeOne = (
  db: Db,
  config: Config,
  id: string,
  step: AskingStep,
  hasRoom: (people: readonly Recipient[]) => boolean,
  now: Date,
): Promise<readonly Recipient[]> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .select({ record: records, askedAt: practices.askedAt })
      .from(practices)
      .innerJoin(records, eq(records.id, practices.id))
      .where(eq(practices.id, id))
      .for('update', { of: practices })
    const title = (await titlesOf(tx, [id])).get(id)
    // Somebody answered, or another process asked, since the list was made.
    if (!row || !title || (row.askedAt === null) !== (step === 'ask')) return []
    const { record } = row
    const people = await askedPeople(tx, record)
    if (step !== 'handOver' && !hasRoom(people)) return []
    const askedAt = row.askedAt ?? now
    const nonce = nonceOf(config, id, askedAt)
    const until = daysAfter(askedAt, TOKEN_DAYS)
    if (step !== 'handOver')
      await tx
        .update(practices)
        .set({ askedAt, askedTokenHash: hashOf(nonce) })
        .where(eq(practices.id, id))
    if (step === 'remind' && people.length > 0) await putOnDesk(tx, record, until, now)
    // Where nobody can be written to, the editors need not wait two months.
    if (step === 'handOver' || people.length === 0) await handOver(tx, record, until, now)
    const told = step === 'handOver' ? [] : people
    const practice = { ...title, country: record.country }
    for (const to of told)
      await sendLater(tx, questionLetter(config, to, { practice, nonce, until, reminder: step === 'remind' }), now)
    const { country, placeId } = record
    await enter(tx, theProgram, 'practice.confirmation_asked', now, { recordId: id, country, placeId, data: { step } })
    return told
  })

async function putOnDesk(db: Db, { id: recordId, ownerId, country, placeId }: RecordRow, due: Date, now: Date) {
  const whom = ownerId ? { personId: ownerId } : { role: 'officer' as const, country, ...(placeId && { placeId }) }
  await addTask(db, { recordId, kind: CONFIRM_TASK, due, ...whom }, now)
}

async function handOver(db: Db, { id: recordId, country }: RecordRow, due: Date, now: Date) {
  const organisationKind = countryOf(country).practicesArePublishedBy
  await addTask(db, { recordId, kind: UNCONFIRMED_TASK, role: 'editor', organisationKind, country, due }, now)
}

export const jobs: Job[] = [
  {
    queue: 'practices.ask-whether-true',
    // Before the working day begins in Skopje, on days when people read their mail.
    schedule: '15 4 * * 1-5',
    run: ({ db, config, now }) => askAll(db, config, now),
  },
]
