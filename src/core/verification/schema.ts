/** How visitors without an account are told apart from programs and from each other: spent proofs of work, and addresses that wait for confirmation. */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { LANGUAGES } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'

/** A solved challenge counts once. Rows go when the challenge would have run out anyway. */
export const spentProofs = pgTable('spent_proofs', {
  /** SHA-256 of the challenge. */
  id: text().primaryKey(),
  until: moment().notNull(),
})

/** Something a visitor wants to say, kept until they show that the e-mail address is theirs. */
export const confirmations = pgTable(
  'confirmations',
  {
    id: uuid().primaryKey(),
    /** What is confirmed; the module that asked knows: `nomination`, `award vote`. */
    purpose: text().notNull(),
    email: text().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    /** Hash of the code to type, and of the token in the link. */
    codeHash: text().notNull(),
    tokenHash: text().notNull().unique(),
    /** What the visitor said. */
    values: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Keyed hash of the network (IPv4 address, IPv6 /64). */
    networkHash: text().notNull(),
    /** Wrong codes typed so far. */
    tries: integer().notNull().default(0),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    confirmedAt: moment(),
  },
  (t) => [index().on(t.expiresAt)],
)
