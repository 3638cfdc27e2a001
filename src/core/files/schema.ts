/** Files that belong to records: what they are, in which language, and where their bytes are. */
import { bigint, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    uploadedBy: uuid().references(() => people.id),
    /** Name as given by its owner, without path and control characters. */
    name: text().notNull(),
    /** Media type found by looking at the bytes, not the one that the browser said. */
    type: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    /** SHA-256 in hexadecimal; names the bytes in the store, so equal files are kept once. */
    sha256: text().notNull(),
    language: text({ enum: LANGUAGES }),
    title: text(),
    /** What a picture shows, for those who do not see it. Empty: decoration. */
    alternativeText: text(),
    position: integer().notNull().default(0),
    createdAt: moment().notNull(),
    removedAt: moment(),
  },
  (t) => [index().on(t.recordId), index().on(t.sha256)],
)
export type FileRow = typeof files.$inferSelect
