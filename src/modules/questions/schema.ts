/** Questions to the authors of a record. A record of kind `question`; question and answer are text. */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { organisations, people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'

export const QUESTION_STATES = ['waiting', 'answered', 'closed'] as const
export type QuestionState = (typeof QUESTION_STATES)[number]

export const questions = pgTable(
  'questions',
  {
    id: uuid()
      .primaryKey()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** What is asked about. */
    aboutId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** Who is asked: the organisation of the record, or its owner when there is none. */
    askedOrganisationId: uuid().references(() => organisations.id),
    askedPersonId: uuid().references(() => people.id),
    state: text({ enum: QUESTION_STATES }).notNull().default('waiting'),
    /** When an answer is expected. */
    due: moment().notNull(),
    remindedAt: moment(),
    reminders: integer().notNull().default(0),
    answeredAt: moment(),
  },
  (t) => [index().on(t.aboutId), index().on(t.state, t.due)],
)
export type Question = typeof questions.$inferSelect

export const answers = pgTable(
  'answers',
  {
    id: uuid().primaryKey(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => people.id),
    organisationId: uuid().references(() => organisations.id),
    language: text({ enum: LANGUAGES }).notNull(),
    text: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.questionId)],
)
