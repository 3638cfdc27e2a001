/** Where practices come from: counts by municipality with the boundaries to draw them on, one map a country. */
import { sql } from 'drizzle-orm'
import { boundariesOf } from '#core/places/index.ts'
import type { Db } from '#platform/database.ts'
import type { Topology } from '#ui/charts/index.tsx'
import { countByPlace } from './facets.ts'
import type { PracticeFilter } from './filters.ts'
import type { PlaceOfPractice } from './listing.ts'

export type CountedPlace = PlaceOfPractice & { count: number }
export type CountryMap = {
  country: string
  /** Boundaries of municipalities where they are known, else of regions. */
  topology: Topology
  areas: PlaceOfPractice[]
  places: CountedPlace[]
}

/** Maps of all countries that have practices in the list; a country without boundaries has only its places. */
export async function mapsOf(db: Db, filter: PracticeFilter, now: Date): Promise<CountryMap[]> {
  const places = await countByPlace(db, filter, now)
  const countries = [...new Set(places.map(({ country }) => country))]
  return Promise.all(
    countries.map((country) =>
      mapOf(
        db,
        country,
        places.filter((place) => place.country === country),
      ),
    ),
  )
}

async function mapOf(db: Db, country: string, places: CountedPlace[]): Promise<CountryMap> {
  const finest = await boundariesOf(db, country, 'municipality')
  const level = finest ? 'municipality' : 'region'
  const topology = finest ?? (await boundariesOf(db, country, 'region')) ?? NO_BOUNDARIES
  const { rows: areas } = await db.execute<PlaceOfPractice>(sql`
    select id, code, country, level, type, names, latitude, longitude, null as slug
    from places where country = ${country} and level = ${level} and valid_until is null`)
  return { country, topology, areas, places }
}

const NO_BOUNDARIES: Topology = {
  type: 'Topology',
  arcs: [],
  objects: { places: { type: 'GeometryCollection', geometries: [] } },
}
