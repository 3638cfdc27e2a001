/** All reading SQL of practices: one practice, lists of them, counts. Writing is in changes.ts. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { cursorOf, everything, type PracticeFilter, positionOf } from './filters.ts'
import {
  allOf,
  bestText,
  beyond,
  conditions,
  isListed,
  type PlaceOfPractice,
  placeJson,
  practicesAndPlaces,
  slugOfRecord,
  sorting,
  type TopicOfPractice,
  topicsJson,
} from './listing.ts'

export { countByPlace, countFacets, FACETS, type Facet, type Facets, type FacetValue } from './facets.ts'
export type { PlaceOfPractice, TopicOfPractice } from './listing.ts'
export { findPractice, type PracticeReading, practiceIdOf, type WantedVersion } from './reading.ts'

/** A practice in a list. */
export type PracticeLine = {
  id: string
  slug: string
  country: string
  /** Language in which it was first written. */
  original: Language
  /** Language of title and summary. */
  lang: Language
  title: string
  summary: string
  place: PlaceOfPractice | null
  topics: TopicOfPractice[]
  example: boolean
  publishedAt: Date
  updatedAt: Date
}

const lineColumns = (language: Language) => sql`
  r.id, r.country, r.language as original, r.example, r.published_at, r.updated_at,
  text.language as lang, text.title, text.fields->'summary' as summary,
  ${placeJson} as place, ${topicsJson(language)} as topics, ${slugOfRecord} as slug`

type LineRow = {
  id: string
  slug: string | null
  country: string
  original: Language
  lang: Language
  title: string
  summary: { text: string }[] | null
  place: PlaceOfPractice | null
  topics: TopicOfPractice[]
  example: boolean
  published_at: string
  updated_at: string
}
const lineOf = (row: LineRow): PracticeLine => ({
  id: row.id,
  slug: row.slug ?? row.id,
  country: row.country,
  original: row.original,
  lang: row.lang,
  title: row.title,
  summary: (row.summary ?? []).map(({ text }) => text).join(' '),
  place: row.place,
  topics: row.topics,
  example: row.example,
  publishedAt: new Date(row.published_at),
  updatedAt: new Date(row.updated_at),
})

/** The languages in which a reader wants titles and summaries; the page's own language stands for its usual order. */
type Order = Language | readonly Language[]

/** Public practices under a condition over `r`, `pr`, `p`, `p2`, `p3`; with `byText` also over the text that the reader gets. */
export async function linesWhere(
  db: Db,
  language: Language,
  where: SQL,
  orderBy: SQL,
  limit: number,
  { byText = false, order = language }: { byText?: boolean; order?: Order } = {},
): Promise<PracticeLine[]> {
  const { rows } = await db.execute<LineRow>(
    linesOf(
      language,
      order,
      sql`
    select r.id, row_number() over (order by ${orderBy}) as number
    from ${practicesAndPlaces} ${byText ? bestText(order) : sql``}
    where ${isListed} and ${where} order by ${orderBy} limit ${limit}`,
    ),
  )
  return rows.map(lineOf)
}

/** Lines of the chosen practices (`id`, `number` and what else the choice has) in their order. Only they get their text, place and topics. */
const linesOf = (language: Language, order: Order, chosen: SQL, more = sql``) => sql`
  with page as materialized (${chosen})
  select ${lineColumns(language)} ${more}
  from page join records r on r.id = page.id
  left join places p on p.id = r.place_id
  ${bestText(order)} order by page.number`

export type PracticePage = { practices: PracticeLine[]; after?: string; before?: string }

/** One page of the public list, with the cursors of its neighbours. */
export const listPractices = (
  db: Db,
  filter: PracticeFilter,
  language: Language,
  now: Date,
  size = PAGE_SIZE,
  order: Order = language,
): Promise<PracticePage> =>
  kept(db, 'practices.list', [filter, language, order, now.getUTCFullYear(), size], () =>
    pageOf(db, filter, language, now, size, order),
  )

async function pageOf(
  db: Db,
  filter: PracticeFilter,
  language: Language,
  now: Date,
  size: number,
  textOrder: Order,
): Promise<PracticePage> {
  const order = sorting(filter.sort, language)
  const before = positionOf(filter.before)
  const backwards = before !== undefined
  const start = before ?? positionOf(filter.after)
  const direction = sql.raw((order.direction === 'asc') !== backwards ? 'asc' : 'desc')
  const where = allOf([isListed, ...Object.values(conditions(filter, now)), start && beyond(order, start, backwards)])
  const by = sql`${order.value} ${direction}, r.id ${direction}`
  const chosen = sql`
    select r.id, ${order.key} as key, row_number() over (order by ${by}) as number
    from ${practicesAndPlaces} ${filter.sort === 'title' ? bestText(textOrder) : sql``}
    where ${where} order by ${by} limit ${size + 1}`
  const { rows } = await db.execute<LineRow & { key: string }>(linesOf(language, textOrder, chosen, sql`, page.key`))
  const more = rows.length > size
  const shown = backwards ? rows.slice(0, size).reverse() : rows.slice(0, size)
  const first = shown[0]
  const last = shown.at(-1)
  return {
    practices: shown.map(lineOf),
    ...((backwards || more) && last && { after: cursorOf([last.key, last.id]) }),
    ...((backwards ? more : start) && first && { before: cursorOf([first.key, first.id]) }),
  }
}

export async function countPractices(db: Db, filter: PracticeFilter, now: Date): Promise<number> {
  const where = allOf([isListed, ...Object.values(conditions(filter, now))])
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${practicesAndPlaces} where ${where}`,
  )
  return rows[0]?.count ?? 0
}

/** The newest practices of all countries. */
export const newest = (db: Db, language: Language, limit: number) =>
  kept(db, 'practices.newest', [language, limit], () =>
    linesWhere(db, language, sql`true`, sql`r.published_at desc, r.id desc`, limit),
  )

/** Practices of a place and of the places within it, the newest first. */
export const listForPlace = (db: Db, placeId: string, language: Language, limit: number) =>
  kept(db, 'practices.place', [placeId, language, limit], () =>
    linesWhere(db, language, inPlace(placeId), sql`r.published_at desc, r.id desc`, limit),
  )

/** Within the place itself, what is right below it and what is below that. A whole country is met by its code: a practice may name no place. */
const inPlace = (placeId: string) => sql`(
  r.place_id in (
    select own.id from places own left join places above on above.id = own.parent_id
    where ${placeId}::uuid in (own.id, own.parent_id, above.parent_id))
  or r.country = (select whole.country from places whole where whole.id = ${placeId}::uuid and whole.level = 'country'))`

/** Practices of a topic and of the narrower ones. */
export const listForTopic = (db: Db, topicId: string, language: Language, limit: number) =>
  kept(db, 'practices.topic', [topicId, language, limit], () =>
    linesWhere(
      db,
      language,
      conditions({ ...everything, topic: topicId }, new Date(0)).topic ?? sql`false`,
      sql`r.published_at desc, r.id desc`,
      limit,
    ),
  )

/** Practices whose text has all words, those with a word in the title first. */
export const searchPractices = (
  db: Db,
  words: string,
  language: Language,
  now: Date,
  limit: number,
  order: Order = language,
) =>
  linesWhere(
    db,
    language,
    conditions({ ...everything, q: words }, now).q ?? sql`false`,
    sql`position(lower(${words}::text) in lower(text.title)) = 0, r.published_at desc, r.id desc`,
    limit,
    { byText: true, order },
  )
