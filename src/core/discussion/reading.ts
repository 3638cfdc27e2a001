/** Discussions as they are read: the thread of a record, one comment and where it stands, what a person sees of their own. Writes nothing. */
import { and, asc, count, desc, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { follows } from '../following/schema.ts'
import { organisations, people } from '../people/schema.ts'
import { findReadable } from '../records/index.ts'
import { type RecordRow, records } from '../records/schema.ts'
import { KNOWN_AFTER, maySee, moderatesCountry } from './rules.ts'
import { type CommentRow, comments, discussionSettings, type Moderation, type Reaction, reactions } from './schema.ts'

export type ReactionCounts = Partial<Record<Reaction, number>>

export type CommentLine = CommentRow & {
  /** Nobody when the account was deleted. */
  author: { id: string; name: string } | null
  organisation: { name: string; language: Language } | null
  reactions: ReactionCounts
  /** Only its place is shown, because of the answers below it. */
  isGone: boolean
  answers: CommentLine[]
}

export type Thread = {
  /** Comments and answers that everybody reads. */
  count: number
  page: number
  pages: number
  comments: CommentLine[]
  /** What people said of the record itself by pressing a button. */
  reactions: ReactionCounts
}

/** The same for everybody, so it is kept; with a viewer also what only they see of their own. */
export const threadOf = (db: Db, recordId: string, page: number, viewerId: string | null): Promise<Thread> =>
  viewerId === null
    ? kept(db, 'discussion.thread', [recordId, page], () => readThread(db, recordId, page, null))
    : readThread(db, recordId, page, viewerId)

const ownHidden = (viewerId: string | null, c: SQL) =>
  viewerId === null ? sql`false` : sql`(${c}.author_id = ${viewerId}::uuid and ${c}.state in ('waiting', 'refused'))`

/** Comments that have a place in the thread: shown ones, the viewer's own, and those whose answers are shown. */
const hasPlace = (viewerId: string | null) => sql`(c.state = 'shown' or ${ownHidden(viewerId, sql`c`)} or exists
  (select 1 from comments a where a.parent_id = c.id and (a.state = 'shown' or ${ownHidden(viewerId, sql`a`)})))`

async function readThread(db: Db, recordId: string, page: number, viewerId: string | null): Promise<Thread> {
  const rooted = sql`c.record_id = ${recordId}::uuid and c.parent_id is null and ${hasPlace(viewerId)}`
  const { rows } = await db.execute<{ ids: string[]; count: number; threads: number; reactions: ReactionCounts }>(sql`
    select
      array(select c.id from comments c where ${rooted} order by c.created_at, c.id
        limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}) as ids,
      (select count(*)::int from comments c where c.record_id = ${recordId}::uuid and c.state = 'shown') as count,
      (select count(*)::int from comments c where ${rooted}) as threads,
      (select coalesce(jsonb_object_agg(reaction, n), '{}') from (select r.reaction, count(*) as n from reactions r
        where r.record_id = ${recordId}::uuid and r.comment_id is null group by r.reaction) given) as reactions`)
  const { ids = [], count: shown = 0, threads = 0, reactions: given = {} } = rows[0] ?? {}
  const lines = ids.length
    ? await listLines(
        db,
        or(
          inArray(comments.id, ids),
          and(inArray(comments.parentId, ids), or(eq(comments.state, 'shown'), ownHidden(viewerId, sql`${comments}`))),
        ),
        viewerId,
      )
    : []
  return {
    count: shown,
    page,
    pages: Math.max(1, Math.ceil(threads / PAGE_SIZE)),
    comments: lines
      .filter(({ parentId }) => parentId === null)
      .map((line) => ({ ...line, answers: lines.filter(({ parentId }) => parentId === line.id) })),
    reactions: given,
  }
}

const reactionsGiven = sql<ReactionCounts>`(select coalesce(jsonb_object_agg(reaction, n), '{}') from (
  select r.reaction, count(*) as n from reactions r
  where r.record_id = ${comments.recordId} and r.comment_id = ${comments.id} group by r.reaction) given)`

/** Comments with who wrote them, the oldest first. What the viewer may not read any more loses its words here already. */
export async function listLines(db: Db, where: SQL | undefined, viewerId: string | null): Promise<CommentLine[]> {
  const rows = await db
    .select({
      comment: comments,
      author: { id: people.id, name: people.name },
      organisation: { name: organisations.name, language: organisations.language },
      reactions: reactionsGiven,
    })
    .from(comments)
    .leftJoin(people, eq(people.id, comments.authorId))
    .leftJoin(organisations, eq(organisations.id, comments.organisationId))
    .where(where)
    .orderBy(asc(comments.createdAt), asc(comments.id))
  return rows.map(({ comment, ...rest }) => {
    const own = viewerId !== null && comment.authorId === viewerId
    const isGone = comment.state === 'withdrawn' || (comment.state !== 'shown' && !own)
    const line = { ...comment, ...rest, isGone, answers: [] }
    return isGone
      ? { ...line, text: '', author: null, organisation: null, reason: null, note: null, anchor: null }
      : line
  })
}

/** What the form and the buttons depend on, for one person and record; one query. */
export type Self = {
  newcomer: boolean
  follows: boolean
  /** Has comments here that only they see. */
  hidden: boolean
  /** `:helpful` of the record, `<comment id>:helpful` of a comment. */
  pressed: ReadonlySet<string>
}
export const pressedKey = (commentId: string | null, reaction: Reaction) => `${commentId ?? ''}:${reaction}`

export async function selfIn(db: Db, actor: Actor & { id: string }, recordId: string): Promise<Self> {
  const { rows } = await db.execute<{ shown: number; follows: boolean; hidden: boolean; pressed: string[] }>(sql`
    select
      ${shownBy(actor.id)} as shown,
      exists(select 1 from ${follows} f where f.person_id = ${actor.id}::uuid and f.record_id = ${recordId}::uuid) as follows,
      exists(select 1 from comments c where c.record_id = ${recordId}::uuid and ${ownHidden(actor.id, sql`c`)}) as hidden,
      array(select coalesce(r.comment_id::text, '') || ':' || r.reaction from reactions r
        where r.record_id = ${recordId}::uuid and r.person_id = ${actor.id}::uuid) as pressed`)
  const row = rows[0]
  return {
    newcomer: actor.grant === null && (row?.shown ?? 0) < KNOWN_AFTER,
    follows: row?.follows ?? false,
    hidden: row?.hidden ?? false,
    pressed: new Set(row?.pressed),
  }
}

/** How many of a person's comments are shown; counted no further than it matters. */
const shownBy = (personId: string) => sql`(select count(*)::int from
  (select 1 from comments c where c.author_id = ${personId}::uuid and c.state = 'shown' limit ${KNOWN_AFTER}) shown)`

/** How a country moderates; nothing when it has said nothing. */
export async function settingOf(db: Db, country: string): Promise<Moderation | null> {
  const [row] = await db.select().from(discussionSettings).where(eq(discussionSettings.country, country))
  return row?.moderation ?? null
}
export const keptSettingOf = (db: Db, country: string) =>
  kept(db, 'discussion.setting', country, () => settingOf(db, country))

/** A comment that this person may see, with its record and how many have answered it. */
export type Met = { comment: CommentRow; record: RecordRow; answers: number }

export async function findComment(db: Db, actor: Actor, id: string): Promise<Met | undefined> {
  if (!isId(id)) return undefined
  const [row] = await db
    .select({ comment: comments, record: records })
    .from(comments)
    .innerJoin(records, eq(records.id, comments.recordId))
    .where(eq(comments.id, id))
  if (!row) return undefined
  const moderates = moderatesCountry(actor, row.record.country)
  if (!maySee(actor, row.comment, moderates)) return undefined
  if (!moderates && !(await findReadable(db, actor, row.record.id))) return undefined
  return { ...row, answers: await countAnswers(db, id) }
}

/** Answers that anybody reads or read. */
export async function countAnswers(db: Db, id: string): Promise<number> {
  const [row] = await db
    .select({ answers: count() })
    .from(comments)
    .where(and(eq(comments.parentId, id), ne(comments.state, 'refused')))
  return row?.answers ?? 0
}

/** The page of the thread on which this viewer finds a comment. */
export async function pageOf(db: Db, comment: CommentRow, viewerId: string | null): Promise<number> {
  const root = comment.parentId ?? comment.id
  const { rows } = await db.execute<{ before: number }>(sql`
    select count(*)::int as before from comments c, comments root
    where root.id = ${root}::uuid and c.record_id = root.record_id and c.parent_id is null
      and (c.created_at, c.id) < (root.created_at, root.id) and ${hasPlace(viewerId)}`)
  return Math.floor((rows[0]?.before ?? 0) / PAGE_SIZE) + 1
}

/** A person's own comments, the newest first; one more than a page, to know whether another follows. */
export const listOwn = (db: Db, personId: string, page: number) =>
  db
    .select()
    .from(comments)
    .where(eq(comments.authorId, personId))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)

export const ownReactions = (db: Db, personId: string) =>
  db
    .select({
      recordId: reactions.recordId,
      commentId: reactions.commentId,
      reaction: reactions.reaction,
      at: reactions.at,
    })
    .from(reactions)
    .where(eq(reactions.personId, personId))
