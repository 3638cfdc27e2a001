/** What a list of practices may be narrowed to: read from the address, written back into addresses. A bad value falls back, since links live long. */
import { z } from 'zod'
import { SIZE_CLASSES } from '#core/places/index.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { LANGUAGES } from '#platform/languages.ts'

export const SORTS = ['newest', 'title', 'municipality', 'fit'] as const
export type Sort = (typeof SORTS)[number]

export const VIEWS = ['cards', 'map'] as const

/** Fields that narrow the list; the others only arrange it. */
export const NARROWING = ['q', 'topic', 'country', 'region', 'place', 'size', 'year', 'language', 'confirmed'] as const
export type Narrowing = (typeof NARROWING)[number]

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
const code = z.string().regex(/^[A-Za-z0-9-]{2,40}$/)

export const practiceFilter = z.object({
  q: lenient(z.string().trim().min(2).max(200)),
  topic: lenient(z.string().regex(/^[a-z0-9-]{2,60}$/)),
  country: lenient(z.enum(COUNTRY_CODES)),
  region: lenient(code),
  place: lenient(code),
  size: lenient(z.enum(SIZE_CLASSES)),
  year: lenient(z.coerce.number().int().min(1990).max(2100)),
  language: lenient(z.enum(LANGUAGES)),
  /** Only those that were published or confirmed within the term of review. */
  confirmed: lenient(z.literal('yes')),
  sort: z.enum(SORTS).catch('newest').default('newest'),
  view: z.enum(VIEWS).catch('cards').default('cards'),
  /** Where the page of the list begins or ends: a cursor that an earlier page gave. */
  after: lenient(z.string().max(600)),
  before: lenient(z.string().max(600)),
})
export type PracticeFilter = z.infer<typeof practiceFilter>

export const everything: PracticeFilter = practiceFilter.parse({})

/** A query string carries a field once; of several the first counts. */
export const readFilter = (query: Record<string, string>): PracticeFilter => practiceFilter.parse(query)

/** The query string of a filter, without what is as it would be anyway: `?topic=waste&sort=title`, or nothing. */
export function filterQuery(filter: PracticeFilter, changes: Partial<PracticeFilter> = {}): string {
  const whole = { ...filter, ...changes }
  const query = new URLSearchParams()
  for (const name of NARROWING) if (whole[name] !== undefined) query.set(name, String(whole[name]))
  if (whole.sort !== everything.sort) query.set('sort', whole.sort)
  if (whole.view !== everything.view) query.set('view', whole.view)
  if (whole.after) query.set('after', whole.after)
  if (whole.before) query.set('before', whole.before)
  const text = query.toString()
  return text && `?${text}`
}

/** The same list from its beginning, narrowed or arranged otherwise. */
export const changedQuery = (filter: PracticeFilter, changes: Partial<PracticeFilter>) =>
  filterQuery(filter, { after: undefined, before: undefined, ...changes })

/** Years in use and days of review pass with the day: what is kept of a list is kept for one. */
export const dayOf = (now: Date) => now.toISOString().slice(0, 10)

export const narrowedBy = (filter: PracticeFilter): Narrowing[] =>
  NARROWING.filter((name) => filter[name] !== undefined)

/** Where a row stands in a sorted list: its sort value as text, and its id. */
export type Position = [value: string, id: string]
export const cursorOf = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url')

const position = z.tuple([z.string().max(400), z.uuid()])
/** The position that a cursor names; nothing when it is no cursor of ours. */
export function positionOf(cursor: string | undefined): Position | undefined {
  if (!cursor) return undefined
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return undefined
  }
}
