/** What reference data the portal holds: which version, since when, how much, and from which sources. */
import { count, eq, isNull, like, max, or, sql } from 'drizzle-orm'
import { boundaries, placeFigures, places, sources } from '#core/places/schema.ts'
import { topics } from '#core/topics/schema.ts'
import type { Db } from '#platform/database.ts'
import { facts } from '#platform/schema.ts'

export type CountryData = {
  country: string
  version: string | null
  loadedAt: Date | null
  places: number
  figures: number
  newestFigure: number | null
  /** When the newest boundaries were put in place, and whether they came with the program. */
  boundaries: { at: Date; shipped: boolean } | undefined
}

export async function listCountryData(db: Db, countries: readonly string[]): Promise<CountryData[]> {
  const loaded = await db.select().from(facts).where(like(facts.name, 'places.%'))
  const counts = await db
    .select({ country: places.country, places: count() })
    .from(places)
    .where(isNull(places.validUntil))
    .groupBy(places.country)
  const figures = await db
    .select({ country: places.country, figures: count(), newest: max(placeFigures.year) })
    .from(placeFigures)
    .innerJoin(places, eq(places.id, placeFigures.placeId))
    .groupBy(places.country)
  const applied = await db
    .selectDistinctOn([boundaries.country], {
      country: boundaries.country,
      at: boundaries.appliedAt,
      shipped: boundaries.shipped,
    })
    .from(boundaries)
    .where(sql`${boundaries.appliedAt} is not null`)
    .orderBy(boundaries.country, sql`${boundaries.appliedAt} desc`)
  return countries.map((country) => {
    const fact = loaded.find(({ name }) => name === `places.${country}`)
    const own = figures.find((row) => row.country === country)
    const newest = applied.find((row) => row.country === country)
    return {
      country,
      version: typeof fact?.value === 'string' ? fact.value : null,
      loadedAt: fact?.updatedAt ?? null,
      places: counts.find((row) => row.country === country)?.places ?? 0,
      figures: own?.figures ?? 0,
      newestFigure: own?.newest ?? null,
      boundaries: newest?.at ? { at: newest.at, shipped: newest.shipped } : undefined,
    }
  })
}

export async function topicData(db: Db) {
  const [fact] = await db.select().from(facts).where(eq(facts.name, 'topics'))
  const [row] = await db.select({ topics: count() }).from(topics)
  return {
    version: typeof fact?.value === 'string' ? fact.value : null,
    loadedAt: fact?.updatedAt ?? null,
    topics: row?.topics ?? 0,
  }
}
export type TopicData = Awaited<ReturnType<typeof topicData>>

/** Sources of the countries served, with their licence. */
export const listSources = (db: Db, countries: readonly string[]) =>
  db
    .select()
    .from(sources)
    .where(or(...countries.map((country) => eq(sources.country, country))))
    .orderBy(sources.country, sources.title)
export type SourceLine = Awaited<ReturnType<typeof listSources>>[number]
