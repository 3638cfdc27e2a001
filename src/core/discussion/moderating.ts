/** What moderators do: the queue of what waits or was reported, the decision on it, how a country moderates. */
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { allCountries } from '#countries/index.ts'
import type { Actor, Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db, PAGE_SIZE } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { isExampleAccount } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { type RecordRow, records } from '../records/schema.ts'
import type { Decision } from './forms.ts'
import { tellRefused, tellReporters, tellShown } from './letters.ts'
import { type CommentLine, listLines } from './reading.ts'
import { type Moderating, mayModerate, moderatesCountry, next } from './rules.ts'
import {
  type CommentReason,
  commentEdits,
  commentReports,
  comments,
  discussionSettings,
  type Moderation,
} from './schema.ts'
import { becameVisible, type Context, closeReports, happened } from './writing.ts'

/** An actor as moderator, with what the rules must know of the account. */
export const moderating = async (db: Db, actor: Actor): Promise<Moderating> => ({
  actor,
  isExample: await isExampleAccount(db, actor.id),
})

/** The SQL twin of `mayModerate`, over `comments` and `records`. */
function moderatedBy({ actor, isExample }: Moderating): SQL {
  const countries = allCountries.map(({ code }) => code).filter((code) => moderatesCountry(actor, code))
  if (actor.id === null || countries.length === 0) return sql`false`
  return sql`(${inArray(records.country, countries)} and ${comments.authorId} is distinct from ${actor.id}::uuid
    and ${records.ownerId} is distinct from ${actor.id}::uuid and ${isExample ? sql`${comments.example}` : sql`true`})`
}

const openReport = sql`exists (select 1 from comment_reports r where r.comment_id = ${comments.id} and r.closed_at is null)`
const waits = sql`(${comments.state} = 'waiting' or (${comments.state} = 'shown' and ${openReport}))`
/** Since when somebody waits for a decision: written, edited or first reported. */
const since = sql<string>`case when ${comments.state} = 'waiting' then coalesce(${comments.editedAt}, ${comments.createdAt})
  else (select min(r.at) from comment_reports r where r.comment_id = ${comments.id} and r.closed_at is null) end`

export type Report = { reason: CommentReason; note: string | null; at: Date; reporter: string | null }
/** A comment as moderators see it: its words whatever its state, what it answers, what was reported, what it said before. */
export type Case = {
  comment: CommentLine
  record: RecordRow
  parent: CommentLine | undefined
  reports: Report[]
  edits: { text: string; at: Date }[]
  decidedBy: string | null
}

export async function countWaiting(db: Db, who: Moderating): Promise<number> {
  const [row] = await db
    .select({ waiting: sql<number>`count(*)::int` })
    .from(comments)
    .innerJoin(records, eq(records.id, comments.recordId))
    .where(and(waits, moderatedBy(who)))
  return row?.waiting ?? 0
}

/** What waits for this moderator, the oldest first; one more than a page, to know whether another follows. */
export async function listWaiting(db: Db, who: Moderating, page: number): Promise<{ cases: Case[]; hasNext: boolean }> {
  const ids = await db
    .select({ id: comments.id })
    .from(comments)
    .innerJoin(records, eq(records.id, comments.recordId))
    .where(and(waits, moderatedBy(who)))
    .orderBy(since, asc(comments.id))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
  const cases = await casesOf(
    db,
    ids.slice(0, PAGE_SIZE).map(({ id }) => id),
  )
  return { cases, hasNext: ids.length > PAGE_SIZE }
}

/** Comments with all that a decision needs, in the order of their ids; five queries, however many they are. */
export async function casesOf(db: Db, ids: readonly string[]): Promise<Case[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ comment: comments, record: records, decider: people.name })
    .from(comments)
    .innerJoin(records, eq(records.id, comments.recordId))
    .leftJoin(people, eq(people.id, comments.decidedBy))
    .where(inArray(comments.id, [...ids]))
  const parents = rows.flatMap(({ comment }) => comment.parentId ?? [])
  const [lines, reports, edits] = await Promise.all([
    listWhole(db, [...ids, ...parents]),
    db
      .select({ report: commentReports, reporter: people.name })
      .from(commentReports)
      .leftJoin(people, eq(people.id, commentReports.reporterId))
      .where(and(inArray(commentReports.commentId, [...ids]), isNull(commentReports.closedAt)))
      .orderBy(asc(commentReports.at)),
    db
      .select()
      .from(commentEdits)
      .where(inArray(commentEdits.commentId, [...ids]))
      .orderBy(asc(commentEdits.at)),
  ])
  const line = (id: string | null) => lines.find((one) => one.id === id)
  return ids.flatMap((id) => {
    const row = rows.find(({ comment }) => comment.id === id)
    const comment = line(id)
    if (!row || !comment) return []
    return {
      comment,
      record: row.record,
      parent: line(row.comment.parentId),
      reports: reports
        .filter(({ report }) => report.commentId === id)
        .map(({ report, reporter }) => ({ reason: report.reason, note: report.note, at: report.at, reporter })),
      edits: edits.filter(({ commentId }) => commentId === id).map(({ text, at }) => ({ text, at })),
      decidedBy: row.decider,
    }
  })
}

