/** What is known of a municipality that looks for practices, and of practices that may fit it. All SQL of fit; what fits how well is in engine/. */
import { type SQL, sql } from 'drizzle-orm'
import { alikeTo, findPlace, type PlaceLine } from '#core/places/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import { inCurrency } from '../engine/fit.ts'
import { isListed, populationOf, practicesAndPlaces } from '../listing.ts'
import { isFreshSql } from '../standing/fresh.ts'

/** So many places most like one are asked what they have done. */
export const MOST_ALIKE = 10

export type Situation = {
  place: PlaceLine
  currency: string
  /** How far other places of its kind are from it, by their code. */
  distances: ReadonlyMap<string, number>
  /** Topics, and those above them, in which it has a public practice of its own. */
  ownTopics: ReadonlySet<string>
  /** Of the places most like it, how many there are, and in how many a topic has a practice. */
  alike: number
  alikeTopics: ReadonlyMap<string, number>
  /** What public practices cost an inhabitant of their place, in its currency. */
  costs: readonly number[]
}

/** The municipality in whose name a person acts, in whatever role: all of its people ask what would fit it. */
export const placeActedFor = ({ id, grant }: Actor): string | undefined =>
  id === null
    ? undefined
    : ((grant?.organisation?.kind === 'municipality' ? grant.organisation.placeId : grant?.placeId) ?? undefined)

export const situationOf = (db: Db, placeId: string): Promise<Situation | undefined> =>
  kept(db, 'practices.fit.situation', [placeId], () => findSituation(db, placeId))

/** The topics of a practice and the ones above them. */
const withBroader = sql`
  join record_topics rt on rt.record_id = r.id join topics t on t.id = rt.topic_id
  cross join lateral unnest(array[t.id, t.broader_id]) as topic`

async function findSituation(db: Db, placeId: string): Promise<Situation | undefined> {
  const place = await findPlace(db, placeId)
  if (!place) return undefined
  const { currency } = countryOf(place.country)
  const alike = await alikeTo(db, place)
  const codes = alike.slice(0, MOST_ALIKE).map(({ id }) => id)
  const [own, others, costs] = await Promise.all([
    db.execute<{ topic: string }>(sql`
      select distinct topic from ${practicesAndPlaces} ${withBroader}
      where ${isListed} and r.place_id = ${placeId}::uuid and topic is not null`),
    db.execute<{ topic: string; count: number }>(sql`
      select topic, count(distinct p.code)::int as count from ${practicesAndPlaces} ${withBroader}
      where ${isListed} and topic is not null and p.country = ${place.country} and p.code = any(${textArray(codes)})
      group by topic`),
    costsIn(db, currency),
  ])
  return {
    place,
    currency,
    distances: new Map(alike.map(({ id, distance }) => [id, distance])),
    ownTopics: new Set(own.rows.map(({ topic }) => topic)),
    alike: codes.length,
    alikeTopics: new Map(others.rows.map(({ topic, count }) => [topic, count])),
    costs,
  }
}

/** The newest prices are enough to say what is dear, however large the library grows. */
const MOST_COSTS = 1_000
const costsIn = (db: Db, into: string): Promise<number[]> =>
  kept(db, 'practices.fit.costs', [into], async () => {
    const { rows } = await db.execute<CostRow>(sql`
      select pr.cost_amount as amount, pr.cost_currency as currency, ${populationOf(sql`p.id`)} as population
      from ${practicesAndPlaces} where ${isListed} and pr.cost_amount is not null and pr.cost_currency is not null
      order by r.published_at desc limit ${MOST_COSTS}`)
    return rows.flatMap((row) => perHead(row, into) ?? [])
  })

const textArray = (values: readonly string[]) =>
  values.length === 0
    ? sql`array[]::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}::text`),
        sql`, `,
      )}]`

type CostRow = { amount: string | null; currency: string | null; population: number | null }
/** What a practice cost each inhabitant of its place, where the currencies can be compared. */
export function perHead({ amount, currency, population }: CostRow, into: string): number | undefined {
  if (amount === null || currency === null || !population) return undefined
  const comparable = inCurrency(Number(amount), currency, into)
  return comparable === undefined ? undefined : comparable / population
}

export type Candidate = {
  id: string
  country: string
  place: { code: string; country: string; level: string; type: string; own: boolean } | null
  population: number | null
  topics: string[]
  /** How many of its topics the law of the municipality's country makes a local matter. */
  local: number
  cost: { amount: string | null; currency: string | null }
  fresh: boolean
}
type CandidateRow = Omit<Candidate, 'cost'> & { amount: string | null; currency: string | null }

/** Public practices under a condition over `r`, `pr`, `p`, `p2`, `p3`, as far as fit asks about them; the newest first. */
export async function candidatesWhere(
  db: Db,
  { place }: Situation,
  where: SQL,
  limit: number,
  now: Date,
): Promise<Candidate[]> {
  const { rows } = await db.execute<CandidateRow>(sql`
    select r.id, r.country, ${populationOf(sql`p.id`)} as population, ${isFreshSql(now)} as fresh,
      pr.cost_amount as amount, pr.cost_currency as currency, tagged.topics, tagged.local,
      case when p.id is not null then jsonb_build_object('code', p.code, 'country', p.country, 'level', p.level,
        'type', p.type, 'own', p.id = ${place.id}::uuid) end as place
    from ${practicesAndPlaces}
    cross join lateral (
      select coalesce(array_agg(t.id order by t.position), '{}') as topics,
        (count(*) filter (where t.competence ? ${place.country} or above.competence ? ${place.country}))::int as local
      from record_topics rt join topics t on t.id = rt.topic_id left join topics above on above.id = t.broader_id
      where rt.record_id = r.id
    ) as tagged
    where ${isListed} and ${where} order by r.published_at desc, r.id desc limit ${limit}`)
  return rows.map(({ amount, currency, ...row }) => ({ ...row, cost: { amount, currency } }))
}
