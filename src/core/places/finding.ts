/** Finding a place by what people type: any script, any transliteration, beginnings first, slips of the pen last. */
import { and, desc, eq, inArray, isNull, like, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { fold } from './engine/fold.ts'
import { ALIKE, bestLikeness } from './engine/similar.ts'
import { type PlaceLine, placeLines, placesByIds, placesBySlugs } from './queries.ts'
import { type Level, places } from './schema.ts'

export type Finding = { query: string; countries: readonly string[]; level?: Level; limit?: number }

/** % and _ are wildcards of LIKE; the fold leaves letters, digits and single spaces, so nothing else can come through. */
const keyed = (key: string) => key.replace(/[%_\\]/g, '')

/** The places that a query most likely means, best first: whole name, beginning of a name, of a word, inside, alike. */
export async function findPlaces(db: Db, { query, countries, level, limit = 10 }: Finding): Promise<PlaceLine[]> {
  const key = keyed(fold(query))
  if (key.length === 0 || countries.length === 0) return []
  const scope = and(
    inArray(places.country, [...countries]),
    isNull(places.validUntil),
    level ? eq(places.level, level) : undefined,
  )
  const names = places.searchNames
  const rank = sql<number>`case when ${like(names, `%|${key}|%`)} then 0 when ${like(names, `%|${key}%`)} then 1
    when ${like(names, `% ${key}%`)} then 2 else 3 end`
  const found = await placeLines(db)
    .where(and(scope, like(names, `%${key}%`)))
    .orderBy(
      rank,
      sql`array_position(array['country', 'region', 'city', 'municipality', 'district'], ${places.level})`,
      sql`latest_population.value desc nulls last`,
      desc(places.code),
    )
    .limit(limit)
  if (found.length > 0 || key.length < 4) return found
  return alike(db, key, scope, limit)
}

/** Only when nothing contains what was typed: all names are read and compared here, a few thousand short keys. */
async function alike(db: Db, key: string, scope: ReturnType<typeof and>, limit: number): Promise<PlaceLine[]> {
  const all = await db.select({ id: places.id, keys: places.searchNames }).from(places).where(scope)
  const best = all
    .map(({ id, keys }) => ({ id, score: bestLikeness(key, keys) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ id }) => id)
  const found = await placesByIds(db, best)
  return best.flatMap((id) => found.get(id) ?? [])
}

/** What was typed where a suggestion puts in the slug: that place, or the one that the words can mean alone. */
export async function placeTyped(db: Db, typed: string, countries: readonly string[]): Promise<PlaceLine | undefined> {
  const [bySlug] = await placesBySlugs(db, [typed.toLowerCase()])
  return bySlug ?? placeNamed(db, { query: typed, countries })
}

/** The one place that is meant beyond doubt: the only one with exactly this name. */
export async function placeNamed(db: Db, finding: Finding): Promise<PlaceLine | undefined> {
  const found = await findPlaces(db, { ...finding, limit: 5 })
  const key = `|${fold(finding.query)}|`
  const named = await db
    .select({ id: places.id })
    .from(places)
    .where(
      and(
        inArray(
          places.id,
          found.map(({ id }) => id),
        ),
        like(places.searchNames, `%${keyed(key)}%`),
      ),
    )
  if (named.length === 1) return found.find(({ id }) => id === named[0]?.id)
  return found.length === 1 ? found[0] : undefined
}
