/** Practices: the facts of a record of kind `practice`; its text is in `contents`. */
import { date, index, integer, jsonb, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { moment } from '#platform/schema.ts'

export const STATES = ['draft', 'submitted', 'changes_asked', 'published', 'archived'] as const
export type State = (typeof STATES)[number]

/** Text fields of a practice, in the order in which they are read. */
export const SECTIONS = [
  'summary',
  'background',
  'practice',
  'results',
  'costs',
  'partners',
  'legalBasis',
  'obstacles',
  'replication',
  'contact',
] as const
export type PracticeSection = (typeof SECTIONS)[number]

/** Answers to "is it still true?": as described, changed since, no longer done. */
export const STANDINGS = ['valid', 'changed', 'ended'] as const
export type Standing = (typeof STANDINGS)[number]

/** Reasons that a reviewer picks when asking for changes or archiving; each has a sentence in texts/. */
export const REASONS = [
  'incomplete',
  'plain_language',
  'results',
  'acronyms',
  'duplicate',
  'personal_data',
  'outdated',
  'other',
] as const
export type Reason = (typeof REASONS)[number]

export const practices = pgTable(
  'practices',
  {
    id: uuid()
      .primaryKey()
      .references(() => records.id, { onDelete: 'cascade' }),
    state: text({ enum: STATES }).notNull().default('draft'),
    /** Who thought of it: an office or, with consent, a person. */
    innovator: text(),
    /** When the named innovator agreed to be named. */
    innovatorConsentAt: moment(),
    periodFrom: date({ mode: 'string' }),
    periodTo: date({ mode: 'string' }),
    costAmount: numeric({ precision: 16, scale: 2, mode: 'number' }),
    costCurrency: text(),
    costDate: date({ mode: 'string' }),
    submittedAt: moment(),
    /** What the author last said to "is it still true?", and when. */
    standing: text({ enum: STANDINGS }),
    confirmedAt: moment(),
    /** The day from which the practice counts as stale, unless somebody confirms it. */
    reviewOn: date({ mode: 'string' }),
    /** When the author was last asked, and the hash of the token in that letter. */
    askedAt: moment(),
    askedTokenHash: text(),
  },
  (t) => [index().on(t.state), index().on(t.reviewOn)],
)
export type PracticeRow = typeof practices.$inferSelect

/** What a reviewer and an author said to each other while the practice was in review. */
export const reviewNotes = pgTable(
  'practice_review_notes',
  {
    id: uuid().primaryKey(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => people.id),
    version: integer().notNull(),
    from: text({ enum: STATES }).notNull(),
    to: text({ enum: STATES }).notNull(),
    reasons: jsonb().$type<Reason[]>().notNull().default([]),
    note: text(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.practiceId)],
)
