/** Numbers of charts as words of the reader's language, with their unit. */
import type { Language } from '#platform/languages.ts'
import { numberText } from '#platform/texts.ts'

/** The digits after the decimal point that tell values apart without false precision. */
export function digitsOf(values: readonly number[]): number {
  if (values.every((value) => Number.isInteger(value))) return 0
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return largest >= 1000 ? 0 : largest >= 10 ? 1 : 2
}

export type Writer = { plain: (value: number) => string; full: (value: number) => string }

/** Writes a chart's numbers: `plain` without the unit (percent keeps its sign), `full` with it. */
export function writerOf(language: Language, unit: string | undefined, digits: number): Writer {
  const options: Intl.NumberFormatOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const plain = (value: number) =>
    unit === '%'
      ? numberText(language, value / 100, { ...options, style: 'percent' })
      : numberText(language, value, options)
  return { plain, full: (value) => (unit && unit !== '%' ? `${plain(value)} ${unit}` : plain(value)) }
}

/** The digits that ticks of one step need: 0, 0.5, 1. */
export function tickDigits(ticks: readonly number[]): number {
  return ticks.reduce((most, tick) => {
    const text = String(Number(tick.toPrecision(12)))
    return Math.max(most, text.includes('.') ? text.length - text.indexOf('.') - 1 : 0)
  }, 0)
}
