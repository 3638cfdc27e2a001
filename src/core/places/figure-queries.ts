/** SQL about figures and their sources, and the profiles by which places are compared. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { facts } from '#platform/schema.ts'
import { type FigureValues, profileOf, type YearValue } from './engine/features.ts'
import type { Profile } from './engine/likeness.ts'
import { referenceFact } from './reference.ts'
import { type Level, placeFigures, places, sources } from './schema.ts'

export type FigureRow = typeof placeFigures.$inferSelect
export type SourceRow = typeof sources.$inferSelect

/** All figures of some places, newest first. */
export const figuresOf = (db: Db, placeIds: readonly string[]): Promise<FigureRow[]> =>
  placeIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(placeFigures)
        .where(inArray(placeFigures.placeId, [...placeIds]))
        .orderBy(asc(placeFigures.figure), desc(placeFigures.year))

/** All figures of the current places of some countries, for those who reckon themselves. */
export const figuresAt = (db: Db, countries: readonly string[]) =>
  db
    .select({
      country: places.country,
      place: places.code,
      figure: placeFigures.figure,
      year: placeFigures.year,
      value: placeFigures.value,
      source: placeFigures.source,
    })
    .from(placeFigures)
    .innerJoin(places, eq(places.id, placeFigures.placeId))
    .where(inArray(places.country, [...countries]))
    .orderBy(asc(places.country), asc(places.code), asc(placeFigures.figure), asc(placeFigures.year))

/** Figures of one place by code, newest first. */
export function figureValues(rows: readonly FigureRow[], placeId: string): FigureValues {
  const values = new Map<string, YearValue[]>()
  for (const row of rows)
    if (row.placeId === placeId)
      values.set(row.figure, [...(values.get(row.figure) ?? []), { year: row.year, value: row.value }])
  return values
}

export async function sourcesOf(db: Db, country: string): Promise<Map<string, SourceRow>> {
  const rows = await db.select().from(sources).where(eq(sources.country, country))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Profiles follow from the tables alone, so each loading of them is worked out once a process. By code of place. */
const kept = new Map<string, Map<string, Profile>>()

export async function profilesOf(db: Db, country: string, level: Level): Promise<Map<string, Profile>> {
  const [loaded] = await db
    .select({ hash: facts.value })
    .from(facts)
    .where(eq(facts.name, referenceFact(country)))
  const key = `${String(loaded?.hash)} ${level}`
  const known = kept.get(key)
  if (known) return known
  const rows = await db
    .select({
      id: places.id,
      code: places.code,
      area: places.areaKm2,
      figure: placeFigures.figure,
      year: placeFigures.year,
      value: placeFigures.value,
    })
    .from(places)
    .innerJoin(placeFigures, eq(placeFigures.placeId, places.id))
    .where(and(eq(places.country, country), eq(places.level, level), isNull(places.validUntil)))
    .orderBy(asc(places.code), asc(placeFigures.figure), desc(placeFigures.year))
  const byPlace = new Map<string, { area: number | null; figures: Map<string, YearValue[]> }>()
  for (const { code, area, figure, year, value } of rows) {
    const place = byPlace.get(code) ?? { area, figures: new Map<string, YearValue[]>() }
    byPlace.set(code, place)
    const values = place.figures.get(figure)
    if (values) values.push({ year, value })
    else place.figures.set(figure, [{ year, value }])
  }
  const profiles = new Map([...byPlace].map(([code, { area, figures }]) => [code, profileOf(figures, area)]))
  if (kept.size >= 20) kept.clear()
  kept.set(key, profiles)
  return profiles
}
