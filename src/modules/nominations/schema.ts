/** Nominations of practices for recognition: one voice a person and practice, one counted voice a municipality, and the chain of receipts. */
import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations, people } from '#core/people/schema.ts'
import { places } from '#core/places/schema.ts'
import { records } from '#core/records/schema.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'

/** citizen: a person for themselves, signed in or not; municipality: given in its name, one each. */
export const VOICES = ['citizen', 'municipality'] as const
export type Voice = (typeof VOICES)[number]

export const INVALIDATION_REASONS = ['same_person', 'program', 'paid', 'not_entitled', 'other'] as const
export type InvalidationReason = (typeof INVALIDATION_REASONS)[number]

export const nominations = pgTable(
  'nominations',
  {
    id: uuid().primaryKey(),
    practiceId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    voice: text({ enum: VOICES }).notNull(),
    /** Empty for visitors and for deleted accounts. */
    personId: uuid().references(() => people.id, { onDelete: 'set null' }),
    organisationId: uuid().references(() => organisations.id),
    /** The municipality whose voice it is. */
    placeId: uuid().references(() => places.id),
    /** Keyed hash of the normalised e-mail address: one person, with an account or without, has one. */
    voterHash: text().notNull(),
    emailDomain: text().notNull(),
    /** Keyed hash of the network: shows many voices from one, tells nobody which. */
    networkHash: text().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    createdAt: moment().notNull(),
    invalidatedAt: moment(),
    invalidatedBy: uuid().references(() => people.id),
    reason: text({ enum: INVALIDATION_REASONS }),
    note: text(),
  },
  (t) => [
    unique().on(t.practiceId, t.voterHash),
    uniqueIndex('nominations_one_voice_a_municipality').on(t.practiceId, t.placeId).where(sql`voice = 'municipality'`),
    index().on(t.createdAt),
    index().on(t.personId),
  ],
)
export type Nomination = typeof nominations.$inferSelect

export const CHAIN_EVENTS = ['counted', 'invalidated', 'restored'] as const

/** The chain of receipts: each link holds the hash of the one before it. Holds no personal value. */
export const nominationLinks = pgTable(
  'nomination_links',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    nominationId: uuid().notNull(),
    practiceId: uuid().notNull(),
    event: text({ enum: CHAIN_EVENTS }).notNull(),
    voice: text({ enum: VOICES }).notNull(),
    /** Code of the municipality whose voice it is. */
    placeCode: text(),
    at: moment().notNull(),
    /** SHA-256 over the link before and the fields of this one; what exactly is in README.md of the module. */
    hash: text().notNull(),
  },
  (t) => [index().on(t.nominationId), index().on(t.practiceId)],
)
