/** The numbers of a year: how many practices by topic, country, region, month, municipality, and what else happened. Lists of what they count are in lists.ts. */
import { sql } from 'drizzle-orm'
import { placesByIds } from '#core/places/index.ts'
import { listTopics, topicName } from '#core/topics/index.ts'
import { placeName } from '#modules/practices/index.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import {
  type Extent,
  isListed,
  isMethod,
  isReaction,
  isReplicated,
  isVoice,
  methodRows,
  monthOf,
  practiceRows,
  reactionRows,
  regionOf,
  replicationRows,
  voiceRows,
  within,
  yearOf,
} from './extent.ts'

/** `key`: id of a topic, code of a place or country, number of a month or year. */
export type Count = { key: string; name: string; country: string | null; count: number }
export const DIVISIONS = ['topic', 'country', 'region', 'municipality', 'month', 'year'] as const
export type Division = (typeof DIVISIONS)[number]
export const TOTALS = [
  'practices',
  'examples',
  'municipalities',
  'replications',
  'citizens',
  'municipalVoices',
  'nominated',
  'reactions',
  'methods',
  'tools',
] as const
export type Totals = Record<(typeof TOTALS)[number], number>
export type Figures = { totals: Totals; by: Record<Division, Count[]> }

/** Years in which something was published, the newest first. */
export async function listYears(db: Db): Promise<number[]> {
  const { rows } = await db.execute<{ year: number }>(sql`
    select distinct ${yearOf(sql`r.published_at`, sql`r.country`)} as year from ${practiceRows}
    where ${isListed} and r.published_at is not null order by year desc`)
  return rows.map(({ year }) => year)
}

type Row = { division: string; key: string; country: string | null; count: number }

/** Two statements, then the names of what they found. */
export async function figuresOf(db: Db, extent: Extent, language: Language): Promise<Figures> {
  const [rows, others, topics] = await Promise.all([
    countPractices(db, extent),
    countOthers(db, extent),
    listTopics(db),
  ])
  const named = await placesByIds(
    db,
    rows.filter(({ division }) => division === 'region' || division === 'municipality').map(({ key }) => key),
  )
  const of = (division: string) => rows.filter((row) => row.division === division)
  const total = (name: string) => [...rows, ...others].find(({ division }) => division === name)?.count ?? 0
  const ofPlaces = (division: Division) =>
    of(division).flatMap(({ key, country, count }): Count[] => {
      const place = named.get(key)
      return place ? [{ key: place.code, name: placeName(place, language).text, country, count }] : []
    })
  const plain = (division: Division) => of(division).map((row): Count => ({ ...row, name: row.key }))
  return {
    totals: Object.fromEntries(TOTALS.map((name) => [name, total(name)])) as Totals,
    by: {
      topic: topics.flatMap((topic) =>
        of('topic')
          .filter(({ key }) => key === topic.id)
          .map(({ key, count }) => ({ key, name: topicName(topic, language), country: null, count })),
      ),
      country: plain('country'),
      region: ofPlaces('region'),
      municipality: ofPlaces('municipality'),
      month: plain('month').sort((a, b) => Number(a.key) - Number(b.key)),
      year: plain('year').sort((a, b) => Number(a.key) - Number(b.key)),
    },
  }
}

/** A practice with several topics of one broad subject counts once in it; one of a whole country has neither region nor municipality. */
async function countPractices(db: Db, { year, country }: Extent): Promise<Row[]> {
  const published = sql`r.published_at`
  const { rows } = await db.execute<Row>(sql`
    with listed as materialized (
      select r.id, r.country, r.example, ${regionOf} as region,
        case when p.level in ('municipality', 'city') then p.id end as place,
        ${yearOf(published, sql`r.country`)} as year, ${monthOf(published, sql`r.country`)} as month
      from ${practiceRows} where ${isListed} ${country === undefined ? sql`` : sql`and r.country = ${country}`}
    ),
    base as materialized (select * from listed where year = ${year})
    select 'practices' as division, '' as key, null as country, count(*)::int as count from base
    union all select 'examples', '', null, count(*)::int from base where example
    union all select 'municipalities', '', null, count(distinct place)::int from base
    union all select 'year', year::text, null, count(*)::int from listed group by year
    union all select 'month', month::text, null, count(*)::int from base group by month
    union all (select 'country', country, country, count(*)::int from base group by country order by count(*) desc, country)
    union all (
      select 'region', region::text, country, count(*)::int from base where region is not null
      group by region, country order by country, count(*) desc, region)
    union all (
      select 'municipality', place::text, country, count(*)::int from base where place is not null
      group by place, country order by country, count(*) desc, place)
    union all
      select 'topic', topic, null, count(distinct id)::int
      from (
        select base.id, coalesce(t.broader_id, t.id) as topic
        from base join record_topics rt on rt.record_id = base.id join topics t on t.id = rt.topic_id
      ) as tagged group by topic`)
  return rows
}

async function countOthers(db: Db, extent: Extent): Promise<Row[]> {
  const voiced = within(extent, sql`n.created_at`)
  const { rows } = await db.execute<Row>(sql`
    with voices as materialized (
      select n.voice, n.practice_id from ${voiceRows} where ${isVoice} and ${voiced}
    )
    select 'replications' as division, '' as key, null as country, count(*)::int as count
      from ${replicationRows} where ${isReplicated} and ${within(extent, sql`r.published_at`)}
    union all select 'citizens', '', null, count(*)::int from voices where voice = 'citizen'
    union all select 'municipalVoices', '', null, count(*)::int from voices where voice = 'municipality'
    union all select 'nominated', '', null, count(distinct practice_id)::int from voices
    union all select 'reactions', '', null, count(distinct (e.record_id, e.person_id))::int
      from ${reactionRows} where ${isReaction} and ${within(extent, sql`e.at`)}
    union all select m.kind || 's', '', null, count(*)::int
      from ${methodRows} where ${isMethod} and ${within(extent, sql`r.published_at`)} group by m.kind`)
  return rows
}
