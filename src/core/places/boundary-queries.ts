/** SQL about boundaries: the ones shown, the imports that wait, and applying or throwing away. */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { neighbors } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { people } from '../people/schema.ts'
import type { Report } from './engine/boundary-matching.ts'
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
    .select({ id: boundaries.id, source: boundaries.source, shipped: boundaries.shipped })
    .from(boundaries)
    .where(and(eq(boundaries.country, country), eq(boundaries.level, level), isNotNull(boundaries.appliedAt)))
    .orderBy(desc(boundaries.appliedAt), desc(boundaries.id))
    .limit(1)
  return row
}

/** Whose boundaries are shown. The shipped ones also tell how they were made, after a comma. */
export async function boundarySource(db: Db, country: string, level: Level): Promise<string | undefined> {
  const row = await appliedBoundaries(db, country, level)
  return row?.shipped ? row.source.split(',')[0] : row?.source
}

/** The boundaries of a level of a country as a topology with the one object `places`; ids are the codes of places. */
export async function boundariesOf(db: Db, country: string, level: Level): Promise<Topology | undefined> {
  const row = await appliedBoundaries(db, country, level)
  return row && topologyOf(db, row.id)
}

/** Codes of the places that have an outline. */
export const codesIn = (topology: Topology): Set<string> => {
  const object = topology.objects.places
  return new Set(object?.type === 'GeometryCollection' ? object.geometries.map(({ id }) => String(id)) : [])
}

/** Who touches whom follows from the whole topology, so it is worked out once for each. */
const touching = new WeakMap<Topology, Map<string, string[]>>()

/** Codes of the places of the level that touch this one. */
export function neighboursIn(topology: Topology, code: string): string[] {
  let known = touching.get(topology)
  if (!known) {
    const object = topology.objects.places
    const geometries = object?.type === 'GeometryCollection' ? object.geometries : []
    const codes = geometries.map(({ id }) => String(id))
    known = new Map(
      neighbors(geometries as Parameters<typeof neighbors>[0]).map((near, i) => [
        codes[i] ?? '',
        near.map((at) => codes[at] ?? ''),
      ]),
    )
    touching.set(topology, known)
  }
  return known.get(code) ?? []
}

const columns = {
  id: boundaries.id,
  country: boundaries.country,
  level: boundaries.level,
  source: boundaries.source,
  report: boundaries.report,
  createdAt: boundaries.createdAt,
  appliedAt: boundaries.appliedAt,
  shipped: boundaries.shipped,
  importer: people.name,
}
const withReport = <Row extends { report: unknown }>(row: Row) => ({ ...row, report: row.report as Report | null })
export type BoundaryLine = Awaited<ReturnType<typeof listBoundaries>>[number]

/** All sets of boundaries: those applied by when, newest first, after those that wait. */
export async function listBoundaries(db: Db) {
  const rows = await db
    .select(columns)
    .from(boundaries)
    .leftJoin(people, eq(people.id, boundaries.importedBy))
    .orderBy(boundaries.country, boundaries.level, desc(boundaries.appliedAt), desc(boundaries.createdAt))
  return rows.map(withReport)
}

export async function findBoundaries(db: Db, id: string) {
  const [row] = await db
    .select(columns)
    .from(boundaries)
    .leftJoin(people, eq(people.id, boundaries.importedBy))
    .where(eq(boundaries.id, id))
  const topology = row && (await topologyOf(db, id))
  return row && topology && { ...withReport(row), topology }
}

export type NewBoundaries = { country: string; level: Level; topology: Topology; source: string; report: Report }

/** Keeps an import, unapplied: nothing on any page changes. */
export async function addBoundaries(db: Db, member: Member, added: NewBoundaries, now: Date): Promise<string> {
  const id = newId()
  await db.transaction(async (tx) => {
    await tx.insert(boundaries).values({ id, ...added, importedBy: member.id, createdAt: now })
    const { matched, problems, missing } = added.report
    const data = {
      boundaries: id,
      level: added.level,
      matched: matched.length,
      problems: problems.length,
      missing: missing.length,
    }
    await record(tx, member, 'boundaries.imported', now, { country: added.country, data })
  })
  return id
}

/** Shows these boundaries from now on. Going back to earlier ones is applying them again. */
export async function applyBoundaries(db: Db, member: Member, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(boundaries)
      .set({ appliedAt: now })
      .where(eq(boundaries.id, id))
      .returning({ country: boundaries.country, level: boundaries.level })
    if (!row) return false
    await record(tx, member, 'boundaries.applied', now, {
      country: row.country,
      data: { boundaries: id, level: row.level },
    })
    return true
  })
}

/** Takes away an import that was never applied; what was shown once stays, so that one can go back to it. */
export async function removeBoundaries(db: Db, member: Member, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .delete(boundaries)
      .where(and(eq(boundaries.id, id), isNull(boundaries.appliedAt), eq(boundaries.shipped, false)))
      .returning({ country: boundaries.country, level: boundaries.level })
    if (!row) return false
    await record(tx, member, 'boundaries.removed', now, {
      country: row.country,
      data: { boundaries: id, level: row.level },
    })
    return true
  })
}
