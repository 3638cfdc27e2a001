/** The municipality of the year: what earns how many points, and how places are given. Pure: no database, no clock. */

/** What a municipality did, or what others thought of it, in a year. */
export const MERITS = ['practices', 'replicated', 'applied', 'voices', 'won', 'placed', 'chosen'] as const
export type Merit = (typeof MERITS)[number]
export type Merits = Record<Merit, number>

/**
 * The whole rule. Why each earns what it does stands in texts/ as `why.<merit>`. Voices of citizens earn nothing: a large municipality
 * would win by its size.
 */
export const POINTS: Record<Merit, number> = {
  practices: 10,
  replicated: 8,
  applied: 5,
  voices: 2,
  won: 15,
  placed: 8,
  chosen: 8,
}

export const NO_MERITS: Merits = { practices: 0, replicated: 0, applied: 0, voices: 0, won: 0, placed: 0, chosen: 0 }

export const pointsOf = (merits: Merits): number =>
  MERITS.reduce((sum, merit) => sum + merits[merit] * POINTS[merit], 0)

export type Ranked<X> = X & { points: number; rank: number }

/** Most points first. Who has equally many shares the place, and the next one is further down by as many: 1, 1, 3. */
export function ranked<X extends { merits: Merits }>(rows: readonly X[]): Ranked<X>[] {
  const scored = rows.map((row) => ({ ...row, points: pointsOf(row.merits) }))
  return scored
    .filter(({ points }) => points > 0)
    .map((row) => ({ ...row, rank: 1 + scored.filter(({ points }) => points > row.points).length }))
    .sort((a, b) => a.rank - b.rank)
}

/** Those who share the first place. */
export const winnersOf = <X extends { rank: number }>(rows: readonly X[]): X[] => rows.filter(({ rank }) => rank === 1)
