/** Methods (how to go about something) and tools (something to download): records of kinds `method` and `tool`; their text is in `contents`. */
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { records } from '#core/records/schema.ts'
import { moment } from '#platform/schema.ts'

export const METHOD_KINDS = ['method', 'tool'] as const
export type MethodKind = (typeof METHOD_KINDS)[number]

export const METHOD_STATES = ['submitted', 'published', 'archived'] as const
export type MethodState = (typeof METHOD_STATES)[number]

/** Text fields, in the order in which they are read. */
export const METHOD_FIELDS = ['summary', 'steps', 'when', 'limits'] as const

export const methods = pgTable(
  'methods',
  {
    id: uuid()
      .primaryKey()
      .references(() => records.id, { onDelete: 'cascade' }),
    kind: text({ enum: METHOD_KINDS }).notNull(),
    state: text({ enum: METHOD_STATES }).notNull().default('submitted'),
    website: text(),
    licence: text(),
    submittedAt: moment(),
  },
  (t) => [index().on(t.state)],
)
export type Method = typeof methods.$inferSelect

/** Which methods and tools a record applies. */
export const recordMethods = pgTable(
  'record_methods',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    methodId: uuid()
      .notNull()
      .references(() => methods.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.recordId, t.methodId] }), index().on(t.methodId)],
)
