/** What people do in a discussion: write, edit, withdraw, react, report. Each with its event in the same transaction; decisions of moderators are in moderating.ts. */
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor, Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { follows } from '../following/schema.ts'
import { people } from '../people/schema.ts'
import type { RecordRow } from '../records/schema.ts'
import type { CommentInput, EditInput, ReportInput } from './forms.ts'
import { tellReporters } from './letters.ts'
import { countAnswers, type Met, selfIn, settingOf } from './reading.ts'
import {
  answersFor,
  canAnswer,
  firstState,
  mayEdit,
  mayReact,
  mayReport,
  mayWithdraw,
  mayWrite,
  moderatesCountry,
  stateAfterEdit,
} from './rules.ts'
import {
  type CommentRow,
  type CommentState,
  commentEdits,
  commentReports,
  comments,
  type Moderation,
  type Reaction,
  reactions,
} from './schema.ts'

export type Context = { now: Date; publicUrl: string }

export type Added =
  | { ok: true; comment: CommentRow }
  /** closed: nobody writes now; parent: what it answers is gone. */
  | { ok: false; problem: 'closed' | 'parent' }

/** The same words again within this time are a second press of the button. */
const TWICE = 10 * 60_000

/** Adds a comment or an answer. Sent twice, it stands once. */
export const addComment = (db: Db, member: Member, record: RecordRow, input: CommentInput, now: Date): Promise<Added> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`comment ${member.id} ${record.id}`}, 0))`)
    const setting = await settingOf(tx, record.country)
    if (!mayWrite(member, record, setting)) return { ok: false, problem: 'closed' }
    const [parent] = input.parentId
      ? await tx.select().from(comments).where(eq(comments.id, input.parentId)).for('share')
      : []
    const twin = await findTwin(tx, member.id, record.id, input, now)
    if (twin) return { ok: true, comment: twin }
    if (input.parentId && !(parent && parent.recordId === record.id && canAnswer(parent)))
      return { ok: false, problem: 'parent' }
    const [comment] = await tx
      .insert(comments)
      .values({
        id: newId(),
        recordId: record.id,
        parentId: parent?.id,
        authorId: member.id,
        organisationId: member.grant?.organisation?.id,
        byAuthor: answersFor(member, record),
        language: input.language,
        text: input.text,
        anchor: parent ? null : input.about,
        state: await firstStateFor(tx, member, record, setting),
        createdAt: now,
        example: await isExample(tx, member.id),
      })
      .returning()
    if (!comment) throw new Error('a comment was not added')
    if (input.follow)
      await tx.insert(follows).values({ personId: member.id, recordId: record.id, at: now }).onConflictDoNothing()
    await happened(tx, member, 'comment.added', { comment, record }, now)
    if (comment.state === 'shown') await becameVisible(tx, member, { comment, record }, now)
    return { ok: true, comment }
  })

async function findTwin(db: Db, authorId: string, recordId: string, input: CommentInput, now: Date) {
  const [twin] = await db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.authorId, authorId),
        eq(comments.recordId, recordId),
        eq(comments.text, input.text),
        input.parentId ? eq(comments.parentId, input.parentId) : isNull(comments.parentId),
        inArray(comments.state, ['waiting', 'shown']),
        gt(comments.createdAt, new Date(now.getTime() - TWICE)),
      ),
    )
    .limit(1)
  return twin
}

async function firstStateFor(db: Db, member: Member, record: RecordRow, setting: Moderation | null) {
  const { newcomer } = await selfIn(db, member, record.id)
  return firstState(setting, newcomer, moderatesCountry(member, record.country))
}

async function isExample(db: Db, personId: string): Promise<boolean> {
  const [person] = await db.select({ example: people.example }).from(people).where(eq(people.id, personId))
  return person?.example ?? false
}

type About = Pick<Met, 'comment' | 'record'>

export const happened = (
  db: Db,
  actor: Actor,
  type: string,
  { comment, record }: About,
  now: Date,
  data: Record<string, unknown> = {},
) =>
  enter(db, actor, type, now, {
    recordId: record.id,
    placeId: record.placeId,
    country: record.country,
    data: { commentId: comment.id, parentId: comment.parentId, ...data },
  })

/** Tells the world that a comment can be read. `again`: it could before, and its followers know of it. */
export async function becameVisible(db: Db, actor: Actor, about: About, now: Date): Promise<void> {
  const { comment, record } = about
  const { rows } = await db.execute(sql`select 1 from events where record_id = ${record.id}::uuid
    and type = 'comment.shown' and data->>'commentId' = ${comment.id} limit 1`)
  const data = { authorId: comment.authorId, ...(rows.length > 0 && { again: true }) }
  await happened(db, actor, 'comment.shown', about, now, data)
}

/** Changes one's own text and keeps what it said before. Throws ChangedMeanwhile when it is no longer as it was seen. */
export const editComment = (db: Db, member: Member, met: Met, input: EditInput, now: Date): Promise<CommentState> =>
  db.transaction(async (tx) => {
    const [comment] = await tx.select().from(comments).where(eq(comments.id, met.comment.id)).for('update')
    if (!comment || comment.revision !== input.revision) throw new ChangedMeanwhile()
    const setting = await settingOf(tx, met.record.country)
    if (!mayEdit(member, comment, await countAnswers(tx, comment.id), now) || !mayWrite(member, met.record, setting))
      throw new Refused('comment.edit', met.record.id)
    if (comment.text === input.text && comment.language === input.language) return comment.state
    const state = stateAfterEdit(comment.state, await firstStateFor(tx, member, met.record, setting))
    await tx.insert(commentEdits).values({ id: newId(), commentId: comment.id, text: comment.text, at: now })
    await tx
      .update(comments)
      .set({ text: input.text, language: input.language, state, editedAt: now, revision: comment.revision + 1 })
      .where(eq(comments.id, comment.id))
    await happened(tx, member, 'comment.edited', { comment, record: met.record }, now, { state })
    return state
  })

/** Takes one's own comment back for good; answers to it stay. Whoever had reported it is told. */
export const withdrawComment = (db: Db, member: Member, met: Met, { now, publicUrl }: Context) =>
  db.transaction(async (tx) => {
    const [comment] = await tx.select().from(comments).where(eq(comments.id, met.comment.id)).for('update')
    if (!comment || !mayWithdraw(member, comment)) throw new ChangedMeanwhile()
    await tx
      .update(comments)
      .set({ state: 'withdrawn', revision: comment.revision + 1 })
      .where(eq(comments.id, comment.id))
    await happened(tx, member, 'comment.withdrawn', { comment, record: met.record }, now)
    const reporters = await closeReports(tx, comment.id, member, null, now)
    await tellReporters(tx, { comment, record: met.record }, reporters, 'withdrawn', { now, publicUrl })
  })

/** Ends all open reports of a comment; returns who had reported. `upheld`: whether the comment was refused for them. */
export async function closeReports(db: Db, commentId: string, actor: Actor, upheld: boolean | null, now: Date) {
  const closed = await db
    .update(commentReports)
    .set({ closedAt: now, closedBy: actor.id, upheld })
    .where(and(eq(commentReports.commentId, commentId), isNull(commentReports.closedAt)))
    .returning({ reporterId: commentReports.reporterId })
  return closed.map(({ reporterId }) => reporterId).filter((id) => id !== null)
}

/** Gives a reaction or takes it back; said twice, it counts once. */
export async function react(
  db: Db,
  member: Member,
  { record, comment }: { record: RecordRow; comment?: CommentRow },
  { reaction, give }: { reaction: Reaction; give: boolean },
  now: Date,
): Promise<void> {
  if (comment && !mayReact(member, comment)) throw new Refused('comment.react', record.id)
  const own = { recordId: record.id, commentId: comment?.id ?? null, personId: member.id, reaction }
  if (give) {
    await db
      .insert(reactions)
      .values({ ...own, id: newId(), at: now })
      .onConflictDoNothing()
    return
  }
  await db
    .delete(reactions)
    .where(
      and(
        eq(reactions.recordId, record.id),
        comment ? eq(reactions.commentId, comment.id) : isNull(reactions.commentId),
        eq(reactions.personId, member.id),
        eq(reactions.reaction, reaction),
      ),
    )
}

/** False when this person has reported the comment before: one report a person and comment. */
export const reportComment = (db: Db, member: Member, met: Met, input: ReportInput, now: Date): Promise<boolean> =>
  db.transaction(async (tx) => {
    // Held as it is: a report on what a moderator is refusing right now would wait for ever.
    const [comment] = await tx.select().from(comments).where(eq(comments.id, met.comment.id)).for('share')
    if (!comment || !mayReport(member, comment)) throw new Refused('comment.report', met.record.id)
    const [added] = await tx
      .insert(commentReports)
      .values({ id: newId(), commentId: met.comment.id, reporterId: member.id, ...input, at: now })
      .onConflictDoNothing()
      .returning({ id: commentReports.id })
    if (!added) return false
    await happened(tx, member, 'comment.reported', met, now, { reason: input.reason })
    return true
  })
