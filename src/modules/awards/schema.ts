/** Awards: a yearly call, its jury and their points, the public vote, the winners; and the practice of the week. Names and rules of a call are text of its record. */
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import type { Language } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'

/** draft → open for entries → judging → voting on the shortlist → decided (winners are public). */
export const AWARD_STATES = ['draft', 'open', 'judging', 'voting', 'decided'] as const
export type AwardState = (typeof AWARD_STATES)[number]
export type Names = Partial<Record<Language, string>>

/** A record of kind `award`. */
export const awards = pgTable(
  'awards',
  {
    id: uuid()
      .primaryKey()
      .references(() => records.id, { onDelete: 'cascade' }),
    year: integer().notNull(),
    state: text({ enum: AWARD_STATES }).notNull().default('draft'),
    opensAt: moment().notNull(),
    entriesUntil: moment().notNull(),
    judgingUntil: moment().notNull(),
    votingUntil: moment().notNull(),
    /** Which practices may enter: published between these dates. */
    poolFrom: date({ mode: 'string' }).notNull(),
    poolTo: date({ mode: 'string' }).notNull(),
    /** How many of a category the public votes on. */
    shortlistLength: integer().notNull().default(6),
  },
  (t) => [index().on(t.year)],
)
export type Award = typeof awards.$inferSelect

export const awardCategories = pgTable(
  'award_categories',
  {
    id: uuid().primaryKey(),
    awardId: uuid()
      .notNull()
      .references(() => awards.id, { onDelete: 'cascade' }),
    names: jsonb().$type<Names>().notNull(),
    position: integer().notNull(),
  },
  (t) => [index().on(t.awardId)],
)

export const awardCriteria = pgTable(
  'award_criteria',
  {
    id: uuid().primaryKey(),
    awardId: uuid()
      .notNull()
      .references(() => awards.id, { onDelete: 'cascade' }),
    names: jsonb().$type<Names>().notNull(),
    /** Weights of a call add up to 100. */
    weight: integer().notNull(),
    position: integer().notNull(),
  },
  (t) => [index().on(t.awardId)],
)

export const awardEntries = pgTable(
  'award_entries',
  {
    id: uuid().primaryKey(),
    awardId: uuid()
      .notNull()
      .references(() => awards.id, { onDelete: 'cascade' }),
    categoryId: uuid()
      .notNull()
      .references(() => awardCategories.id),
    practiceId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    enteredBy: uuid().references(() => people.id),
    enteredAt: moment().notNull(),
    withdrawnAt: moment(),
    shortlisted: boolean().notNull().default(false),
    /** 1, 2, 3 by the jury; the public's winner is marked apart. */
    rank: integer(),
    publicWinner: boolean().notNull().default(false),
    /** Why it won, in languages. */
    reasons: jsonb().$type<Names>().notNull().default({}),
  },
  (t) => [unique().on(t.awardId, t.practiceId), index().on(t.practiceId)],
)
export type AwardEntry = typeof awardEntries.$inferSelect

export const jurors = pgTable(
  'award_jurors',
  {
    awardId: uuid()
      .notNull()
      .references(() => awards.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    invitedAt: moment().notNull(),
    /** When they said of every entry whether they are free to judge it. */
    declaredAt: moment(),
    /** When they sent their points; from then on they see the averages. */
    submittedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.awardId, t.personId] }), index().on(t.personId)],
)

/** An entry that a juror does not judge, and why. */
export const juryConflicts = pgTable(
  'award_jury_conflicts',
  {
    entryId: uuid()
      .notNull()
      .references(() => awardEntries.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    note: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.personId] })],
)

/** Points of one juror for one entry by one criterion, 0 to 10. */
export const juryPoints = pgTable(
  'award_jury_points',
  {
    entryId: uuid()
      .notNull()
      .references(() => awardEntries.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    criterionId: uuid()
      .notNull()
      .references(() => awardCriteria.id, { onDelete: 'cascade' }),
    points: integer().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.personId, t.criterionId] })],
)

/** The public's votes: one a person and category. */
export const awardVotes = pgTable(
  'award_votes',
  {
    id: uuid().primaryKey(),
    awardId: uuid()
      .notNull()
      .references(() => awards.id, { onDelete: 'cascade' }),
    categoryId: uuid()
      .notNull()
      .references(() => awardCategories.id),
    entryId: uuid()
      .notNull()
      .references(() => awardEntries.id, { onDelete: 'cascade' }),
    personId: uuid().references(() => people.id, { onDelete: 'set null' }),
    /** Keyed hash of the normalised e-mail address, as for nominations. */
    voterHash: text().notNull(),
    networkHash: text().notNull(),
    at: moment().notNull(),
    invalidatedAt: moment(),
  },
  (t) => [unique().on(t.categoryId, t.voterHash), index().on(t.entryId)],
)

/** The practice of a week, by country: picked by an editor, or by the rule when nobody picked. */
export const weeklyPractices = pgTable(
  'weekly_practices',
  {
    /** Monday of the week. */
    week: date({ mode: 'string' }).notNull(),
    country: text().notNull(),
    practiceId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    pickedBy: uuid().references(() => people.id),
    /** Why, in the editor's words. */
    reasons: jsonb().$type<Names>().notNull().default({}),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.week, t.country] })],
)
