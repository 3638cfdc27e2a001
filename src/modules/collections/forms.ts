/** What may come in about collections. */
import { z } from 'zod'
import { type FormState, optional, page, revision, several, text, typedValue } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'

/** Words of our own addresses, which no collection may have for its own. */
export const RESERVED = ['mine', 'of'] as const

export const LENGTHS = {
  title: { from: 3, to: 150 },
  description: { from: 0, to: 2000 },
  note: { from: 0, to: 600 },
} as const

const title = text(LENGTHS.title.from, LENGTHS.title.to)
const description = z.string().trim().max(LENGTHS.description.to).default('')
export const newForm = z.object({ title, description, language: z.enum(LANGUAGES) })
export type NewInput = z.output<typeof newForm>

/** save: the button; the others are pressed at a record and save what is typed as well. */
const intent = z
  .string()
  .regex(/^(up|down|drop):[0-9a-f-]{36}$/)
  .optional()
  .catch(undefined)
export const editForm = newForm.extend({ language: z.enum(LANGUAGES).optional(), revision, intent })
export type EditInput = z.output<typeof editForm>

export const noteName = (recordId: string) => `note-${recordId}`
/** The notes of a form by record, and what is wrong with them: too long ones. */
export function notesIn(form: FormState, recordIds: readonly string[]) {
  const notes = new Map(
    recordIds.flatMap((id) =>
      form.values[noteName(id)] === undefined ? [] : [[id, typedValue(form, noteName(id)).trim()] as const],
    ),
  )
  const tooLong = [...notes].filter(([, note]) => [...note].length > LENGTHS.note.to).map(([id]) => noteName(id))
  return { notes, tooLong }
}

const ids = several(z.uuid()).pipe(z.array(z.string()).max(200))
/** In which of the shown collections a record is to be, and a new one for it. */
export const putForm = z.object({ in: ids, shown: ids, title: optional(title) })
export type PutInput = z.output<typeof putForm>

export const NAMES = ['organisation', 'person'] as const
/** In whose name: choosing one's own is the consent to show it. */
export const publishForm = z.object({ revision, name: z.enum(NAMES) })
export const seenForm = z.object({ revision })
export const reasonForm = z.object({ revision, reason: text(10, 1000) })
export const listQuery = z.object({ page })
