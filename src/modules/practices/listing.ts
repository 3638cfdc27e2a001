/** The SQL that every list of practices is built from: which rows, which text of them, in which order. Runs nothing itself. */
import { type SQL, sql } from 'drizzle-orm'
import { fold, type Level, SIZE_CLASSES, sizeLimits } from '#core/places/index.ts'
import { FOLDED_LETTERS } from '#core/records/schema.ts'
import { collated } from '#platform/database.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import type { Position, PracticeFilter, Sort } from './filters.ts'
import { isFreshSql } from './standing/fresh.ts'

/** Practices with their place and the two units above it: `r`, `pr`, `p`, `p2`, `p3`. */
export const practicesAndPlaces = sql`
  records r
  join practices pr on pr.id = r.id
  left join places p on p.id = r.place_id
  left join places p2 on p2.id = p.parent_id
  left join places p3 on p3.id = p2.parent_id`

/** What stands in public lists; an archived practice keeps its address and leaves the lists. */
export const isListed = sql`r.kind = 'practice' and r.visibility = 'public' and r.published_version is not null and pr.state <> 'archived'`

export const regionOf = sql`case 'region' when p.level then p.id when p2.level then p2.id when p3.level then p3.id end`

/** Inhabitants by the newest figure that a source gives; many villages of Kyrgyzstan have none. */
export const populationOf = (placeId: SQL) =>
  sql`(select f.value from place_figures f where f.place_id = ${placeId} and f.figure = 'population' order by f.year desc limit 1)`

const SIZE_BORDERS = SIZE_CLASSES.slice(1).map((size) => sizeLimits(size)[0])

export const sizeFor = (population: SQL) =>
  sql`width_bucket(${population}, array[${sql.raw(SIZE_BORDERS.join(','))}]::float8[])`
export const sizeOf = (placeId: SQL) => sizeFor(populationOf(placeId))

/** For sorting texts: the languages of a page's language, or those of one reader, the dearest first. */
export const inOrder = (order: Language | readonly Language[]) =>
  sql`array[${sql.join(
    (typeof order === 'string' ? readingOrder(order) : order).map((l) => sql`${l}::text`),
    sql`, `,
  )}]`

/** The public text that a reader would want most: `text.language`, `.version`, `.title`, `.fields`, `.status`. */
export const bestText = (order: Language | readonly Language[]) => sql`
  join lateral (
    select c.language, c.version, c.title, c.fields, c.status
    from contents c
    where c.record_id = r.id and ${isPublicText}
    order by array_position(${inOrder(order)}, c.language), c.version desc
    limit 1
  ) text on true`

/** A text in another language that says what the public may read. */
export const isTranslation = sql`(c.language <> r.language and c.source_version <= r.published_version)`

/** The published version of the original, and translations of it or of an earlier one. */
export const isPublicText = sql`((c.language = r.language and c.version = r.published_version) or ${isTranslation})`

/** A name in the first of the reader's languages that has one, then in any. */
export const nameFor = (names: SQL, language: Language) =>
  sql`coalesce(${sql.join(
    readingOrder(language).map((l) => sql`${names}->>${l}::text`),
    sql`, `,
  )})`

/** Lower case, without the marks that people leave out when they type. */
const folded = (text: SQL) => sql`translate(lower(${text}), ${FOLDED_LETTERS.from}::text, ${FOLDED_LETTERS.to}::text)`

/** Years that a practice was in use; one that goes on lasts until this year. */
export const yearFrom = sql`extract(year from pr.period_from)::int`
export const yearTo = (now: Date) => sql`coalesce(extract(year from pr.period_to)::int, ${now.getUTCFullYear()}::int)`

/** One condition a narrowing field; nothing where the filter leaves it open. */
export function conditions(filter: PracticeFilter, now: Date): Partial<Record<keyof PracticeFilter, SQL>> {
  const { topic, country, region, place, size, year, language, confirmed, q } = filter
  return {
    ...(topic && {
      topic: sql`exists (
        select 1 from record_topics rt join topics t on t.id = rt.topic_id
        where rt.record_id = r.id and ${topic} in (t.id, t.broader_id))`,
    }),
    ...(country && { country: sql`r.country = ${country}` }),
    ...(region && { region: sql`${region} in (p.code, p2.code, p3.code)` }),
    ...(place && { place: sql`p.code = ${place}` }),
    ...(size && { size: sql`${sizeOf(sql`p.id`)} = ${SIZE_CLASSES.indexOf(size)}` }),
    ...(year && { year: sql`(${year} between ${yearFrom} and ${yearTo(now)})` }),
    ...(language && {
      language: sql`exists (
        select 1 from contents c where c.record_id = r.id and c.language = ${language} and ${isPublicText})`,
    }),
    ...(confirmed && { confirmed: isFreshSql(now) }),
    ...(q && { q: hasWords(q) }),
  }
}

