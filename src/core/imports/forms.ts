/** What may come in about imports: the upload, the meaning of the columns, which rows to show. */
import { z } from 'zod'
import { COUNTRY_CODES } from '#platform/config.ts'
import { page, revision } from '#platform/forms.ts'
import { ENCODINGS } from './encoding.ts'
import { ROW_STATES } from './schema.ts'

const upload = z.array(z.instanceof(File)).optional()
export const uploadForm = z.object({
  importer: z.string().max(50).optional(),
  country: z.enum(COUNTRY_CODES),
  file: upload,
  archive: upload,
})

/** Separators have names in forms: a tabulator cannot be typed. */
export const SEPARATOR_NAMES = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const
export type SeparatorName = keyof typeof SEPARATOR_NAMES

export const columnsForm = z.object({
  revision,
  intent: z.enum(['preview', 'check']).catch('preview'),
  encoding: z.enum(ENCODINGS).optional().catch(undefined),
  separator: z.enum(['comma', 'semicolon', 'tab', 'bar']).optional().catch(undefined),
  sheet: z.string().max(200).optional(),
})

export const seenRevision = z.object({ revision })

export const SHOWN = [...ROW_STATES, 'problems'] as const
export type Shown = (typeof SHOWN)[number]
export const rowsQuery = z.object({ show: z.enum(SHOWN).optional().catch(undefined), page })
