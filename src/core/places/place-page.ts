/** Gathers what the page of a place shows of the place itself, in a handful of queries. Draws nothing. */
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { Topology } from '#ui/charts/topology.ts'
import { boundariesOf, boundarySource, codesIn, neighboursIn } from './boundary-queries.ts'
import type { Counts } from './directory-views.tsx'
import { FEATURE_RULES } from './engine/features.ts'
import { type Alike, mostAlike } from './engine/likeness.ts'
import { type FigureRow, figuresOf, profilesOf, type SourceRow, sourcesOf } from './figure-queries.ts'
import {
  countPlaces,
  findPlace,
  municipalitiesBelow,
  type PlaceLine,
  placesAbove,
  placesByCodes,
  placesIn,
} from './queries.ts'
import type { Level } from './schema.ts'

export type PlaceMap = {
  topology: Topology
  source: string | undefined
  /** Level of the outlines. */
  level: Level
  /** All places of that level, by whose codes the outlines are named. */
  outlines: PlaceLine[]
  /** Codes of the outlines that touch the place's own. */
  neighbours: string[]
}

export type PlacePageFacts = {
  place: PlaceLine
  /** From the country down to what is right above. */
  above: PlaceLine[]
  /** Right below: regions of a country, districts or municipalities of a region. */
  below: PlaceLine[]
  municipalities: PlaceLine[]
  figures: FigureRow[]
  sources: Map<string, SourceRow>
  map: PlaceMap | undefined
  alike: Alike[]
  /** Places of the same level, by code, to name those that are alike. */
  peers: Map<string, PlaceLine>
  successor: PlaceLine | undefined
  counts: Counts
}

/** The same for everybody who reads the language. */
export async function placePageFacts(db: Db, place: PlaceLine, language: Language): Promise<PlacePageFacts> {
  const isUnit = place.level === 'municipality'
  const [above, below, municipalities, sources, successor, counts, profiles] = await Promise.all([
    placesAbove(db, place.id),
    isUnit ? [] : placesIn(db, place, language),
    isUnit || place.level === 'country' ? [] : municipalitiesBelow(db, place, language),
    sourcesOf(db, place.country),
    place.successorId ? findPlace(db, place.successorId) : undefined,
    countPlaces(db, [place.country]),
    isUnit || place.level === 'district' ? profilesOf(db, place.country, place.level) : new Map(),
  ])
  const map = await placeMap(db, place, municipalities, counts)
  const country = above[0]
  const figures = await figuresOf(db, [place.id, ...(country ? [country.id] : [])])
  const alike = mostAlike(place.code, profiles, FEATURE_RULES)
  const peers = await placesByCodes(
    db,
    place.country,
    place.level,
    alike.map(({ id }) => id),
  )
  return {
    place,
    above,
    below,
    municipalities,
    figures,
    sources,
    map,
    alike,
    peers: new Map(peers.map((peer) => [peer.code, peer])),
    successor,
    counts,
  }
}

/** With fewer outlines than this share, a map would rather hide than show. */
const MOSTLY = 0.8

/** The finest outlines that show the place as a whole: an import may hold those of one region only. */
async function placeMap(
  db: Db,
  place: PlaceLine,
  municipalities: readonly PlaceLine[],
  counts: Counts,
): Promise<PlaceMap | undefined> {
  for (const level of ['municipality', 'region'] as const) {
    const topology = await boundariesOf(db, place.country, level)
    if (!topology) continue
    const drawn = codesIn(topology)
    if (level === 'municipality' && !showsWhole(drawn, place, municipalities, counts)) continue
    const neighbours = neighboursIn(topology, place.code)
    const isUnit = place.level === 'municipality' && level === 'municipality'
    // Around one municipality only two rings can be seen; a country may have thousands.
    const seen = isUnit
      ? new Set([place.code, ...neighbours, ...neighbours.flatMap((code) => neighboursIn(topology, code))])
      : drawn
    const source = await boundarySource(db, place.country, level)
    return { topology, source, level, outlines: await placesByCodes(db, place.country, level, seen), neighbours }
  }
  return undefined
}

function showsWhole(
  drawn: ReadonlySet<string>,
  place: PlaceLine,
  municipalities: readonly PlaceLine[],
  counts: Counts,
) {
  if (place.level === 'municipality') return drawn.has(place.code)
  if (place.level !== 'country')
    return municipalities.filter(({ code }) => drawn.has(code)).length >= municipalities.length * MOSTLY
  const all = counts.filter(({ level }) => level === 'municipality').reduce((sum, { count }) => sum + count, 0)
  return drawn.size >= all * MOSTLY
}
