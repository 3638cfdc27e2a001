/** Which figures make places alike, how they are made from the tables, and how much each weighs. Pure. */
import type { FeatureRule, Profile } from './likeness.ts'

export type YearValue = { year: number; value: number }
/** All figures of a place: by figure its values, newest first. */
export type FigureValues = ReadonlyMap<string, readonly YearValue[]>

export const FEATURES = [
  'population',
  'density',
  'change',
  'young',
  'old',
  'household_size',
  'settlements',
  'urban_share',
  'travel_time',
  'own_income',
  'transfers_share',
  'livestock_per_head',
] as const
export type Feature = (typeof FEATURES)[number]

/** Population counts twice: size decides more than anything else what an administration can do. All others count once. */
export const FEATURE_RULES: readonly FeatureRule<Feature>[] = [
  { code: 'population', scale: 'log', weight: 2 },
  { code: 'density', scale: 'log', weight: 1 },
  { code: 'change', scale: 'linear', weight: 1 },
  { code: 'young', scale: 'linear', weight: 1 },
  { code: 'old', scale: 'linear', weight: 1 },
  { code: 'household_size', scale: 'linear', weight: 1 },
  { code: 'settlements', scale: 'log', weight: 1 },
  { code: 'urban_share', scale: 'linear', weight: 1 },
  { code: 'travel_time', scale: 'linear', weight: 1 },
  { code: 'own_income', scale: 'log', weight: 1 },
  { code: 'transfers_share', scale: 'linear', weight: 1 },
  { code: 'livestock_per_head', scale: 'log', weight: 1 },
]

/** Five-year groups of a census, youngest first, and the first year of each. */
export const AGE_GROUPS: readonly { figure: string; from: number; label: string }[] = [
  ...Array.from({ length: 17 }, (_, i) => ({
    figure: `population_${i * 5}_${i * 5 + 4}`,
    from: i * 5,
    label: `${i * 5}–${i * 5 + 4}`,
  })),
  { figure: 'population_85_plus', from: 85, label: '85+' },
]
export const isAgeGroup = (figure: string): boolean => /^population_\d+_(\d+|plus)$/.test(figure)

const newest = (figures: FigureValues, figure: string): YearValue | undefined => figures.get(figure)?.[0]
const inYear = (figures: FigureValues, figure: string, year: number): number | undefined =>
  figures.get(figure)?.find((one) => one.year === year)?.value

/** Share of people in age groups that begin in [from, below), of the sum of all groups of the newest census that has them. */
function ageShare(figures: FigureValues, from: number, below: number): number | undefined {
  const year = newest(figures, 'population_0_4')?.year
  if (year === undefined) return undefined
  const groups = AGE_GROUPS.map((group) => ({ ...group, value: inYear(figures, group.figure, year) }))
  if (groups.some(({ value }) => value === undefined)) return undefined
  const total = groups.reduce((sum, { value = 0 }) => sum + value, 0)
  const part = groups.filter((group) => group.from >= from && group.from < below)
  return total > 0 ? part.reduce((sum, { value = 0 }) => sum + value, 0) / total : undefined
}

/** Change of population a year between the oldest and the newest count, as a share (compound rate). */
function yearlyChange(figures: FigureValues): number | undefined {
  const counts = figures.get('population') ?? []
  const last = counts[0]
  const first = counts.at(-1)
  if (!last || !first || last.year === first.year || first.value <= 0) return undefined
  return (last.value / first.value) ** (1 / (last.year - first.year)) - 1
}

/** The features of a place, each only when its figures are known. `area` in square kilometres. */
export function profileOf(figures: FigureValues, area: number | null): Profile<Feature> {
  const population = newest(figures, 'population')
  const households = population && inYear(figures, 'households', population.year)
  const livestock = newest(figures, 'livestock')?.value
  const entries: [Feature, number | undefined][] = [
    ['population', population?.value],
    ['density', population && area ? population.value / area : undefined],
    ['change', yearlyChange(figures)],
    ['young', ageShare(figures, 0, 15)],
    ['old', ageShare(figures, 65, 200)],
    ['household_size', population && households ? population.value / households : undefined],
    ['settlements', newest(figures, 'settlements')?.value],
    ['urban_share', newest(figures, 'urban_share')?.value],
    ['travel_time', newest(figures, 'travel_time_minutes')?.value],
    ['own_income', newest(figures, 'own_income_per_head')?.value],
    ['transfers_share', newest(figures, 'transfers_share')?.value],
    ['livestock_per_head', population && livestock !== undefined ? livestock / population.value : undefined],
  ]
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
