/** Writes the example comments of seed-comments.ts on the example practices that are there. Runs once on a new portal. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { SeedContext } from '#platform/module.ts'
import { EXAMPLE_PEOPLE, type ExampleKey, exampleOrganisation, examplePersonId } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { contents, records } from '../records/schema.ts'
import { commentEdits, commentReports, comments, reactions } from './schema.ts'
import { EXAMPLE_COMMENTS, type SeedComment } from './seed-comments.ts'

const DAY = 86_400_000

type Rows = {
  comments: (typeof comments.$inferInsert)[]
  edits: (typeof commentEdits.$inferInsert)[]
  reactions: (typeof reactions.$inferInsert)[]
  reports: (typeof commentReports.$inferInsert)[]
}
type About = { id: string; organisationId: string | null; ownerId: string | null }

export async function seed({ db, now, log }: SeedContext): Promise<void> {
  const [there] = await db.select({ id: comments.id }).from(comments).where(eq(comments.example, true)).limit(1)
  if (there) return
  const known = new Set(
    (await db.select({ id: people.id }).from(people).where(eq(people.example, true))).map(({ id }) => id),
  )
  const rows: Rows = { comments: [], edits: [], reactions: [], reports: [] }
  for (const { title, ...about } of await discussedRecords(db))
    for (const comment of EXAMPLE_COMMENTS[title] ?? []) addRows(rows, comment, about, null, { known, now })
  if (rows.comments.length === 0) return
  await db.transaction(async (tx) => {
    await tx.insert(comments).values(rows.comments)
    if (rows.edits.length) await tx.insert(commentEdits).values(rows.edits)
    if (rows.reactions.length) await tx.insert(reactions).values(rows.reactions)
    if (rows.reports.length) await tx.insert(commentReports).values(rows.reports)
  })
  log(`${rows.comments.length} example comments`)
}

const discussedRecords = (db: Db) =>
  db
    .select({
      id: records.id,
      organisationId: records.organisationId,
      ownerId: records.ownerId,
      title: contents.title,
    })
    .from(records)
    .innerJoin(
      contents,
      and(
        eq(contents.recordId, records.id),
        eq(contents.language, records.language),
        eq(contents.version, records.publishedVersion),
      ),
    )
    .where(and(eq(records.example, true), inArray(contents.title, Object.keys(EXAMPLE_COMMENTS))))

type World = { known: ReadonlySet<string>; now: Date }

function addRows(rows: Rows, one: SeedComment, about: About, parentId: string | null, world: World): void {
  const authorId = examplePersonId(one.author)
  if (!world.known.has(authorId)) return
  const id = newId()
  const at = new Date(world.now.getTime() - one.days * DAY)
  const later = new Date(at.getTime() + 3_600_000)
  const { organisation, language } = personOf(one.author)
  const organisationId = organisation ? exampleOrganisation(...organisation) : null
  const decided = one.state === 'refused' && { decidedBy: examplePersonId('moderator'), decidedAt: later }
  rows.comments.push({
    id,
    recordId: about.id,
    parentId,
    authorId,
    organisationId,
    byAuthor: authorId === about.ownerId || (organisationId !== null && organisationId === about.organisationId),
    language: one.language ?? language,
    text: one.text,
    anchor: one.about ? { field: one.about, paragraphId: '' } : null,
    state: one.state ?? 'shown',
    reason: one.reason,
    note: one.note,
    ...decided,
    createdAt: at,
    editedAt: one.before ? later : null,
    example: true,
  })
  if (one.before) rows.edits.push({ id: newId(), commentId: id, text: one.before, at: later })
  for (const [by, reaction] of one.reactions ?? [])
    if (world.known.has(examplePersonId(by)))
      rows.reactions.push({
        id: newId(),
        recordId: about.id,
        commentId: id,
        personId: examplePersonId(by),
        reaction,
        at: later,
      })
  for (const { by, ...report } of one.reports ?? [])
    if (world.known.has(examplePersonId(by)))
      rows.reports.push({ id: newId(), commentId: id, reporterId: examplePersonId(by), ...report, at: later })
  for (const answer of one.answers ?? []) addRows(rows, answer, about, id, world)
}

function personOf(key: ExampleKey) {
  const person = EXAMPLE_PEOPLE.find((one) => one.key === key)
  if (!person) throw new Error(`no example person ${key}`)
  return person
}
