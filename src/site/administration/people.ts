/** What administration asks and changes about people beyond their roles: deleted accounts, sessions, what they did. */
import { and, count, desc, eq, gt, isNotNull, max } from 'drizzle-orm'
import { people, sessions } from '#core/people/schema.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { auditEntries } from '#platform/schema.ts'

/** An account that was deleted: its row stays, without name and address, because records point at it. */
export async function findDeletedPerson(db: Db, id: string) {
  const [found] = await db
    .select({ id: people.id, deletedAt: people.deletedAt, createdAt: people.createdAt })
    .from(people)
    .where(and(eq(people.id, id), isNotNull(people.deletedAt)))
  return found
}

/** How many browsers a person is signed in with, and when one was last used. Which and where is nobody else's business. */
export async function countSessions(db: Db, personId: string, now: Date) {
  const [found] = await db
    .select({ count: count(), usedAt: max(sessions.updatedAt) })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, now)))
  return found ?? { count: 0, usedAt: null }
}

/** Signs a person out everywhere, because an account was taken over or a device was lost. */
export async function endSessionsOf(db: Db, actor: Member, personId: string, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx.delete(sessions).where(eq(sessions.userId, personId)).returning({ id: sessions.id })
    if (ended.length) await record(tx, actor, 'person-sessions.ended', now, { data: { personId, count: ended.length } })
    return ended.length
  })
}

/** What the person did last, as the trail has it. */
export const activityOf = (db: Db, personId: string, limit = 15) =>
  db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      action: auditEntries.action,
      outcome: auditEntries.outcome,
    })
    .from(auditEntries)
    .where(eq(auditEntries.actorId, personId))
    .orderBy(desc(auditEntries.id))
    .limit(limit)
export type ActivityLine = Awaited<ReturnType<typeof activityOf>>[number]
