/** An entry of the audit trail as it is hashed, and the hash that links it to the one before; who writes entries is in events.ts. */
import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { canonicalJson } from '../events.ts'

/** All columns as text, so that nothing is rounded on the way: `at` in microseconds of UTC, `data` as PostgreSQL writes it. */
export type Entry = {
  id: string
  at: string
  action: string
  outcome: string
  actorId: string | null
  organisationId: string | null
  recordId: string | null
  placeId: string | null
  country: string | null
  requestId: string
  data: string
  personalHash: string | null
  transaction: string
}

/** The columns of an Entry, to be selected from `audit_entries e`. */
export const entryColumns: SQL = sql.raw(`
  e.id::text as "id",
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at",
  e.action, e.outcome,
  e.actor_id as "actorId", e.organisation_id as "organisationId",
  e.record_id as "recordId", e.place_id as "placeId", e.country,
  e.request_id as "requestId",
  e.data::text as "data",
  e.personal_hash as "personalHash",
  e.transaction::text as "transaction"`)

/** What the first link holds on to. */
export const BEGINNING = '0'.repeat(64)

/** A number that is none in JavaScript would be written as null, and could stand in for null unseen. */
const keepNumbers = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? `number ${value}` : value

/** SHA-256, in hexadecimal, over the previous link's hash and the entry in canonical JSON. */
export function linkHash(previous: string, entry: Entry): string {
  const whole = {
    id: entry.id,
    at: entry.at,
    action: entry.action,
    outcome: entry.outcome,
    actorId: entry.actorId,
    organisationId: entry.organisationId,
    recordId: entry.recordId,
    placeId: entry.placeId,
    country: entry.country,
    requestId: entry.requestId,
    data: JSON.parse(entry.data, keepNumbers) as unknown,
    personalHash: entry.personalHash,
    transaction: entry.transaction,
  }
  return createHash('sha256').update(previous).update(canonicalJson(whole)).digest('hex')
}

/** The numbers of transactions grow over 2^53. */
export const isBefore = (transaction: string, horizon: string) => BigInt(transaction) < BigInt(horizon)
