/** Takes in what was uploaded: finds the table, in an archive too, keeps its bytes and says how it would be read. */
import { createHash } from 'node:crypto'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { FileStore } from '#platform/file-store.ts'
import { openArchive } from './archive.ts'
import type { Importer } from './importer.ts'
import { guessMapping } from './mapping.ts'
import { addImport } from './queries.ts'
import { formatOf, readTable, tableIn } from './reading.ts'
import { FILE_PROBLEMS, type FileProblem } from './table.ts'
import { CHOICE } from './work.ts'

export type Upload = { importer: Importer; country: string; file: File; archive: File | undefined; limit: number }
export type TakenUpload =
  | { ok: true; id: string }
  | { ok: false; field: 'file' | 'archive'; problem: FileProblem; values?: Record<string, string | number> }

export async function takeUpload(
  db: Db,
  store: FileStore,
  actor: Member,
  upload: Upload,
  now: Date,
): Promise<TakenUpload> {
  const { importer, country, limit } = upload
  if (upload.file.size > limit) return refused('file', 'size')
  if ((upload.archive?.size ?? 0) > limit) return refused('archive', 'size')
  let name = upload.file.name
  let bytes = new Uint8Array(await upload.file.arrayBuffer())
  let files = upload.archive && new Uint8Array(await upload.archive.arrayBuffer())
  let found = await formatOf(bytes)
  if (found.ok && found.format === 'zip') {
    const inside = await tableOfArchive(bytes)
    if ('problem' in inside) return refused('file', inside.problem)
    files ??= bytes
    name = inside.name
    bytes = inside.bytes
    found = await formatOf(bytes)
  }
  if (!found.ok) return refused('file', found.problem)
  if (found.format === 'zip') return refused('file', 'noTable')
  if (files) {
    const opened = await openArchive(files)
    if (!opened.ok) return refused('archive', opened.problem === 'bomb' ? 'bomb' : 'notZip')
  }
  const read = await readTable(bytes, found.format, found.options)
  if (!read.ok) return { ...refused('file', read.problem), ...(read.values && { values: read.values }) }
  const fields = importer.fields(actor.language)
  const sha256 = await keep(store, bytes)
  const id = await addImport(
    db,
    actor,
    {
      importer: importer.name,
      country,
      name: cleanName(name),
      format: found.format,
      sha256,
      filesSha256: files ? await keep(store, files) : null,
      options: {
        ...(found.options as Record<string, string>),
        ...(actor.grant && { grant: actor.grant.id }),
        ...Object.fromEntries(
          importer
            .choices(actor.language, actor, country)
            .map((choice) => [`${CHOICE}${choice.name}`, choice.standard]),
        ),
      },
      mapping: guessMapping(read.table.columns, fields),
      rows: read.table.rows.length,
    },
    now,
  )
  return { ok: true, id }
}

const refused = (field: 'file' | 'archive', problem: FileProblem) => ({ ok: false as const, field, problem })

async function tableOfArchive(
  bytes: Uint8Array,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | { problem: FileProblem }> {
  const opened = await openArchive(bytes)
  if (!opened.ok) return opened
  const name = tableIn(opened.archive.names)
  if (FILE_PROBLEMS.includes(name as FileProblem)) return { problem: name as FileProblem }
  const table = await opened.archive.read(name)
  return table ? { name: name.split('/').at(-1) ?? name, bytes: new Uint8Array(table) } : { problem: 'damaged' }
}

async function keep(store: FileStore, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await store.put(sha256, bytes)
  return sha256
}

/** Only to be shown: no control characters, not too long. */
const cleanName = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .slice(0, 200) || '—'
