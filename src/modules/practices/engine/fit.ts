/**
 * How well a practice fits a municipality: a weighted mean of what is known, 0 to 100, with everything that made it. Pure.
 *
 * The six factors are those that studies of how policies travel name again and again: likeness of sender and receiver, capacity, need,
 * and the law that both work under (D. Dolowitz and D. Marsh, "Learning from Abroad", Governance 13, 2000; E. Rogers, "Diffusion of
 * Innovations", 2003). How much each counts is our own judgement, written down once in WEIGHTS; nothing here is learned from data.
 */

export const FACTORS = ['need', 'size', 'likeness', 'budget', 'law', 'kind'] as const
export type FitFactor = (typeof FACTORS)[number]

/** Shares of the whole. They add up to 1; where a factor is not known, the others share its part. */
export const WEIGHTS: Readonly<Record<FitFactor, number>> = {
  /** Nobody repeats what they do not need, however well it would suit them. */
  need: 0.25,
  /** The size of an administration decides more than anything else what it can do. */
  size: 0.25,
  /** Age, density, distances, own income: what size alone does not say. Less than size, as size is one of its figures. */
  likeness: 0.15,
  /** Money can be found for a good practice, people less easily. */
  budget: 0.15,
  /** Another law makes a practice harder to repeat, seldom impossible. */
  law: 0.1,
  /** Town or village says little beyond size and likeness. */
  kind: 0.1,
}

/** With less than half of the weights known, a number would pretend to more than it knows. */
export const FEWEST_WEIGHTS = 0.5

/** Ten times as many inhabitants, or a tenth of them, is another world. */
const FARTHEST_SIZE = Math.log(10)
/** 1 for as many inhabitants, 0 from ten times as many on; even in the ratio, so it does not matter whose number comes first. */
export const sizeFit = (own: number, other: number): number =>
  1 - Math.min(1, Math.abs(Math.log(own / other)) / FARTHEST_SIZE)

/** What a unit is like by its type in its country's law. `above` the municipality: a district, a region, a country. */
export type Character = 'urban' | 'mixed' | 'rural' | 'above'
const CHARACTERS: Readonly<Record<string, Character>> = {
  city_of_municipalities: 'urban',
  city_municipality: 'urban',
  city_special_status: 'urban',
  city_national: 'urban',
  town: 'urban',
  urban_hromada: 'urban',
  settlement_hromada: 'mixed',
  municipality: 'mixed',
  rural_hromada: 'rural',
  ayil_aimak: 'rural',
}
export const characterOf = ({ level, type }: { level: string; type: string }): Character =>
  level === 'municipality' || level === 'city' ? (CHARACTERS[type] ?? 'mixed') : 'above'

/** From town over mixed to village is two steps; what a district or a region did is not a municipality's to do as it stands. */
export function kindFit(own: Character, other: Character): number {
  if (own === other) return 1
  if (own === 'above' || other === 'above') return 0.2
  return own === 'mixed' || other === 'mixed' ? 0.6 : 0.2
}

/** What is known of a municipality's need in one topic. */
export type Need = {
  /** It has a public practice of its own in the topic. */
  own: boolean
  /** Of so many places like it (`alike`), so many have one. */
  alike: number
  withIt: number
}
/**
 * Where a place has solved something itself it needs little; where places like it have solved what it has not, it probably needs it.
 * The mean over the topics of the practice. To be replaced by weak indicators when there are any: this is a sign of need, no measure.
 */
export const needFit = (needs: readonly Need[]): number =>
  needs.reduce(
    (sum, { own, alike, withIt }) => sum + (own ? 0.2 : 0.5 + 0.5 * (alike === 0 ? 0.5 : withIt / alike)),
    0,
  ) / needs.length

/** One euro in the currencies that it replaced, at a rate fixed for ever. */
const FIXED_TO_EURO: Readonly<Record<string, number>> = {
  EUR: 1,
  // Regulation (EU) 2025/1409: Bulgaria has the euro since 1 January 2026.
  BGN: 1.95583,
}
/** An amount in another currency; nothing where only a market says what it is worth, which changes by the day. */
export function inCurrency(amount: number, from: string, into: string): number | undefined {
  if (from === into) return amount
  const [a, b] = [FIXED_TO_EURO[from], FIXED_TO_EURO[into]]
  return a && b && (amount / a) * b
}

