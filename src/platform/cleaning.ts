/** What the portal forgets by itself, once a day: what has ended, what nobody touched for long, and letters that were sent long ago. */
import { and, isNotNull, lt, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { forgetOldDrafts } from './drafts.ts'
import { forgetEndedWindows } from './limits.ts'
import type { Job } from './module.ts'
import { events, jobProgress, outbox } from './schema.ts'

/** Days that something is kept; docs/guides/backup.md and the privacy page say the same. */
export const KEPT_DAYS = { drafts: 180, events: 400, sentMail: 90, jobProgress: 30 } as const

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000)

/** Removes what has had its time. Each step stands alone: one that fails is tried again tomorrow, the others are done. */
export async function clean(db: Db, now: Date): Promise<void> {
  const steps = [
    () => forgetEndedWindows(db, now),
    () => forgetOldDrafts(db, daysBefore(now, KEPT_DAYS.drafts)),
    () => db.delete(events).where(lt(events.at, daysBefore(now, KEPT_DAYS.events))),
    // A letter holds a name, an address and what was written to them.
    () =>
      db.delete(outbox).where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, daysBefore(now, KEPT_DAYS.sentMail)))),
    () => db.delete(jobProgress).where(lt(jobProgress.updatedAt, daysBefore(now, KEPT_DAYS.jobProgress))),
    // Better Auth makes these rows and removes them only when somebody asks for them again.
    () => db.execute(sql`delete from sessions where expires_at < ${now}`),
    () => db.execute(sql`delete from verifications where expires_at < ${now}`),
    () => db.execute(sql`delete from sign_in_limits where last_request < ${daysBefore(now, 1).getTime()}`),
  ]
  const failures: unknown[] = []
  for (const step of steps)
    await step().then(
      () => {},
      (error: unknown) => failures.push(error),
    )
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${steps.length} steps failed`)
}

export const cleaningJobs: Job[] = [
  { queue: 'portal.clean', schedule: '17 2 * * *', run: ({ db, now }) => clean(db, now) },
]