/** Every word stands in one text of the practice or in a name of its place; the ends of long words are left open, as they are declined. */
export function hasWords(words: string): SQL {
  const typed = [...new Set(words.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length > 1).slice(0, 8)
  if (typed.length === 0) return sql`false`
  return sql.join(
    typed.map((word) => sql`(${inText(word)} or ${inPlace(fold(word).replace(/[^a-z0-9]/g, ''))})`),
    sql` and `,
  )
}
const inText = (word: string) => {
  const beginning = word.slice(0, word.length > 6 ? -2 : word.length > 4 ? -1 : undefined)
  return sql`r.id in (
    select c.record_id from contents c join records r on r.id = c.record_id
    where c.words @@ to_tsquery('simple', ${folded(sql`${`${beginning}:*`}::text`)}) and ${isPublicText})`
}
/** A key of one or two letters (fold makes one of "zzzz") would stand at the beginning of too many names. */
const inPlace = (key: string) => (key.length < 3 ? sql`false` : sql`p.search_names ~ ${`\\m${key}`}`)

export const allOf = (parts: readonly (SQL | undefined)[]) =>
  sql.join(
    parts.filter((part): part is SQL => part !== undefined),
    sql` and `,
  )

/** How a list is sorted: the value it sorts by, that value as text for a cursor, and its direction. */
export function sorting(sort: Sort, language: Language) {
  const byName = (value: SQL) => ({
    key: value,
    value: collated(value, language),
    read: (text: string) => collated(sql`${text}::text`, language),
    direction: 'asc' as const,
  })
  if (sort === 'title') return byName(sql`text.title`)
  if (sort === 'municipality') return byName(sql`coalesce(${nameFor(sql`p.names`, language)}, '')`)
  return {
    key: sql`(extract(epoch from r.published_at) * 1000000)::bigint::text`,
    value: sql`r.published_at`,
    // Whatever a cursor says must not become an error of the database.
    read: (text: string) =>
      sql`timestamptz 'epoch' + ${/^\d{1,17}$/.test(text) ? text : '0'}::bigint * interval '1 microsecond'`,
    direction: 'desc' as const,
  }
}

/** Rows after (or before) a position, in the list's own order. The id settles equal values. */
export function beyond(order: ReturnType<typeof sorting>, [value, id]: Position, backwards: boolean): SQL {
  const later = (order.direction === 'asc') !== backwards
  return later
    ? sql`(${order.value}, r.id) > (${order.read(value)}, ${id}::uuid)`
    : sql`(${order.value}, r.id) < (${order.read(value)}, ${id}::uuid)`
}

export type PlaceOfPractice = {
  id: string
  code: string
  country: string
  level: Level
  type: string
  names: Partial<Record<Language, string>>
  slug: string | null
  latitude: number | null
  longitude: number | null
}
export type TopicOfPractice = { id: string; name: string }

/** The current address of the practice. */
export const slugOfRecord = sql`(
  select s.slug from slugs s where s.kind = 'practice' and s.target_id = r.id and s.retired_at is null limit 1)`

const slugOfPlace = sql`(
  select s.slug from slugs s where s.kind = 'place' and s.target_id = p.id and s.retired_at is null limit 1)`

export const placeJson = sql`case when p.id is not null then jsonb_build_object(
  'id', p.id, 'code', p.code, 'country', p.country, 'level', p.level, 'type', p.type, 'names', p.names,
  'latitude', p.latitude, 'longitude', p.longitude,
  'slug', ${slugOfPlace}
) end`

export const topicsJson = (language: Language) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.names->>${language}::text) order by t.position)
  from record_topics rt join topics t on t.id = rt.topic_id where rt.record_id = r.id), '[]')`
