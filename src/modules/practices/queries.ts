/** All reading SQL of practices: one practice, lists of them, counts. Writing is in changes.ts. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { cursorOf, dayOf, everything, type Position, type PracticeFilter, positionOf } from './filters.ts'
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
import type { Standing } from './schema.ts'
import { isFreshSql } from './standing/fresh.ts'

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
  standing: Standing | null
  reviewOn: string | null
}

const lineColumns = (language: Language) => sql`
  r.id, r.country, r.language as original, r.example, r.published_at, r.updated_at, pr.standing, pr.review_on,
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
  standing: Standing | null
  review_on: string | null
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
  standing: row.standing,
  reviewOn: row.review_on,
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
  from page join records r on r.id = page.id join practices pr on pr.id = r.id
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
  kept(db, 'practices.list', [filter, language, order, dayOf(now), size], () =>
    pageOf(db, filter, language, now, size, order),
  )

/**
 * Lists stand on shelves, each in its own order: those that are as described, then the stale and ended ones. Two shelves and not one order,
 * so that the first, which nearly all readers stay on, is read along the index of publication. Marks the cursors of the second.
 */
const SHELVES = ['fresh', 'sunk'] as const
type Shelf = (typeof SHELVES)[number] | 'all'
const SUNK = '~'
const onShelf = (shelf: Shelf, now: Date) =>
  shelf === 'all' ? undefined : shelf === 'fresh' ? isFreshSql(now) : sql`not ${isFreshSql(now)}`
const sinks = ({ sort, confirmed }: PracticeFilter) => (sort === 'newest' || sort === 'fit') && !confirmed

type Row = LineRow & { key: string }

async function pageOf(
  db: Db,
  filter: PracticeFilter,
  language: Language,
  now: Date,
  size: number,
  textOrder: Order,
): Promise<PracticePage> {
  const before = positionOf(filter.before)
  const backwards = before !== undefined
  const start = before ?? positionOf(filter.after)
  const shelves: readonly Shelf[] = sinks(filter) ? SHELVES : ['all']
  const order = backwards ? shelves.toReversed() : shelves
  const from = start ? Math.max(0, order.indexOf(start[0].startsWith(SUNK) ? 'sunk' : 'fresh')) : 0
  const rows: Row[] = []
  for (const [index, shelf] of order.slice(from).entries()) {
    if (rows.length > size) break
    const at: Position | undefined = index === 0 && start ? [start[0].replace(SUNK, ''), start[1]] : undefined
    rows.push(...(await shelfOf(shelf, at, size + 1 - rows.length)))
  }
  const more = rows.length > size
  const shown = backwards ? rows.slice(0, size).reverse() : rows.slice(0, size)
  const first = shown[0]
  const last = shown.at(-1)
  return {
    practices: shown.map(lineOf),
    ...((backwards || more) && last && { after: cursorOf([last.key, last.id]) }),
    ...((backwards ? more : start) && first && { before: cursorOf([first.key, first.id]) }),
  }

  async function shelfOf(shelf: Shelf, at: Position | undefined, limit: number): Promise<Row[]> {
    const sorted = sorting(filter.sort, language)
    const direction = sql.raw((sorted.direction === 'asc') !== backwards ? 'asc' : 'desc')
    const narrowed = Object.values(conditions(filter, now))
    const where = allOf([isListed, onShelf(shelf, now), ...narrowed, at && beyond(sorted, at, backwards)])
    const by = sql`${sorted.value} ${direction}, r.id ${direction}`
    const chosen = sql`
      select r.id, ${sorted.key} as key, row_number() over (order by ${by}) as number
      from ${practicesAndPlaces} ${filter.sort === 'title' ? bestText(textOrder) : sql``}
      where ${where} order by ${by} limit ${limit}`
    const { rows } = await db.execute<Row>(linesOf(language, textOrder, chosen, sql`, page.key`))
    return shelf === 'sunk' ? rows.map((row) => ({ ...row, key: `${SUNK}${row.key}` })) : rows
  }
}

export async function countPractices(db: Db, filter: PracticeFilter, now: Date): Promise<number> {
  const where = allOf([isListed, ...Object.values(conditions(filter, now))])
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${practicesAndPlaces} where ${where}`,
  )
  return rows[0]?.count ?? 0
}

/** The newest practices of all countries. What is stale or ended is no news. */
export const newest = (db: Db, language: Language, limit: number, now: Date) =>
  kept(db, 'practices.newest', [language, limit, dayOf(now)], () =>
    linesWhere(db, language, isFreshSql(now), sql`r.published_at desc, r.id desc`, limit),
  )

/** The order of the list in one piece, for lists that are short by themselves. */
const freshFirst = (now: Date) => sql`${isFreshSql(now)} desc, r.published_at desc, r.id desc`

/** Practices of a place and of the places within it, the newest first. */
export const listForPlace = (db: Db, placeId: string, language: Language, limit: number, now: Date) =>
  kept(db, 'practices.place', [placeId, language, limit, dayOf(now)], () =>
    linesWhere(db, language, inPlace(placeId), freshFirst(now), limit),
  )

/** Within the place itself, what is right below it and what is below that. A whole country is met by its code: a practice may name no place. */
const inPlace = (placeId: string) => sql`(
  r.place_id in (
    select own.id from places own left join places above on above.id = own.parent_id
    where ${placeId}::uuid in (own.id, own.parent_id, above.parent_id))
  or r.country = (select whole.country from places whole where whole.id = ${placeId}::uuid and whole.level = 'country'))`

/** Practices of a topic and of the narrower ones. */
export const listForTopic = (db: Db, topicId: string, language: Language, limit: number, now: Date) =>
  kept(db, 'practices.topic', [topicId, language, limit, dayOf(now)], () =>
    linesWhere(
      db,
      language,
      conditions({ ...everything, topic: topicId }, now).topic ?? sql`false`,
      freshFirst(now),
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
