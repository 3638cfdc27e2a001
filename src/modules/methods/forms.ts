/** What may come in about methods and tools: the form, the decision, what is added beside a practice, the filters of the list. */
import { z } from 'zod'
import { chosenTopics, MOST_TOPICS } from '#core/topics/index.ts'
import { type FormState, optional, page, revision, text } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { METHOD_FIELDS, METHOD_KINDS } from './schema.ts'

/** Words of our own addresses, which no record may have for its own. */
export const RESERVED = ['new', 'data', 'suggest'] as const

/** Characters that a text needs to say something, and those after which hardly anyone reads on. */
export const LENGTHS = {
  title: { from: 3, to: 160 },
  summary: { from: 20, to: 600 },
  steps: { from: 0, to: 5000 },
  when: { from: 0, to: 2000 },
  limits: { from: 0, to: 2000 },
} as const
type Lengths = { from: number; to: number }
const within = ({ from, to }: Lengths) => (from ? text(from, to) : text(0, to).default(''))

/** Only addresses that a browser opens as a page. */
const website = z
  .string()
  .trim()
  .max(300)
  .pipe(z.url({ protocol: /^https?$/ }))

export const methodForm = z.object({
  kind: z.enum(METHOD_KINDS),
  language: z.enum(LANGUAGES),
  title: within(LENGTHS.title),
  summary: within(LENGTHS.summary),
  steps: within(LENGTHS.steps),
  when: within(LENGTHS.when),
  limits: within(LENGTHS.limits),
  topics: chosenTopics(1, MOST_TOPICS),
  website: optional(website),
  licence: optional(text(2, 80)),
})
export type MethodInput = z.output<typeof methodForm>
export const seenRevision = z.object({ revision })

export const textsOfInput = (input: MethodInput): Record<string, string> =>
  Object.fromEntries(METHOD_FIELDS.map((field) => [field, input[field]]))

/** What is saved, as the form shows it. */
export const valuesOf = (
  saved: { kind: string; title: string; language: string; website: string | null; licence: string | null },
  texts: Readonly<Record<string, string>>,
  topics: readonly string[],
): FormState['values'] => ({
  kind: saved.kind,
  language: saved.language,
  title: saved.title,
  ...Object.fromEntries(METHOD_FIELDS.map((field) => [field, texts[field] ?? ''])),
  topics: [...topics],
  website: saved.website ?? '',
  licence: saved.licence ?? '',
})

/** Who takes something out of the lists, or does not take it in, says why. */
export const decisionForm = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('publish'), revision, note: optional(text(1, 1000)) }),
  z.object({ decision: z.literal('archive'), revision, note: text(10, 1000) }),
])
export type Decision = z.output<typeof decisionForm>

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
export const methodFilter = z.object({
  kind: lenient(z.enum(METHOD_KINDS)),
  topic: lenient(z.string().regex(/^[a-z0-9-]{2,60}$/)),
  /** A language in which it can be read. */
  language: lenient(z.enum(LANGUAGES)),
  q: lenient(z.string().trim().min(2).max(100)),
  page,
})
export type MethodFilter = z.output<typeof methodFilter>
export const everything: MethodFilter = methodFilter.parse({})

/** The query string of a filter: `?kind=tool&topic=waste`, or nothing. */
export function filterQuery({ page: number, ...filter }: MethodFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  if (number > 1) query.set('page', String(number))
  const said = query.toString()
  return said && `?${said}`
}

export const suggestion = z.object({ q: z.string().trim().max(100).catch('').default('') })
