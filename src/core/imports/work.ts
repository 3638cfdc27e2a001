/** The long work of an import: checking every row, adding the good ones, taking them away again. Each can be killed at any moment and goes on where it was. */
import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Member } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { FileStore } from '#platform/file-store.ts'
import { reportProgress } from '#platform/jobs.ts'
import type { Language } from '#platform/languages.ts'
import { grantsOf } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { records } from '../records/schema.ts'
import { type Archive, openArchive } from './archive.ts'
import { BROKEN } from './encoding.ts'
import { generalProblems } from './general.ts'
import { type AddedRow, type CheckedRow, type GoodRow, type ImportWork, importerOf, type Reading } from './importer.ts'
import { type Mapping, mappingFor, valuesOf } from './mapping.ts'
import { addedRows, countRows, enter, loadImport, QUEUES, type RowOutcome, saveRows, setRows } from './queries.ts'
import { readTable } from './reading.ts'
import { mayUse } from './rules.ts'
import { type ImportRow, importedRows, imports, type RowProblem } from './schema.ts'
import type { ReadTable, Table } from './table.ts'
import { touchesOf } from './touched.ts'

/** `clock` says how late it is when a batch ends; `jobId` names the progress that the person sees. */
export type WorkContext = { db: Db; config: Config; store: FileStore; clock: () => Date; jobId?: string }

/** Rows in one transaction: few enough to lose little, many enough to be quick. */
const BATCH = 100

export async function bytesOf(store: FileStore, sha256: string): Promise<Uint8Array | undefined> {
  const stream = await store.get(sha256)
  return stream && new Uint8Array(await new Response(stream).arrayBuffer())
}

export async function tableOfImport(store: FileStore, row: ImportRow): Promise<ReadTable> {
  const bytes = await bytesOf(store, row.sha256)
  return bytes ? readTable(bytes, row.format, row.options) : { ok: false, problem: 'missing' }
}

/** The files that came with the rows. */
async function archiveOf(store: FileStore, { filesSha256 }: ImportRow): Promise<Archive | undefined> {
  const bytes = filesSha256 ? await bytesOf(store, filesSha256) : undefined
  const opened = bytes && (await openArchive(bytes))
  return opened?.ok ? opened.archive : undefined
}

/** Choices of the whole import are kept beside the options of reading. */
export const CHOICE = 'choice.'
export const choicesOf = ({ options }: Pick<ImportRow, 'options'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      name.startsWith(CHOICE) ? [[name.slice(CHOICE.length), value]] : [],
    ),
  )

type Begin = { actor: Member; language: Language; added?: ReadonlyMap<number, string> }
export async function beginReading(
  { db, config, store, clock }: WorkContext,
  row: ImportRow,
  { actor, language, added = new Map() }: Begin,
): Promise<Reading> {
  const work: ImportWork = {
    importId: row.id,
    db,
    config,
    store,
    actor,
    country: row.country,
    choices: choicesOf(row),
    archive: await archiveOf(store, row),
    language,
    now: clock(),
    added,
  }
  return importerOf(row).begin(work)
}

/** What the importer says of a row, and what is wrong with any row: broken letters, cells without end. Columns are named as the file names them. */
export function checkRow(reading: Reading, row: ImportRow, table: Table, at: number): CheckedRow {
  const line = table.rows[at]
  if (!line) throw new Error('no such row')
  const mapping = mappingFor(row.mapping, table.columns)
  const general = generalProblems(line.cells, mapping)
  const checked = reading.check(line.row, valuesOf(mapping, line.cells))
  return { ...checked, problems: [...general, ...checked.problems].map(namerOf(mapping, table)) }
}

type Namer = (problem: RowProblem) => RowProblem
/** Columns by the headings of the file, none for a field that the file does not have; values fit to be kept. */
const namerOf =
  (mapping: Mapping, table: Table): Namer =>
  ({ column, values, ...problem }) => ({
    ...problem,
    ...(values && { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fit(value)])) }),
    column: column === null ? null : (table.columns[Number(mapping[column])] ?? null),
  })
const fit = (value: string | number) =>
  typeof value === 'number' ? value : value.replaceAll('\0', BROKEN).toWellFormed()

const isFatal = ({ problems }: Pick<CheckedRow, 'problems'>) => problems.some(({ fatal }) => fatal)
const stateOf = (checked: CheckedRow) => (isFatal(checked) ? 'refused' : checked.duplicate ? 'duplicate' : 'ready')

