/** Tables of the platform: what happened, the audit trail, mail to send, typed drafts, limits and progress of jobs. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

export const moment = () => timestamp({ withTimezone: true, mode: 'date' })
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** What happened, in the order of commit; feeds mail, search, feeds, alerts and caches. Rows may be pruned when all have read them. */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    /** `<noun>.<past participle>`: `practice.published`. */
    type: text().notNull(),
    recordId: uuid(),
    placeId: uuid(),
    country: text(),
    actorId: uuid(),
    organisationId: uuid(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index().on(t.recordId, t.id), index().on(t.type, t.id)],
)

/** Who did what to what, or was refused. Nobody may change or delete a row: no right, and a trigger. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    action: text().notNull(),
    outcome: text({ enum: ['success', 'refusal'] }).notNull(),
    actorId: uuid(),
    organisationId: uuid(),
    recordId: uuid(),
    placeId: uuid(),
    country: text(),
    requestId: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Commitment (SHA-256 with a random salt) to the values in `audit_personal`, which may be erased without breaking the chain. */
    personalHash: text(),
    /** The transaction that wrote the entry: tells a late commit from an entry slipped in afterwards. */
    transaction: xid8().notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    index().on(t.at),
    index().on(t.recordId),
    index().on(t.actorId),
    index().on(t.action),
    index().on(t.transaction),
  ],
)

/** Personal values of an entry (address, e-mail): apart, so that they can be erased. */
export const auditPersonal = pgTable('audit_personal', {
  entryId: bigint({ mode: 'number' })
    .primaryKey()
    .references(() => auditEntries.id),
  salt: text().notNull(),
  personId: uuid(),
  values: jsonb().$type<Record<string, unknown>>().notNull(),
})

/** The chain over the entries, in the order in which the job saw them committed. */
export const auditLinks = pgTable('audit_links', {
  position: bigint({ mode: 'number' }).primaryKey(),
  entryId: bigint({ mode: 'number' }).notNull().unique(),
  hash: text().notNull(),
})

/** Mail that is to go out, or went out; sent by a job. Without SMTP it waits here to be looked at. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    at: moment().notNull(),
    to: text().notNull(),
    personId: uuid(),
    language: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    recordId: uuid(),
    sentAt: moment(),
    attempts: integer().notNull().default(0),
    problem: text(),
  },
  (t) => [index().on(t.at)],
)

/** What a person has typed into a long form and not yet sent. */
export const formDrafts = pgTable(
  'form_drafts',
  {
    personId: uuid().notNull(),
    key: text().notNull(),
    values: jsonb().$type<Record<string, string | string[] | undefined>>().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] })],
)

/** How often a door was tried in the current window: by network, by account, by whatever the door counts. */
export const limits = pgTable('limits', {
  key: text().primaryKey(),
  count: integer().notNull(),
  until: moment().notNull(),
})

/** How far a long job has come; shown to those who wait for it. */
export const jobProgress = pgTable('job_progress', {
  jobId: uuid().primaryKey(),
  queue: text().notNull(),
  personId: uuid(),
  done: integer().notNull().default(0),
  total: integer(),
  note: text(),
  updatedAt: moment().notNull(),
})

/** Single facts about this installation: version of the reference data, whether examples were loaded, last job runs. */
export const facts = pgTable('facts', {
  name: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  updatedAt: moment().notNull(),
})