/** As listed for readers, but with the words of those that wait or were refused. What its author withdrew stays theirs. */
async function listWhole(db: Db, ids: readonly string[]): Promise<CommentLine[]> {
  const lines = await listLines(db, inArray(comments.id, [...ids]), null)
  const hidden = lines.filter(({ state }) => state === 'waiting' || state === 'refused').map(({ id }) => id)
  if (hidden.length === 0) return lines
  const whole = await db
    .select({ comment: comments, author: { id: people.id, name: people.name } })
    .from(comments)
    .leftJoin(people, eq(people.id, comments.authorId))
    .where(inArray(comments.id, hidden))
  return lines.map((line) => {
    const row = whole.find(({ comment }) => comment.id === line.id)
    return row ? { ...line, ...row.comment, author: row.author, isGone: false } : line
  })
}

export type Decided = { decision: Decision; reason?: CommentReason; note?: string; revision: number }

/**
 * Decides on a comment: it is shown, refused, or stays although it was reported. Letters go to its author and to those who
 * reported it. Throws ChangedMeanwhile when it is no longer as the moderator saw it: of two, the second decides anew or not at all.
 */
export const decide = (db: Db, member: Member, id: string, decided: Decided, context: Context): Promise<void> =>
  db.transaction(async (tx) => {
    const { now } = context
    const [row] = await tx
      .select({ comment: comments, record: records })
      .from(comments)
      .innerJoin(records, eq(records.id, comments.recordId))
      .where(eq(comments.id, id))
      .for('update', { of: comments })
    if (!row || !mayModerate(await moderating(tx, member), row.comment, row.record))
      throw new Refused('comment.moderate', row?.record.id)
    const { comment, record } = row
    const { decision, reason, note } = decided
    const state =
      decision === 'dismiss' ? (comment.state === 'shown' ? 'shown' : undefined) : next(comment.state, decision)
    if (comment.revision !== decided.revision || state === undefined) throw new ChangedMeanwhile()
    const refused = state === 'refused'
    const [changed] = await tx
      .update(comments)
      .set({
        state,
        reason: refused ? reason : null,
        note: refused ? note : null,
        decidedBy: member.id,
        decidedAt: now,
        revision: comment.revision + 1,
      })
      .where(eq(comments.id, id))
      .returning()
    if (!changed) throw new ChangedMeanwhile()
    const about = { comment: changed, record }
    const reporters = await closeReports(tx, id, member, refused, now)
    await tellReporters(tx, about, reporters, refused ? 'refused' : 'kept', context)
    if (decision === 'dismiss') return happened(tx, member, 'comment.kept', about, now)
    if (refused) {
      await happened(tx, member, 'comment.refused', about, now, { reason })
      return tellRefused(tx, about, { reason: reason ?? 'other', note }, context)
    }
    await becameVisible(tx, member, about, now)
    await tellShown(tx, about, context)
  })

export const listSettings = (db: Db) => db.select().from(discussionSettings)

/** Says how a country moderates from now on; what waits goes on waiting. `null`: as where nothing is said. */
export const changeSetting = (db: Db, member: Member, country: string, moderation: Moderation | null, now: Date) =>
  db.transaction(async (tx) => {
    if (moderation === null) await tx.delete(discussionSettings).where(eq(discussionSettings.country, country))
    else
      await tx
        .insert(discussionSettings)
        .values({ country, moderation, updatedAt: now })
        .onConflictDoUpdate({ target: discussionSettings.country, set: { moderation, updatedAt: now } })
    await enter(tx, member, 'discussion.set', now, { country, data: { moderation: moderation ?? 'mixed' } })
  })
