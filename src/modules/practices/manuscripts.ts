/** What authors and reviewers work on: the newest text of a practice, its facts, notes and versions. What the public reads is in reading.ts. */
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { grants, type Organisation as OrganisationRow, organisations, people } from '#core/people/schema.ts'
import { currentSlug, findSlug, latest, textOf, versionsOf, writersOf } from '#core/records/index.ts'
import { type Content, contents, type RecordRow, records, slugs } from '#core/records/schema.ts'
import { recordTopics } from '#core/topics/schema.ts'
import { countryOf } from '#countries/index.ts'
import { methodIdsOf } from '#modules/methods/index.ts'
import type { Actor, Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { planned } from '#platform/planned.ts'
import { checklistOf } from './checklist.ts'
import { type Facts, factsIn } from './facts.ts'
import type { Parts } from './forms.ts'
import { authorIds } from './readable.ts'
import { mayRead, type PracticeFacts } from './rules.ts'
import { type PracticeRow, type PracticeSection, practices, reviewNotes, SECTIONS, type State } from './schema.ts'

type Organisation = Pick<OrganisationRow, 'id' | 'kind' | 'name' | 'country' | 'placeId' | 'language'>

export type Manuscript = {
  id: string
  slug: string
  record: RecordRow
  practice: PracticeRow
  /** The newest version in the original language. */
  content: Content
  facts: Facts
  organisation: Organisation | null
  /** What the rules ask about. */
  rules: PracticeFacts
}

/** A practice by address or id, if this person may know of it. Whether they may see the unpublished text is the page's to ask. */
export async function findManuscript(db: Db, actor: Actor, slugOrId: string): Promise<Manuscript | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'practice', slugOrId))?.targetId
  const manuscript = id ? await loadManuscript(db, id) : undefined
  return manuscript && mayRead(actor, manuscript.rules) ? manuscript : undefined
}

export async function loadManuscript(db: Db, id: string): Promise<Manuscript | undefined> {
  const [row] = await db
    .select({
      record: getTableColumns(records),
      practice: getTableColumns(practices),
      organisation: {
        id: organisations.id,
        kind: organisations.kind,
        name: organisations.name,
        country: organisations.country,
        placeId: organisations.placeId,
        language: organisations.language,
      },
    })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .leftJoin(organisations, eq(organisations.id, records.organisationId))
    .where(eq(records.id, id))
  const content = row && (await latest(db, id, row.record.language))
  if (!content) return undefined
  const { record, practice, organisation } = row
  const writers = (await writersOf(db, [id])).get(id) ?? []
  const facts = factsIn(content.fields) ?? (await publicFacts(db, record, practice))
  const slug = (await currentSlug(db, 'practice', id)) ?? id
  return {
    id,
    slug,
    record,
    practice,
    content,
    facts,
    organisation,
    rules: { ...record, state: practice.state, writers },
  }
}

/** The facts as the public reads them. */
async function publicFacts(db: Db, record: RecordRow, practice: PracticeRow): Promise<Facts> {
  const topics = await db
    .select({ id: recordTopics.topicId })
    .from(recordTopics)
    .where(eq(recordTopics.recordId, record.id))
    .orderBy(asc(recordTopics.topicId))
  const methods = await methodIdsOf(db, record.id)
  return { ...practice, placeId: record.placeId, topics: topics.map((topic) => topic.id), methods }
}

/** The saved text and facts of a manuscript, as its form and its checklist read them. */
export const partsOfManuscript = ({ content, facts }: Pick<Manuscript, 'content' | 'facts'>): Parts => ({
  title: content.title,
  language: content.language,
  texts: Object.fromEntries(SECTIONS.map((section) => [section, textOf(content.fields[section])])) as Record<
    PracticeSection,
    string
  >,
  facts: { ...facts, topics: [...facts.topics], methods: [...facts.methods] },
})

export const checklistOfManuscript = (manuscript: Manuscript) =>
  checklistOf({ ...partsOfManuscript(manuscript), hasOrganisation: manuscript.record.organisationId !== null })

export type NoteLine = typeof reviewNotes.$inferSelect & { authorName: string | null }

/** What was decided and said in review, newest first. */
export const notesOf = (db: Db, practiceId: string): Promise<NoteLine[]> =>
  db
    .select({ ...getTableColumns(reviewNotes), authorName: people.name })
    .from(reviewNotes)
    .leftJoin(people, eq(people.id, reviewNotes.authorId))
    .where(eq(reviewNotes.practiceId, practiceId))
    .orderBy(desc(reviewNotes.at), desc(reviewNotes.id))

export type VersionOfPractice = {
  version: number
  title: string
  createdAt: Date
  authorName: string | null
  /** When the public got it. */
  publishedAt: Date | null
}

