/** What may come in about questions and answers, from forms and from the filters of their list. */
import { z } from 'zod'
import { optional, revision, text } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { CLOSING_REASONS } from './rules.ts'

/** Words of our own addresses, which no question may have for its own. */
export const RESERVED = ['new'] as const

export const TITLE_LENGTH = { from: 10, to: 160 } as const
export const QUESTION_LENGTH = { from: 20, to: 3000 } as const
export const ANSWER_LENGTH = { from: 2, to: 6000 } as const

export const questionForm = z.object({
  language: z.enum(LANGUAGES),
  title: text(TITLE_LENGTH.from, TITLE_LENGTH.to),
  question: text(QUESTION_LENGTH.from, QUESTION_LENGTH.to),
})
export type QuestionInput = z.output<typeof questionForm>

export const answerForm = z.object({ language: z.enum(LANGUAGES), text: text(ANSWER_LENGTH.from, ANSWER_LENGTH.to) })
export type AnswerInput = z.output<typeof answerForm>

export const closeForm = z.object({ revision, reason: optional(z.enum(CLOSING_REASONS)) })

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
export const questionFilter = z.object({
  state: lenient(z.enum(['waiting', 'answered'])),
  /** Where the page of the list begins: moment and id of the last one before it. */
  after: lenient(z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/)),
})
export type QuestionFilter = z.output<typeof questionFilter>

export function filterQuery(filter: QuestionFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  const words = query.toString()
  return words && `?${words}`
}
