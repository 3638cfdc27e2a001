/** The SQL with which an import adds practices and takes them away again. What is allowed was decided before; here is no rule. */
import { and, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { addFile } from '#core/files/index.ts'
import { files } from '#core/files/schema.ts'
import type { AddedRow, ImportWork, RowProblem } from '#core/imports/index.ts'
import { addRecords, addVersions, dropSlugs, giveSlugs } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { addTasks } from '#core/tasks/index.ts'
import { tasks } from '#core/tasks/schema.ts'
import { addTopics } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { linkMethods } from '#modules/methods/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { recordAll as enterAll } from '#platform/events.ts'
import { REVIEW_TASK } from '../changes.ts'
import { factTexts } from '../facts.ts'
import { RESERVED } from '../forms.ts'
import { practices, reviewNotes } from '../schema.ts'
import type { Parsed } from './parsing.ts'

/** Tables whose rows are parts of a practice as the import made it. */
export const OWN_TABLES = [
  'contents',
  'practices',
  'practice_review_notes',
  'record_topics',
  'record_methods',
  'files',
  'tasks',
]

export type ImportedPractice = Parsed & { id: string | undefined }

/**
 * Adds practices with their first versions. One that comes published was decided on where it comes from; its date of publication stays. It is
 * entered as imported, not as published, so that nobody gets a letter for each of two thousand.
 */
export async function addImported(
  tx: Db,
  { actor, importId }: Pick<ImportWork, 'actor' | 'importId'>,
  imported: readonly ImportedPractice[],
  now: Date,
): Promise<AddedRow[]> {
  const added = await addRecords(
    tx,
    imported.map(({ id, country, language, facts: { placeId }, organisationId, publishedAt, example }) => ({
      kind: 'practice',
      ...(id && { id }),
      ...{ country, language, placeId, organisationId, ownerId: actor.id, example },
      ...(publishedAt ? { visibility: 'public', publishedVersion: 1, publishedAt } : { visibility: 'restricted' }),
    })),
    now,
  )
  const all = imported.flatMap((practice, at) => {
    const record = added[at]
    return record ? [{ ...practice, recordId: record.id, revision: record.revision }] : []
  })
  if (all.length === 0) return []
  await tx.insert(practices).values(
    all.map(({ recordId, state, facts: { placeId: _, topics: __, methods: ___, ...columns } }) => ({
      ...columns,
      id: recordId,
      state,
      submittedAt: state === 'draft' ? null : now,
    })),
  )
  const versions = all.map(({ recordId, language, title, texts, facts }) => {
    return { recordId, language, title, texts: { ...texts, ...factTexts(facts) }, authorId: actor.id, at: now }
  })
  await addVersions(tx, versions)
  await addTopics(
    tx,
    all.flatMap(({ recordId, facts }) => facts.topics.map((topicId) => ({ recordId, topicId }))),
  )
  await linkMethods(
    tx,
    all.flatMap(({ recordId, facts }) => facts.methods.map((methodId) => ({ recordId, methodId }))),
  )
  const titles = all.map(({ recordId, title }) => ({ targetId: recordId, title }))
  await giveSlugs(tx, 'practice', titles, now, RESERVED)
  await addTasks(
    tx,
    all
      .filter(({ state }) => state === 'submitted')
      .map(({ recordId, country }) => {
        const organisationKind = countryOf(country).practicesArePublishedBy
        return { recordId, kind: REVIEW_TASK, role: 'editor', organisationKind, country }
      }),
    now,
  )
  const happened = all.map(({ recordId, facts: { placeId }, country, state }) => {
    return { recordId, placeId, country, data: { importId, state } }
  })
  await enterAll(tx, actor, 'practice.imported', now, happened)
  return all.map(({ recordId, revision }) => ({ recordId, revision }))
}

export type ImportedTranslation = Parsed & { recordId: string }

/** Rows that say the same in another language. Each is as old as its record, so that it does not look like later work. */
export async function addTranslations(
  tx: Db,
  actor: Member,
  imported: readonly ImportedTranslation[],
  now: Date,
): Promise<AddedRow[]> {
  if (imported.length === 0) return []
  const { id, createdAt, revision, placeId, country } = records
  const found = await tx
    .select({ id, createdAt, revision, placeId, country })
    .from(records)
    .where(
      inArray(
        records.id,
        imported.map(({ recordId }) => recordId),
      ),
    )
  const byId = new Map(found.map((record) => [record.id, record]))
  const all = imported.map((translation) => {
    const record = byId.get(translation.recordId)
    if (!record) throw new Error('the text that it translates is gone')
    return { ...translation, record }
  })
  const versions = all.map(({ recordId, language, title, texts, translation, record }) => {
    const status = translation?.status ?? 'human'
    return { recordId, language, title, texts, authorId: actor.id, status, sourceVersion: 1, at: record.createdAt }
  })
  await addVersions(tx, versions)
  const happened = all.map(({ recordId, language, record: { placeId, country } }) => {
    return { recordId, placeId, country, data: { language } }
  })
  await enterAll(tx, actor, 'translation.imported', now, happened)
  return all.map(({ recordId, record }) => ({ recordId, revision: record.revision }))
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

export async function removeImported(tx: Db, actor: Member, recordIds: readonly string[], now: Date): Promise<void> {
  if (recordIds.length === 0) return
  const gone = await tx
    .delete(records)
    .where(inArray(records.id, [...recordIds]))
    .returning()
  await dropSlugs(tx, 'practice', recordIds)
  const happened = gone.map(({ id, placeId, country }) => ({ recordId: id, placeId, country }))
  await enterAll(tx, actor, 'practice.removed', now, happened)
}
