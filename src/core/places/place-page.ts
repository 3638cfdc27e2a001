/** Gathers what the page of a place shows, in a handful of queries. Draws nothing. */
import type { Part, Reader } from '#platform/module.ts'
import type { Topology } from '#ui/charts/topology.ts'
import { boundariesOf, codesIn, neighboursIn } from './boundary-queries.ts'
import type { Counts } from './directory-views.tsx'
import { FEATURE_RULES } from './engine/features.ts'
import { type Alike, mostAlike } from './engine/likeness.ts'
import { type FigureRow, figuresOf, profilesOf, type SourceRow, sourcesOf } from './figure-queries.ts'
import { placeParts } from './parts.ts'
import {
  countPlaces,
  findPlace,
  municipalitiesBelow,
  type OrganisationLine,
  organisationsAt,
  type PlaceLine,
  placesAbove,
  placesAt,
  placesIn,
} from './queries.ts'
import type { Level } from './schema.ts'

export type PlaceMap = {
  topology: Topology
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
  organisations: OrganisationLine[]
  parts: Part[]
  successor: PlaceLine | undefined
  counts: Counts
}

export async function placePageFacts(reader: Reader, place: PlaceLine): Promise<PlacePageFacts> {
  const { db, language } = reader
  const isUnit = place.level === 'municipality'
  const [above, below, municipalities, sources, organisations, parts, successor, counts, profiles] = await Promise.all([
    placesAbove(db, place.id),
    isUnit ? [] : placesIn(db, place, language),
    isUnit || place.level === 'country' ? [] : municipalitiesBelow(db, place, language),
    sourcesOf(db, place.country),
    organisationsAt(db, place.id, language),
    placeParts(reader, place.id),
    place.successorId ? findPlace(db, place.successorId) : undefined,
    countPlaces(db, [place.country]),
    isUnit || place.level === 'district' ? profilesOf(db, place.country, place.level) : new Map(),
  ])
  const map = await placeMap(reader, place, municipalities)
  const country = above[0]
  const figures = await figuresOf(db, [place.id, ...(country ? [country.id] : [])])
  const alike = mostAlike(place.code, profiles, FEATURE_RULES)
  const wanted = new Set(alike.map(({ id }) => id))
  const peers =
    map?.level === place.level ? map.outlines : alike.length ? await placesAt(db, place.country, place.level) : []
  return {
    place,
    above,
    below,
    municipalities,
    figures,
    sources,
    map,
    alike,
    peers: new Map(peers.filter(({ code }) => wanted.has(code)).map((peer) => [peer.code, peer])),
    organisations,
    parts,
    successor,
    counts,
  }
}

/** The finest outlines that show the place as a whole: an import may hold those of one region only. */
async function placeMap(
  { db }: Reader,
  place: PlaceLine,
  municipalities: readonly PlaceLine[],
): Promise<PlaceMap | undefined> {
  for (const level of ['municipality', 'region'] as const) {
    const topology = await boundariesOf(db, place.country, level)
    if (!topology) continue
    const outlines = await placesAt(db, place.country, level)
    const drawn = codesIn(topology)
    const wanted = place.level === 'municipality' ? [place] : place.level === 'country' ? outlines : municipalities
    const there = wanted.filter(({ code }) => drawn.has(code)).length
    if (level === 'municipality' && there < wanted.length * MOSTLY) continue
    return { topology, level, outlines, neighbours: neighboursIn(topology, place.code) }
  }
  return undefined
}

/** With fewer outlines than this share, a map would rather hide than show. */
const MOSTLY = 0.8
