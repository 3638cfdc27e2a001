/** From an uploaded file to boundaries that wait for an administrator's word. Keeps nothing itself. */
import type { Db } from '#platform/database.ts'
import type { Topology } from '#ui/charts/topology.ts'
import { boundariesOf } from './boundary-queries.ts'
import { type Extent, type FileProblem, readLayers } from './engine/boundary-file.ts'
import { type KnownPlace, matchLayers, type Report } from './engine/boundary-matching.ts'
import { joined, simplified } from './engine/simplify.ts'
import { type PlaceLine, placesAt } from './queries.ts'
import type { Level } from './schema.ts'

/** Codes of something else than the place itself, such as of the town in which its administration sits. */
const FOREIGN_CODES = ['centre', 'ekatte_centre', 'nuts2']

const knownOf = (place: PlaceLine): KnownPlace => ({
  code: place.code,
  codes: [
    place.code,
    ...(place.iso ? [place.iso] : []),
    ...Object.entries(place.codes).flatMap(([system, code]) => (FOREIGN_CODES.includes(system) ? [] : [code])),
  ],
  names: Object.values(place.names),
  latitude: place.latitude,
  longitude: place.longitude,
})

/** Around all points that we know, with room for outlines: about 150 km. */
function extentOf(places: readonly PlaceLine[]): Extent {
  const lon = places.flatMap(({ longitude }) => longitude ?? [])
  const lat = places.flatMap(({ latitude }) => latitude ?? [])
  return {
    west: Math.min(...lon) - 2,
    south: Math.min(...lat) - 1.5,
    east: Math.max(...lon) + 2,
    north: Math.max(...lat) + 1.5,
  }
}

export type Import = { topology: Topology; report: Report }

export async function importBoundaries(
  db: Db,
  wanted: { country: string; level: Level; keep: boolean },
  text: string,
): Promise<Import | { problem: FileProblem | 'nothing-matched'; report?: Report }> {
  const file = readLayers(text)
  if ('problem' in file) return file
  const places = await placesAt(db, wanted.country, wanted.level)
  const { report, outlines } = matchLayers(file.layers, places.map(knownOf), extentOf(places))
  if (outlines.size === 0) return { problem: 'nothing-matched', report }
  const before = wanted.keep ? await boundariesOf(db, wanted.country, wanted.level) : undefined
  return { topology: joined(simplified(outlines), before), report }
}
