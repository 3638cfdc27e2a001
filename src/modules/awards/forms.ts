/** What may come in about awards: the call, entries, conflicts and points of jurors, votes, the decision, the practice of a week. */
import { z } from 'zod'
import { proof, visitorEmail } from '#core/verification/index.ts'
import { countryOf } from '#countries/index.ts'
import { email, type FormState, number, revision, several, text, ticked, typedValue } from '#platform/forms.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { dayOf, endOf, lastDayOf, startOf } from './engine/calendar.ts'
import { WHOLE } from './engine/scores.ts'
import type { Award, Names } from './schema.ts'

/** Words of our own addresses, which no award may have for its own. */
export const RESERVED = ['new', 'weeks'] as const
/** Rows that the form of a call has for them. */
export const ROWS = { category: 6, criterion: 8 } as const
export const LENGTHS = { title: 120, description: 4000, rules: 8000, name: 80, reason: 1000 } as const
export const MOST_JURORS = 15
export const TEXT_FIELDS = ['description', 'rules'] as const
/** The field of a version in which an editor says why the shortlist is not the jury's. */
export const SHORTLIST_REASON = 'shortlistReason'

/** Names of a call are written in its language, in those of the country and in English. */
export const languagesFor = (country: string, first: Language): Language[] => [
  ...new Set<Language>([first, ...countryOf(country).languages, 'en']),
]

/** `category-2-sq`, `criterion-1-mk`, `reason-<id>-en`. */
export const nameField = (what: string, which: number | string, language: Language) => `${what}-${which}-${language}`

type Flat = Record<string, unknown>
const said = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
const namesIn = (values: Flat, what: string, which: number | string): Names =>
  Object.fromEntries(
    LANGUAGES.map((language) => [language, said(values[nameField(what, which, language)])]).filter(([, name]) => name),
  )
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const names = z.partialRecord(z.enum(LANGUAGES), z.string().max(LENGTHS.name))
/** The rows of the form that say anything, as lists. */
const collected = (values: unknown) => {
  const flat = (values ?? {}) as Flat
  return {
    ...flat,
    categories: numbers(ROWS.category)
      .map((row) => ({ names: namesIn(flat, 'category', row) }))
      .filter((row) => Object.keys(row.names).length > 0),
    criteria: numbers(ROWS.criterion)
      .map((row) => ({ names: namesIn(flat, 'criterion', row), weight: flat[`weight-${row}`] }))
      .filter((row) => Object.keys(row.names).length > 0 || said(row.weight) !== ''),
  }
}

/** E-mail addresses, one a line or divided by commas. */
const addresses = z.preprocess(
  (value) => [
    ...new Set(
      said(value)
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ],
  z.array(email).max(MOST_JURORS),
)
const textOfCall = {
  title: text(5, LENGTHS.title),
  description: text(20, LENGTHS.description),
  rules: text(20, LENGTHS.rules),
}
const dates = { entriesUntil: z.iso.date(), judgingUntil: z.iso.date(), votingUntil: z.iso.date() }

export const callForm = z.preprocess(
  collected,
  z.object({
    language: z.enum(LANGUAGES),
    year: number.pipe(z.number().int().min(2000).max(2100)),
    ...textOfCall,
    categories: z.array(z.object({ names })).min(1),
    criteria: z.array(z.object({ names, weight: number.pipe(z.number().int().min(1).max(WHOLE)) })).min(1),
    opensOn: z.iso.date(),
    ...dates,
    poolFrom: z.iso.date(),
    poolTo: z.iso.date(),
    shortlistLength: number.pipe(z.number().int().min(2).max(20)),
    jurors: addresses,
  }),
)
export type CallInput = z.output<typeof callForm>

/** What may change after the announcement; dates only where they lie ahead. */
export const laterForm = z.object({
  ...textOfCall,
  entriesUntil: dates.entriesUntil.optional(),
  judgingUntil: dates.judgingUntil.optional(),
  votingUntil: dates.votingUntil.optional(),
})
export type LaterInput = z.output<typeof laterForm>
export const seenRevision = z.object({ revision })

export type CallProblem =
  | 'weights'
  | 'names'
  | 'entriesBeforeOpening'
  | 'judgingBeforeEntries'
  | 'votingBeforeJudging'
  | 'poolOrder'
/** What no single field can know, by field. */
export function problemsOf(input: CallInput): Record<string, CallProblem> {
  const problems: Record<string, CallProblem> = {}
  const missing = (rows: readonly { names: Names }[]) => rows.some((row) => !row.names[input.language])
  if (missing(input.categories)) problems.categories = 'names'
  if (missing(input.criteria)) problems.criteria = 'names'
  else if (input.criteria.reduce((sum, { weight }) => sum + weight, 0) !== WHOLE) problems.criteria = 'weights'
  if (input.poolTo < input.poolFrom) problems.poolTo = 'poolOrder'
  return { ...problems, ...orderProblems(input) }
}
export function orderProblems(days: { opensOn: string } & Record<keyof typeof dates, string>) {
  const problems: Record<string, CallProblem> = {}
  if (days.entriesUntil < days.opensOn) problems.entriesUntil = 'entriesBeforeOpening'
  if (days.judgingUntil <= days.entriesUntil) problems.judgingUntil = 'judgingBeforeEntries'
  if (days.votingUntil <= days.judgingUntil) problems.votingUntil = 'votingBeforeJudging'
  return problems
}

/** Days of a form as the moments that the award keeps. */
export const momentsOf = (input: Pick<CallInput, 'opensOn' | keyof typeof dates>, timeZone: string) => ({
  opensAt: startOf(input.opensOn, timeZone),
  entriesUntil: endOf(input.entriesUntil, timeZone),
  judgingUntil: endOf(input.judgingUntil, timeZone),
  votingUntil: endOf(input.votingUntil, timeZone),
})
export const daysOf = (award: Pick<Award, 'opensAt' | keyof typeof dates>, timeZone: string) => ({
  opensOn: dayOf(award.opensAt, timeZone),
  entriesUntil: lastDayOf(award.entriesUntil, timeZone),
  judgingUntil: lastDayOf(award.judgingUntil, timeZone),
  votingUntil: lastDayOf(award.votingUntil, timeZone),
})

/** Names of rows as the fields of the form. */
export const namedFields = (what: string, which: number | string, given: Names): FormState['values'] =>
  Object.fromEntries(
    Object.entries(given).map(([language, name]) => [nameField(what, which, language as Language), name]),
  )

export const jurorForm = z.object({ jurors: addresses.pipe(z.array(z.string()).min(1)) })
export const personForm = z.object({ person: z.uuid() })
export const entryForm = z.object({ practice: z.uuid(), category: z.uuid() })
export const withdrawForm = z.object({ entry: z.uuid() })
export const candidateFilter = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  practice: z.uuid().optional().catch(undefined),
})

