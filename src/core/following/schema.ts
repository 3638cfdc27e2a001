/** What people follow and what they keep for themselves. Public collections are records of their own: modules/collections. */
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { moment } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

/** A person is told by mail what happens to a record, comments included. */
export const follows = pgTable(
  'follows',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.recordId] }), index().on(t.recordId)],
)

/** A person keeps a record to find it again; nobody else knows. */
export const bookmarks = pgTable(
  'bookmarks',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.recordId] }), index().on(t.recordId)],
)
