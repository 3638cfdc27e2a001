/** Collections: records that somebody put together under a title. A record of kind `collection`; title and description are its text. */
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { moment } from '#platform/schema.ts'

export const collectionItems = pgTable(
  'collection_items',
  {
    collectionId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** Why it is here, in the collector's words. */
    note: text(),
    position: integer().notNull(),
    addedBy: uuid().references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.collectionId, t.recordId] }), index().on(t.recordId)],
)
