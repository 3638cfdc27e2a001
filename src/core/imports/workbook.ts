/** Tables in Excel's XLSX: one sheet as rows of texts, and a workbook out of rows of texts. */
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { isHonest, openArchive, WORKBOOK_LIMITS } from './archive.ts'
import { digitsOf, failed, type ReadTable, tableOf } from './table.ts'

export async function readXlsx(bytes: Uint8Array, wanted?: string): Promise<ReadTable> {
  const opened = await openArchive(bytes, WORKBOOK_LIMITS)
  if (!opened.ok) return failed(opened.problem)
  if (!(await isHonest(opened.archive))) return failed('damaged')
  try {
    const sheets = await readWorkbook(Buffer.from(bytes), { trim: false })
    const filled = sheets.find(({ data }) => data.length > 1)
    const sheet = sheets.find((one) => one.sheet === wanted) ?? filled ?? sheets[0]
    if (!sheet) return failed('noRows')
    const rows = sheet.data.map((cells, index) => ({ row: index + 1, cells: cells.map(cellOf) }))
    return tableOf(
      rows,
      sheets.map((one) => one.sheet),
    )
  } catch {
    // Whatever is wrong inside, a person can only save it again.
    return failed('damaged')
  }
}

/** A date of a spreadsheet has no zone; the reader of workbooks gives it as midnight in UTC. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return digitsOf(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
}

/** Excel shows no more in one cell. */
export const MOST_OF_EXCEL_CELL = 32_767

/**
 * What XML 1.0 cannot hold, and what would be read as such, is written as Excel does: `_x0001_` (ISO/IEC 29500-1, 22.9.2.19). A bare
 * carriage return would come back as a line feed.
 */
const escaped = (text: string) =>
  text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, hex)
const hex = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** A workbook of one sheet. Every cell is text, so that nothing is turned into a date, a number or a formula. */
export async function writeXlsx(
  sheet: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const data = [
    columns.map((value) => ({ value: escaped(value), type: String, fontWeight: 'bold' as const })),
    ...rows.map((cells) => cells.map((cell) => (cell === '' ? null : { value: escaped(cell), type: String }))),
  ]
  const wide = columns.map(() => ({ width: 24 }))
  return new Uint8Array(
    await writeWorkbook(data, { sheet: sheet.slice(0, 31), columns: wide, stickyRowsCount: 1 }).toBuffer(),
  )
}
