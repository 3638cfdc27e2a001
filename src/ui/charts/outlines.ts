/** Turns a topology into drawn outlines: projects, thins and writes paths of which neighbours share every border. Knows no values or colours. */
import { type GeoProjection, geoConicConformal } from 'd3-geo'
import { rounded } from './scales.ts'
import { labelSpot, type Spot } from './spots.ts'
import { type Feature, featuresOf, type Topology } from './topology.ts'

/** Paths are written for this width; the page scales the drawing. */
export const MAP_WIDTH = 720
const MARGIN = 8
/** Bends smaller than this, in units of the drawing, are left out. */
const THINNED = 0.35

export type Pixel = readonly [number, number]
export type Outline = { code: string; path: string; area: number; spot?: Spot; near: boolean }
export type MapDrawing = {
  width: number
  height: number
  areas: Outline[]
  /** The outer border of all places together. */
  border: string
  at: (lon: number, lat: number) => Pixel | undefined
}
export type MapOptions = { object?: string; ratio?: number; focus?: readonly string[] }

const kept = new WeakMap<Topology, Map<string, MapDrawing>>()

/** Surroundings of a place are as many as places; those drawn last are kept. */
const MOST_KEPT = 200

/** Draws a map, or gives the drawing that was made before: many pages show the same one. */
export function drawMap(topology: Topology, options: MapOptions = {}): MapDrawing {
  const key = JSON.stringify([options.object, options.ratio, options.focus])
  const drawings = kept.get(topology) ?? new Map<string, MapDrawing>()
  kept.set(topology, drawings)
  const drawing = drawings.get(key) ?? draw(topology, options)
  drawings.set(key, drawing)
  if (drawings.size > MOST_KEPT) drawings.delete(drawings.keys().next().value ?? key)
  return drawing
}

function draw(topology: Topology, { object, ratio, focus }: MapOptions): MapDrawing {
  const features = featuresOf(topology, object)
  const wanted = focus ? features.filter(({ code }) => focus.includes(code)) : features
  const arcs = positionsOf(topology)
  const shown = (wanted.length > 0 ? wanted : features).flatMap(arcsOf).flatMap((arc) => arcs[arc] ?? [])
  const { projection, height } = projectionFor(shown, ratio)
  const drawn = arcs.map((arc) =>
    thin(
      arc.map((position) => projection([position[0], position[1]]) ?? [0, 0]),
      THINNED,
    ),
  )
  const used = new Map<number, number>()
  for (const feature of features) for (const arc of arcsOf(feature)) used.set(arc, (used.get(arc) ?? 0) + 1)
  const areas = features.flatMap((feature) => {
    const polygons = feature.polygons.map((rings) => rings.map((ring) => stitch(ring, drawn)))
    const outer = polygons.map(([ring]) => ring ?? []).toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? []
    if (!outer.some(([x, y]) => x > -MARGIN && x < MAP_WIDTH + MARGIN && y > -MARGIN && y < height + MARGIN) && focus)
      return []
    return {
      code: feature.code,
      path: polygons.flatMap((rings) => rings.map((ring) => pathOf(ring, true))).join(''),
      area: areaOf(outer),
      spot: labelSpot(outer),
      near: !focus || focus.includes(feature.code),
    }
  })
  const border = [...used]
    .filter(([, times]) => times === 1)
    .map(([arc]) => pathOf(drawn[arc] ?? [], false))
    .join('')
  const at = (lon: number, lat: number): Pixel | undefined => projection([lon, lat]) ?? undefined
  return { width: MAP_WIDTH, height, areas, border, at }
}

const arcsOf = (feature: Feature): number[] => feature.polygons.flat(2).map((arc) => (arc < 0 ? ~arc : arc))

/** Arcs as longitude and latitude: TopoJSON keeps steps on a grid (https://github.com/topojson/topojson-specification, 2.1). */
function positionsOf({ arcs, transform }: Topology): Pixel[][] {
  return arcs.map((arc) => {
    let x = 0
    let y = 0
    return arc.map(([dx = 0, dy = 0]) => {
      if (!transform) return [dx, dy]
      x += dx
      y += dy
      return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]
    })
  })
}

