/** What a file is once it is read, whatever its format: columns with their headings, and rows of texts. Reading is in reading.ts. */
import type { IMPORT_FORMATS } from './schema.ts'

export type Format = (typeof IMPORT_FORMATS)[number]

export type TableRow = {
  /** As its owner counts: the heading of a table is row 1; in JSON the first item is 1. */
  row: number
  cells: readonly string[]
}
export type Table = {
  columns: readonly string[]
  rows: readonly TableRow[]
  /** Sheets of the workbook to choose from. */
  sheets?: readonly string[]
}

/** Why a file cannot be read; each has a sentence in texts/. */
export const FILE_PROBLEMS = [
  'missing',
  'size',
  'empty',
  'unknown',
  'oldExcel',
  'damaged',
  'bomb',
  'quote',
  'json',
  'jsonShape',
  'noRows',
  'tooManyRows',
  'tooManyColumns',
  'noTable',
  'manyTables',
  'notZip',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

export type ReadTable =
  | { ok: true; table: Table }
  | { ok: false; problem: FileProblem; values?: Record<string, string | number> }

export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 300
/** Characters of one cell; what is longer is a book, or two tables that ran into each other. */
export const MOST_OF_CELL = 50_000

export const failed = (problem: FileProblem, values?: Record<string, string | number>): ReadTable => ({
  ok: false,
  problem,
  ...(values && { values }),
})

/** Line ends as the portal keeps them. Nothing else is changed: a letter that is broken stays so until it has been told. */
const plain = (text: string) => text.replaceAll('\r\n', '\n')

/** Makes a table of rows of texts: the first row that says anything is the heading; empty rows are left out and counted. */
export function tableOf(rows: readonly TableRow[], sheets?: readonly string[]): ReadTable {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [heading, ...content] = filled
  if (!heading || content.length === 0) return failed('noRows')
  if (content.length > MOST_ROWS) return failed('tooManyRows', { rows: content.length, most: MOST_ROWS })
  const width = filled.reduce((most, { cells }) => Math.max(most, lastFilled(cells) + 1), 0)
  if (width > MOST_COLUMNS) return failed('tooManyColumns', { columns: width, most: MOST_COLUMNS })
  const columns = Array.from({ length: width }, (_, at) => heading.cells[at]?.trim().slice(0, 200) || letterOf(at))
  const cut = content.map(({ row, cells }) => ({
    row,
    cells: Array.from({ length: width }, (_, at) => plain(cells[at] ?? '')),
  }))
  return { ok: true, table: { columns, rows: cut, ...(sheets && { sheets }) } }
}

function lastFilled(cells: readonly string[]): number {
  for (let at = cells.length - 1; at >= 0; at--) if (cells[at]?.trim()) return at
  return -1
}

/** The name that spreadsheets give a column: A, B, … Z, AA. */
export const letterOf = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${letterOf(Math.floor(at / 26) - 1)}${letterOf(at % 26)}`

/**
 * A number in digits that nobody can take for another one: with thousands grouped by dots, "1.234" would be a thousand, so three
 * decimals get a zero.
 */
export function digitsOf(value: number): string {
  const digits =
    Math.abs(value) < 1e21 && Math.abs(value) >= 1e-6 ? String(value) : value === 0 ? '0' : plainDigits(value)
  return /^-?\d{1,3}\.\d{3}$/.test(digits) ? `${digits}0` : digits
}
const plainDigits = (value: number) =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20, maximumSignificantDigits: 17 })
