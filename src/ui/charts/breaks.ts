/** Class borders of maps and columns of histograms, and the class of a value. No colours, no drawing. */
import { quantileSorted, ticks } from 'd3-array'
import type { Classes } from './props.ts'

const MOST_CLASSES = 7

/** Rounds to `digits` significant figures, so that a border reads 1 240 and not 1 237.4. */
const significant = (value: number, digits: number) => (value === 0 ? 0 : Number(value.toPrecision(digits)))

/**
 * Rounds each border as far as it still parts the same values: a legend in round numbers that colours nothing differently.
 * A border b puts v < b below and v >= b above.
 */
function roundBorder(border: number, sorted: readonly number[]): number {
  const below = sorted.findLast((v) => v < border) ?? Number.NEGATIVE_INFINITY
  const above = sorted.find((v) => v >= border) ?? Number.POSITIVE_INFINITY
  for (let digits = 1; digits <= 12; digits++) {
    const rounded = significant(border, digits)
    if (rounded > below && rounded <= above) return rounded
  }
  return border
}

/**
 * The inner borders that part values into classes: `n` borders make `n + 1` classes, each from its border up to, without, the next.
 * Quantile: as many values in each class (quantile definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages",
 * The American Statistician 50(4), 1996), borders rounded without moving a value. Equal: steps of one round width (d3 ticks).
 * Fewer classes than asked come back when values repeat.
 */
export function bordersOf(values: Iterable<number | null>, classes: Classes): number[] {
  const sorted = [...values].filter((v): v is number => v !== null && Number.isFinite(v)).sort((a, b) => a - b)
  if ('breaks' in classes) return [...new Set(classes.breaks)].sort((a, b) => a - b).slice(0, MOST_CLASSES - 1)
  const count = Math.max(2, Math.min(MOST_CLASSES, classes.count))
  const [low] = sorted
  const high = sorted.at(-1)
  if (low === undefined || high === undefined || low === high) return []
  if (classes.method === 'equal') {
    for (let wanted = count; wanted > 0; wanted--) {
      const inner = ticks(low, high, wanted).filter((tick) => tick > low && tick <= high)
      if (inner.length < count) return inner
    }
    return []
  }
  const raw = Array.from({ length: count - 1 }, (_, i) => quantileSorted(sorted, (i + 1) / count) ?? low)
  return [...new Set(raw.filter((border) => border > low).map((border) => roundBorder(border, sorted)))]
}

/** The class of a value, from 0: the number of borders that it has reached. */
export const classOf = (value: number, borders: readonly number[]): number =>
  borders.reduce((reached, border) => (value >= border ? reached + 1 : reached), 0)

/** Few classes take colours spread over the whole scale, so that neighbours differ as much as they can. */
export const colourOf = (index: number, count: number): number =>
  count <= 1 ? 3 : Math.round((index * (MOST_CLASSES - 1)) / (count - 1))

export type Column = { from: number; to: number; count: number }

/**
 * Columns of one round width that cover all values; the last one takes its upper border in.
 * Their number when not given: Sturges, "The choice of a class interval", JASA 21 (1926).
 */
export function columnsOf(values: readonly number[], wanted?: number): Column[] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (values.length === 0) return []
  const about = wanted ?? Math.ceil(Math.log2(values.length)) + 1
  // Closer than a billionth of their size is the same figure, written by another program.
  if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-9))
    return [{ from: low, to: low, count: values.length }]
  const inner = ticks(low, high, about)
  const step = inner.length > 1 ? (inner[1] ?? high) - (inner[0] ?? low) : high - low
  const places = Math.min(100, Math.max(0, Math.ceil(-Math.log10(step)) + 2))
  const exact = (value: number) => Number(value.toFixed(places))
  const start = exact(Math.floor(exact(low / step)) * step)
  const count = Math.max(1, Math.ceil(exact((high - start) / step)))
  const columns = Array.from({ length: count }, (_, i) => ({
    from: exact(start + i * step),
    to: exact(start + (i + 1) * step),
    count: 0,
  }))
  for (const value of values) {
    const column = columns.findLast((one) => value >= one.from) ?? columns[0]
    if (column) column.count += 1
  }
  return columns
}
