/** What the addresses of a discussion ask first: the record or comment that they name, and where a comment is found. */
import { found, NotFound, type RequestContext } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import type { RecordLine } from '#platform/module.ts'
import { findReadable, kindNamed, linesOf } from '../records/index.ts'
import type { RecordRow } from '../records/schema.ts'
import { casesOf } from './moderating.ts'
import { type CommentLine, findComment, type Met, pageOf } from './reading.ts'
import { isDiscussed } from './rules.ts'
import { discussedOf } from './showing.ts'

/** A record that this person may read and that people discuss. */
export async function recordOf(c: RequestContext): Promise<RecordRow> {
  const id = c.req.param('recordId') ?? ''
  const record = found(isId(id) ? await findReadable(c.var.db, c.var.actor, id) : undefined)
  if (!kindNamed(record.kind)?.discussed || !isDiscussed(record)) throw new NotFound()
  return record
}

/** A comment that this person may see. */
export const metOf = async (c: RequestContext): Promise<Met> =>
  found(await findComment(c.var.db, c.var.actor, c.req.param('id') ?? ''))

/** With its author and its words, for pages about this comment alone. */
export async function whole(c: RequestContext, { comment }: Met): Promise<CommentLine> {
  const [one] = await casesOf(c.var.db, [comment.id])
  return found(one).comment
}

/** How lists name the record, in the reader's language. */
export async function lineOf(c: RequestContext, record: Pick<RecordRow, 'id'>): Promise<RecordLine | undefined> {
  const [line] = await linesOf(c.var, [record.id])
  return line
}

/** Where a comment is found: below its record while it is on the first page, else in the whole discussion. */
export async function addressOf(
  c: RequestContext,
  { comment, record }: Pick<Met, 'comment' | 'record'>,
): Promise<string> {
  const page = await pageOf(c.var.db, comment, c.var.actor.id)
  const { href } = await discussedOf(c.var, record)
  const start = page === 1 ? href : `/${c.var.language}/discussion/of/${record.id}?page=${page}`
  return `${start}#comment-${comment.id}`
}
