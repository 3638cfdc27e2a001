/** SQL about boundaries: the ones shown, the imports that wait, and applying or throwing away. */
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Topology } from 'topojson-specification'
import type { Db } from '#platform/database.ts'
import { neighboursOf } from '#ui/charts/topology.ts'
import { boundaries, type Level } from './schema.ts'

/** A row's topology never changes while the program runs, so each is read and unpacked once. */
const kept = new Map<string, Topology>()
const MOST_KEPT = 40

async function topologyOf(db: Db, id: string): Promise<Topology | undefined> {
  const known = kept.get(id)
  if (known) return known
  const [row] = await db.select({ topology: boundaries.topology }).from(boundaries).where(eq(boundaries.id, id))
  if (!row) return undefined
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(id, row.topology as Topology)
  return row.topology as Topology
}

/** Which boundaries of a level are shown now: the ones applied last. */
export async function appliedBoundaries(db: Db, country: string, level: Level) {
  const [row] = await db
    .select({ id: boundaries.id, source: boundaries.source })
    .from(boundaries)
    .where(and(eq(boundaries.country, country), eq(boundaries.level, level), isNotNull(boundaries.appliedAt)))
    .orderBy(desc(boundaries.appliedAt), desc(boundaries.id))
    .limit(1)
  return row
}

/** The boundaries of a level of a country as a topology with the one object `places`; ids are the codes of places. */
export async function boundariesOf(db: Db, country: string, level: Level): Promise<Topology | undefined> {
  const row = await appliedBoundaries(db, country, level)
  return row && topologyOf(db, row.id)
}

/** Codes of the places of the level that touch this one. */
export const neighboursIn = (topology: Topology, code: string): string[] => neighboursOf(topology, code)
