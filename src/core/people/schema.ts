/** People, how they sign in, the organisations they act for and the roles they hold. Sign-in tables are written by Better Auth. */
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { ORGANISATION_KINDS, ROLES } from '#platform/actor.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'
import { places } from '../places/schema.ts'

/** A person with an account. A deleted account keeps its row, without name and e-mail, because records point at it. */
export const people = pgTable('people', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  language: text({ enum: LANGUAGES }).notNull().default('en'),
  /** Languages that the person reads beside `language`, the dearest first. */
  readingLanguages: jsonb().$type<Language[]>().notNull().default([]),
  twoFactorEnabled: boolean().notNull().default(false),
  /** The grant in whose name the person acts; empty: as themselves. */
  actingGrantId: uuid().references((): AnyPgColumn => grants.id, { onDelete: 'set null' }),
  example: boolean().notNull().default(false),
  deletedAt: moment(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
})
export type Person = typeof people.$inferSelect

export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: moment().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [index().on(t.userId)],
)

/** A way to sign in: a password, or an account at an OpenID Connect provider. */
export const credentials = pgTable(
  'credentials',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    issuer: text(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [index().on(t.userId)],
)

export const verifications = pgTable(
  'verifications',
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [index().on(t.identifier)],
)

export const twoFactors = pgTable(
  'two_factors',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: boolean().notNull().default(true),
    failedVerificationCount: integer().notNull().default(0),
    lockedUntil: moment(),
  },
  (t) => [index().on(t.userId)],
)

export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text(),
    publicKey: text().notNull(),
    credentialID: text().notNull(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: moment(),
  },
  (t) => [index().on(t.userId), index().on(t.credentialID)],
)

/** Tries at the sign-in doors, counted by Better Auth over all processes. */
export const signInLimits = pgTable('sign_in_limits', {
  id: uuid().primaryKey(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint({ mode: 'number' }).notNull(),
})

/** An administration, centre, ministry, agency, association, donor, non-governmental organisation or expert's practice. */
export const organisations = pgTable(
  'organisations',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ORGANISATION_KINDS }).notNull(),
    name: text().notNull(),
    /** Language of the name. */
    language: text({ enum: LANGUAGES }).notNull(),
    country: text().notNull(),
    placeId: uuid().references(() => places.id),
    email: text(),
    website: text(),
    example: boolean().notNull().default(false),
    closedAt: moment(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    revision: integer().notNull().default(1),
  },
  (t) => [unique().on(t.country, t.kind, t.name), index().on(t.placeId)],
)
export type Organisation = typeof organisations.$inferSelect

/** A role of a person: in an organisation (membership), in a country, in a place, or in the whole portal. */
export const grants = pgTable(
  'grants',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references((): AnyPgColumn => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ROLES }).notNull(),
    organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
    country: text(),
    placeId: uuid().references(() => places.id),
    grantedBy: uuid(),
    createdAt: moment().notNull(),
    /** A role that has ended is kept, because the record of who could do what needs it. */
    endedAt: moment(),
  },
  (t) => [index().on(t.personId), index().on(t.organisationId)],
)
export type GrantRow = typeof grants.$inferSelect

/** An invitation to take a role, sent by mail; the link carries a token whose hash alone is kept. */
export const invitations = pgTable('invitations', {
  id: uuid().primaryKey(),
  email: text().notNull(),
  language: text({ enum: LANGUAGES }).notNull(),
  role: text({ enum: ROLES }).notNull(),
  organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
  country: text(),
  placeId: uuid().references(() => places.id),
  tokenHash: text().notNull().unique(),
  invitedBy: uuid(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  acceptedAt: moment(),
  withdrawnAt: moment(),
})
export type Invitation = typeof invitations.$inferSelect
