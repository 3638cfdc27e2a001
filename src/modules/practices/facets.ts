/** What the filters of the list would give: counts by choice, and by municipality for the map. */
import { sql } from 'drizzle-orm'
import { SIZE_CLASSES } from '#core/places/index.ts'
import type { Db } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { dayOf, NARROWING, type PracticeFilter } from './filters.ts'
import {
  allOf,
  conditions,
  isListed,
  isTranslation,
  nameFor,
  type PlaceOfPractice,
  placeJson,
  practicesAndPlaces,
  regionOf,
  sizeFor,
  yearFrom,
  yearTo,
} from './listing.ts'

export const FACETS = ['topic', 'country', 'region', 'size', 'year', 'language'] as const
export type Facet = (typeof FACETS)[number]
export type FacetValue = { value: string; label: string | null; group: string | null; count: number }
export type Facets = Record<Facet, FacetValue[]> & { total: number }

/** How many practices each choice of each filter would give, the other filters staying as they are. */
export function countFacets(db: Db, filter: PracticeFilter, language: Language, now: Date): Promise<Facets> {
  const narrowed = NARROWING.map((name) => filter[name])
  return kept(db, 'practices.facets', [narrowed, language, dayOf(now)], () => facetsOf(db, filter, language, now))
}

/** One statement. */
async function facetsOf(db: Db, filter: PracticeFilter, language: Language, now: Date): Promise<Facets> {
  const asked = conditions(filter, now)
  const mark = (name: Facet) => sql`coalesce(${asked[name] ?? sql`true`}, false) as ${sql.identifier(`in_${name}`)}`
  const others = (except?: Facet) =>
    allOf(FACETS.filter((name) => name !== except).map((name) => sql`${sql.identifier(`in_${name}`)}`))
  const { rows } = await db.execute<FacetValue & { facet: Facet | 'total' }>(sql`
    with place_facts as materialized (
      select p.id, ${regionOf} as region_id, ${sizeFor(sql`newest.value`)} as size
      from places p left join places p2 on p2.id = p.parent_id left join places p3 on p3.id = p2.parent_id
      left join (
        select distinct on (f.place_id) f.place_id, f.value from place_figures f
        where f.figure = 'population' order by f.place_id, f.year desc
      ) as newest on newest.place_id = p.id
    ),
    base as materialized (
      select r.id, r.country, r.language, r.published_version, place_facts.region_id, place_facts.size,
        ${yearFrom} as year_from, ${yearTo(now)} as year_to, ${sql.join(FACETS.map(mark), sql`, `)}
      from ${practicesAndPlaces} left join place_facts on place_facts.id = r.place_id
      where ${allOf([isListed, asked.q, asked.place, asked.confirmed])}
    ),
    tagged as materialized (
      select base.id, t.id as topic, coalesce(t.broader_id, t.id) as broad
      from base join record_topics rt on rt.record_id = base.id join topics t on t.id = rt.topic_id
      where ${others('topic')}
    )
    select 'total' as facet, '' as value, null as label, null as "group", count(*)::int as count
      from base where ${others()}
    union all
    select 'country', country, null, null, count(*)::int from base where ${others('country')} group by country
    union all
    select 'size', size::text, null, null, count(*)::int from base
      where ${others('size')} and size is not null group by size
    union all
    select 'topic', t.id, t.names->>${language}::text, b.names->>${language}::text, counted.count
      from (
        select topic, count(*)::int as count from tagged where topic <> broad group by topic
        union all
        -- A practice with several topics of one group counts once in the group.
        select broad, count(*)::int from (select distinct id, broad from tagged) as once group by broad
      ) as counted
      join topics t on t.id = counted.topic left join topics b on b.id = t.broader_id
    union all
    select 'region', region.code, ${nameFor(sql`region.names`, language)}, region.country, counted.count
      from (select region_id, count(*)::int as count from base where ${others('region')} group by region_id) as counted
      join places region on region.id = counted.region_id
    union all
    select 'year', year::text, null, null, sum(counted.count)::int
      from (
        select year_from, year_to, count(*) as count from base where ${others('year')} group by year_from, year_to
      ) as counted, generate_series(year_from, year_to) as year
      group by year
    union all
    select 'language', written.language, null, null, count(*)::int
      from (
        select id, language from base where ${others('language')}
        union
        select r.id, c.language from base r join contents c on c.record_id = r.id and ${isTranslation}
        where ${others('language')}
      ) as written
      group by written.language`)
  const of = (name: Facet) => rows.filter(({ facet }) => facet === name)
  return {
    total: rows.find(({ facet }) => facet === 'total')?.count ?? 0,
    topic: of('topic'),
    country: of('country'),
    region: of('region'),
    size: of('size').map((row) => ({ ...row, value: SIZE_CLASSES[Number(row.value)] ?? '' })),
    year: of('year').sort((a, b) => Number(b.value) - Number(a.value)),
    language: of('language'),
  }
}

/** Municipalities of the list with their number of practices, for the map. */
export async function countByPlace(db: Db, filter: PracticeFilter, now: Date) {
  const where = allOf([isListed, sql`p.id is not null`, ...Object.values(conditions(filter, now))])
  const { rows } = await db.execute<PlaceOfPractice & { count: number }>(sql`
    select p.id, p.code, p.country, p.level, p.type, p.names, p.latitude, p.longitude, null as slug, count(*)::int as count
    from ${practicesAndPlaces} where ${where} group by p.id order by count desc, p.code`)
  return rows
}

/** The place that a filter names by its code. */
export async function placeOfCode(db: Db, code: string): Promise<PlaceOfPractice | undefined> {
  const { rows } = await db.execute<{ place: PlaceOfPractice }>(
    sql`select ${placeJson} as place from places p where p.code = ${code} order by p.country limit 1`,
  )
  return rows[0]?.place
}
