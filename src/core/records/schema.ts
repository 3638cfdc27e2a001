/** The table that everything points at, and the text of a record in its languages and versions. */
import { sql } from 'drizzle-orm'
import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'
import { organisations, people } from '../people/schema.ts'
import { places } from '../places/schema.ts'

/** public: anyone; members: anyone signed in; restricted: as the kind's own rule says. */
export const VISIBILITIES = ['public', 'members', 'restricted'] as const

/** One row for everything that can be discussed, followed, searched, translated, tagged or audited. */
export const records = pgTable(
  'records',
  {
    id: uuid().primaryKey(),
    /** `practice`, later `guide`, `request`…; the kind's module registers it in its manifest. */
    kind: text().notNull(),
    country: text().notNull(),
    placeId: uuid().references(() => places.id),
    organisationId: uuid().references(() => organisations.id),
    ownerId: uuid().references(() => people.id),
    visibility: text({ enum: VISIBILITIES }).notNull().default('restricted'),
    /** Language in which the record was first written. */
    language: text({ enum: LANGUAGES }).notNull(),
    /** The version that the public reads; empty until first published. */
    publishedVersion: integer(),
    publishedAt: moment(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    /** Counts changes: an update names the revision that its author saw. */
    revision: integer().notNull().default(1),
    /** Written by us to show the portal; marked wherever it is shown. */
    example: boolean().notNull().default(false),
  },
  (t) => [
    index().on(t.kind, t.visibility, t.publishedAt),
    index().on(t.placeId),
    index().on(t.ownerId),
    index().on(t.organisationId),
  ],
)
export type RecordRow = typeof records.$inferSelect

/** original: as written by its author; human and machine: translations; outdated: the source has changed since. */
export const TRANSLATION_STATUSES = ['original', 'human', 'machine', 'outdated'] as const

/** A paragraph keeps its id over versions, so that comments, translations and differences can point at it. */
export type Paragraph = { id: string; text: string }
/** Text of a record by field: `{ summary: [{ id, text }, …] }`. */
export type Fields = Record<string, Paragraph[]>

/** Letters that people leave out or mix up; search finds a word with them and without. Used by the column and by every query on it. */
export const FOLDED_LETTERS = { from: 'ёѐѝëéèçü', to: 'ееиeeecu' } as const

const words = customType<{ data: string }>({ dataType: () => 'tsvector' })
const foldedJson = sql.raw(`translate(lower(fields::text), '${FOLDED_LETTERS.from}', '${FOLDED_LETTERS.to}')::jsonb`)
const foldedTitle = sql.raw(`translate(lower(title), '${FOLDED_LETTERS.from}', '${FOLDED_LETTERS.to}')`)

/** The text of a record in one language at one version. Rows are added, never changed. */
export const contents = pgTable(
  'contents',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    language: text({ enum: LANGUAGES }).notNull(),
    version: integer().notNull(),
    status: text({ enum: TRANSLATION_STATUSES }).notNull(),
    /** Version of the original that a translation follows. */
    sourceVersion: integer(),
    title: text().notNull(),
    fields: jsonb().$type<Fields>().notNull(),
    /** All words as they stand, kept by PostgreSQL: the search without an index of its own. */
    words: words().generatedAlwaysAs(
      sql`to_tsvector('simple', ${foldedTitle}) || jsonb_to_tsvector('simple', ${foldedJson}, '["string"]')`,
    ),
    authorId: uuid().references(() => people.id),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recordId, t.language, t.version] }),
    index().on(t.recordId, t.version),
    index().using('gin', t.words),
  ],
)
/** Without the words: nobody reads them. */
export type Content = Omit<typeof contents.$inferSelect, 'words'>

/** Addresses of records and places: the current one and all that it ever had, which redirect. */
export const slugs = pgTable(
  'slugs',
  {
    kind: text().notNull(),
    slug: text().notNull(),
    targetId: uuid().notNull(),
    /** Empty on the current one. */
    retiredAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.slug] }), index().on(t.targetId)],
)