/** The person who asked, with the role in which they did; nobody when they may no longer. */
async function actorOfImport(db: Db, row: ImportRow): Promise<{ actor: Member; language: Language } | undefined> {
  const [person] = row.personId ? await db.select().from(people).where(eq(people.id, row.personId)) : []
  if (!person || person.deletedAt) return undefined
  const grants = await grantsOf(db, person.id)
  const grant = grants.find(({ id }) => id === row.options.grant) ?? null
  const { id, name, email, language } = person
  const actor: Member = { id, name, email, language, grant, grants, sessionId: null, requestId: `import ${row.id}` }
  return mayUse(actor, row) ? { actor, language } : undefined
}

/** Reads every row and writes down what would become of it. Nothing else is written. */
export async function checkImport(context: WorkContext, id: string): Promise<void> {
  const { db, store, clock } = context
  const row = await loadImport(db, id)
  if (row?.state !== 'checking') return
  const who = await actorOfImport(db, row)
  const read = await tableOfImport(store, row)
  if (!who || !read.ok) {
    await setState(db, id, 'checking', { state: 'mapping', problem: read.ok ? 'notAllowed' : read.problem }, clock())
    return
  }
  const { table } = read
  const reading = await beginReading(context, row, who)
  const rows: (typeof importedRows.$inferInsert)[] = []
  for (const [at, line] of table.rows.entries()) {
    const checked = checkRow(reading, row, table, at)
    const { title, problems } = checked
    rows.push({
      importId: id,
      row: line.row,
      state: stateOf(checked),
      title: shortened(title),
      problems: [...problems],
    })
    if (at % BATCH === BATCH - 1) {
      await progress(context, row, at + 1, table.rows.length)
      // The same process answers people.
      await setImmediate()
    }
  }
  await db.transaction(async (tx) => {
    const isStill = await setState(tx, id, 'checking', { state: 'checked', rows: rows.length, problem: null }, clock())
    if (!isStill) return
    await saveRows(tx, id, rows)
    await countAgain(tx, id)
  })
}

/** Adds the rows that the check found good, a batch in a transaction. */
export async function runImport(context: WorkContext, id: string): Promise<void> {
  const { db, store, clock } = context
  const row = await loadImport(db, id)
  if (row?.state !== 'running') return
  const who = await actorOfImport(db, row)
  const read = await tableOfImport(store, row)
  if (!who || !read.ok) {
    await setState(db, id, 'running', { state: 'failed', problem: read.ok ? 'notAllowed' : read.problem }, clock())
    return
  }
  const { table } = read
  const reading = await beginReading(context, row, { ...who, added: await addedRows(db, id) })
  // Later rows may name earlier ones, and the importer must have met those.
  const checked = new Map(table.rows.map((line, at) => [line.row, { at, ...checkRow(reading, row, table, at) }]))
  const mapping = mappingFor(row.mapping, table.columns)
  const named = namerOf(mapping, table)
  let done = 0
  for (let left = true; left; ) {
    const now = clock()
    left = await db.transaction(async (tx) => {
      if (!(await holdImport(tx, id, 'running'))) return false
      const batch = await tx
        .select()
        .from(importedRows)
        .where(and(eq(importedRows.importId, id), eq(importedRows.state, 'ready')))
        .orderBy(asc(importedRows.row))
        .limit(BATCH)
      const good: GoodRow[] = []
      const outcomes = new Map<number, RowOutcome>()
      for (const { row: number } of batch) {
        const found = checked.get(number)
        const cells = found && table.rows[found.at]?.cells
        const state = found ? stateOf(found) : 'failed'
        if (cells && state === 'ready') good.push({ row: number, values: valuesOf(mapping, cells) })
        outcomes.set(number, { row: number, state, problems: [...(found?.problems ?? [])] })
      }
      const answers = await addGood(tx, reading, good, now)
      for (const [at, { row: number }] of good.entries()) {
        const added = answers[at]
        const problems = outcomes.get(number)?.problems ?? []
        const more = added ? (added.problems ?? []).map(named) : [NOT_ADDED]
        const state = added ? 'added' : 'failed'
        outcomes.set(number, { row: number, state, ...added, problems: [...problems, ...more] })
      }
      await setRows(tx, id, [...outcomes.values()])
      await tx.update(imports).set({ updatedAt: now }).where(eq(imports.id, id))
      done += batch.length
      if (batch.length === BATCH) return true
      await finish(tx, who.actor, row, { state: 'done', finishedAt: now }, 'import.finished', now)
      return false
    })
    await progress(context, row, done, checked.size)
  }
}

