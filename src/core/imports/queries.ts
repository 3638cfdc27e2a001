/** SQL of imports and their rows. The work on records is in work.ts, what an undo may take away in touched.ts. */
import { and, asc, count, desc, eq, getTableColumns, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, isAdministrator, type Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db, PAGE_SIZE } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { jobProgress } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import {
  type ImportedRow,
  type ImportRow,
  type ImportState,
  importedRows,
  imports,
  type ROW_STATES,
  type RowProblem,
} from './schema.ts'

export type RowState = (typeof ROW_STATES)[number]

/** The SQL twin of `mayUse`, without what an importer says of countries: the page asks that too. */
const usedBy = (actor: Actor): SQL | undefined =>
  actor.id === null
    ? sql`false`
    : isAdministrator(actor)
      ? undefined
      : or(
          eq(imports.personId, actor.id),
          actor.grant?.organisation ? eq(imports.organisationId, actor.grant.organisation.id) : undefined,
        )

export type ImportLine = ImportRow & { personName: string | null }

export const listImports = (db: Db, actor: Actor): Promise<ImportLine[]> =>
  db
    .select({ ...getTableColumns(imports), personName: people.name })
    .from(imports)
    .leftJoin(people, eq(people.id, imports.personId))
    .where(usedBy(actor))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(100)

export async function findImport(db: Db, actor: Actor, id: string): Promise<ImportRow | undefined> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), usedBy(actor)))
  return row
}

export async function loadImport(db: Db, id: string): Promise<ImportRow | undefined> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id))
  return row
}

export type NewImport = Pick<
  ImportRow,
  'importer' | 'country' | 'name' | 'format' | 'sha256' | 'filesSha256' | 'options' | 'mapping' | 'rows'
>

export const addImport = (db: Db, actor: Member, added: NewImport, now: Date): Promise<string> =>
  db.transaction(async (tx) => {
    const id = newId()
    await tx.insert(imports).values({
      ...added,
      id,
      personId: actor.id,
      organisationId: actor.grant?.organisation?.id ?? null,
      state: 'mapping',
      createdAt: now,
      updatedAt: now,
    })
    await enter(tx, actor, 'import.begun', { ...added, id }, now, { rows: added.rows, sha256: added.sha256 })
    return id
  })

/** Imports are no records: the trail names them by their own id. */
export const enter = (
  tx: Db,
  actor: Actor,
  type: string,
  { id, importer, country }: Pick<ImportRow, 'id' | 'importer' | 'country'>,
  now: Date,
  data: Record<string, unknown> = {},
) => record(tx, actor, type, now, { country, data: { importId: id, importer, ...data } })

/** Changes an import that is still as the caller saw it. */
export async function changeImport(
  db: Db,
  seen: Pick<ImportRow, 'id' | 'revision'>,
  set: Partial<ImportRow>,
  now: Date,
): Promise<ImportRow> {
  const [changed] = await db
    .update(imports)
    .set({ ...set, updatedAt: now, revision: seen.revision + 1 })
    .where(and(eq(imports.id, seen.id), eq(imports.revision, seen.revision)))
    .returning()
  if (!changed) throw new ChangedMeanwhile()
  return changed
}

/** Sets an import going: its new state and its job, together or not at all. */
export const startWork = (
  db: Db,
  actor: Member,
  seen: ImportRow,
  state: Extract<ImportState, 'checking' | 'running' | 'undoing'>,
  now: Date,
) =>
  db.transaction(async (tx) => {
    const jobId = await queueJob(tx, QUEUES[state], { importId: seen.id })
    await changeImport(tx, seen, { state, jobId, problem: null }, now)
    if (state !== 'checking' && seen.state !== state)
      await enter(tx, actor, state === 'running' ? 'import.started' : 'import.withdrawn', seen, now)
  })
export const QUEUES = { checking: 'imports.check', running: 'imports.run', undoing: 'imports.undo' } as const

export const removeImport = (db: Db, actor: Member, seen: ImportRow, now: Date) =>
  db.transaction(async (tx) => {
    await changeImport(tx, seen, {}, now)
    await tx.delete(imports).where(eq(imports.id, seen.id))
    await enter(tx, actor, 'import.removed', seen, now)
  })

/** The rows of a check, in place of those of an earlier one. */
export async function saveRows(db: Db, importId: string, rows: readonly (typeof importedRows.$inferInsert)[]) {
  await db.delete(importedRows).where(eq(importedRows.importId, importId))
  for (let at = 0; at < rows.length; at += 500) await db.insert(importedRows).values(rows.slice(at, at + 500))
}

export type RowOutcome = Pick<ImportedRow, 'row' | 'state' | 'problems'> &
  Partial<Pick<ImportedRow, 'recordId' | 'revision'>>

