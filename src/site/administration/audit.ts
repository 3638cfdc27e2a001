/** SQL of the audit trail for those who search it. Adds nothing but the entry that somebody looked at personal values. */
import { and, desc, eq, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { organisations, people } from '#core/people/schema.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { isId } from '#platform/ids.ts'
import { auditEntries, auditLinks, auditPersonal, facts } from '#platform/schema.ts'

const words = z.string().trim().max(200).catch('').default('')
const day = z.iso.date().optional().catch(undefined)
/** The query string of the trail. `before`: number of the last entry of the page before. */
export const auditFilter = z.object({
  action: words,
  outcome: z.enum(['success', 'refusal']).optional().catch(undefined),
  person: words,
  record: words,
  place: words,
  request: words,
  from: day,
  until: day,
  before: z.coerce.number().int().positive().optional().catch(undefined),
})
export type AuditFilter = z.output<typeof auditFilter>

/** Days of the period are days on the portal's clock. */
const ZONE = 'Europe/Skopje'

/** What the filter means in SQL. `placeId`: of the place that was typed; null when there is none of that name. */
export async function conditionsOf(db: Db, filter: AuditFilter, placeId: string | null | undefined) {
  const conditions: (SQL | undefined)[] = [
    filter.action ? eq(auditEntries.action, filter.action) : undefined,
    filter.outcome && eq(auditEntries.outcome, filter.outcome),
    filter.request ? eq(auditEntries.requestId, filter.request) : undefined,
    filter.record ? (isId(filter.record) ? eq(auditEntries.recordId, filter.record) : sql`false`) : undefined,
    placeId === undefined ? undefined : placeId ? eq(auditEntries.placeId, placeId) : sql`false`,
    filter.person ? await byPerson(db, filter.person) : undefined,
    filter.from ? sql`${auditEntries.at} >= (${filter.from}::date)::timestamp at time zone ${ZONE}` : undefined,
    filter.until ? sql`${auditEntries.at} < (${filter.until}::date + 1)::timestamp at time zone ${ZONE}` : undefined,
  ]
  return and(...conditions)
}

async function byPerson(db: Db, typed: string): Promise<SQL> {
  if (isId(typed)) return eq(auditEntries.actorId, typed)
  const found = await db
    .select({ id: people.id })
    .from(people)
    .where(or(eq(people.email, typed.toLowerCase()), ilike(people.name, `%${typed.replace(/[\\%_]/g, '\\$&')}%`)))
    .limit(50)
  return found.length
    ? inArray(
        auditEntries.actorId,
        found.map(({ id }) => id),
      )
    : sql`false`
}

const columns = {
  id: auditEntries.id,
  at: auditEntries.at,
  action: auditEntries.action,
  outcome: auditEntries.outcome,
  actorId: auditEntries.actorId,
  actorName: people.name,
  actorDeletedAt: people.deletedAt,
  actorExample: people.example,
  organisationId: auditEntries.organisationId,
  organisation: organisations.name,
  recordId: auditEntries.recordId,
  placeId: auditEntries.placeId,
  country: auditEntries.country,
  requestId: auditEntries.requestId,
  data: auditEntries.data,
}
const entries = (db: Db) =>
  db
    .select(columns)
    .from(auditEntries)
    .leftJoin(people, eq(people.id, auditEntries.actorId))
    .leftJoin(organisations, eq(organisations.id, auditEntries.organisationId))
    .$dynamic()

/** The newest first, 20 at a time; `next` is what the following page's `before` takes. */
export async function listEntries(db: Db, where: SQL | undefined, before: number | undefined, limit = PAGE_SIZE) {
  const rows = await entries(db)
    .where(and(where, before ? lt(auditEntries.id, before) : undefined))
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1)
  const lines = rows.slice(0, limit)
  return { entries: lines, next: rows.length > limit ? lines.at(-1)?.id : undefined }
}
export type EntryLine = Awaited<ReturnType<typeof listEntries>>['entries'][number]

/** One entry with its place in the chain, and whether personal values were kept, and still are. */
export async function findEntry(db: Db, id: number) {
  const [entry] = await entries(db).where(eq(auditEntries.id, id))
  if (!entry) return undefined
  const [link] = await db
    .select({ position: auditLinks.position, hash: auditLinks.hash })
    .from(auditLinks)
    .where(eq(auditLinks.entryId, id))
  const [kept] = await db
    .select({
      hash: auditEntries.personalHash,
      isThere: sql<boolean>`exists (select from ${auditPersonal} where ${auditPersonal.entryId} = ${auditEntries.id})`,
    })
    .from(auditEntries)
    .where(eq(auditEntries.id, id))
  const personal = !kept?.hash ? ('none' as const) : kept.isThere ? ('kept' as const) : ('erased' as const)
  return { ...entry, link, personal }
}
export type EntryPage = NonNullable<Awaited<ReturnType<typeof findEntry>>>

/** The personal values of an entry. That somebody looked is entered in the same transaction. */
export async function readPersonal(db: Db, actor: Member, entryId: number, now: Date) {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ values: auditPersonal.values })
      .from(auditPersonal)
      .where(eq(auditPersonal.entryId, entryId))
    if (row) await record(tx, actor, 'audit.personal-read', now, { data: { entryId } })
    return row?.values
  })
}

/** Every action that the trail knows, found by jumping along the index instead of reading all rows. */
export async function listActions(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ action: string }>(sql`
    with recursive known as (
      (select action from audit_entries order by action limit 1)
      union all
      select (select e.action from audit_entries e where e.action > known.action order by e.action limit 1)
      from known where known.action is not null)
    select action from known where action is not null`)
  return rows.map(({ action }) => action)
}

/** Entries that commit late may have smaller numbers than linked ones; this far back they are looked for. */
const LATE = 1000

/** How far the chain is: the newest signed head, and how many entries wait for the job. */
export async function chainState(db: Db) {
  const heads = await db
    .select({ value: facts.value, updatedAt: facts.updatedAt })
    .from(facts)
    .where(sql`${facts.name} like 'audit.head.%'`)
    .orderBy(desc(facts.updatedAt))
    .limit(1)
  const head = z.object({ number: z.number(), position: z.number(), hash: z.string() }).safeParse(heads[0]?.value).data
  return { head, at: heads[0]?.updatedAt, unchained: await countUnchained(db) }
}

export async function countUnchained(db: Db): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from audit_entries e
    where e.id > coalesce((select max(entry_id) from audit_links), 0) - ${LATE}
      and not exists (select from audit_links l where l.entry_id = e.id)`)
  return rows[0]?.count ?? 0
}
export type ChainState = Awaited<ReturnType<typeof chainState>>
