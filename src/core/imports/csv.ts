/** Tables as text: finds the separator, reads CSV (RFC 4180, and what programs make of it). Decoding is in encoding.ts. */
import { CsvError, parse } from 'csv-parse/sync'
import { failed, type ReadTable, tableOf } from './table.ts'

export const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]
export const isSeparator = (value: unknown): value is Separator => SEPARATORS.includes(value as Separator)

const OPTIONS = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
}

/** Excel says in the first line what separates, when somebody asks it to. */
const SAID = /^sep=(.)(?:\r\n|\r|\n)/i

/** The separator that cuts the first rows into the most columns, the same number in each. */
export function separatorOf(text: string): Separator {
  const said = SAID.exec(text)?.[1]
  if (isSeparator(said)) return said
  const start = text.slice(0, 200_000)
  const ranked = SEPARATORS.map((separator) => ({ separator, score: regularity(start, separator) }))
  return ranked.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

function regularity(text: string, separator: Separator): number {
  let rows: string[][] = []
  try {
    rows = parse(text, { ...OPTIONS, delimiter: separator, to: 20, skip_records_with_error: true })
  } catch {
    return 0
  }
  const widths = rows.filter((row) => row.length > 1 || row[0]).map((row) => row.length)
  const [heading = 1] = widths
  return (heading - 1) * widths.filter((width) => width === heading).length
}

export function readCsv(text: string, separator: Separator): ReadTable {
  const said = SAID.exec(text)
  const first = said ? 2 : 1
  try {
    const rows: string[][] = parse(said ? text.slice(said[0].length) : text, { ...OPTIONS, delimiter: separator })
    return tableOf(rows.map((cells, index) => ({ row: index + first, cells: cells.map(withoutMark) })))
  } catch (error) {
    if (error instanceof CsvError) return failed('quote', { row: Number(error.lines ?? error.records ?? 0) || 1 })
    throw error
  }
}

/** What a spreadsheet would run as a formula (OWASP, CSV injection), in its wide forms too. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/** A text that a spreadsheet leaves alone: an apostrophe goes before what it might run. `withoutMark` takes exactly that one away. */
export const withMark = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
export const withoutMark = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text)

/** CSV as every spreadsheet opens it: with the mark by which Excel knows UTF-8, in quotation marks where needed, harmless. */
export const writeCsv = (rows: readonly (readonly string[])[]): string => `\ufeff${csvLines(rows)}`
/** The same without the mark, for lines that follow others. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map((cell) => quoted(withMark(cell))).join(',')}\r\n`).join('')
const quoted = (cell: string) => (/[",\r\n;\t|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
