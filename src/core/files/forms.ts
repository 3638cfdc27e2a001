/** What may come in about files. Names of fields are their own, so that the form can stand beside another one on a page. */
import { z } from 'zod'
import { optional } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'

const words = {
  fileTitle: optional(z.string().trim().max(200)),
  fileLanguage: optional(z.enum(LANGUAGES)),
  fileAlternativeText: optional(z.string().trim().max(1000)),
}
/** A page of this site to go back to; anything else is left out. */
const back = z
  .string()
  .regex(/^\/(?![/\\])[^\\\s]*$/)
  .max(500)
  .optional()
  .catch(undefined)

export const uploadForm = z.object({ ...words, file: z.array(z.instanceof(File)).optional(), back })
export const wordsForm = z.object({ ...words, back })
export const backQuery = z.object({ back })
