/** What may come in at the doors of translations: the side-by-side form, and what the list is narrowed to. */
import { z } from 'zod'
import { COUNTRY_CODES } from '#platform/config.ts'
import { type FormState, text, typedValue } from '#platform/forms.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'

/** States in which a text waits for somebody who knows the language. */
export const WAITING = ['missing', 'outdated', 'incomplete', 'machine'] as const
export type Waiting = (typeof WAITING)[number]

const version = z.coerce.number().int().min(1).max(1_000_000)

export const translationForm = z.object({
  title: text(1, 300),
  /** The translation that the translator saw when beginning; 0 for none. */
  seen: z.coerce.number().int().min(0).max(1_000_000),
  /** The version of the original that stood beside the text. */
  source: version,
  /** The version of the original that the text followed when it was opened. */
  base: version,
})
export type TranslationInput = z.output<typeof translationForm>

export const laterIntent = z.object({ intent: z.literal('later') })

/** Longest paragraph; a whole text in one field is a slip. */
export const MOST_LETTERS = 20_000

export const paragraphField = (id: string) => `p-${id}`
/** Ticked where the original changed and the translation still says the same. */
export const rightField = (id: string) => `right-${id}`
export const TITLE = 'title'

/** A paragraph stays one: a blank line in it would make two. */
export const typedParagraph = (form: FormState, id: string): string =>
  typedValue(form, paragraphField(id))
    .trim()
    .replaceAll(/\n\s*\n/g, '\n')

export const isStillRight = (form: FormState, id: string): boolean => form.values[rightField(id)] !== undefined

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const translationFilter = z.object({
  language: lenient(z.enum(LANGUAGES)),
  kind: lenient(z.string().regex(/^[a-z-]{2,40}$/)),
  country: lenient(z.enum(COUNTRY_CODES)),
  status: lenient(z.enum(WAITING)),
  /** The last line of the page before: its moment in microseconds and its id. */
  after: lenient(z.string().regex(/^\d{1,17}\.[0-9a-f-]{36}$/)),
})
export type TranslationFilter = Omit<z.output<typeof translationFilter>, 'language'> & { language: Language }

export const targetLanguage = z.enum(LANGUAGES)
