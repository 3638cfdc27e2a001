/** What may come in about a practice from its authors and reviewers: the only door for typed text. Reading filters are in filters.ts. */
import { z } from 'zod'
import { chosenTopics, MOST_TOPICS } from '#core/topics/index.ts'
import { chosenMethods } from '#modules/methods/index.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { type FormState, number, optional, revision, several, text, ticked } from '#platform/forms.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { firstDayOf, lastDayOf, monthOf } from './facts.ts'
import { type PracticeSection, REASONS, SECTIONS } from './schema.ts'

/** Words of our own addresses, which no practice may have for its own. */
export const RESERVED = ['new', 'mine', 'data', 'map', 'export', 'still-true'] as const

/** Characters that a section needs to say something, and those after which hardly anyone reads on. */
export const LENGTHS: Record<PracticeSection, { from: number; to: number }> = {
  summary: { from: 80, to: 600 },
  background: { from: 120, to: 3000 },
  practice: { from: 200, to: 8000 },
  results: { from: 100, to: 3000 },
  costs: { from: 40, to: 2000 },
  partners: { from: 15, to: 2000 },
  legalBasis: { from: 20, to: 2000 },
  obstacles: { from: 60, to: 3000 },
  replication: { from: 60, to: 3000 },
  contact: { from: 8, to: 500 },
}
export const TITLE_LENGTH = { from: 10, to: 160 } as const

/** A draft may be longer than what will be accepted, so that nothing pasted is lost. */
export const MOST_OF_DRAFT = 20_000

/** A month as browsers send it, `2025-03`, or as people type it where the browser has no picker: `3.2025`, `03/2025`. */
export const month = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value
    const typed = /^\s*(\d{1,2})\s*[./-]\s*(\d{4})\s*$/.exec(value)
    return typed ? `${typed[2]}-${typed[1]?.padStart(2, '0')}` : value.trim()
  },
  z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/),
)

const sections = <S extends z.ZodType>(of: (section: PracticeSection) => S) =>
  Object.fromEntries(SECTIONS.map((section) => [section, of(section)])) as Record<PracticeSection, S>

const common = {
  /** Where a person writes who belongs to no organisation. */
  country: z.enum(COUNTRY_CODES).optional().catch(undefined),
  language: z.enum(LANGUAGES),
  methods: chosenMethods,
  innovator: optional(text(2, 200)),
  consent: ticked,
  periodTo: optional(month),
  costAmount: optional(number.pipe(z.number().min(0).max(1e12))),
  costCurrency: optional(z.string().regex(/^[A-Z]{3}$/)),
  costDate: optional(month),
}

/** To save a draft, only a title is needed. */
export const draftForm = z.object({
  ...common,
  title: text(3, TITLE_LENGTH.to),
  place: optional(z.uuid()),
  topics: chosenTopics(0, MOST_TOPICS),
  periodFrom: optional(month),
  ...sections(() => z.string().trim().max(MOST_OF_DRAFT).default('')),
})
export type DraftInput = z.output<typeof draftForm>

/** To send it for review, everything is. */
export const completeForm = z.object({
  ...common,
  title: text(TITLE_LENGTH.from, TITLE_LENGTH.to),
  place: optional(z.uuid()),
  topics: chosenTopics(1, MOST_TOPICS),
  periodFrom: month,
  ...sections((section) => text(LENGTHS[section].from, LENGTHS[section].to)),
})

/** What is to be done with what was typed. */
export const intent = z.enum(['save', 'send', 'preview']).catch('save').default('save')
export const seenRevision = z.object({ revision })

export const DECISIONS = ['publish', 'askChanges', 'archive', 'restore'] as const
export type Decision = (typeof DECISIONS)[number]
/** Who is sent back or archived is told why. The words for it are the page's: `decisionErrors`. */
export const decisionForm = z.object({
  revision,
  decision: z.enum(DECISIONS),
  reasons: several(z.enum(REASONS)),
  note: optional(text(1, 4000)),
})
export type DecisionInput = z.output<typeof decisionForm>

/** What is missing in a decision that is whole in itself: a reason, or the words that "other" stands for. */
export function missingIn({ decision, reasons, note }: DecisionInput): 'reasons' | 'note' | undefined {
  if (decision === 'publish' || decision === 'restore') return undefined
  if (reasons.length === 0) return 'reasons'
  return reasons.includes('other') && !note ? 'note' : undefined
}

/** Which two versions to compare; a bad value falls back to the newest two. */
export const comparison = z.object({
  from: z.coerce.number().int().min(1).optional().catch(undefined),
  to: z.coerce.number().int().min(1).optional().catch(undefined),
})

/** The text and the facts of a form apart, as they are kept. `consentAt`: when consent was given, if it was before. */
export function partsOf(input: DraftInput, placeId: string | null, consentAt: Date) {
  const texts = Object.fromEntries(SECTIONS.map((section) => [section, input[section]])) as Record<
    PracticeSection,
    string
  >
  const hasCost = input.costAmount !== undefined
  return {
    title: input.title,
    language: input.language,
    texts,
    facts: {
      placeId,
      topics: input.topics,
      methods: input.methods,
      innovator: input.innovator ?? null,
      innovatorConsentAt: input.innovator && input.consent ? consentAt : null,
      periodFrom: firstDayOf(input.periodFrom),
      periodTo: lastDayOf(input.periodTo),
      costAmount: input.costAmount ?? null,
      costCurrency: hasCost ? (input.costCurrency ?? null) : null,
      costDate: hasCost ? firstDayOf(input.costDate) : null,
    },
  }
}
export type Parts = ReturnType<typeof partsOf>

/** What was saved, as the form shows it. */
export const valuesOf = ({ title, language, texts, facts }: Parts): FormState['values'] => ({
  title,
  language,
  ...texts,
  place: facts.placeId ?? '',
  topics: [...facts.topics],
  methods: [...facts.methods],
  innovator: facts.innovator ?? '',
  consent: facts.innovatorConsentAt ? 'on' : undefined,
  periodFrom: monthOf(facts.periodFrom),
  periodTo: monthOf(facts.periodTo),
  costAmount: facts.costAmount === null ? '' : String(facts.costAmount),
  costCurrency: facts.costCurrency ?? '',
  costDate: monthOf(facts.costDate),
})

/** An empty practice in a language: what the checklist of a new form shows. */
export const emptyParts = (language: Language): Parts =>
  partsOf(draftForm.parse({ title: 'new', language }), null, new Date(0))
