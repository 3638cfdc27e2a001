/** Writes down what authors and editors answer to "is it still true?": standing, next day of review, tasks and event together. */
import { eq } from 'drizzle-orm'
import { type RecordRow, records } from '#core/records/schema.ts'
import { finishTasks } from '#core/tasks/index.ts'
import { countryOf } from '#countries/index.ts'
import { type Actor, type Member, nobody } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { isAuthor } from '../rules.ts'
import { type PracticeRow, practices, type Standing } from '../schema.ts'
import { askedPeople, CONFIRM_TASK, daysAfter, UNCONFIRMED_TASK } from './asking.ts'
import { canAnswer, mayAnswer, reviewDayAfter, TOKEN_DAYS } from './rules.ts'
import { matches, readToken } from './tokens.ts'

/** What ends a round of asking, whoever ends it. */
export const roundOver = { askedAt: null, askedTokenHash: null } as const
export const ASKING_TASKS = [CONFIRM_TASK, UNCONFIRMED_TASK] as const

/** Facts of a practice as it is published: what was just checked is true for the next two years. */
export const standingWhenPublished = (country: string, wasPublished: boolean, now: Date) => ({
  ...roundOver,
  standing: null,
  confirmedAt: wasPublished ? now : null,
  reviewOn: reviewDayAfter(now, countryOf(country).timeZone),
})

type Row = { record: RecordRow; practice: PracticeRow }

async function lockedRow(db: Db, id: string): Promise<Row | undefined> {
  const [row] = await db
    .select({ record: records, practice: practices })
    .from(practices)
    .innerJoin(records, eq(records.id, practices.id))
    .where(eq(practices.id, id))
    .for('update', { of: practices })
  return row
}

/** A signed-in author or editor answers on the practice's page. */
export const answerAs = (db: Db, member: Member, id: string, answer: Standing, now: Date) =>
  db.transaction(async (tx) => {
    const row = await lockedRow(tx, id)
    const whose = row && { ...row.record, state: row.practice.state }
    if (!row || !whose || !mayAnswer(member, whose)) throw new Refused('practice.confirmed', id)
    await write(tx, member, row, answer, isAuthor(member, whose) ? 'author' : 'editor', now)
  })

/** Who was asked by letter, as long as the link works and they still are one of those who would be asked. */
async function personAsked(db: Db, config: Config, token: string | undefined, row: Row, now: Date) {
  const asked = readToken(config, token)
  const { askedAt, askedTokenHash } = row.practice
  if (!asked || !askedAt || now >= daysAfter(askedAt, TOKEN_DAYS) || !matches(asked.nonce, askedTokenHash))
    return undefined
  if (!canAnswer({ ...row.record, state: row.practice.state })) return undefined
  return (await askedPeople(db, row.record)).find(({ id }) => id === asked.personId)
}

/** The practice that a link asks about, if it still does. */
export async function practiceAsked(db: Db, config: Config, token: string | undefined, now: Date) {
  const asked = readToken(config, token)
  if (!asked) return undefined
  const [row] = await db
    .select({ record: records, practice: practices })
    .from(practices)
    .innerJoin(records, eq(records.id, practices.id))
    .where(eq(practices.id, asked.practiceId))
  return row && (await personAsked(db, config, token, row, now)) ? row.record : undefined
}

/** The button behind a link of the letter. Nothing when the link no longer works: of two who press, the first answers. */
export const answerByToken = (
  db: Db,
  config: Config,
  token: string | undefined,
  answer: Standing,
  now: Date,
  requestId: string,
) =>
  db.transaction(async (tx) => {
    const asked = readToken(config, token)
    const row = asked && (await lockedRow(tx, asked.practiceId))
    const person = row && (await personAsked(tx, config, token, row, now))
    if (!row || !person) return undefined
    const { id, name, email, language } = person
    await write(tx, { ...nobody, id, name, email, language, requestId }, row, answer, 'letter', now)
    return row.record
  })

type By = 'author' | 'editor' | 'letter'
async function write(db: Db, actor: Actor, { record, practice }: Row, to: Standing, by: By, now: Date) {
  const { id: recordId, country, placeId } = record
  const reviewOn = reviewDayAfter(now, countryOf(country).timeZone)
  await db
    .update(practices)
    .set({ ...roundOver, standing: to, confirmedAt: now, reviewOn })
    .where(eq(practices.id, recordId))
  await finishTasks(db, recordId, ASKING_TASKS, actor, now)
  const type = to === 'valid' ? 'practice.confirmed' : 'practice.standing_changed'
  await enter(db, actor, type, now, { recordId, country, placeId, data: { from: practice.standing, to, by } })
}
