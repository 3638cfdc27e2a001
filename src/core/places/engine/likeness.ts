/**
 * Which places are most like one another by their known figures. Pure; which figures count is in features.ts.
 *
 * The method of nearest-neighbour models for local authorities, as CIPFA's: every figure is standardised over all places of the
 * country (z-score, so that people and minutes weigh the same), and the distance is Euclidean over the figures. Ours differs in two
 * points, both because figures are missing: only figures that both places have are used, at least three of them, and the sum of
 * squares is divided by the weights used, so that a distance of 1 always means "one standard deviation apart on average".
 */

export type Scale = 'linear' | 'log'
export type FeatureRule<Code extends string = string> = { code: Code; scale: Scale; weight: number }
/** What is known of a place by feature; what is unknown is absent. */
export type Profile<Code extends string = string> = Partial<Record<Code, number>>

export const FEWEST_SHARED = 3

type Standard = FeatureRule & { mean: number; deviation: number }

/** Sizes differ by factors and not by sums: 5,000 against 10,000 people is as far as 50,000 against 100,000. */
const scaled = (rule: FeatureRule, value: number): number | undefined =>
  rule.scale === 'linear' ? value : value > 0 ? Math.log(value) : undefined

const scaledValue = (rule: FeatureRule, profile: Profile): number | undefined => {
  const value = profile[rule.code]
  return value === undefined || !Number.isFinite(value) ? undefined : scaled(rule, value)
}

/** Mean and standard deviation of every feature over the places; a feature that does not differ between them is left out. */
export function standardsOf(profiles: Iterable<Profile>, rules: readonly FeatureRule[]): Standard[] {
  const all = [...profiles]
  return rules.flatMap((rule) => {
    const values = all.map((profile) => scaledValue(rule, profile)).filter((value) => value !== undefined)
    if (values.length < 2) return []
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    return deviation > 1e-9 ? [{ ...rule, mean, deviation }] : []
  })
}

export type LikenessFactor = {
  code: string
  own: number
  other: number
  /** Share of all weights used for this pair, 0 to 1. */
  weight: number
  /** How many standard deviations lie between the two, with sign. */
  apart: number
  /** Part of the distance; the parts add up to it. */
  contribution: number
}
export type Comparison = { distance: number; factors: LikenessFactor[] }

/** The distance of two places and what makes it, or nothing when they share fewer than three known figures. */
export function compare(own: Profile, other: Profile, standards: readonly Standard[]): Comparison | undefined {
  const shared = standards.flatMap((standard) => {
    const a = scaledValue(standard, own)
    const b = scaledValue(standard, other)
    return a === undefined || b === undefined ? [] : [{ standard, apart: (b - a) / standard.deviation }]
  })
  if (shared.length < FEWEST_SHARED) return undefined
  const weights = shared.reduce((sum, { standard }) => sum + standard.weight, 0)
  const squares = shared.map(({ standard, apart }) => (standard.weight * apart ** 2) / weights)
  const total = squares.reduce((sum, square) => sum + square, 0)
  const distance = Math.sqrt(total)
  return {
    distance,
    factors: shared.map(({ standard, apart }, i) => ({
      code: standard.code,
      own: own[standard.code] ?? Number.NaN,
      other: other[standard.code] ?? Number.NaN,
      weight: standard.weight / weights,
      apart,
      contribution: distance === 0 ? 0 : (squares[i] ?? 0) / distance,
    })),
  }
}

export type Alike = Comparison & { id: string }

/** The places most like one, nearest first; places that share too few figures with it are left out. */
export function mostAlike(
  id: string,
  profiles: ReadonlyMap<string, Profile>,
  rules: readonly FeatureRule[],
  limit = 10,
): Alike[] {
  const own = profiles.get(id)
  if (!own) return []
  const standards = standardsOf(profiles.values(), rules)
  return [...profiles]
    .filter(([other]) => other !== id)
    .flatMap(([other, profile]) => {
      const compared = compare(own, profile, standards)
      return compared ? [{ id: other, ...compared }] : []
    })
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
