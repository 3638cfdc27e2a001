/** Records of any kind, asked through what their own modules know of them. The site registers all kinds before it answers requests. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Kind, Reader, RecordLine } from '#platform/module.ts'
import { type RecordRow, records } from './schema.ts'

let kinds: ReadonlyMap<string, Kind> = new Map()

/** Called once, where the modules are put together. */
export const registerKinds = (all: ReadonlyMap<string, Kind>): void => {
  kinds = all
}

export const kindNamed = (name: string): Kind | undefined => kinds.get(name)
export const allKinds = (): ReadonlyMap<string, Kind> => kinds

/** A record of any kind, if this person may read it by the rule of its kind. */
export async function findReadable(db: Db, actor: Actor, id: string): Promise<RecordRow | undefined> {
  const [record] = await db.select().from(records).where(eq(records.id, id))
  const kind = record && kinds.get(record.kind)
  if (!kind) return undefined
  const [readable] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.id, id), kind.readable(actor)))
  return readable && record
}

/** What this person may read of all kinds together, over `records`: for lists that mix kinds. */
export function readableOfAnyKind(actor: Actor): SQL {
  const parts = [...kinds].map(([name, kind]) => sql`(${records.kind} = ${name} and ${kind.readable(actor)})`)
  return parts.length ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}

/** Lines of records in the order of their ids; each kind loads its own and shows only what the reader may read. */
export async function linesOf(reader: Reader, ids: readonly string[]): Promise<RecordLine[]> {
  if (ids.length === 0) return []
  const rows = await reader.db
    .select({ id: records.id, kind: records.kind })
    .from(records)
    .where(inArray(records.id, [...ids]))
  const loaded = await Promise.all(
    [...kinds].map(([name, kind]) => {
      const own = rows.filter((row) => row.kind === name).map(({ id }) => id)
      return own.length ? kind.load(reader, own) : []
    }),
  )
  const byId = new Map(loaded.flat().map((line) => [line.id, line]))
  return ids.map((id) => byId.get(id)).filter((line) => line !== undefined)
}

/** Where a record lives, without the language: for mails and redirects. The caller has asked whether it may be read. */
export const pathOfRecord = async (db: Db, record: Pick<RecordRow, 'id' | 'kind'>): Promise<string | undefined> =>
  kinds.get(record.kind)?.pathOf(db, record.id)
