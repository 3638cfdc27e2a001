/** Where the practices of a year come from, on the finest boundaries that a country has. Draws nothing itself. */
import { and, eq, isNull } from 'drizzle-orm'
import { boundariesOf, type Level, places } from '#core/places/index.ts'
import type { Db } from '#platform/database.ts'
import type { Topology } from '#ui/charts/index.tsx'
import type { Figures } from './figures.ts'

export type CountryMap = {
  country: string
  level: Extract<Level, 'municipality' | 'region'>
  topology: Topology
  areas: Awaited<ReturnType<typeof areasOf>>
  /** Practices by code of a municipality or region; one that has none is not in it. */
  counts: ReadonlyMap<string, number>
}

const LEVELS = ['municipality', 'region'] as const

export async function mapOf(db: Db, country: string, { by }: Figures): Promise<CountryMap | undefined> {
  for (const level of LEVELS) {
    const topology = await boundariesOf(db, country, level)
    if (!topology) continue
    const areas = await areasOf(db, country, level)
    return { country, level, topology, areas, counts: new Map(by[level].map(({ key, count }) => [key, count])) }
  }
  return undefined
}

const areasOf = async (db: Db, country: string, level: Level) => {
  const rows = await db
    .select()
    .from(places)
    .where(and(eq(places.country, country), eq(places.level, level), isNull(places.validUntil)))
  return rows.map(({ searchNames: _, ...place }) => ({ ...place, slug: null }))
}
