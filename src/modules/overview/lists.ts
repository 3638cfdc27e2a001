/** Lists of what the figures of a year count, and the longest of them: as ids, since each kind of record knows its own lines. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import {
  type Extent,
  isListed,
  isMethod,
  isReaction,
  isReplicated,
  isVoice,
  isWon,
  methodRows,
  monthOf,
  ofAwardYear,
  practiceRows,
  reactionRows,
  replicationRows,
  voiceRows,
  winningRows,
  within,
} from './extent.ts'
import type { ListFilter, ListName, Narrowing } from './forms.ts'

const placeIs = (placeId: SQL, code: string | undefined) =>
  code === undefined ? [] : [sql`exists (select 1 from places own where own.id = ${placeId} and own.code = ${code})`]

/** What is in a list of a year: rows with the record's `id` and `at`, the newest moment that counts. */
const CONTENT: Record<ListName, (extent: Extent, filter: Narrowing) => SQL> = {
  practices: (extent, { topic, region, place, month }) => sql`
    select r.id, r.published_at as at from ${practiceRows}
    where ${all([
      isListed,
      within(extent, sql`r.published_at`),
      ...(topic === undefined
        ? []
        : [
            sql`exists (select 1 from record_topics rt join topics t on t.id = rt.topic_id
              where rt.record_id = r.id and ${topic} in (t.id, t.broader_id))`,
          ]),
      ...(region === undefined ? [] : [sql`${region} in (p.code, p2.code, p3.code)`]),
      ...placeIs(sql`r.place_id`, place),
      ...(month === undefined ? [] : [sql`${monthOf(sql`r.published_at`, sql`r.country`)} = ${month}`]),
    ])}`,
  // What a municipality applied belongs to its own country; what others applied of it, to the country of the practice.
  replications: (extent, { place, author, whose }) => sql`
    select r.id, r.published_at as at from ${replicationRows}
    where ${all([
      isReplicated,
      within(extent, sql`r.published_at`, author === undefined && whose === undefined ? 'r' : 'o'),
      ...placeIs(sql`r.place_id`, place),
      ...placeIs(sql`o.place_id`, author),
    ])}`,
  nominated: (extent, { place, voice }) => sql`
    select r.id, max(n.created_at) as at from ${voiceRows}
    where ${all([
      isVoice,
      within(extent, sql`n.created_at`),
      ...(voice === undefined ? [] : [sql`n.voice = ${voice}`]),
      ...placeIs(sql`r.place_id`, place),
    ])} group by r.id`,
  reacted: (extent, { place }) => sql`
    select r.id, max(e.at) as at from ${reactionRows}
    where ${all([isReaction, within(extent, sql`e.at`), ...placeIs(sql`r.place_id`, place)])} group by r.id`,
  methods: (extent, { kind }) => sql`
    select r.id, r.published_at as at from ${methodRows}
    where ${all([
      isMethod,
      within(extent, sql`r.published_at`),
      ...(kind === undefined ? [] : [sql`m.kind = ${kind}`]),
    ])}`,
}

const all = (conditions: readonly SQL[]) => sql.join([...conditions], sql` and `)

/** One page of a list, the newest first, and how many there are in all. */
export async function listOf(
  db: Db,
  name: ListName,
  extent: Extent,
  filter: Narrowing & Pick<ListFilter, 'page'>,
  size: number,
): Promise<{ ids: string[]; total: number }> {
  const { rows } = await db.execute<{ id: string | null; total: number }>(sql`
    with content as materialized (${CONTENT[name](extent, filter)}),
    shown as (select id, at from content order by at desc, id limit ${size} offset ${(filter.page - 1) * size})
    select shown.id, counted.total from (select count(*)::int as total from content) as counted
    left join shown on true order by shown.at desc, shown.id`)
  return { ids: rows.flatMap(({ id }) => id ?? []), total: rows[0]?.total ?? 0 }
}

export const TOPS = ['citizens', 'municipalities', 'replicated', 'reactions'] as const
export type TopName = (typeof TOPS)[number]
export type Top = { id: string; count: number }

/** The practices of which there is most of something in a year; equals in the order of their publication. */
export async function topsOf(db: Db, extent: Extent, limit: number): Promise<Record<TopName, Top[]>> {
  const voices = (voice: string) => sql`
    select r.id, r.published_at, count(*)::int as count from ${voiceRows}
    where ${isVoice} and n.voice = ${voice} and ${within(extent, sql`n.created_at`)} group by r.id`
  const counted: Record<TopName, SQL> = {
    citizens: voices('citizen'),
    municipalities: voices('municipality'),
    replicated: sql`
      select o.id, o.published_at, count(*)::int as count from ${replicationRows}
      where ${isReplicated} and ${within(extent, sql`r.published_at`, 'o')} group by o.id`,
    reactions: sql`
      select r.id, r.published_at, count(distinct e.person_id)::int as count from ${reactionRows}
      where ${isReaction} and ${within(extent, sql`e.at`)} group by r.id`,
  }
  const parts = TOPS.map(
    (name) => sql`(select ${name}::text as top, id, count from (${counted[name]}) as counted
      order by count desc, published_at, id limit ${limit})`,
  )
  const { rows } = await db.execute<Top & { top: TopName }>(sql.join(parts, sql` union all `))
  const of = (name: TopName) => rows.filter(({ top }) => top === name).map(({ id, count }) => ({ id, count }))
  return {
    citizens: of('citizens'),
    municipalities: of('municipalities'),
    replicated: of('replicated'),
    reactions: of('reactions'),
  }
}

export type Win = {
  awardId: string
  practiceId: string
  category: Record<string, string>
  rank: number | null
  chosen: boolean
}

/** Places in the awards of a year, award by award, in the order of their categories. */
export async function winsOf(db: Db, extent: Extent): Promise<Win[]> {
  const { rows } = await db.execute<Win>(sql`
    select a.id as "awardId", e.practice_id as "practiceId", c.names as category, e.rank, e.public_winner as chosen
    from ${winningRows} join award_categories c on c.id = e.category_id
    where ${isWon} and ${ofAwardYear(extent)}
    order by a.voting_until, a.id, c.position, e.rank nulls last, e.id`)
  return rows
}

/** Awards of the year that are still going on. */
export async function awardsUnderWay(db: Db, extent: Extent): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select a.id from awards a join records ar on ar.id = a.id
    where ar.visibility = 'public' and a.state not in ('draft', 'decided') and ${ofAwardYear(extent)} order by a.opens_at, a.id`)
  return rows.map(({ id }) => id)
}
