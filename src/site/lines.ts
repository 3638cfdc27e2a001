/** Lines of records of any kind, in the order of their ids; each kind loads its own and shows only what the reader may read. */
import { inArray } from 'drizzle-orm'
import { records } from '#core/records/schema.ts'
import type { Module, Reader, RecordLine } from '#platform/module.ts'

export async function loadLines(
  reader: Reader,
  modules: readonly Module[],
  ids: readonly string[],
): Promise<RecordLine[]> {
  if (ids.length === 0) return []
  const kindsOf = await reader.db
    .select({ id: records.id, kind: records.kind })
    .from(records)
    .where(inArray(records.id, [...ids]))
  const loaded = await Promise.all(
    modules.flatMap((module) =>
      Object.entries(module.kinds ?? {}).map(([kind, { load }]) => {
        const own = kindsOf.filter((row) => row.kind === kind).map(({ id }) => id)
        return own.length ? load(reader, own) : []
      }),
    ),
  )
  const byId = new Map(loaded.flat().map((line) => [line.id, line]))
  return ids.map((id) => byId.get(id)).filter((line) => line !== undefined)
}
