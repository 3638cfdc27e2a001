/** Which outline of a file belongs to which place: by code first, then by name. Pure; what cannot be told apart is left out and reported. */
import type { MultiPolygon, Position } from 'geojson'
import { checkGeometry, type Extent, type FeatureProblem, type RawFeature, type RawLayer } from './boundary-file.ts'
import { fold } from './fold.ts'

export type KnownPlace = {
  code: string
  /** All codes by which others may name it. */
  codes: readonly string[]
  names: readonly string[]
  latitude: number | null
  longitude: number | null
}
export const MATCH_PROBLEMS = ['unknown', 'ambiguous'] as const
export type MatchProblem = (typeof MATCH_PROBLEMS)[number]

export type Match = { index: number; label: string; code: string; by: 'code' | 'name'; swapped: boolean }
export type Report = {
  layer: string
  features: number
  matched: Match[]
  problems: { index: number; label: string; problem: FeatureProblem | MatchProblem }[]
  /** Codes of places for which the file has no outline. */
  missing: string[]
}
export type Matched = { report: Report; outlines: Map<string, MultiPolygon> }

/** Words for a kind of unit that stand beside the name in some files, folded. */
const KIND_WORDS = new Set(
  [
    'municipality',
    'општина',
    'opstina',
    'obshtina',
    'община',
    'komuna',
    'komunë',
    'e',
    'of',
    'hromada',
    'громада',
    'міська',
    'сільська',
    'селищна',
    'територіальна',
    'городская',
    'сельская',
    'поселковая',
    'urban',
    'rural',
    'settlement',
    'raion',
    'rayon',
    'район',
    'району',
    'oblast',
    'область',
    'област',
    'облусу',
    'region',
    'регион',
    'aimak',
    'айыл',
    'аймагы',
    'ayil',
    'град',
    'grad',
    'city',
  ].map(fold),
)
const bareKey = (name: string): string => {
  const words = fold(name).split(' ')
  const bare = words.filter((word) => !KIND_WORDS.has(word))
  return (bare.length ? bare : words).join(' ')
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined
const valuesOf = ({ id, properties }: RawFeature): Map<string, string> =>
  new Map([
    ...(id === undefined ? [] : [['', id] as const]),
    ...Object.entries(properties).flatMap(([key, value]) =>
      textOf(value) ? [[key, textOf(value) as string] as const] : [],
    ),
  ])

/** The property by whose values most features are found: files name their columns as they like. */
function bestKey(features: readonly RawFeature[], hits: (value: string) => boolean): string | undefined {
  const counts = new Map<string, number>()
  for (const one of features)
    for (const [key, value] of valuesOf(one)) if (hits(value)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

const listedBy = (places: readonly KnownPlace[], keysOf: (place: KnownPlace) => readonly string[]) => {
  const index = new Map<string, Set<KnownPlace>>()
  for (const place of places)
    for (const key of keysOf(place)) {
      const there = index.get(key) ?? new Set()
      index.set(key, there.add(place))
    }
  return index
}

/** Takes the layer of the file that fits the places best. */
export function matchLayers(layers: readonly RawLayer[], places: readonly KnownPlace[], extent: Extent): Matched {
  const [first, ...others] = layers.map((layer) => matchLayer(layer, places, extent))
  if (!first) throw new Error('a file has at least one layer')
  return others.reduce((best, one) => (one.outlines.size > best.outlines.size ? one : best), first)
}

function matchLayer({ name: layer, features }: RawLayer, places: readonly KnownPlace[], extent: Extent): Matched {
  const byCode = listedBy(places, ({ codes }) => codes)
  const byName = listedBy(places, ({ names }) => [...new Set(names.map(bareKey))])
  const codeKey = bestKey(features, (value) => byCode.has(value))
  const nameKeys = new Set<string>()
  for (const one of features)
    for (const [key, value] of valuesOf(one)) if (byName.has(bareKey(value))) nameKeys.add(key)

  const report: Report = { layer, features: features.length, matched: [], problems: [], missing: [] }
  const outlines = new Map<string, MultiPolygon>()
  for (const one of features) {
    const { index, label } = one
    const checked = checkGeometry(one.geometry, extent)
    if ('problem' in checked) {
      report.problems.push({ index, label, problem: checked.problem })
      continue
    }
    const values = valuesOf(one)
    const coded = codeKey === undefined ? undefined : byCode.get(values.get(codeKey) ?? '')
    const named = [...nameKeys]
      .map((key) => byName.get(bareKey(values.get(key) ?? '')))
      .find((set) => set !== undefined)
    const by = coded ? 'code' : 'name'
    const place = only(coded ?? named, checked.geometry)
    if (!place) {
      report.problems.push({ index, label, problem: (coded ?? named) ? 'ambiguous' : 'unknown' })
      continue
    }
    report.matched.push({ index, label, code: place.code, by, swapped: checked.swapped })
    const before = outlines.get(place.code)
    // A place that the file gives in several features (islands, former units) gets them all.
    outlines.set(
      place.code,
      before ? { ...before, coordinates: [...before.coordinates, ...checked.geometry.coordinates] } : checked.geometry,
    )
  }
  report.missing = places.map(({ code }) => code).filter((code) => !outlines.has(code))
  return { report, outlines }
}

/** Of several places with one name, the only one whose point lies in the outline. */
function only(candidates: ReadonlySet<KnownPlace> | undefined, geometry: MultiPolygon): KnownPlace | undefined {
  if (!candidates) return undefined
  const all = [...candidates]
  const there =
    all.length === 1
      ? all
      : all.filter(
          ({ latitude, longitude }) =>
            latitude !== null && longitude !== null && contains(geometry, [longitude, latitude]),
        )
  return there.length === 1 ? there[0] : undefined
}

/** Even-odd rule over the outer rings, in the plane of degrees: exact enough to tell places of one name apart. */
function contains({ coordinates }: MultiPolygon, [x = 0, y = 0]: Position): boolean {
  let within = false
  for (const [outer = []] of coordinates)
    for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
      const [ax = 0, ay = 0] = outer[i] ?? []
      const [bx = 0, by = 0] = outer[j] ?? []
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
    }
  return within
}
