/** Writes down what happened: one event for all who wait for it and one entry of the audit trail, in the caller's transaction. */
import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from './actor.ts'
import type { Db } from './database.ts'
import { auditEntries, auditPersonal, events } from './schema.ts'

export type Happening = {
  recordId?: string | null
  placeId?: string | null
  country?: string | null
  /** Facts without personal values; shown to auditors for as long as the trail lives. */
  data?: Record<string, unknown>
  /** Personal values (address, e-mail), kept apart and erasable. `personId`: whose they are. */
  personal?: { personId: string | null; values: Record<string, unknown> }
}

/** The one way to say that something happened. `type` is `<noun>.<past participle>`, such as `practice.published`. */
export async function record(db: Db, actor: Actor, type: string, at: Date, what: Happening = {}): Promise<void> {
  await db.insert(events).values(eventOf(actor, type, at, what))
  await enter(db, actor, type, 'success', at, what)
}

/** The same of many things at once, in their order; whatever holds personal values is said one by one. */
export async function recordAll(
  db: Db,
  actor: Actor,
  type: string,
  at: Date,
  all: readonly Omit<Happening, 'personal'>[],
): Promise<void> {
  if (all.length === 0) return
  await db.insert(events).values(all.map((what) => eventOf(actor, type, at, what)))
  await db.insert(auditEntries).values(all.map((what) => entryOf(actor, type, 'success', at, what)))
}

const eventOf = (actor: Actor, type: string, at: Date, what: Happening): typeof events.$inferInsert => ({
  at,
  type,
  recordId: what.recordId,
  placeId: what.placeId,
  country: what.country,
  actorId: actor.id,
  organisationId: actor.grant?.organisation?.id,
  data: what.data ?? {},
})

/** Enters that somebody was refused something. Runs outside the refused transaction, which is rolled back. */
export const recordRefusal = (db: Db, actor: Actor, action: string, at: Date, what: Happening = {}) =>
  db.transaction((tx) => enter(tx, actor, action, 'refusal', at, what))

type Outcome = 'success' | 'refusal'

async function enter(db: Db, actor: Actor, action: string, outcome: Outcome, at: Date, what: Happening) {
  const salt = what.personal ? randomBytes(16).toString('hex') : null
  const personalHash = what.personal && salt ? commitment(salt, what.personal.values) : null
  const [entry] = await db
    .insert(auditEntries)
    .values({ ...entryOf(actor, action, outcome, at, what), personalHash })
    .returning({ id: auditEntries.id })
  if (what.personal && salt && entry)
    await db
      .insert(auditPersonal)
      .values({ entryId: entry.id, salt, personId: what.personal.personId, values: what.personal.values })
}

const entryOf = (
  actor: Actor,
  action: string,
  outcome: Outcome,
  at: Date,
  what: Happening,
): typeof auditEntries.$inferInsert => ({
  at,
  action,
  outcome,
  actorId: actor.id,
  organisationId: actor.grant?.organisation?.id,
  recordId: what.recordId,
  placeId: what.placeId,
  country: what.country,
  requestId: actor.requestId,
  data: what.data ?? {},
})

/** Binds an entry to personal values without holding them: SHA-256 over a random salt and the values in canonical order. */
export const commitment = (salt: string, values: Record<string, unknown>) =>
  createHash('sha256').update(salt).update(canonicalJson(values)).digest('hex')

/** JSON with sorted keys (in the manner of RFC 8785), so that the same value always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`)
    .join(',')}}`
}
