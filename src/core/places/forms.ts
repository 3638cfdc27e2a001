/** Everything untrusted that places take in: addresses of lists and comparisons, uploads of boundaries. A bad value in an address falls back. */
import { z } from 'zod'
import { COUNTRY_CODES } from '#platform/config.ts'
import { page, several, text, ticked } from '#platform/forms.ts'
import { SIZE_CLASSES } from './rules.ts'
import { LEVELS } from './schema.ts'

const lenient = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).catch(undefined)

export const PLACE_SORTS = ['name', 'population'] as const

/** The query string of the directory. */
export const placeFilter = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  country: lenient(z.enum(COUNTRY_CODES)),
  /** Id of a region, district or city. */
  region: lenient(z.uuid()),
  level: z.enum(LEVELS).catch('municipality').default('municipality'),
  type: lenient(z.string().regex(/^[a-z_]{1,40}$/)),
  size: lenient(z.enum(SIZE_CLASSES)),
  sort: z.enum(PLACE_SORTS).catch('name').default('name'),
  page,
})
export type PlaceFilter = z.output<typeof placeFilter>

/** Slugs or ids of the places to compare, and what was typed to add one more. */
export const comparison = z.object({
  place: several(z.string().max(200)).catch([]),
  add: z.string().trim().max(100).catch('').default(''),
})

export const suggestion = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  country: lenient(z.enum(COUNTRY_CODES)),
  level: lenient(z.enum(LEVELS)),
  /** `value`: the picker wants a text to put into its input; otherwise links. */
  as: z.enum(['link', 'value']).catch('link').default('link'),
})

/** An upload of boundaries; how large it may be is the site's limit for all uploads. */
export const boundaryUpload = z.object({
  country: z.enum(COUNTRY_CODES),
  level: z.enum(['region', 'district', 'municipality']),
  source: text(3, 300),
  /** Outlines shown now stay for places that the file does not name. */
  keep: ticked,
  file: z.array(z.file()).min(1).max(1),
})
