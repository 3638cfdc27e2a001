/** What people have done with imported records since: an undo of the import takes away only what nobody has touched. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { contents, records } from '../records/schema.ts'
import type { Importer } from './importer.ts'
import { importedRows } from './schema.ts'

/** changed: its text or state is not as the import left it. used: somebody commented, nominated, repeated, followed… */
export type Touch = 'changed' | 'used'

/** By record, those only that stay. */
export async function touchesOf(db: Db, importer: Importer, recordIds: readonly string[]): Promise<Map<string, Touch>> {
  const touches = new Map<string, Touch>()
  if (recordIds.length === 0) return touches
  for (const id of await used(db, importer.ownTables, recordIds)) touches.set(id, 'used')
  for (const id of await importer.touched(db, recordIds)) touches.set(id, 'used')
  const changed = await db
    .selectDistinct({ id: records.id })
    .from(records)
    .innerJoin(importedRows, eq(importedRows.recordId, records.id))
    .leftJoin(contents, eq(contents.recordId, records.id))
    .where(
      and(
        inArray(records.id, [...recordIds]),
        sql`(${records.revision} <> ${importedRows.revision} or ${contents.createdAt} > ${records.createdAt})`,
      ),
    )
  for (const { id } of changed) touches.set(id, 'changed')
  return touches
}

/** Asks the database which tables point at records, so that a subject that comes later is asked without being known here. */
async function used(db: Db, ownTables: readonly string[], recordIds: readonly string[]): Promise<Set<string>> {
  const own = ['records', 'imported_rows', ...ownTables]
  const { rows } = await db.execute<{ table: string; column: string }>(sql`
    select quote_ident(t.relname) as "table", quote_ident(a.attname) as "column"
    from pg_constraint k
    join pg_class t on t.oid = k.conrelid
    join pg_class target on target.oid = k.confrelid
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1 and n.nspname = 'public'
      and target.relname = any(${list(own)}) and t.relname <> all(${list(own)})
      and target.relname <> 'imported_rows'`)
  if (rows.length === 0) return new Set()
  const points = rows.map(
    ({ table, column }) => sql`exists (select from ${sql.raw(table)} t where t.${sql.raw(column)} = asked.id)`,
  )
  const found = await db.execute<{ id: string }>(sql`
    select asked.id from unnest(${sql.param([...recordIds])}::uuid[]) as asked (id)
    where ${sql.join(points, sql` or `)}`)
  return new Set(found.rows.map(({ id }) => id))
}

const list = (names: readonly string[]) =>
  sql`array[${sql.join(
    names.map((name) => sql`${name}::text`),
    sql`, `,
  )}]`
