/** From bytes to a table: finds the format, encoding, separator and sheet, or takes those that the person chose. Never throws for what people send: it answers with a problem. */
import { openArchive } from './archive.ts'
import { isSeparator, readCsv, separatorOf } from './csv.ts'
import { decodeText, encodingOf, isEncoding } from './encoding.ts'
import { readJson } from './json.ts'
import { type FileProblem, type Format, failed, type ReadTable } from './table.ts'
import { readXlsx } from './workbook.ts'

/** How a file is to be read: found, or chosen by the person. */
export type ReadOptions = { encoding?: string; separator?: string; sheet?: string }

export type FoundFormat =
  | { ok: true; format: Format; options: ReadOptions }
  | { ok: false; problem: FileProblem }
  /** An archive that holds the table and, perhaps, the files of its rows. */
  | { ok: true; format: 'zip' }

/** By the bytes; names say nothing that can be relied on. */
export async function formatOf(bytes: Uint8Array): Promise<FoundFormat> {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    const opened = await openArchive(bytes)
    if (!opened.ok) return opened
    const isWorkbook = opened.archive.names.some((name) => /^xl\/workbook\.(xml|bin)$/.test(name))
    return isWorkbook ? { ok: true, format: 'xlsx', options: {} } : { ok: true, format: 'zip' }
  }
  // The container of old Office files (MS-CFB).
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { ok: false, problem: 'oldExcel' }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { ok: false, problem: 'unknown' }
  const encoding = encodingOf(bytes)
  const text = decodeText(bytes.subarray(0, 200_000), encoding)
  if (/^\s*[[{]/.test(text)) return { ok: true, format: 'json', options: { encoding } }
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return { ok: false, problem: 'unknown' }
  // Tables of text have no control characters; what has many is a picture, a program, something else.
  const strange = text.match(/(?![\t\n\f\r])\p{Cc}/gu)?.length ?? 0
  if (strange > 0.02 * text.length) return { ok: false, problem: 'unknown' }
  return { ok: true, format: 'csv', options: { encoding, separator: separatorOf(text) } }
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

export async function readTable(bytes: Uint8Array, format: Format, options: ReadOptions): Promise<ReadTable> {
  if (bytes.length === 0) return failed('empty')
  if (format === 'xlsx') return readXlsx(bytes, options.sheet)
  const text = decodeText(bytes, isEncoding(options.encoding) ? options.encoding : encodingOf(bytes))
  if (format === 'json') return readJson(text)
  return readCsv(text, isSeparator(options.separator) ? options.separator : separatorOf(text))
}

/** The one table of an archive: at its top, or in its only folder. */
export function tableIn(names: readonly string[]): string | FileProblem {
  const tables = names.filter(
    (name) => /^([^/]+\/)?[^/]+\.(csv|tsv|xlsx|json)$/i.test(name) && !/(^|\/)(\.|__MACOSX)/.test(name),
  )
  const top = tables.filter((name) => !name.includes('/'))
  const [table, ...others] = top.length > 0 ? top : tables
  return table === undefined ? 'noTable' : others.length > 0 ? 'manyTables' : table
}
