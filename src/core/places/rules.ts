/** Decisions about places. Pure: no database, no clock, no request. */
import { type Actor, isAdministrator } from '#platform/actor.ts'
import type { Place } from './schema.ts'

/** Boundaries are shown to everybody as the portal's own; only who looks after the whole portal changes them. */
export const mayChangeBoundaries = (actor: Actor): boolean => isAdministrator(actor)

/** Inhabitants from which a class of size begins. */
export const SIZE_CLASSES = ['under-5', '5-20', '20-50', '50-100', 'over-100'] as const
export type SizeClass = (typeof SIZE_CLASSES)[number]
const SIZE_LIMITS: Record<SizeClass, readonly [number, number]> = {
  'under-5': [0, 5_000],
  '5-20': [5_000, 20_000],
  '20-50': [20_000, 50_000],
  '50-100': [50_000, 100_000],
  'over-100': [100_000, Number.POSITIVE_INFINITY],
}
export const sizeLimits = (size: SizeClass): readonly [from: number, below: number] => SIZE_LIMITS[size]

/** The class of a population; none where nobody knows it. */
export const sizeClassOf = (population: number | null | undefined): SizeClass | undefined =>
  population === null || population === undefined
    ? undefined
    : SIZE_CLASSES.find((size) => population < SIZE_LIMITS[size][1])

/** A unit that ended keeps its page; what is current leaves it out. `today` is a local date, 2026-11-21. */
export const isHistorical = (place: Pick<Place, 'validUntil'>, today: string): boolean =>
  place.validUntil !== null && place.validUntil <= today

/** Most places side by side. */
export const MOST_COMPARED = 4
