/** Choosing methods and tools inside the form of something else: reads what was chosen, looked for and written anew. Saves nothing; the view is picker.tsx. */
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { checkForm, emptyForm, type FormState, several, typedValue, typedValues } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import type { MethodInPlace } from './adding.ts'
import { LENGTHS } from './forms.ts'
import { findMethods, type MethodLine, methodsByIds } from './lines.ts'
import { METHOD_KINDS } from './schema.ts'

/** More than one practice applies; keeps a form from growing without end. */
export const MOST_CHOSEN = 20
/** How many new ones may be written at once. */
export const MOST_NEW = 5

/** The fields of a form: what is chosen, what is looked for, and the buttons that only change the form. */
export const CHOSEN = 'methods'
export const WORDS = 'methodWords'
export const FIND = 'findMethods'
export const MORE = 'moreMethods'
export const fieldOfNew = (number: number, part: 'title' | 'kind' | 'summary') => `newMethod${number}.${part}`

/** For a form's schema; what is chosen there must still be found by `methodsByIds`. */
export const chosenMethods = several(z.uuid()).pipe(z.array(z.uuid()).max(MOST_CHOSEN))

const inPlace = z.object({
  kind: z.enum(METHOD_KINDS),
  title: z.string().trim().min(LENGTHS.title.from).max(LENGTHS.title.to),
  summary: z.string().trim().min(LENGTHS.summary.from).max(LENGTHS.summary.to),
})

const NUMBERS = Array.from({ length: MOST_NEW }, (_, index) => index + 1)
const isWritten = (form: FormState, number: number) =>
  (['title', 'summary'] as const).some((part) => typedValue(form, fieldOfNew(number, part)).trim() !== '')

/** Which of the lines for new ones are shown: those with something in them, and an empty one after them. */
export function shownNumbers(form: FormState): number[] {
  const written = NUMBERS.filter((number) => isWritten(form, number))
  const next = NUMBERS.find((number) => number > (written.at(-1) ?? 0))
  return next === undefined ? written : [...written, next]
}

/** Asks for other choices and not for saving: the form comes back as it was typed. An empty search is the Enter key in some other field. */
export const isChoosing = (form: FormState): boolean => {
  const intent = typedValue(form, 'intent')
  return intent === MORE || (intent === FIND && typedValue(form, WORDS).trim() !== '')
}

/** What was written anew, and what is not right with it, by field. */
export function readInPlace(
  form: FormState,
  language: Language,
): { added: MethodInPlace[]; errors: FormState['errors'] } {
  const added: MethodInPlace[] = []
  const errors: FormState['errors'] = {}
  for (const number of NUMBERS.filter((one) => isWritten(form, one))) {
    const part = (name: 'title' | 'kind' | 'summary') => typedValue(form, fieldOfNew(number, name))
    const read = checkForm(
      emptyForm({ kind: part('kind'), title: part('title'), summary: part('summary') }),
      inPlace,
      language,
    )
    if (read.ok) added.push(read.data)
    else
      for (const name of ['title', 'kind', 'summary'] as const) {
        const message = read.form.errors[name]
        if (message) errors[fieldOfNew(number, name)] = message
      }
  }
  return { added, errors }
}

export type MethodChoices = {
  chosen: readonly MethodLine[]
  /** What was found for the words, when they were looked for. */
  found: readonly MethodLine[] | undefined
}

/** What the picker offers in a form as it was typed. */
export async function choicesFor(db: Db, actor: Actor, form: FormState, language: Language): Promise<MethodChoices> {
  const chosen = await methodsByIds(db, actor, typedValues(form, CHOSEN).slice(0, MOST_CHOSEN), language)
  const words = typedValue(form, WORDS).trim()
  if (typedValue(form, 'intent') !== FIND || words === '') return { chosen, found: undefined }
  const found = await findMethods(db, actor, words, language, 10)
  return { chosen, found: found.filter(({ id }) => chosen.every((one) => one.id !== id)) }
}
