/** Where a number lies on an axis, in percent of the drawing's width, and the round numbers written beside it. */
import { scaleLinear } from 'd3-scale'

/** One decimal is a third of a pixel on a phone: enough, and the page stays small. */
export const rounded = (value: number, places = 1): number => {
  const factor = 10 ** places
  return Math.round(value * factor) / factor || 0
}

export const percent = (value: number): `${number}%` => `${rounded(value, 2)}%`

export type Axis = { at: (value: number) => number; ticks: number[]; low: number; high: number }

type AxisOptions = { range: readonly [number, number]; ticks?: number; fromZero?: boolean }

/**
 * A linear axis with round ends (`nice` of d3-scale). Bars need `fromZero`: a bar's length is read as its value.
 * Without values, or with one repeated, it still has a width.
 */
export function axisOf(values: readonly number[], { range, ticks = 5, fromZero = true }: AxisOptions): Axis {
  const seen = fromZero || values.length === 0 ? [0, ...values] : values
  let low = Math.min(...seen)
  let high = Math.max(...seen)
  if (low === high) {
    const room = Math.abs(low) * 0.1 || 1
    high += room
    if (!fromZero || low < 0) low -= room
  }
  const scale = scaleLinear().domain([low, high]).nice(ticks).range(range)
  const [niceLow = low, niceHigh = high] = scale.domain()
  return { at: (value) => scale(value), ticks: scale.ticks(ticks), low: niceLow, high: niceHigh }
}

/** An axis that ends where the values end: for bars whose values stand beside them and need no round ticks. */
export function tightAxisOf(values: readonly number[], range: readonly [number, number]): Axis {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const scale = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .range(range)
  return { at: (value) => scale(value), ticks: [], low, high }
}
