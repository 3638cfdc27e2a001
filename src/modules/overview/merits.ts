/** What each municipality did in a year and what others thought of it, counted for the municipality of the year. The rule itself is in rules.ts. */
import { sql } from 'drizzle-orm'
import { type PlaceLine, placesByIds } from '#core/places/index.ts'
import { placeName } from '#modules/practices/index.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { collatorOf } from '#platform/texts.ts'
import {
  type Extent,
  isListed,
  isReplicated,
  isVoice,
  isWon,
  ofAwardYear,
  practiceRows,
  replicationRows,
  voiceRows,
  winningRows,
  within,
} from './extent.ts'
import { MERITS, type Merit, type Merits, NO_MERITS, type Ranked, ranked } from './rules.ts'

export type Standing = {
  rows: Ranked<{ place: PlaceLine; merits: Merits }>[]
  /** There is nothing but examples to count. */
  example: boolean
}

/**
 * All municipalities with points, the most first, equals by name. Examples do not compete with what really happened: they count only
 * where there is nothing else.
 */
export async function standingOf(db: Db, extent: Extent, language: Language): Promise<Standing> {
  const { rows } = await db.execute<{ place: string; merit: Merit; count: number; example: boolean }>(sql`
    with facts as materialized (${factsOf(extent)}),
    scope as (select bool_and(example) as example from facts)
    select facts.place, facts.merit, count(*)::int as count, facts.example
    from facts join scope on scope.example = facts.example
    group by facts.place, facts.merit, facts.example`)
  const places = await placesByIds(
    db,
    rows.map(({ place }) => place),
  )
  const { compare } = collatorOf(language) as Intl.Collator
  const name = (place: PlaceLine) => placeName(place, language).text
  const counted = [...places.values()]
    .toSorted((a, b) => compare(name(a), name(b)))
    .map((place) => {
      const own = rows.filter((row) => row.place === place.id)
      const merits = { ...NO_MERITS, ...Object.fromEntries(own.map(({ merit, count }) => [merit, count])) }
      return { place, merits }
    })
  return { rows: ranked(counted), example: rows.length > 0 && rows.every(({ example }) => example) }
}

/** One row a contribution: which municipality, what for, and whether it is an example. */
function factsOf(extent: Extent) {
  const awarded = sql`(ar.example or r.example) as example from ${winningRows} where ${isWon} and ${ofAwardYear(extent)}`
  const by: Record<Merit, ReturnType<typeof sql>> = {
    practices: sql`r.place_id as place, r.example from ${practiceRows}
      where ${isListed} and ${within(extent, sql`r.published_at`)}`,
    // Of a practice of this country, wherever it was applied.
    replicated: sql`o.place_id as place, (r.example or o.example) as example from ${replicationRows}
      where ${isReplicated} and r.place_id is distinct from o.place_id and ${within(extent, sql`r.published_at`, 'o')}`,
    applied: sql`r.place_id as place, r.example from ${replicationRows}
      where ${isReplicated} and r.place_id is distinct from o.place_id and ${within(extent, sql`r.published_at`)}`,
    voices: sql`r.place_id as place, r.example from ${voiceRows}
      where ${isVoice} and n.voice = 'municipality' and n.place_id is distinct from r.place_id and ${within(extent, sql`n.created_at`)}`,
    won: sql`r.place_id as place, ${awarded} and e.rank = 1`,
    placed: sql`r.place_id as place, ${awarded} and e.rank > 1`,
    chosen: sql`r.place_id as place, ${awarded} and e.public_winner`,
  }
  const parts = MERITS.map((merit) => sql`select ${merit}::text as merit, ${by[merit]}`)
  return sql`select fact.merit, fact.place, fact.example from (${sql.join(parts, sql` union all `)}) as fact
    join places p on p.id = fact.place and p.level in ('municipality', 'city')`
}
