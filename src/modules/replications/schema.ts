/** Replications: a municipality applied a practice of another one. A record of kind `replication`; what was changed and what came of it is its text. */
import { type AnyPgColumn, date, index, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { records } from '#core/records/schema.ts'

export const REPLICATION_STATES = ['published', 'withdrawn'] as const
/** Would the municipality recommend the practice to others? */
export const RECOMMENDATIONS = ['yes', 'with_changes', 'no'] as const
export type Recommendation = (typeof RECOMMENDATIONS)[number]

/** Text fields, in the order in which they are read. */
export const REPLICATION_FIELDS = ['changes', 'result', 'advice'] as const

export const replications = pgTable(
  'replications',
  {
    id: uuid()
      .primaryKey()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** The practice that was applied. */
    practiceId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    /** Learned not from the author but from another municipality that had applied it. */
    learnedFromId: uuid().references((): AnyPgColumn => replications.id, { onDelete: 'set null' }),
    /** The municipality's own practice that tells the whole of it. */
    ownPracticeId: uuid().references(() => records.id, { onDelete: 'set null' }),
    state: text({ enum: REPLICATION_STATES }).notNull().default('published'),
    startedOn: date({ mode: 'string' }),
    costAmount: numeric({ precision: 16, scale: 2, mode: 'number' }),
    costCurrency: text(),
    costDate: date({ mode: 'string' }),
    recommendation: text({ enum: RECOMMENDATIONS }).notNull(),
  },
  (t) => [index().on(t.practiceId), index().on(t.learnedFromId)],
)
export type Replication = typeof replications.$inferSelect
