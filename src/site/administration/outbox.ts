/** SQL of the outbox for those who look after it: what waits, what failed, what went out, and trying again. */
import { and, desc, eq, gte, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { people } from '#core/people/schema.ts'
import type { Member } from '#platform/actor.ts'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { queueJob } from '#platform/jobs.ts'
import { MOST_ATTEMPTS } from '#platform/mail.ts'
import { outbox } from '#platform/schema.ts'

export const LETTER_STATES = ['waiting', 'failed', 'sent'] as const
export type LetterState = (typeof LETTER_STATES)[number]

export const outboxFilter = z.object({
  state: z.enum(LETTER_STATES).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

const isIn: Record<LetterState, SQL | undefined> = {
  waiting: and(isNull(outbox.sentAt), lt(outbox.attempts, MOST_ATTEMPTS)),
  failed: and(isNull(outbox.sentAt), gte(outbox.attempts, MOST_ATTEMPTS)),
  sent: isNotNull(outbox.sentAt),
}
export const stateOf = ({ sentAt, attempts }: { sentAt: Date | null; attempts: number }): LetterState =>
  sentAt ? 'sent' : attempts < MOST_ATTEMPTS ? 'waiting' : 'failed'

const columns = {
  id: outbox.id,
  at: outbox.at,
  to: outbox.to,
  language: outbox.language,
  subject: outbox.subject,
  sentAt: outbox.sentAt,
  attempts: outbox.attempts,
  problem: outbox.problem,
  example: sql<boolean>`coalesce(${people.example}, false)`,
}

/** The newest first: ids of letters sort by the time they were written. */
export async function listLetters(db: Db, filter: z.output<typeof outboxFilter>) {
  const rows = await db
    .select(columns)
    .from(outbox)
    .leftJoin(people, eq(people.id, outbox.personId))
    .where(and(filter.state && isIn[filter.state], filter.before ? lt(outbox.id, filter.before) : undefined))
    .orderBy(desc(outbox.id))
    .limit(PAGE_SIZE + 1)
  const letters = rows.slice(0, PAGE_SIZE)
  return { letters, next: rows.length > PAGE_SIZE ? letters.at(-1)?.id : undefined }
}
export type LetterLine = Awaited<ReturnType<typeof listLetters>>['letters'][number]

export async function countLetters(db: Db): Promise<Record<LetterState, number>> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${isIn.waiting})::int`,
      failed: sql<number>`count(*) filter (where ${isIn.failed})::int`,
      sent: sql<number>`count(*) filter (where ${isIn.sent})::int`,
    })
    .from(outbox)
  return row ?? { waiting: 0, failed: 0, sent: 0 }
}

export async function findLetter(db: Db, id: string) {
  const [found] = await db
    .select({ ...columns, text: outbox.text })
    .from(outbox)
    .leftJoin(people, eq(people.id, outbox.personId))
    .where(eq(outbox.id, id))
  return found
}
export type LetterPage = NonNullable<Awaited<ReturnType<typeof findLetter>>>

/** Lets a letter that was given up go out again. False when it went out already. */
export async function sendAgain(db: Db, actor: Member, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(outbox)
      .set({ attempts: 0, problem: null })
      .where(and(eq(outbox.id, id), isNull(outbox.sentAt)))
      .returning({ id: outbox.id })
    if (!changed.length) return false
    await queueJob(tx, 'mail.send')
    await record(tx, actor, 'letter.retried', now, { data: { letterId: id } })
    return true
  })
}
