/** Every SQL statement about the common row of records. A kind's own table is its module's. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type Actor, covers, type Grant } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { type RecordRow, records } from './schema.ts'

export type NewRecord = {
  kind: string
  country: string
  language: Language
  id?: string
  placeId?: string | null
  organisationId?: string | null
  ownerId?: string | null
  visibility?: RecordRow['visibility']
  example?: boolean
  /** Of what the public has read elsewhere already: its first text here is what they read. */
  publishedVersion?: 1
  publishedAt?: Date
}

export async function addRecord(db: Db, record: NewRecord, now: Date): Promise<RecordRow> {
  const [added] = await addRecords(db, [record], now)
  if (!added) throw new Error('a record was not added')
  return added
}

/** Many at once, answered in their order. */
export async function addRecords(db: Db, added: readonly NewRecord[], now: Date): Promise<RecordRow[]> {
  if (added.length === 0) return []
  const rows = added.map((record) => ({ ...record, id: record.id ?? newId(), createdAt: now, updatedAt: now }))
  const byId = new Map((await db.insert(records).values(rows).returning()).map((row) => [row.id, row]))
  return rows.flatMap(({ id }) => byId.get(id.toLowerCase()) ?? [])
}

export async function findRecord(db: Db, id: string): Promise<RecordRow | undefined> {
  const [record] = await db.select().from(records).where(eq(records.id, id))
  return record
}

export type RecordChanges = Partial<
  Pick<
    RecordRow,
    | 'country'
    | 'placeId'
    | 'organisationId'
    | 'visibility'
    | 'language'
    | 'publishedVersion'
    | 'publishedAt'
    | 'updatedAt'
  >
>

/**
 * Changes a record that is still as its author saw it, and counts the change. `updatedAt` may stay as it was when readers see nothing new.
 * Locks the row until the transaction ends, so it comes first. Throws ChangedMeanwhile when somebody was faster.
 */
export async function touchRecord(
  db: Db,
  id: string,
  seenRevision: number,
  now: Date,
  changes: RecordChanges = {},
): Promise<RecordRow> {
  const [touched] = await db
    .update(records)
    .set({ updatedAt: now, ...changes, revision: seenRevision + 1 })
    .where(and(eq(records.id, id), eq(records.revision, seenRevision)))
    .returning()
  if (!touched) throw new ChangedMeanwhile()
  return touched
}

export const setVisibility = (
  db: Db,
  id: string,
  seenRevision: number,
  visibility: RecordRow['visibility'],
  now: Date,
) => touchRecord(db, id, seenRevision, now, { visibility })

/** The SQL twin of `mayReadRecord`, over `records` or its alias; `records.test.ts` holds the two together. */
export function readableBy(actor: Actor, alias = 'records'): SQL {
  const r = sql.identifier(alias)
  const reasons = [sql`${r}.visibility = 'public'`]
  if (actor.id !== null) {
    reasons.push(sql`${r}.visibility = 'members'`, sql`${r}.owner_id = ${actor.id}`)
    const { grant } = actor
    if (grant?.organisation) reasons.push(sql`${r}.organisation_id = ${grant.organisation.id}`)
    if (grant?.role === 'editor') reasons.push(coveredBy(grant, alias))
  }
  return sql`(${sql.join(reasons, sql` or `)})`
}

/** The SQL twin of `covers`, over `records` or its alias. */
export function coveredBy(grant: Grant, alias = 'records'): SQL {
  const r = sql.identifier(alias)
  const { organisation } = grant
  if (grant.placeId) return sql`${r}.place_id = ${grant.placeId}`
  if (grant.country) return sql`${r}.country = ${grant.country}`
  if (!organisation) return sql`true`
  const reachesCountry = covers(grant, { country: organisation.country })
  const reached = reachesCountry
    ? sql`${r}.country = ${organisation.country}`
    : organisation.placeId
      ? sql`${r}.place_id = ${organisation.placeId}`
      : sql`false`
  return sql`(${r}.organisation_id = ${organisation.id} or ${reached})`
}