/**
 * A conformal conic on the middle of what is shown, its parallels a sixth of the height from each edge
 * (Snyder, "Map projections: a working manual", USGS Professional Paper 1395, 1987, p. 99).
 */
function projectionFor(
  positions: readonly Pixel[],
  ratio: number | undefined,
): { projection: GeoProjection; height: number } {
  const lons = positions.map(([lon]) => lon)
  const lats = positions.map(([, lat]) => lat)
  const edge = (values: number[], pick: (a: number, b: number) => number) =>
    values.reduce((a, b) => pick(a, b), values[0] ?? 0)
  const south = edge(lats, Math.min)
  const north = edge(lats, Math.max)
  const middle = (edge(lons, Math.min) + edge(lons, Math.max)) / 2
  const sixth = (north - south) / 6
  const projection = geoConicConformal()
    .parallels([south + sixth, north - sixth])
    .rotate([-middle, 0])
  const shape = { type: 'MultiPoint' as const, coordinates: positions.map(([lon, lat]) => [lon, lat]) }
  if (positions.length === 0) return { projection, height: Math.round(MAP_WIDTH / (ratio ?? 1.5)) }
  projection.fitWidth(MAP_WIDTH - 2 * MARGIN, shape)
  const ys = positions.map(([lon, lat]) => projection([lon, lat])?.[1] ?? 0)
  const natural = edge(ys, Math.max) - edge(ys, Math.min) + 2 * MARGIN
  const height = Math.round(ratio ? MAP_WIDTH / ratio : Math.min(MAP_WIDTH, Math.max(MAP_WIDTH / 2.4, natural)))
  projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [MAP_WIDTH - MARGIN, height - MARGIN],
    ],
    shape,
  )
  return { projection, height }
}

/** Douglas and Peucker, The Canadian Cartographer 10(2), 1973. An arc belongs to both its places, so no gap opens between them. */
export function thin(points: readonly Pixel[], tolerance: number): Pixel[] {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 3) return [...points]
  let far = 0
  let furthest = 0
  for (let i = 1; i < points.length - 1; i++) {
    const distance = distanceTo(points[i] ?? first, first, last)
    if (distance > far) {
      far = distance
      furthest = i
    }
  }
  if (far <= tolerance) return [first, last]
  return [...thin(points.slice(0, furthest + 1), tolerance).slice(0, -1), ...thin(points.slice(furthest), tolerance)]
}

function distanceTo([x, y]: Pixel, [ax, ay]: Pixel, [bx, by]: Pixel): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
}

/** One ring from its arcs; each begins where the last one ended. */
const stitch = (ring: readonly number[], arcs: readonly Pixel[][]): Pixel[] =>
  ring.flatMap((arc) => {
    const points = arc < 0 ? (arcs[~arc] ?? []).toReversed() : (arcs[arc] ?? [])
    return points.slice(0, -1)
  })

const areaOf = (ring: readonly Pixel[]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
      return sum + x * nextY - nextX * y
    }, 0) / 2,
  )

/** Steps in tenths, each written from the last as short as SVG allows: `M12.3 4l-.5 1.2`. */
export function pathOf(points: readonly Pixel[], closed: boolean): string {
  const tenths = points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)] as const)
  const [start] = tenths
  if (!start) return ''
  let [x, y] = start
  let path = `M${short(x)}${pair(y)}`
  let steps = ''
  for (const [nextX, nextY] of tenths.slice(1)) {
    if (nextX === x && nextY === y) continue
    steps += `${steps ? pair(nextX - x) : short(nextX - x)}${pair(nextY - y)}`
    x = nextX
    y = nextY
  }
  if (steps) path += `l${steps}`
  else if (!closed) return ''
  return closed ? `${path}z` : path
}
const short = (tenths: number): string => String(rounded(tenths / 10)).replace(/^(-?)0\./, '$1.')
const pair = (tenths: number): string => (tenths < 0 ? short(tenths) : ` ${short(tenths)}`)
