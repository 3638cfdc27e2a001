/** What we read of a TopoJSON file: places by code and who touches whom. Drawing is in `outlines.ts`. */
import { neighbors } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology as TopoJson } from 'topojson-specification'

export type Topology = TopoJson
/** One place: its rings as TopoJSON has them, indexes of arcs, the negative ones run backwards. */
export type Feature = { code: string; polygons: number[][][] }

const collectionOf = (topology: Topology, object: string): GeometryCollection<object> => {
  const found = topology.objects[object]
  if (found?.type !== 'GeometryCollection') throw new Error(`The topology has no collection "${object}"`)
  return found as GeometryCollection<object>
}

const polygonsOf = (geometry: GeometryObject<object>): number[][][] =>
  geometry.type === 'Polygon'
    ? [geometry.arcs]
    : geometry.type === 'MultiPolygon'
      ? geometry.arcs
      : geometry.type === 'GeometryCollection'
        ? geometry.geometries.flatMap(polygonsOf)
        : []

export const featuresOf = (topology: Topology, object = 'places'): Feature[] =>
  collectionOf(topology, object).geometries.map((one) => ({ code: String(one.id ?? ''), polygons: polygonsOf(one) }))

/** Who touches whom follows from the whole topology, so it is worked out once for each collection. */
const touching = new WeakMap<object, number[][]>()

/** Codes of the places that share a border with this one. */
export function neighboursOf(topology: Topology, code: string, object = 'places'): string[] {
  const { geometries } = collectionOf(topology, object)
  const index = geometries.findIndex((one) => String(one.id) === code)
  if (index < 0) return []
  const near = touching.get(geometries) ?? neighbors(geometries)
  touching.set(geometries, near)
  return (near[index] ?? []).map((other) => String(geometries[other]?.id))
}
