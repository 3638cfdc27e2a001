/** Makes imported outlines small enough for pages: one topology, simplified together so that neighbours keep their common border. Pure. */
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson'
import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { signedArea } from './boundary-file.ts'

/** Points of all borders together; about 200 kB of TopoJSON. */
const MOST_POINTS = 20_000
/** Steps of the grid across the extent: some metres in a country of our size. */
const GRID = 1e5

export type Outlines = ReadonlyMap<string, MultiPolygon>

function asTopology(outlines: Outlines, grid?: number): Topology {
  const features = [...outlines].map(([id, geometry]): Feature => ({ type: 'Feature', id, properties: {}, geometry }))
  const collection: FeatureCollection = { type: 'FeatureCollection', features }
  return topology({ places: collection }, grid) as Topology
}

/** The outlines of a topology by code of place. */
export function outlinesOf(made: Topology): Map<string, MultiPolygon> {
  const { features } = feature(made, made.objects.places as GeometryCollection)
  return new Map(
    features.flatMap(({ id, geometry }) => {
      if (geometry?.type === 'Polygon')
        return [
          [String(id), { type: 'MultiPolygon', coordinates: [geometry.coordinates] } satisfies MultiPolygon] as const,
        ]
      return geometry?.type === 'MultiPolygon' ? [[String(id), geometry] as const] : []
    }),
  )
}

const collapsed = (outlines: Outlines) =>
  [...outlines.values()].some(
    ({ coordinates }) => !coordinates.some(([outer]) => outer && Math.abs(signedArea(outer)) > 1e-7),
  )

/**
 * Visvalingam's method by the area of triangles (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points",
 * 1993), as far as the size asks and no further than every place keeps a shape.
 */
export function simplified(outlines: Outlines): Topology {
  const whole = asTopology(outlines)
  const points = whole.arcs.reduce((sum, arc) => sum + arc.length, 0)
  if (points <= MOST_POINTS) return asTopology(outlines, GRID)
  const weighed = presimplify(whole as Parameters<typeof presimplify>[0])
  for (let most = MOST_POINTS; most < points; most *= 2) {
    const thin = outlinesOf(simplify(weighed, quantile(weighed, 1 - most / points)))
    if (!collapsed(thin)) return asTopology(thin, GRID)
  }
  return asTopology(outlines, GRID)
}

/** New outlines beside those of places that the new file does not name. */
export const joined = (added: Topology, before: Topology | undefined): Topology =>
  before ? asTopology(new Map([...outlinesOf(before), ...outlinesOf(added)]), GRID) : added
