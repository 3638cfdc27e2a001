/** Who may use an import, and what can be done with it in which state. Pure: no database, no clock. */
import { type Actor, isAdministrator } from '#platform/actor.ts'
import { allImporters, importerNamed } from './importer.ts'
import type { ImportRow, ImportState } from './schema.ts'

/** Whoever may import something, somewhere. */
export const mayImport = (actor: Actor, countries: readonly string[]): boolean =>
  allImporters().some((importer) => countries.some((country) => importer.mayImport(actor, country)))

/** Whoever began it, others who import for the same organisation, and administrators of the portal; all of them only while they may import. */
export function mayUse(
  actor: Actor,
  {
    importer,
    country,
    personId,
    organisationId,
  }: Pick<ImportRow, 'importer' | 'country' | 'personId' | 'organisationId'>,
): boolean {
  if (actor.id === null || !importerNamed(importer)?.mayImport(actor, country)) return false
  const isColleague = organisationId !== null && actor.grant?.organisation?.id === organisationId
  return personId === actor.id || isColleague || isAdministrator(actor)
}

export const STEPS = ['map', 'check', 'run', 'cancel', 'undo', 'remove'] as const
export type Step = (typeof STEPS)[number]

const POSSIBLE: Record<ImportState, readonly Step[]> = {
  mapping: ['map', 'check', 'remove'],
  checking: ['cancel'],
  checked: ['map', 'check', 'run', 'remove'],
  running: ['cancel'],
  done: ['undo'],
  failed: ['undo'],
  undoing: [],
  undone: [],
}
export const can = (state: ImportState, step: Step): boolean => POSSIBLE[state].includes(step)

/** Something goes on by itself; the page of the import looks again until it is done. */
export const isWorking = (state: ImportState): boolean => ['checking', 'running', 'undoing'].includes(state)

/** Rows that are checked while the person waits; more are checked by a job. */
export const CHECKED_AT_ONCE = 200
/** Work that says nothing for so long was killed with its process; anybody may set it going again. */
export const SILENT_SECONDS = 90
export const isSilent = (row: Pick<ImportRow, 'state' | 'updatedAt' | 'problem'>, now: Date): boolean =>
  isWorking(row.state) && (row.problem !== null || now.getTime() - row.updatedAt.getTime() > SILENT_SECONDS * 1000)
