/** The text of records by language and version: adds versions, never changes one. What a version means is the module's business. */
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { people } from '../people/schema.ts'
import { fieldsOf, inStepWith, textOf } from './paragraphs.ts'
import { type Content, contents, type TRANSLATION_STATUSES } from './schema.ts'

export type NewVersion = {
  recordId: string
  language: Language
  title: string
  /** Plain text by field. */
  texts: Record<string, string>
  authorId: string | null
  status?: (typeof TRANSLATION_STATUSES)[number]
  /** Version of the original that a translation follows. */
  sourceVersion?: number
}

/**
 * Adds a version of a text; paragraphs keep their ids. A text that is the same as the latest one adds none.
 * Call it in a transaction that has touched the record: its revision keeps two writers apart. Returns the version that holds the text.
 */
export async function addVersion(db: Db, version: NewVersion, now: Date): Promise<number> {
  const previous = await latest(db, version.recordId, version.language)
  const next = nextOf(version, previous, await sourceOf(db, version), now)
  if (next !== previous) await db.insert(contents).values(next)
  return next.version
}

/** Many texts at once, each as old as it says: in their order, so that one may follow another of the same record and language. */
export async function addVersions(db: Db, versions: readonly (NewVersion & { at: Date })[]): Promise<void> {
  if (versions.length === 0) return
  const newest = await db
    .selectDistinctOn([contents.recordId, contents.language], textColumns)
    .from(contents)
    .where(
      inArray(
        contents.recordId,
        versions.map(({ recordId }) => recordId),
      ),
    )
    .orderBy(contents.recordId, contents.language, desc(contents.version))
  const keyOf = ({ recordId, language }: Pick<Content, 'recordId' | 'language'>) => `${recordId} ${language}`
  const latestOf = new Map(newest.map((content) => [keyOf(content), content]))
  const originals = new Map(newest.filter(isOriginal).map((content) => [content.recordId, content]))
  const added: Content[] = []
  for (const { at, ...version } of versions) {
    const previous = latestOf.get(keyOf(version))
    const original = originals.get(version.recordId)
    const source = original?.version === version.sourceVersion ? original : undefined
    const next = nextOf(version, previous, source, at)
    if (next !== previous) added.push(next)
    latestOf.set(keyOf(version), next)
    if (isOriginal(next)) originals.set(next.recordId, next)
  }
  if (added.length > 0) await db.insert(contents).values(added)
}
const { words: _, ...textColumns } = getTableColumns(contents)

const isOriginal = ({ status }: Pick<Content, 'status'>) => status === 'original'

/** The text that a translation follows. */
async function sourceOf(db: Db, { recordId, sourceVersion }: NewVersion): Promise<Content | undefined> {
  if (sourceVersion === undefined) return undefined
  const [source] = await db
    .select(textColumns)
    .from(contents)
    .where(and(eq(contents.recordId, recordId), eq(contents.version, sourceVersion), eq(contents.status, 'original')))
  return source
}

/** The version that holds a text: the previous one when it says the same, or else the next. */
function nextOf(version: NewVersion, previous: Content | undefined, source: Content | undefined, now: Date): Content {
  const { recordId, language, title, texts, authorId, status = 'original', sourceVersion = null } = version
  const written = fieldsOf(texts, previous?.fields)
  // A translation that comes whole follows its source paragraph by paragraph.
  const fields = source && !previous ? inStepWith(source.fields, written) : written
  if (
    previous?.title === title &&
    previous.sourceVersion === sourceVersion &&
    previous.status === status &&
    sameTexts(previous.fields, fields)
  )
    return previous
  const next = (previous?.version ?? 0) + 1
  return { recordId, language, version: next, status, sourceVersion, title, fields, authorId, createdAt: now }
}

const sameTexts = (a: Content['fields'], b: Content['fields']) =>
  Object.keys({ ...a, ...b }).every((field) => textOf(a[field]) === textOf(b[field]))

/** The newest text in a language. */
export async function latest(db: Db, recordId: string, language: Language): Promise<Content | undefined> {
  const [content] = await db
    .select()
    .from(contents)
    .where(and(eq(contents.recordId, recordId), eq(contents.language, language)))
    .orderBy(desc(contents.version))
    .limit(1)
  return content
}

export async function contentAt(
  db: Db,
  recordId: string,
  language: Language,
  version: number,
): Promise<Content | undefined> {
  const [content] = await db
    .select()
    .from(contents)
    .where(and(eq(contents.recordId, recordId), eq(contents.language, language), eq(contents.version, version)))
  return content
}

/** All versions in a language without their text, newest first, with who wrote them. */
export const versionsOf = (db: Db, recordId: string, language: Language) =>
  db
    .select({
      version: contents.version,
      title: contents.title,
      createdAt: contents.createdAt,
      authorId: contents.authorId,
      authorName: people.name,
    })
    .from(contents)
    .leftJoin(people, eq(people.id, contents.authorId))
    .where(and(eq(contents.recordId, recordId), eq(contents.language, language)))
    .orderBy(desc(contents.version))
export type VersionLine = Awaited<ReturnType<typeof versionsOf>>[number]

/** Everyone who wrote a version of a record in any language. */
export async function writersOf(db: Db, recordIds: readonly string[]): Promise<Map<string, string[]>> {
  const writers = new Map<string, string[]>()
  if (recordIds.length === 0) return writers
  const rows = await db
    .select({ recordId: contents.recordId, ids: sql<string[]>`array_agg(distinct ${contents.authorId})` })
    .from(contents)
    .where(and(inArray(contents.recordId, [...recordIds]), sql`${contents.authorId} is not null`))
    .groupBy(contents.recordId)
  for (const { recordId, ids } of rows) writers.set(recordId, ids)
  return writers
}

/** The text that a reader would want most: the first language of `order` that there is, in its newest version. */
export function bestOf<X extends { language: Language; version: number }>(
  texts: readonly X[],
  order: readonly Language[],
): X | undefined {
  for (const language of order) {
    const [newest] = texts.filter((text) => text.language === language).sort((a, b) => b.version - a.version)
    if (newest) return newest
  }
  return undefined
}
