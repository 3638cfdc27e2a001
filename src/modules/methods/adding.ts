/** Adds methods and tools, alone or beside the record that applies them, and says which ones a record applies. Decisions are in changes.ts. */
import { and, eq, sql } from 'drizzle-orm'
import { addRecord, addVersion, giveSlug, readableBy } from '#core/records/index.ts'
import { contents, type RecordRow, records } from '#core/records/schema.ts'
import { addTask } from '#core/tasks/index.ts'
import { setTopics } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import type { Language } from '#platform/languages.ts'
import { RESERVED } from './forms.ts'
import { type MethodKind, methods, recordMethods } from './schema.ts'

export const REVIEW_TASK = 'method.review'

export type NewMethod = {
  kind: MethodKind
  language: Language
  title: string
  texts: Record<string, string>
  topics?: readonly string[]
  website?: string
  licence?: string
  country: string
  organisationId: string | null
}

/** Proposes one; it waits on the desk of the country's editors. In a transaction of the caller's. */
export async function propose(tx: Db, member: Member, method: NewMethod, now: Date): Promise<RecordRow> {
  const { kind, language, country, organisationId, title, texts, topics = [] } = method
  const record = await addRecord(tx, { kind, country, language, organisationId, ownerId: member.id }, now)
  const { website, licence } = method
  await tx.insert(methods).values({ id: record.id, kind, website, licence, submittedAt: now })
  await addVersion(tx, { recordId: record.id, language, title, texts, authorId: member.id }, now)
  await setTopics(tx, record.id, topics)
  await giveSlug(tx, 'method', record.id, title, now, RESERVED)
  const organisationKind = countryOf(country).practicesArePublishedBy
  await addTask(tx, { recordId: record.id, kind: REVIEW_TASK, role: 'editor', organisationKind, country }, now)
  await enter(tx, member, 'method.submitted', now, { recordId: record.id, country, data: { kind } })
  return record
}

/** What somebody writes about a method that is not there yet, while they write about something else. */
export type MethodInPlace = { kind: MethodKind; title: string; summary: string }
type Beside = Pick<NewMethod, 'language' | 'country' | 'organisationId'>

/** Adds what is not there yet and returns the ids of all. What has the same name already is taken instead of being added twice. */
export async function addInPlace(
  tx: Db,
  member: Member,
  added: readonly MethodInPlace[],
  beside: Beside,
  now: Date,
): Promise<string[]> {
  const ids: string[] = []
  for (const { kind, title, summary } of added) {
    const there = await namedAlike(tx, member, kind, title)
    ids.push(there ?? (await propose(tx, member, { ...beside, kind, title, texts: { summary } }, now)).id)
  }
  return [...new Set(ids)]
}

async function namedAlike(tx: Db, member: Member, kind: MethodKind, title: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: records.id })
    .from(records)
    .innerJoin(methods, eq(methods.id, records.id))
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(
      and(
        eq(methods.kind, kind),
        sql`lower(${contents.title}) = lower(${title}) and ${methods.state} <> 'archived'`,
        readableBy(member),
      ),
    )
    .limit(1)
  return row?.id
}

/** Says what many new records apply, at once. */
export async function linkMethods(tx: Db, links: readonly { recordId: string; methodId: string }[]): Promise<void> {
  if (links.length)
    await tx
      .insert(recordMethods)
      .values([...links])
      .onConflictDoNothing()
}

/** Says which methods and tools a record applies, in place of what was said before. */
export async function setMethods(tx: Db, recordId: string, ids: readonly string[]): Promise<void> {
  await tx.delete(recordMethods).where(eq(recordMethods.recordId, recordId))
  if (ids.length === 0) return
  // One that has gone in the meantime is left out instead of keeping the record from being saved.
  await tx.execute(sql`insert into record_methods (record_id, method_id)
    select ${recordId}::uuid, m.id from methods m where m.id in (${sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )})`)
}