/** Ticked: the entries that the juror does not judge. */
export const declareForm = z.object({
  accept: ticked.pipe(z.literal(true)),
  conflicts: several(z.uuid()),
  revision: z.string().optional(),
})
const points = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number().int().min(0).max(10).optional(),
)
/** Points by criterion as far as they are typed: the fields are called by the ids of the criteria. */
export function pointsIn(form: FormState, criterionIds: readonly string[]): Map<string, number> {
  const given = new Map<string, number>()
  for (const id of criterionIds) {
    const read = points.safeParse(typedValue(form, id))
    if (read.success && read.data !== undefined) given.set(id, read.data)
  }
  return given
}

export const shortlistForm = z.object({
  entries: several(z.uuid()),
  reason: z.string().trim().max(LENGTHS.reason).default(''),
})
export const voteForm = z.object({ entry: z.uuid() })
export const visitorVoteForm = z.object({ email: visitorEmail, proof })
/** What a visitor's confirmation carries through the letter. */
export const votedFor = z.object({ awardId: z.uuid(), entryId: z.uuid(), title: z.string(), award: z.string() })
export const networkForm = z.object({ network: z.string().min(6).max(100), category: z.uuid(), out: ticked })

const rank = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number().int().min(1).max(3).optional(),
)
export type Decision = { ranks: Map<string, number>; reasons: Map<string, Names> }
/** Places and reasons by entry: `rank-<id>`, `reason-<id>-mk`. */
export function decisionIn(form: FormState, entryIds: readonly string[]): Decision {
  const ranks = new Map<string, number>()
  const reasons = new Map<string, Names>()
  for (const id of entryIds) {
    const read = rank.safeParse(typedValue(form, `rank-${id}`))
    if (read.success && read.data !== undefined) ranks.set(id, read.data)
    const given = namesIn(form.values, 'reason', id)
    reasons.set(
      id,
      Object.fromEntries(Object.entries(given).map(([language, why]) => [language, why.slice(0, LENGTHS.reason)])),
    )
  }
  return { ranks, reasons }
}

export const WHICH_WEEK = ['this', 'next'] as const
/** A practice is named by its address, or by choosing one. */
export const weekForm = z.object({ week: z.enum(WHICH_WEEK), practice: text(3, 500) })
export const reasonsOf = (form: FormState): Names => {
  const given = namesIn(form.values, 'reason', 0)
  return Object.fromEntries(Object.entries(given).map(([language, why]) => [language, why.slice(0, LENGTHS.reason)]))
}
/** The last part of the address of a practice: `https://…/mk/practices/втор-живот` → `втор-живот`. */
export function slugTyped(typed: string): string {
  const last = typed.split(/[?#]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
