/** What discussions keep about a person, what waits on a moderator's desk, and what stays when an account is deleted. */
import { and, eq, inArray } from 'drizzle-orm'
import { allCountries } from '#countries/index.ts'
import type { Actor, Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { DeskItem, ModerationLine, Reader } from '#platform/module.ts'
import { countWaiting, moderating } from './moderating.ts'
import { ownReactions } from './reading.ts'
import { moderatesCountry } from './rules.ts'
import { commentEdits, commentReports, comments, reactions } from './schema.ts'
import { texts } from './texts.ts'

const moderatesAnywhere = (actor: Actor) => allCountries.some(({ code }) => moderatesCountry(actor, code))

export async function deskOf({ db, actor, language }: Reader & { actor: Member }): Promise<DeskItem[]> {
  if (!moderatesAnywhere(actor)) return []
  const count = await countWaiting(db, await moderating(db, actor))
  const t = texts.in(language)
  return count === 0
    ? []
    : [
        {
          title: t('desk.title', { count }),
          href: `/${language}/discussion/moderation`,
          reason: t('desk.reason'),
          due: null,
        },
      ]
}

export async function moderationOf({ db, actor, language }: Reader & { actor: Member }): Promise<ModerationLine[]> {
  if (!moderatesAnywhere(actor)) return []
  const count = await countWaiting(db, await moderating(db, actor))
  return [{ title: texts.in(language)('queue.line'), href: `/${language}/discussion/moderation`, count }]
}

/** Every comment in every state with what it said before, reactions, reports. */
export async function ownData(db: Db, personId: string): Promise<Record<string, unknown>> {
  const own = await db
    .select({
      id: comments.id,
      recordId: comments.recordId,
      parentId: comments.parentId,
      language: comments.language,
      text: comments.text,
      state: comments.state,
      reason: comments.reason,
      note: comments.note,
      createdAt: comments.createdAt,
      editedAt: comments.editedAt,
    })
    .from(comments)
    .where(eq(comments.authorId, personId))
  const edits = await db
    .select({ commentId: commentEdits.commentId, text: commentEdits.text, at: commentEdits.at })
    .from(commentEdits)
    .innerJoin(comments, eq(comments.id, commentEdits.commentId))
    .where(eq(comments.authorId, personId))
  const reports = await db
    .select({
      commentId: commentReports.commentId,
      reason: commentReports.reason,
      note: commentReports.note,
      at: commentReports.at,
    })
    .from(commentReports)
    .where(eq(commentReports.reporterId, personId))
  return { comments: own, edits, reports, reactions: await ownReactions(db, personId) }
}

/**
 * What others read and answered stays, under nobody's name. What only the person and moderators saw is emptied, so are earlier
 * wordings; a comment that waited is not shown any more.
 */
export async function erase(db: Db, personId: string): Promise<void> {
  const ids = await db.select({ id: comments.id }).from(comments).where(eq(comments.authorId, personId))
  const own = ids.map(({ id }) => id)
  if (own.length > 0) {
    await db.delete(commentEdits).where(inArray(commentEdits.commentId, own))
    await db
      .update(comments)
      .set({ state: 'withdrawn' })
      .where(and(inArray(comments.id, own), eq(comments.state, 'waiting')))
    await db
      .update(comments)
      .set({ text: '', note: null })
      .where(and(inArray(comments.id, own), inArray(comments.state, ['refused', 'withdrawn'])))
    await db.update(comments).set({ authorId: null }).where(inArray(comments.id, own))
  }
  await db.update(comments).set({ decidedBy: null }).where(eq(comments.decidedBy, personId))
  await db.update(commentReports).set({ reporterId: null, note: null }).where(eq(commentReports.reporterId, personId))
  await db.update(commentReports).set({ closedBy: null }).where(eq(commentReports.closedBy, personId))
  await db.delete(reactions).where(eq(reactions.personId, personId))
}
