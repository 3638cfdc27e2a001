/** Tables as JSON: a list of objects, alone or in the one list of an object, as our own open data are. */
import { digitsOf, failed, MOST_ROWS, type ReadTable, type TableRow, tableOf } from './table.ts'

export function readJson(text: string): ReadTable {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return failed('json')
  }
  const items = listIn(value)
  if (!items || items.length === 0) return failed(items ? 'noRows' : 'jsonShape')
  if (items.length > MOST_ROWS) return failed('tooManyRows', { rows: items.length, most: MOST_ROWS })
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const rows: TableRow[] = items.map((item, index) => ({
    row: index + 1,
    cells: columns.map((column) => cellOf(Object.hasOwn(item, column) ? item[column] : undefined)),
  }))
  return tableOf([{ row: 0, cells: columns }, ...rows])
}

type Item = Record<string, unknown>
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)
const isItems = (value: unknown): value is Item[] => Array.isArray(value) && value.every(isItem)

function listIn(value: unknown): Item[] | undefined {
  if (isItems(value)) return value
  if (!isItem(value)) return undefined
  const lists = Object.values(value).filter((inner): inner is Item[] => isItems(inner))
  return lists.length === 1 ? lists[0] : undefined
}

/** Lists of words stand in one cell, as in CSV; what has a deeper shape is shown as it is written. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return digitsOf(value)
  if (typeof value === 'boolean') return String(value)
  const isWords = Array.isArray(value) && value.every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  return isWords ? value.map(cellOf).join(';') : JSON.stringify(value)
}