/** Fewer prices than this say nothing about what is dear. */
export const FEWEST_COSTS = 5
/** 1 when every other practice costs an inhabitant more, 0 when every other costs less; equal ones count half. */
export function budgetFit(perHead: number, others: readonly number[]): number {
  const cheaper = others.filter((cost) => cost < perHead).length
  const same = others.filter((cost) => cost === perHead).length
  return 1 - (cheaper + same / 2) / others.length
}
export const COST_CLASSES = ['low', 'middle', 'high'] as const
export const costClassOf = (fit: number): (typeof COST_CLASSES)[number] =>
  fit >= 2 / 3 ? 'low' : fit >= 1 / 3 ? 'middle' : 'high'

/** Whole where the same law holds; elsewhere the share of its topics that are known to be the municipality's business there. */
export type Law = { same: boolean; topics: number; local: number }
export const lawFit = ({ same, topics, local }: Law): number => (same ? 1 : topics === 0 ? 0 : local / topics)

/** Distance of the likeness engine, in standard deviations: 0 gives 1, one deviation 1/2, two a third. */
export const likenessFit = (distance: number): number => 1 / (1 + distance)

/** What is known of a practice and a municipality together; what is not known is absent. */
export type FitInput = {
  needs: readonly Need[]
  law: Law
  size?: { own: number; other: number }
  kind?: { own: Character; other: Character }
  budget?: { perHead: number; others: readonly number[] }
  distance?: number
}

export type FactorResult = {
  code: FitFactor
  /** How well it fits in this respect, 0 to 1. */
  value: number
  /** Its share of all that is known; the shares add up to 1. */
  weight: number
  /** What it adds to the result; the points add up to `exact`. */
  points: number
}
export const FIT_WORDS = ['well', 'changes', 'little'] as const
export type FitWord = (typeof FIT_WORDS)[number]
export type Fit = { score: number; exact: number; word: FitWord; factors: FactorResult[]; missing: FitFactor[] }

/** From 70 on most of what is known speaks for it; below 45 more against it than for it, as hardly anything is 0 in all. */
export const wordOf = (score: number): FitWord => (score >= 70 ? 'well' : score >= 45 ? 'changes' : 'little')

function shareOf(code: FitFactor, { needs, law, size, kind, budget, distance }: FitInput): number | undefined {
  switch (code) {
    case 'need':
      return needs.length === 0 ? undefined : needFit(needs)
    case 'size':
      return size && size.own > 0 && size.other > 0 ? sizeFit(size.own, size.other) : undefined
    case 'kind':
      return kind && kindFit(kind.own, kind.other)
    case 'budget':
      return budget && budget.others.length >= FEWEST_COSTS ? budgetFit(budget.perHead, budget.others) : undefined
    case 'law':
      return lawFit(law)
    case 'likeness':
      return distance === undefined ? undefined : likenessFit(distance)
  }
}

export const missingIn = (input: FitInput): FitFactor[] => FACTORS.filter((code) => shareOf(code, input) === undefined)

/** The result, or nothing when too little is known. */
export function fitOf(input: FitInput): Fit | undefined {
  const known = FACTORS.flatMap((code) => {
    const value = shareOf(code, input)
    return value === undefined ? [] : [{ code, value }]
  })
  const weights = known.reduce((sum, { code }) => sum + WEIGHTS[code], 0)
  if (weights < FEWEST_WEIGHTS) return undefined
  const factors = known.map(({ code, value }) => {
    const weight = WEIGHTS[code] / weights
    return { code, value, weight, points: 100 * weight * value }
  })
  const exact = factors.reduce((sum, { points }) => sum + points, 0)
  const score = Math.round(exact)
  return { score, exact, word: wordOf(score), factors, missing: missingIn(input) }
}

/** Fewest points that a factor could still bring to be worth naming. */
const WORTH_NAMING = 8
/** The factors in which most is lost, the largest loss first: what would change the result. */
export const weakest = ({ factors }: Fit, most = 2): FitFactor[] =>
  factors
    .map(({ code, weight, points }) => ({ code, lost: 100 * weight - points }))
    .filter(({ lost }) => lost >= WORTH_NAMING)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, most)
    .map(({ code }) => code)
