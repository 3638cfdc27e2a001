/** The SQL with which an import adds practices and takes them away again. What is allowed was decided before; here is no rule. */
import { and, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { addFile } from '#core/files/index.ts'
import { files } from '#core/files/schema.ts'
import type { AddedRow, ImportWork, RowProblem } from '#core/imports/index.ts'
import { addRecord, addVersion, dropSlugs, giveSlug } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { addTask } from '#core/tasks/index.ts'
import { tasks } from '#core/tasks/schema.ts'
import { setTopics } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { REVIEW_TASK } from '../changes.ts'
import { factTexts } from '../facts.ts'
import { RESERVED } from '../forms.ts'
import { practices, reviewNotes } from '../schema.ts'
import type { Parsed } from './parsing.ts'

/** Tables whose rows are parts of a practice as the import made it. */
export const OWN_TABLES = ['contents', 'practices', 'practice_review_notes', 'record_topics', 'files', 'tasks']

/**
 * Adds a practice with its first version. One that comes published was decided on where it comes from; its date of publication stays. It is
 * entered as imported, not as published, so that nobody gets a letter for each of two thousand.
 */
export async function addImported(
  tx: Db,
  { actor, importId }: Pick<ImportWork, 'actor' | 'importId'>,
  practice: Parsed & { id: string | undefined },
  now: Date,
): Promise<AddedRow> {
  const { id, language, country, facts, title, organisationId, state, publishedAt, example } = practice
  const { placeId, topics, ...columns } = facts
  const visibility = publishedAt ? ('public' as const) : ('restricted' as const)
  const whose = { placeId, organisationId, ownerId: actor.id }
  const record = await addRecord(
    tx,
    { kind: 'practice', country, language, visibility, example, ...whose, ...(id && { id }) },
    now,
  )
  const recordId = record.id
  const submittedAt = state === 'draft' ? null : now
  await tx.insert(practices).values({ ...columns, id: recordId, state, submittedAt })
  const texts = { ...practice.texts, ...factTexts(facts) }
  const version = await addVersion(tx, { recordId, language, title, texts, authorId: actor.id }, now)
  if (publishedAt)
    await tx.update(records).set({ publishedVersion: version, publishedAt }).where(eq(records.id, recordId))
  if (topics.length > 0) await setTopics(tx, recordId, topics)
  await giveSlug(tx, 'practice', recordId, title, now, RESERVED)
  if (state === 'submitted') {
    const organisationKind = countryOf(country).practicesArePublishedBy
    await addTask(tx, { recordId, kind: REVIEW_TASK, role: 'editor', organisationKind, country }, now)
  }
  await enter(tx, actor, 'practice.imported', now, { recordId, placeId, country, data: { importId, state } })
  return { recordId, revision: record.revision }
}

/** A row that says the same in another language. It is as old as its record, so that it does not look like later work. */
export async function addTranslation(tx: Db, actor: Member, recordId: string, parsed: Parsed): Promise<AddedRow> {
  const { language, title, texts, translation } = parsed
  const [record] = await tx
    .select({
      createdAt: records.createdAt,
      revision: records.revision,
      placeId: records.placeId,
      country: records.country,
    })
    .from(records)
    .where(eq(records.id, recordId))
  if (!record) throw new Error('the text that it translates is gone')
  const status = translation?.status ?? 'human'
  const version = { recordId, language, title, texts, authorId: actor.id, status, sourceVersion: 1 }
  await addVersion(tx, version, record.createdAt)
  const { placeId, country } = record
  await enter(tx, actor, 'translation.imported', record.createdAt, { recordId, placeId, country, data: { language } })
  return { recordId, revision: record.revision }
}

/** Each file as if somebody had uploaded it: what is not taken is told, and the practice comes without it. */
export async function addFilesOf(
  tx: Db,
  { archive, store, config, actor }: Pick<ImportWork, 'archive' | 'store' | 'config' | 'actor'>,
  recordId: string,
  paths: readonly string[],
  now: Date,
): Promise<RowProblem[]> {
  const problems: RowProblem[] = []
  for (const path of paths) {
    const bytes = await archive?.read(path)
    const name = path.split('/').at(-1) ?? path
    const file = bytes && new File([new Uint8Array(bytes)], name)
    const added = file && (await addFile(tx, store, actor, { recordId, file, limit: config.uploadLimit }, now))
    if (!added?.ok) problems.push({ column: 'files', problem: 'fileRefused', values: { value: name }, fatal: false })
  }
  return problems
}

/** Files added, notes written, reviews done since; what else counts is asked of every table that points at records. */
export async function touchedPractices(db: Db, recordIds: readonly string[]): Promise<Set<string>> {
  const ids = [...recordIds]
  const rows = await db
    .selectDistinct({ id: records.id })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .leftJoin(files, and(eq(files.recordId, records.id), gt(files.createdAt, records.createdAt)))
    .leftJoin(reviewNotes, eq(reviewNotes.practiceId, records.id))
    .leftJoin(tasks, and(eq(tasks.recordId, records.id), isNotNull(tasks.doneAt)))
    .where(
      and(
        inArray(records.id, ids),
        or(
          isNotNull(files.id),
          isNotNull(reviewNotes.id),
          isNotNull(tasks.id),
          sql`${practices.confirmedAt} is not null`,
        ),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

export async function removeImported(tx: Db, actor: Member, recordId: string, now: Date): Promise<void> {
  const [gone] = await tx.delete(records).where(eq(records.id, recordId)).returning()
  if (!gone) return
  await dropSlugs(tx, 'practice', recordId)
  const { placeId, country } = gone
  await enter(tx, actor, 'practice.removed', now, { recordId, placeId, country })
}
