/** All SQL of files: adding, changing, removing, listing, and finding one to send. Bytes go through the store. */
import { createHash } from 'node:crypto'
import { and, asc, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { FileStore } from '#platform/file-store.ts'
import { newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { readableBy } from '../records/index.ts'
import { type RecordRow, records } from '../records/schema.ts'
import { type FileRow, files } from './schema.ts'
import { type FileProblem, inspect } from './sniff.ts'

/** More than anybody reads; keeps one record from filling the store. */
export const MOST_FILES = 30
/** Until then a removed file can be brought back; after it the cleaning forgets it. */
export const DAYS_TO_RESTORE = 30
const DEFAULT_LIMIT = 20_000_000
const DAY = 86_400_000

/** What people say about a file. */
export type FileWords = { title?: string | null; language?: Language | null; alternativeText?: string | null }
export type NewFile = FileWords & {
  recordId: string
  file: File
  /** Bytes that it may have: `config.uploadLimit`. */
  limit?: number
}
export type AddedFile = { ok: true; file: FileRow } | { ok: false; problem: FileProblem | 'many' }

/** Looks at the bytes, keeps them and enters them; `actor` must be allowed to (`mayManageFiles`). */
export async function addFile(db: Db, store: FileStore, actor: Actor, added: NewFile, now: Date): Promise<AddedFile> {
  const { recordId, file, title, language, alternativeText, limit = DEFAULT_LIMIT } = added
  if (file.size > limit) return { ok: false, problem: 'size' }
  const inspected = await inspect(file.name, new Uint8Array(await file.arrayBuffer()), limit)
  if (!inspected.ok) return inspected
  const { name, type, bytes } = inspected
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return db.transaction(async (tx) => {
    await lockBytes(tx, sha256)
    // One after the other, so that nobody gets past the limit by sending at once.
    const [owner] = await tx.select().from(records).where(eq(records.id, recordId)).for('update')
    if (!owner) throw new Error('files belong to a record')
    const before = await listFiles(tx, recordId)
    if (before.length >= MOST_FILES) return { ok: false, problem: 'many' }
    await store.put(sha256, bytes)
    const position = Math.max(0, ...before.map((one) => one.position)) + 1
    const words = { title: title || null, language: language || null, alternativeText: alternativeText ?? null }
    const [row] = await tx
      .insert(files)
      .values({
        id: newId(),
        recordId,
        uploadedBy: actor.id,
        name,
        type,
        size: bytes.length,
        sha256,
        position,
        createdAt: now,
        ...words,
      })
      .returning()
    if (!row) throw new Error('a file was not added')
    await enter(tx, actor, 'file.added', row, owner, now)
    return { ok: true, file: row }
  })
}

/** Bytes are neither kept nor forgotten by two at once. Held until the transaction ends. */
export const lockBytes = (tx: Db, sha256: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`file ${sha256}`}, 0))`)

/** Names and titles may be personal and stay out of the trail; the hash says which bytes it was. */
const enter = (tx: Db, actor: Actor, type: string, file: FileRow, owner: RecordRow, now: Date) =>
  record(tx, actor, type, now, {
    recordId: owner.id,
    placeId: owner.placeId,
    country: owner.country,
    data: { fileId: file.id, sha256: file.sha256, type: file.type, size: file.size },
  })

/** Changes one file and enters it. Undefined when it is not there, or not in the state that the change begins with. */
async function alter(
  db: Db,
  actor: Actor,
  id: string,
  type: string,
  begins: 'present' | 'removed',
  set: Partial<FileRow>,
  now: Date,
): Promise<FileRow | undefined> {
  return db.transaction(async (tx) => {
    const since = new Date(now.getTime() - DAYS_TO_RESTORE * DAY)
    const state = begins === 'present' ? isNull(files.removedAt) : gt(files.removedAt, since)
    const [row] = await tx
      .update(files)
      .set(set)
      .where(and(eq(files.id, id), state))
      .returning()
    if (!row) return undefined
    const [owner] = await tx.select().from(records).where(eq(records.id, row.recordId))
    if (owner) await enter(tx, actor, type, row, owner, now)
    return row
  })
}

/** What is left out stays as it is; null takes it away. */
export const changeFile = (db: Db, actor: Actor, id: string, words: FileWords, now: Date) =>
  alter(db, actor, id, 'file.changed', 'present', words, now)

export const removeFile = (db: Db, actor: Actor, id: string, now: Date) =>
  alter(db, actor, id, 'file.removed', 'present', { removedAt: now }, now)

export const restoreFile = (db: Db, actor: Actor, id: string, now: Date) =>
  alter(db, actor, id, 'file.restored', 'removed', { removedAt: null }, now)

/** Files of a record, in their order. Ask first whether the reader may read the record. */
export const listFiles = (db: Db, recordId: string): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(and(eq(files.recordId, recordId), isNull(files.removedAt)))
    .orderBy(asc(files.position), asc(files.id))

/** Files that were removed lately and can be brought back. */
export const listRemovedFiles = (db: Db, recordId: string, now: Date): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(and(eq(files.recordId, recordId), gt(files.removedAt, new Date(now.getTime() - DAYS_TO_RESTORE * DAY))))
    .orderBy(desc(files.removedAt))

export async function findFile(db: Db, id: string): Promise<FileRow | undefined> {
  const [file] = await db.select().from(files).where(eq(files.id, id))
  return file
}

export type ReadableFile = { file: FileRow; visibility: RecordRow['visibility'] }
/** A file to send, if the actor may read its record. */
export async function findReadableFile(db: Db, actor: Actor, id: string): Promise<ReadableFile | undefined> {
  const [row] = await db
    .select({ file: files, visibility: records.visibility })
    .from(files)
    .innerJoin(records, eq(records.id, files.recordId))
    .where(and(eq(files.id, id), isNull(files.removedAt), readableBy(actor)))
  return row
}

/** A record whose files somebody wants to manage. */
export async function findOwner(db: Db, recordId: string): Promise<RecordRow | undefined> {
  const [owner] = await db.select().from(records).where(eq(records.id, recordId))
  return owner
}

// ── Cleaning ────────────────────────────────────────────────────────────────

/** Forgets files that were removed too long ago to be brought back. */
export async function forgetRemoved(db: Db, now: Date): Promise<number> {
  const forgotten = await db
    .delete(files)
    .where(and(isNotNull(files.removedAt), lte(files.removedAt, new Date(now.getTime() - DAYS_TO_RESTORE * DAY))))
    .returning({ id: files.id })
  return forgotten.length
}

/** Which of these bytes no file uses, and no import that goes on. */
export async function unusedOf(db: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return []
  const { rows } = await db.execute<{ sha256: string }>(sql`
    select value as sha256 from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb)
    where not exists (select 1 from files where files.sha256 = value)
      and not exists (select 1 from imports where value in (imports.sha256, imports.files_sha256)
        and imports.state in ('mapping', 'checking', 'checked', 'running'))`)
  return rows.map(({ sha256 }) => sha256)
}

// ── A person's own ──────────────────────────────────────────────────────────

export const listUploadedBy = (db: Db, personId: string) =>
  db
    .select({ name: files.name, title: files.title, type: files.type, size: files.size, createdAt: files.createdAt })
    .from(files)
    .where(eq(files.uploadedBy, personId))
    .orderBy(asc(files.id))

/** The files stay with their records; who uploaded them is forgotten. */
export const forgetUploader = (db: Db, personId: string) =>
  db.update(files).set({ uploadedBy: null }).where(eq(files.uploadedBy, personId))