/** What became of the rows of a batch; a record stays named unless another is. */
export const setRows = (db: Db, importId: string, outcomes: readonly RowOutcome[]) =>
  db.execute(sql`
    update imported_rows r
    set state = became.state, problems = became.problems,
      record_id = coalesce(became.record_id, r.record_id), revision = coalesce(became.revision, r.revision)
    from jsonb_to_recordset(${JSON.stringify(outcomes.map(snakeCased))}::jsonb)
      as became ("row" int, state text, problems jsonb, record_id uuid, revision int)
    where r.import_id = ${importId}::uuid and r."row" = became."row"`)
const snakeCased = ({ recordId, ...outcome }: RowOutcome) => ({ ...outcome, record_id: recordId })

export async function countRows(db: Db, importId: string): Promise<Partial<Record<RowState, number>>> {
  const rows = await db
    .select({ state: importedRows.state, rows: count() })
    .from(importedRows)
    .where(eq(importedRows.importId, importId))
    .groupBy(importedRows.state)
  return Object.fromEntries(rows.map(({ state, rows: found }) => [state, found]))
}

/** Rows of some states in the order of the file, a page of them. */
export const listRows = (
  db: Db,
  importId: string,
  states: readonly RowState[] | 'problems',
  page: number,
  size = PAGE_SIZE * 5,
): Promise<ImportedRow[]> =>
  db
    .select()
    .from(importedRows)
    .where(and(eq(importedRows.importId, importId), chosen(states)))
    .orderBy(asc(importedRows.row))
    .limit(size)
    .offset((page - 1) * size)
const chosen = (states: readonly RowState[] | 'problems') =>
  states === 'problems'
    ? sql`jsonb_array_length(${importedRows.problems}) > 0`
    : inArray(importedRows.state, [...states])

export async function countChosen(db: Db, importId: string, states: readonly RowState[] | 'problems'): Promise<number> {
  const [found] = await db
    .select({ rows: count() })
    .from(importedRows)
    .where(and(eq(importedRows.importId, importId), chosen(states)))
  return found?.rows ?? 0
}

/** `values`: those of the first row, as an example. */
export type ProblemKind = RowProblem & { rows: number; first: number }

/** The same problem of the same column together, those of the most rows first. */
export async function kindsOfProblems(db: Db, importId: string): Promise<ProblemKind[]> {
  const { rows } = await db.execute<ProblemKind & Record<string, unknown>>(sql`
    select one->>'column' as "column", one->>'problem' as problem, (one->>'fatal')::boolean as fatal,
      count(distinct r.row)::int as rows, min(r.row)::int as first,
      (array_agg(one->'values' order by r.row))[1] as values
    from imported_rows r, jsonb_array_elements(r.problems) one
    where r.import_id = ${importId}::uuid
    group by 1, 2, 3 order by fatal desc, 4 desc, 5`)
  return rows.map(({ values, ...kind }) => ({ ...kind, ...(values && { values }) }))
}

/** What the rows of an import became, by row. */
export async function addedRows(db: Db, importId: string): Promise<Map<number, string>> {
  const rows = await db
    .select({ row: importedRows.row, recordId: importedRows.recordId })
    .from(importedRows)
    .where(and(eq(importedRows.importId, importId), isNotNull(importedRows.recordId)))
  return new Map(rows.flatMap(({ row, recordId }) => (recordId ? [[row, recordId] as const] : [])))
}

export async function progressOf(db: Db, jobId: string | null): Promise<{ done: number; total: number | null }> {
  if (!jobId) return { done: 0, total: null }
  const [row] = await db
    .select({ done: jobProgress.done, total: jobProgress.total })
    .from(jobProgress)
    .where(eq(jobProgress.jobId, jobId))
  return row ?? { done: 0, total: null }
}

/** Begun and left lying: their bytes and rows are given back. */
export async function forgetUnfinished(db: Db, before: Date): Promise<void> {
  await db.delete(imports).where(and(inArray(imports.state, ['mapping', 'checked']), lt(imports.updatedAt, before)))
}

// ── A person's own ──────────────────────────────────────────────────────────

export const importsBy = (db: Db, personId: string) =>
  db
    .select({ name: imports.name, importer: imports.importer, rows: imports.rows, createdAt: imports.createdAt })
    .from(imports)
    .where(eq(imports.personId, personId))

/** What was imported stays; who did it is forgotten, and what they only began goes. */
export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.delete(imports).where(and(eq(imports.personId, personId), inArray(imports.state, ['mapping', 'checked'])))
  await db.update(imports).set({ personId: null }).where(eq(imports.personId, personId))
}