const NOT_ADDED: RowProblem = { column: null, problem: 'notAdded', fatal: true }

/** All together; when the database refuses one of them, one by one, so that the others of the batch stay. */
async function addGood(
  tx: Db,
  reading: Reading,
  good: readonly GoodRow[],
  now: Date,
): Promise<(AddedRow | undefined)[]> {
  if (good.length === 0) return []
  try {
    return await tx.transaction((inner) => reading.addAll(inner, good, now))
  } catch {
    if (good.length === 1) return [undefined]
    const answers: (AddedRow | undefined)[] = []
    for (const one of good) answers.push(...(await addGood(tx, reading, [one], now)))
    return answers
  }
}

/** Takes away what the import added and nobody has touched since. */
export async function undoImport(context: WorkContext, id: string): Promise<void> {
  const { db, clock } = context
  const row = await loadImport(db, id)
  if (row?.state !== 'undoing') return
  const who = await actorOfImport(db, row)
  const importer = importerOf(row)
  let done = 0
  for (let left = true; left; ) {
    const now = clock()
    left = await db.transaction(async (tx) => {
      if (!(await holdImport(tx, id, 'undoing'))) return false
      if (!who) {
        await setState(tx, id, 'undoing', { state: 'done', problem: 'notAllowed' }, now)
        return false
      }
      const batch = await tx
        .select()
        .from(importedRows)
        .where(and(eq(importedRows.importId, id), eq(importedRows.state, 'added')))
        .orderBy(asc(importedRows.row))
        .limit(BATCH)
      const ids = batch.flatMap(({ recordId }) => recordId ?? [])
      // Whoever is about to change one of them waits, and then finds it gone; or was first, and it stays.
      await tx
        .select({ id: records.id })
        .from(records)
        .where(inArray(records.id, ids))
        .orderBy(asc(records.id))
        .for('update')
      const touches = await touchesOf(tx, importer, ids)
      // A record may have come from several rows: its text and its translations.
      const untouched = [...new Set(ids)].filter((recordId) => !touches.has(recordId))
      await importer.removeAll(tx, who.actor, untouched, now)
      const outcomes = batch.map(({ row: number, recordId, problems }): RowOutcome => {
        const touch = recordId ? touches.get(recordId) : undefined
        const why: RowProblem[] = touch ? [{ column: null, problem: `kept.${touch}`, fatal: false }] : []
        return { row: number, state: touch ? 'kept' : 'undone', problems: [...problems, ...why] }
      })
      await setRows(tx, id, outcomes)
      await tx.update(imports).set({ updatedAt: now }).where(eq(imports.id, id))
      done += batch.length
      if (batch.length === BATCH) return true
      await finish(tx, who.actor, row, { state: 'undone', undoneAt: now }, 'import.undone', now)
      return false
    })
    await progress(context, row, done, row.counts.added ?? done)
  }
}

/** Two workers take turns: each batch belongs to the one that holds the import. */
async function holdImport(tx: Db, id: string, state: ImportRow['state']): Promise<boolean> {
  const [held] = await tx.select({ state: imports.state }).from(imports).where(eq(imports.id, id)).for('update')
  return held?.state === state
}

async function setState(db: Db, id: string, from: ImportRow['state'], set: Partial<ImportRow>, now: Date) {
  const changed = await db
    .update(imports)
    .set({ ...set, updatedAt: now })
    .where(and(eq(imports.id, id), eq(imports.state, from)))
    .returning({ id: imports.id })
  return changed.length > 0
}

export async function countAgain(tx: Db, id: string): Promise<Record<string, number>> {
  const counts = await countRows(tx, id)
  await tx.update(imports).set({ counts }).where(eq(imports.id, id))
  return counts
}

async function finish(tx: Db, actor: Member, row: ImportRow, set: Partial<ImportRow>, event: string, now: Date) {
  const counts = await countAgain(tx, row.id)
  await tx
    .update(imports)
    .set({ ...set, problem: null, updatedAt: now })
    .where(eq(imports.id, row.id))
  await enter(tx, actor, event, row, now, counts)
}

async function progress({ db, clock, jobId }: WorkContext, row: ImportRow, done: number, total: number) {
  if (!jobId) return
  const queue = QUEUES[row.state as keyof typeof QUEUES]
  await reportProgress(db, { id: jobId, queue, personId: row.personId }, { done, total }, clock())
}

/** Titles name rows in reports; a whole text in the wrong column does not. */
const shortened = (title: string) => title.replaceAll('\0', '').toWellFormed().slice(0, 300)
