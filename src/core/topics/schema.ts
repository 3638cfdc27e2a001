/** The vocabulary of local self-government that tags everything. */
import { type AnyPgColumn, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Language } from '#platform/languages.ts'
import { records } from '../records/schema.ts'

export type InLanguages = Record<Language, string>

export const topics = pgTable('topics', {
  /** Stable English name: `waste`. */
  id: text().primaryKey(),
  broaderId: text().references((): AnyPgColumn => topics.id),
  names: jsonb().$type<InLanguages>().notNull(),
  descriptions: jsonb().$type<InLanguages>().notNull(),
  synonyms: jsonb().$type<Partial<Record<Language, string[]>>>().notNull(),
  /** By country: the article that makes the subject a local competence. */
  competence: jsonb().$type<Record<string, string>>().notNull(),
  related: jsonb().$type<string[]>().notNull(),
  position: integer().notNull(),
})
export type Topic = typeof topics.$inferSelect

export const recordTopics = pgTable(
  'record_topics',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    topicId: text()
      .notNull()
      .references(() => topics.id),
  },
  (t) => [primaryKey({ columns: [t.recordId, t.topicId] }), index().on(t.topicId)],
)
