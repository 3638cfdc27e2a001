/** The facts of a practice beside its text: where, when, at what cost, on what, by which methods, whose idea. They are kept with each version, so that the public reads the old ones until a new version is published. Pure. */
import { textsOf } from '#core/records/index.ts'
import type { Fields } from '#core/records/schema.ts'

export const FACTS = [
  'place',
  'topics',
  'methods',
  'innovator',
  'innovatorConsentAt',
  'periodFrom',
  'periodTo',
  'costAmount',
  'costCurrency',
  'costDate',
] as const
export type FactName = (typeof FACTS)[number]
export const factField = (name: FactName) => `facts.${name}`

export type Facts = {
  placeId: string | null
  topics: readonly string[]
  /** Methods and tools that it applies, by id. */
  methods: readonly string[]
  innovator: string | null
  innovatorConsentAt: Date | null
  /** First and last day, `2025-03-01`. */
  periodFrom: string | null
  periodTo: string | null
  costAmount: number | null
  costCurrency: string | null
  costDate: string | null
}

/** The facts as fields of a version, each in its plainest form; a topic or a method is a paragraph. */
export const factTexts = (facts: Facts): Record<string, string> => ({
  [factField('place')]: facts.placeId ?? '',
  [factField('topics')]: facts.topics.join('\n\n'),
  [factField('methods')]: facts.methods.join('\n\n'),
  [factField('innovator')]: facts.innovator ?? '',
  [factField('innovatorConsentAt')]: facts.innovatorConsentAt?.toISOString() ?? '',
  [factField('periodFrom')]: facts.periodFrom ?? '',
  [factField('periodTo')]: facts.periodTo ?? '',
  [factField('costAmount')]: facts.costAmount === null ? '' : String(facts.costAmount),
  [factField('costCurrency')]: facts.costCurrency ?? '',
  [factField('costDate')]: facts.costDate ?? '',
})

/** The facts that came with a version; nothing when it was written without them, as by an import. */
export function factsIn(fields: Fields): Facts | undefined {
  const texts = textsOf(fields)
  if (!FACTS.some((name) => texts[factField(name)])) return undefined
  const fact = (name: FactName) => texts[factField(name)] || null
  const amount = fact('costAmount')
  const consent = fact('innovatorConsentAt')
  return {
    placeId: fact('place'),
    topics: (fields[factField('topics')] ?? []).map(({ text }) => text),
    methods: (fields[factField('methods')] ?? []).map(({ text }) => text),
    innovator: fact('innovator'),
    innovatorConsentAt: consent === null ? null : new Date(consent),
    periodFrom: fact('periodFrom'),
    periodTo: fact('periodTo'),
    costAmount: amount === null ? null : Number(amount),
    costCurrency: fact('costCurrency'),
    costDate: fact('costDate'),
  }
}

/** `2025-03` of a form to the first or the last day of that month, and back. */
export const firstDayOf = (month: string | undefined): string | null => (month ? `${month}-01` : null)
export function lastDayOf(month: string | undefined): string | null {
  if (!month) return null
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
export const monthOf = (day: string | null): string => day?.slice(0, 7) ?? ''
