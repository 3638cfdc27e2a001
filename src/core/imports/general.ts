/** What is wrong with a cell whatever its field: letters that are none, a text without end. Pure. */
import { BROKEN } from './encoding.ts'
import type { Mapping } from './mapping.ts'
import type { RowProblem } from './schema.ts'
import { MOST_OF_CELL } from './table.ts'

/** Problems that this module words itself; all others are the importer's. */
export const GENERAL_PROBLEMS = ['broken', 'cellTooLong', 'notAdded', 'kept.changed', 'kept.used'] as const
export type GeneralProblem = (typeof GENERAL_PROBLEMS)[number]
export const isGeneral = (problem: string): problem is GeneralProblem =>
  (GENERAL_PROBLEMS as readonly string[]).includes(problem)

/** Of the cells that are used; what nobody maps may be as it likes. */
export function generalProblems(cells: readonly string[], mapping: Mapping): RowProblem[] {
  return Object.entries(mapping).flatMap(([column, at]): RowProblem[] => {
    const cell = cells[Number(at)] ?? ''
    if (cell.length > MOST_OF_CELL)
      return [{ column, problem: 'cellTooLong', values: { length: cell.length, most: MOST_OF_CELL }, fatal: true }]
    const broken = isBroken(cell) ? excerptOfBroken(cell) : undefined
    return broken === undefined ? [] : [{ column, problem: 'broken', values: { value: broken }, fatal: true }]
  })
}

/** PostgreSQL keeps no NUL, UTF-8 no half of a pair, and U+FFFD stands where a letter was. */
const isBroken = (cell: string) => cell.includes(BROKEN) || cell.includes('\0') || !cell.isWellFormed()

/** The damaged place with a little around it, fit to be shown. */
function excerptOfBroken(cell: string): string {
  const shown = cell.replaceAll('\0', BROKEN).toWellFormed()
  const at = shown.indexOf(BROKEN)
  return shown.slice(Math.max(0, at - 20), at + 20).toWellFormed()
}

/** A value as reports show it: one line, not longer than a line. */
export function cut(value: string, most = 60): string {
  const line = value.replace(/\s+/gu, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}
