/** What may come in about a repeated practice, from forms and from the filters of its list. */
import { z } from 'zod'
import { firstDayOf, month, monthOf } from '#modules/practices/index.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { type FormState, number, optional, revision, text } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { RECOMMENDATIONS, REPLICATION_FIELDS } from './schema.ts'

/** Words of our own addresses, which no record may have for its own. */
export const RESERVED = ['new'] as const

/** Characters that a text needs to say something, and those after which hardly anyone reads on. */
export const LENGTHS = {
  changes: { from: 40, to: 3000 },
  result: { from: 40, to: 3000 },
  advice: { from: 0, to: 3000 },
} as const

/** Learned from the author and not from somebody who had applied it. */
export const AUTHOR = 'author'

export const replicationForm = z.object({
  language: z.enum(LANGUAGES),
  changes: text(LENGTHS.changes.from, LENGTHS.changes.to),
  result: text(LENGTHS.result.from, LENGTHS.result.to),
  advice: z.string().trim().max(LENGTHS.advice.to).default(''),
  startedOn: month,
  costAmount: optional(number.pipe(z.number().min(0).max(1e12))),
  costCurrency: optional(z.string().regex(/^[A-Z]{3}$/)),
  costDate: optional(month),
  recommendation: z.enum(RECOMMENDATIONS),
  learnedFrom: z.union([z.literal(AUTHOR), z.uuid()]).default(AUTHOR),
  ownPractice: optional(z.uuid()),
})
export type ReplicationInput = z.output<typeof replicationForm>
export const seenRevision = z.object({ revision })

/** The columns of a form: what lists and charts read. */
export function factsOf(input: ReplicationInput) {
  const hasCost = input.costAmount !== undefined
  return {
    startedOn: firstDayOf(input.startedOn),
    costAmount: input.costAmount ?? null,
    costCurrency: hasCost ? (input.costCurrency ?? null) : null,
    costDate: hasCost ? firstDayOf(input.costDate) : null,
    recommendation: input.recommendation,
    learnedFromId: input.learnedFrom === AUTHOR ? null : input.learnedFrom,
    ownPracticeId: input.ownPractice ?? null,
  }
}
export type Facts = ReturnType<typeof factsOf>

export const textsOfInput = (input: ReplicationInput): Record<string, string> =>
  Object.fromEntries(REPLICATION_FIELDS.map((field) => [field, input[field]]))

/** What was saved, as the form shows it. */
export const valuesOf = (
  facts: Facts,
  texts: Readonly<Record<string, string>>,
  language: string,
): FormState['values'] => ({
  language,
  ...Object.fromEntries(REPLICATION_FIELDS.map((field) => [field, texts[field] ?? ''])),
  startedOn: monthOf(facts.startedOn),
  costAmount: facts.costAmount === null ? '' : String(facts.costAmount),
  costCurrency: facts.costCurrency ?? '',
  costDate: monthOf(facts.costDate),
  recommendation: facts.recommendation,
  learnedFrom: facts.learnedFromId ?? AUTHOR,
  ownPractice: facts.ownPracticeId ?? '',
})

/** An editor who takes something down says why. */
export const reasonForm = z.object({ revision, reason: text(10, 1000) })

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
export const replicationFilter = z.object({
  country: lenient(z.enum(COUNTRY_CODES)),
  topic: lenient(z.string().regex(/^[a-z0-9-]{2,60}$/)),
  recommendation: lenient(z.enum(RECOMMENDATIONS)),
  /** Where the page of the list begins: moment and id of the last one before it. */
  after: lenient(z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/)),
})
export type ReplicationFilter = z.output<typeof replicationFilter>
export const everything: ReplicationFilter = replicationFilter.parse({})

/** The query string of a filter: `?country=mk&recommendation=no`, or nothing. */
export function filterQuery(filter: ReplicationFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  const text = query.toString()
  return text && `?${text}`
}
