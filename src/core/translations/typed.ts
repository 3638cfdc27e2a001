/** What a translator has to do with one text, and what was typed for it. Saves nothing. */

import type { Db } from '#platform/database.ts'
import type { FormState } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import { contentAt } from '../records/index.ts'
import type { Content } from '../records/schema.ts'
import { isStillRight, MOST_LETTERS, paragraphField, TITLE, typedParagraph } from './forms.ts'
import type { Translatable } from './queries.ts'
import { statusOf, type TranslationStatus } from './status.ts'
import type { Said } from './texts.ts'

export type Task = {
  translatable: Translatable
  into: Language
  /** Where the record is read. */
  href: string
  /** The newest translation and the original that it follows; neither when there is none. */
  text?: Content
  followed?: Content
}

/** Ids of the original's paragraphs, in the order of reading. */
export const paragraphIds = ({ names, source }: Translatable): string[] =>
  names.flatMap((name) => (source.fields[name] ?? []).map(({ id }) => id))

/** Where the newest translation stands if it followed `base`; before there is one, what has changed in the original since. */
export function statusFrom({ translatable, text }: Task, base: Content): TranslationStatus {
  const { source, names } = translatable
  return statusOf(text ?? base, { before: base, now: source }, names)
}

/** The original that typed text followed, as the form said; else the one that the translation follows. */
export async function baseOf(db: Db, { translatable, followed }: Task, said?: number): Promise<Content> {
  const { record, source } = translatable
  const known = followed ?? source
  if (said === undefined || said === known.version || said > source.version) return known
  return (await contentAt(db, record.id, record.language, said)) ?? known
}

export const textsTyped = ({ translatable }: Task, form: FormState): Map<string, string> =>
  new Map(paragraphIds(translatable).map((id) => [id, typedParagraph(form, id)]))

/** The form as the newest translation has it; empty for the first. */
export function valuesOf({ translatable, text }: Task): FormState['values'] {
  const known = new Map(translatable.names.flatMap((name) => text?.fields[name] ?? []).map((p) => [p.id, p.text]))
  return {
    [TITLE]: text?.title ?? '',
    ...Object.fromEntries(paragraphIds(translatable).map((id) => [paragraphField(id), known.get(id) ?? ''])),
  }
}

/** What no single field can know: a changed original wants another text or a word that it is still right, and a translation says something. */
export function paragraphErrors(t: Said, task: Task, form: FormState, status: TranslationStatus): FormState['errors'] {
  const before = valuesOf(task)
  const typed = textsTyped(task, form)
  const errors: FormState['errors'] = {}
  if ([...typed.values()].every((text) => text === '')) errors[''] = t('form.empty')
  if (status.title === 'outdated' && form.values[TITLE] === before[TITLE] && !isStillRight(form, TITLE))
    errors[TITLE] = t('form.checkAgain')
  for (const [id, text] of typed) {
    if (text.length > MOST_LETTERS) errors[paragraphField(id)] = t('form.long')
    const isSame = text !== '' && text === before[paragraphField(id)]
    if (status.paragraphs.get(id) === 'outdated' && isSame && !isStillRight(form, id))
      errors[paragraphField(id)] = t('form.checkAgain')
  }
  return errors
}