/** Versions, newest first: all of them for those who work on the practice, the published ones for everybody else. */
export async function practiceVersions(db: Db, { record }: Manuscript, all: boolean): Promise<VersionOfPractice[]> {
  const versions = await versionsOf(db, record.id, record.language)
  const published = await db
    .select({ version: reviewNotes.version, at: sql<Date>`min(${reviewNotes.at})`.mapWith(reviewNotes.at) })
    .from(reviewNotes)
    .where(and(eq(reviewNotes.practiceId, record.id), eq(reviewNotes.to, 'published')))
    .groupBy(reviewNotes.version)
  const dates = new Map(published.map(({ version, at }) => [version, at]))
  if (record.publishedVersion !== null && !dates.has(record.publishedVersion) && record.publishedAt)
    dates.set(record.publishedVersion, record.publishedAt)
  return versions
    .map(({ version, title, createdAt, authorName }) => ({
      version,
      title,
      createdAt,
      authorName: all ? authorName : null,
      publishedAt: dates.get(version) ?? null,
    }))
    .filter(({ publishedAt }) => all || publishedAt !== null)
}

export type OwnLine = {
  id: string
  slug: string
  title: string
  lang: Language
  state: State
  isPublic: boolean
  updatedAt: Date
  submittedAt: Date | null
  example: boolean
}

/** All practices that the actor writes: their own and their organisation's, last changed first. */
export async function listOwn(db: Db, actor: Member, state?: State): Promise<OwnLine[]> {
  const rows = await planned(db, `practices.own ${state ?? 'all'}`, () => ownQuery(db, state)).execute(authorIds(actor))
  return rows.map(({ visibility, ...row }) => ({ ...row, slug: row.slug ?? row.id, isPublic: visibility === 'public' }))
}

const ownQuery = (db: Db, state: State | undefined) =>
  db
    .select({
      id: records.id,
      slug: slugs.slug,
      title: contents.title,
      lang: records.language,
      state: practices.state,
      visibility: records.visibility,
      updatedAt: contents.createdAt,
      submittedAt: practices.submittedAt,
      example: records.example,
    })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .innerJoin(contents, and(eq(contents.recordId, records.id), isNewest))
    .leftJoin(slugs, and(eq(slugs.kind, 'practice'), eq(slugs.targetId, records.id), isNull(slugs.retiredAt)))
    .where(
      and(
        or(
          eq(records.ownerId, sql.placeholder('personId')),
          eq(records.organisationId, sql.placeholder('organisationId')),
        ),
        // Drafts are few and published ones many: a plan that does not know which it is asked for suits neither, and none is kept.
        state && sql`${practices.state} = ${sql.raw(`'${state}'`)}`,
      ),
    )
    .orderBy(desc(contents.createdAt), desc(records.id))
    .limit(200)

const isNewest = sql`${contents.language} = ${records.language} and ${contents.version} = (
  select max(v.version) from contents v where v.record_id = ${records.id} and v.language = ${records.language})`

export type TitleLine = { id: string; slug: string; title: string; lang: Language }

/** The newest titles and addresses of practices, for desks. */
export async function titlesOf(db: Db, ids: readonly string[]): Promise<Map<string, TitleLine>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: records.id, slug: slugs.slug, title: contents.title, lang: records.language })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), isNewest))
    .leftJoin(slugs, and(eq(slugs.kind, 'practice'), eq(slugs.targetId, records.id), isNull(slugs.retiredAt)))
    .where(inArray(records.id, [...ids]))
  return new Map(rows.map((row) => [row.id, { ...row, slug: row.slug ?? row.id }]))
}

export type Recipient = { id: string; name: string; email: string; language: Language }
const recipientColumns = { id: people.id, name: people.name, email: people.email, language: people.language }
const reachable = and(isNull(people.deletedAt), eq(people.emailVerified, true))

/** Everyone who reviews practices of a country, whatever they act as just now. */
export const reviewersOf = (db: Db, country: string): Promise<Recipient[]> =>
  db
    .selectDistinct(recipientColumns)
    .from(people)
    .innerJoin(grants, and(eq(grants.personId, people.id), eq(grants.role, 'editor'), isNull(grants.endedAt)))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(
      and(
        reachable,
        isNull(grants.placeId),
        or(
          and(
            eq(organisations.kind, countryOf(country).practicesArePublishedBy),
            eq(organisations.country, country),
            isNull(organisations.closedAt),
          ),
          and(isNull(grants.organisationId), eq(grants.country, country)),
        ),
      ),
    )
    .orderBy(asc(people.id))

export const recipients = async (db: Db, ids: readonly string[]): Promise<Recipient[]> =>
  ids.length === 0
    ? []
    : db
        .select(recipientColumns)
        .from(people)
        .where(and(reachable, inArray(people.id, [...ids]), isNotNull(people.email)))
