/** Reads a GeoJSON or TopoJSON file that somebody uploads and says, feature by feature, what is wrong with it. Pure; matches nothing. */
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'

export const FEATURE_PROBLEMS = [
  'no-geometry',
  'not-an-area',
  'bad-coordinates',
  'projected',
  'elsewhere',
  'too-few-points',
  'empty',
] as const
export type FeatureProblem = (typeof FEATURE_PROBLEMS)[number]
export const FILE_PROBLEMS = ['not-json', 'not-geo', 'no-features', 'too-many'] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

/** One feature as it stands in the file; `label` helps a person to find it there. */
export type RawFeature = {
  index: number
  id: string | undefined
  properties: Record<string, unknown>
  geometry: unknown
  label: string
}
export type RawLayer = { name: string; features: RawFeature[] }

const MOST_FEATURES = 10_000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The layers of a file: one for GeoJSON, one an object for TopoJSON. */
export function readLayers(text: string): { layers: RawLayer[] } | { problem: FileProblem } {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { problem: 'not-json' }
  }
  const layers = layersOf(data)
  if (!layers) return { problem: 'not-geo' }
  const all = layers.reduce((sum, { features }) => sum + features.length, 0)
  if (all === 0) return { problem: 'no-features' }
  return all > MOST_FEATURES ? { problem: 'too-many' } : { layers }
}

function layersOf(data: unknown): RawLayer[] | undefined {
  if (!isObject(data)) return undefined
  if (data.type === 'FeatureCollection' && Array.isArray(data.features))
    return [{ name: 'GeoJSON', features: data.features.map(rawOf) }]
  if (data.type === 'Feature') return [{ name: 'GeoJSON', features: [rawOf(data, 0)] }]
  if (data.type !== 'Topology' || !isObject(data.objects) || !Array.isArray(data.arcs)) return undefined
  try {
    const topology = data as unknown as Topology
    return Object.entries(topology.objects).map(([name, object]) => {
      const made = feature(topology, object)
      return { name, features: (made.type === 'FeatureCollection' ? made.features : [made as Feature]).map(rawOf) }
    })
  } catch {
    // Arcs that are not there, or no arrays where arrays must be.
    return undefined
  }
}

function rawOf(value: unknown, index: number): RawFeature {
  const one = isObject(value) ? value : {}
  const properties = isObject(one.properties) ? one.properties : {}
  const id = typeof one.id === 'string' || typeof one.id === 'number' ? String(one.id) : undefined
  const words = Object.values(properties).filter(
    (word) => typeof word === 'string' && word.length > 1 && word.length < 80,
  )
  return {
    index,
    id,
    properties,
    geometry: one.geometry,
    label: [id, ...words.slice(0, 2)].filter(Boolean).join(' · ') || `#${index + 1}`,
  }
}

/** Where a country lies: outlines far outside of it are mistakes. Degrees. */
export type Extent = { west: number; south: number; east: number; north: number }
const inside = ({ west, south, east, north }: Extent, [lon = 0, lat = 0]: Position) =>
  lon >= west && lon <= east && lat >= south && lat <= north

export type CheckedGeometry = { geometry: MultiPolygon; swapped: boolean } | { problem: FeatureProblem }

/** An area ready to be drawn: closed rings, outer ones clockwise as d3-geo wants, longitude before latitude; or what is wrong. */
export function checkGeometry(geometry: unknown, extent: Extent): CheckedGeometry {
  if (!isObject(geometry)) return { problem: 'no-geometry' }
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return { problem: 'not-an-area' }
  const given =
    geometry.type === 'Polygon'
      ? [(geometry as unknown as Polygon).coordinates]
      : (geometry as unknown as MultiPolygon).coordinates
  if (!Array.isArray(given) || given.length === 0) return { problem: 'empty' }
  const polygons: Position[][][] = []
  const sample: Position[] = []
  for (const polygon of given) {
    if (!Array.isArray(polygon)) return { problem: 'bad-coordinates' }
    const rings: Position[][] = []
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return { problem: 'bad-coordinates' }
      for (const point of ring)
        if (!Array.isArray(point) || !Number.isFinite(point[0]) || !Number.isFinite(point[1]))
          return { problem: 'bad-coordinates' }
      const flat = (ring as Position[]).map(([x = 0, y = 0]): Position => [x, y])
      sample.push(...flat)
      if (flat.length < 3) return { problem: 'too-few-points' }
      rings.push(closed(flat))
    }
    if (rings.length) polygons.push(rings)
  }
  if (sample.length === 0) return { problem: 'empty' }
  // Metres of a national grid are far larger than any degree.
  if (sample.some(([x = 0, y = 0]) => Math.abs(x) > 180 || Math.abs(y) > 180)) return { problem: 'projected' }
  const there = sample.filter((point) => inside(extent, point)).length
  const swapped = there === 0 && sample.every(([x = 0, y = 0]) => inside(extent, [y, x]))
  if (there < sample.length / 2 && !swapped) return { problem: 'elsewhere' }
  const straight = swapped
    ? polygons.map((rings) => rings.map((ring) => ring.map(([x = 0, y = 0]): Position => [y, x])))
    : polygons
  const wound = straight
    .map((rings) => rings.map((ring, i) => wind(ring, i === 0)))
    .filter(([outer]) => outer && Math.abs(signedArea(outer)) > 1e-9)
  return wound.length ? { geometry: { type: 'MultiPolygon', coordinates: wound }, swapped } : { problem: 'empty' }
}

function closed(ring: Position[]): Position[] {
  const first = ring[0]
  const last = ring.at(-1)
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring
}

/** Twice the planar area in square degrees; positive when counter-clockwise. */
export const signedArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? []
    return sum + (x * nextY - nextX * y)
  }, 0)

const wind = (ring: Position[], outer: boolean): Position[] =>
  signedArea(ring) > 0 === outer ? ring.toReversed() : ring
