/** Imports of whole collections: the file, how its columns were understood, and what became of each row. */
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '#platform/schema.ts'
import { organisations, people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

export const IMPORT_STATES = [
  'mapping',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]
export const IMPORT_FORMATS = ['csv', 'xlsx', 'json'] as const

export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey(),
    /** What the rows become: the name under which a module registered its importer. */
    importer: text().notNull(),
    personId: uuid().references(() => people.id),
    organisationId: uuid().references(() => organisations.id),
    country: text().notNull(),
    /** Name of the file as it was uploaded. */
    name: text().notNull(),
    format: text({ enum: IMPORT_FORMATS }).notNull(),
    /** Bytes of the file, and of the ZIP with the files of the rows, in the file store. */
    sha256: text().notNull(),
    filesSha256: text(),
    /** Encoding, separator, sheet: found, and changed by the person if wrong. */
    options: jsonb().$type<Record<string, string>>().notNull(),
    /** Field of the importer → column of the file. */
    mapping: jsonb().$type<Record<string, string>>().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    rows: integer().notNull().default(0),
    /** How many rows are ready, were added, skipped, refused… */
    counts: jsonb().$type<Record<string, number>>().notNull().default({}),
    jobId: uuid(),
    problem: text(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    finishedAt: moment(),
    undoneAt: moment(),
    revision: integer().notNull().default(1),
  },
  (t) => [index().on(t.personId, t.createdAt)],
)
export type ImportRow = typeof imports.$inferSelect

/** What is wrong with a value: its column, a key in the importer's texts, and the values of that sentence. */
export type RowProblem = {
  column: string | null
  problem: string
  values?: Record<string, string | number>
  fatal: boolean
}
export const ROW_STATES = ['ready', 'refused', 'duplicate', 'added', 'failed', 'undone', 'kept'] as const

export const importedRows = pgTable(
  'imported_rows',
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    /** Line in the file as its owner counts: the heading is row 1. */
    row: integer().notNull(),
    state: text({ enum: ROW_STATES }).notNull(),
    title: text(),
    problems: jsonb().$type<RowProblem[]>().notNull().default([]),
    recordId: uuid().references(() => records.id, { onDelete: 'set null' }),
    /** Revision that the import left, to tell at an undo what people have worked on since. */
    revision: integer(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] }), index().on(t.recordId)],
)
export type ImportedRow = typeof importedRows.$inferSelect
