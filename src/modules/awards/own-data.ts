/** What awards keep about a person: given to them, and taken out when the account goes. */
import { and, eq, inArray, lt, ne } from 'drizzle-orm'
import { records } from '#core/records/schema.ts'
import type { Db } from '#platform/database.ts'
import { awardEntries, awards, awardVotes, jurors, juryConflicts, juryPoints, weeklyPractices } from './schema.ts'

/** Days after which networks are forgotten: the award is decided long before. */
const KEPT_DAYS = 180
export const forgetNetworks = (db: Db, now: Date) =>
  db
    .update(awardVotes)
    .set({ networkHash: '' })
    .where(and(lt(awardVotes.at, new Date(now.getTime() - KEPT_DAYS * 86_400_000)), ne(awardVotes.networkHash, '')))

export const ownData = async (db: Db, personId: string): Promise<Record<string, unknown>> => ({
  juries: await db
    .select({
      award: jurors.awardId,
      invitedAt: jurors.invitedAt,
      declaredAt: jurors.declaredAt,
      submittedAt: jurors.submittedAt,
    })
    .from(jurors)
    .where(eq(jurors.personId, personId)),
  conflicts: await db
    .select({ entry: juryConflicts.entryId, note: juryConflicts.note, at: juryConflicts.at })
    .from(juryConflicts)
    .where(eq(juryConflicts.personId, personId)),
  points: await db
    .select({
      entry: juryPoints.entryId,
      criterion: juryPoints.criterionId,
      points: juryPoints.points,
      at: juryPoints.at,
    })
    .from(juryPoints)
    .where(eq(juryPoints.personId, personId)),
  votes: await db
    .select({
      award: awardVotes.awardId,
      entry: awardVotes.entryId,
      at: awardVotes.at,
      invalidatedAt: awardVotes.invalidatedAt,
    })
    .from(awardVotes)
    .where(eq(awardVotes.personId, personId)),
  entries: await db
    .select({ award: awardEntries.awardId, practice: awardEntries.practiceId, enteredAt: awardEntries.enteredAt })
    .from(awardEntries)
    .where(eq(awardEntries.enteredBy, personId)),
  weeks: await db
    .select({ week: weeklyPractices.week, practice: weeklyPractices.practiceId, at: weeklyPractices.at })
    .from(weeklyPractices)
    .where(eq(weeklyPractices.pickedBy, personId)),
})

/**
 * Votes stay in the count with their keyed hash, so that the same mailbox does not vote twice. Points that were sent stay, without a name;
 * a seat on a jury that has not judged yet is free again.
 */
export async function erase(db: Db, personId: string): Promise<void> {
  await db.update(awardVotes).set({ personId: null, networkHash: '' }).where(eq(awardVotes.personId, personId))
  await db.update(awardEntries).set({ enteredBy: null }).where(eq(awardEntries.enteredBy, personId))
  await db.update(weeklyPractices).set({ pickedBy: null }).where(eq(weeklyPractices.pickedBy, personId))
  await db
    .update(records)
    .set({ ownerId: null })
    .where(and(eq(records.kind, 'award'), eq(records.ownerId, personId)))
  const undecided = db.select({ id: awards.id }).from(awards).where(ne(awards.state, 'decided'))
  const seats = (
    await db
      .select({ awardId: jurors.awardId, submittedAt: jurors.submittedAt })
      .from(jurors)
      .where(and(eq(jurors.personId, personId), inArray(jurors.awardId, undecided)))
  ).filter(({ submittedAt }) => submittedAt === null)
  for (const { awardId } of seats) {
    const entries = db.select({ id: awardEntries.id }).from(awardEntries).where(eq(awardEntries.awardId, awardId))
    await db.delete(juryPoints).where(and(eq(juryPoints.personId, personId), inArray(juryPoints.entryId, entries)))
    await db
      .delete(juryConflicts)
      .where(and(eq(juryConflicts.personId, personId), inArray(juryConflicts.entryId, entries)))
    await db.delete(jurors).where(and(eq(jurors.personId, personId), eq(jurors.awardId, awardId)))
  }
}
