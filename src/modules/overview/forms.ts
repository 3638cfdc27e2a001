/** What addresses of the overview may ask for. A bad value falls back, since links live long. */
import { z } from 'zod'
import { VOICES } from '#modules/nominations/schema.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { page } from '#platform/forms.ts'

/** Lists of what the figures count. */
export const LISTS = ['practices', 'replications', 'nominated', 'reacted', 'methods'] as const
export const listName = z.enum(LISTS)
export type ListName = z.output<typeof listName>

export const yearNumber = z.coerce.number().int().min(1990).max(2100)

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
const code = z.string().regex(/^[A-Za-z0-9-]{2,40}$/)

export const countryFilter = z.object({ country: lenient(z.enum(COUNTRY_CODES)) })

export const NARROWING = ['country', 'topic', 'region', 'place', 'month', 'author', 'whose', 'voice', 'kind'] as const
export const listFilter = countryFilter.extend({
  topic: lenient(z.string().regex(/^[a-z0-9-]{2,60}$/)),
  /** Codes, which are a country's own: `country` says whose. */
  region: lenient(code),
  place: lenient(code),
  month: lenient(z.coerce.number().int().min(1).max(12)),
  /** Of replications: whose practice it was. */
  author: lenient(code),
  /** Of replications: `country` is the one of the practice, not the one in which it was applied. */
  whose: lenient(z.literal('author')),
  voice: lenient(z.enum(VOICES)),
  kind: lenient(z.enum(['method', 'tool'])),
  page,
})
export type ListFilter = z.output<typeof listFilter>
export type Narrowing = Partial<Pick<ListFilter, (typeof NARROWING)[number]>>

/** `?country=mk&month=3`, or nothing. */
export function queryOf(filter: Narrowing, page = 1): string {
  const query = new URLSearchParams()
  for (const name of NARROWING) if (filter[name] !== undefined) query.set(name, String(filter[name]))
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text && `?${text}`
}
