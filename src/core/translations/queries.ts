/** Reading SQL of translations: what may be translated, what there is of it, and what waits. Writing is in changes.ts. */
import { and, desc, eq, inArray, lte, ne, or } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { Kind } from '#platform/module.ts'
import { people } from '../people/schema.ts'
import { contentAt, findReadable, kindNamed, latest } from '../records/index.ts'
import { type Content, contents, type RecordRow } from '../records/schema.ts'
import { translationOrders } from './schema.ts'
import { statusOf } from './status.ts'

type TextFields = NonNullable<Kind['fields']>

/** A public text with what its kind says of it. */
export type Translatable = {
  record: RecordRow & { publishedVersion: number }
  kind: Kind
  fields: TextFields
  /** Names of the fields, in their order. */
  names: string[]
  /** The original as the public reads it. */
  source: Content
}

/** A record whose text is translated, if this person may read it and it is public; nothing for kinds without text of their own. */
export async function findTranslatable(db: Db, actor: Actor, id: string): Promise<Translatable | undefined> {
  const record = await findReadable(db, actor, id)
  if (!record || record.publishedVersion === null || record.visibility !== 'public') return undefined
  const kind = kindNamed(record.kind)
  if (!kind?.fields) return undefined
  const source = await contentAt(db, record.id, record.language, record.publishedVersion)
  if (!source) return undefined
  const { publishedVersion } = record
  return {
    record: { ...record, publishedVersion },
    kind,
    fields: kind.fields,
    names: kind.fields.map(({ name }) => name),
    source,
  }
}

/** The newest translation into a language, and the original that it follows. */
export async function findTranslation(db: Db, { record }: Translatable, into: Language) {
  const text = await latest(db, record.id, into)
  if (!text) return undefined
  const followed = await contentAt(db, record.id, record.language, text.sourceVersion ?? 1)
  return followed && { text, followed }
}

export type LanguageLine = {
  language: Language
  by: 'original' | 'human' | 'machine'
  state: 'current' | 'outdated' | 'incomplete'
}

/** The languages that a public text is read in, the original first, with the status of each. */
export async function languagesOf(
  db: Db,
  record: Pick<RecordRow, 'id' | 'language' | 'publishedVersion'>,
  names: readonly string[],
): Promise<LanguageLine[]> {
  const { id, language: original, publishedVersion } = record
  if (publishedVersion === null) return []
  const isTranslation = and(ne(contents.language, original), lte(contents.sourceVersion, publishedVersion))
  const translations = await db
    .selectDistinctOn([contents.language])
    .from(contents)
    .where(and(eq(contents.recordId, id), isTranslation))
    .orderBy(contents.language, desc(contents.version))
  const lines: LanguageLine[] = [{ language: original, by: 'original', state: 'current' }]
  if (translations.length === 0) return lines
  const versions = [publishedVersion, ...translations.flatMap(({ sourceVersion }) => sourceVersion ?? [])]
  const followed = await db
    .select()
    .from(contents)
    .where(and(eq(contents.recordId, id), eq(contents.language, original), inArray(contents.version, versions)))
  const at = (version: number | null) => followed.find((one) => one.version === version)
  const now = at(publishedVersion)
  for (const text of translations) {
    const before = at(text.sourceVersion)
    const state = before && now ? statusOf(text, { before, now }, names).whole : 'outdated'
    lines.push({ language: text.language, by: text.status === 'machine' ? 'machine' : 'human', state })
  }
  return lines
}

/** Who wrote a version; nobody for a machine's. */
export async function nameOfAuthor(db: Db, { authorId }: Pick<Content, 'authorId'>): Promise<string | null> {
  if (authorId === null) return null
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, authorId))
  return person?.name ?? null
}

export type Order = typeof translationOrders.$inferSelect

/** What was asked of the machine and has not come to an end that anybody saw. */
export async function findOrder(db: Db, recordId: string, language: Language): Promise<Order | undefined> {
  const [order] = await db
    .select()
    .from(translationOrders)
    .where(and(eq(translationOrders.recordId, recordId), eq(translationOrders.language, language)))
  return order
}

/** What the portal keeps of a person's translating. */
export async function ownTranslations(db: Db, personId: string): Promise<Record<string, unknown>> {
  const { recordId, language, version, title, createdAt } = contents
  const written = await db
    .select({ recordId, language, version, title, createdAt })
    .from(contents)
    .where(and(eq(contents.authorId, personId), or(eq(contents.status, 'human'), eq(contents.status, 'machine'))))
  const ordered = await db
    .select({
      recordId: translationOrders.recordId,
      language: translationOrders.language,
      orderedAt: translationOrders.orderedAt,
    })
    .from(translationOrders)
    .where(eq(translationOrders.orderedBy, personId))
  return { written, ordered }
}
