/** Translations that a machine is asked for. Translations themselves are versions in `contents`. */
import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import { records } from '../records/schema.ts'

export const translationOrders = pgTable(
  'translation_orders',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    language: text({ enum: LANGUAGES }).notNull(),
    orderedBy: uuid().references(() => people.id),
    orderedAt: moment().notNull(),
    doneAt: moment(),
    problem: text(),
  },
  (t) => [primaryKey({ columns: [t.recordId, t.language] })],
)
