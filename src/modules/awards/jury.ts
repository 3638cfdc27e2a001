/** All SQL of the jury: who is on it, declared conflicts, points, and the results that they come to. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import type { Call, Criterion } from './calls.ts'
import { type Result, resultsOf, type Sheet } from './engine/scores.ts'
import { type Context, holdAward } from './moving.ts'
import { canDeclare, canScore } from './rules.ts'
import { awardEntries, jurors, juryConflicts, juryPoints } from './schema.ts'

/** The note of a conflict that the portal found itself; a juror cannot lift it. */
export const AUTOMATIC = 'automatic'
const DECLARED = 'declared'

export type Juror = {
  personId: string
  name: string
  invitedAt: Date
  declaredAt: Date | null
  submittedAt: Date | null
  /** The account is gone: the points stay, the name does not. */
  gone: boolean
}
export const jurorsOf = async (db: Db, awardId: string): Promise<Juror[]> =>
  (
    await db
      .select({
        personId: jurors.personId,
        name: people.name,
        invitedAt: jurors.invitedAt,
        declaredAt: jurors.declaredAt,
        submittedAt: jurors.submittedAt,
        deletedAt: people.deletedAt,
      })
      .from(jurors)
      .innerJoin(people, eq(people.id, jurors.personId))
      .where(eq(jurors.awardId, awardId))
      .orderBy(asc(people.name), asc(people.id))
  ).map(({ deletedAt, ...juror }) => ({ ...juror, gone: deletedAt !== null }))

export const emailsOfJurors = async (db: Db, awardId: string): Promise<string[]> =>
  (
    await db
      .select({ email: people.email })
      .from(jurors)
      .innerJoin(people, eq(people.id, jurors.personId))
      .where(and(eq(jurors.awardId, awardId), isNull(people.deletedAt)))
      .orderBy(asc(people.email))
  ).map(({ email }) => email)

export const everybodySubmitted = (all: readonly Pick<Juror, 'submittedAt'>[]) =>
  all.length > 0 && all.every(({ submittedAt }) => submittedAt !== null)

/**
 * Entries of which a person is no free judge: of an organisation or place for which they hold a role, owned by them, or written by them
 * (a translation is no authorship).
 */
export async function automaticConflicts(db: Db, awardId: string, personId: string): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select e.id from award_entries e join records r on r.id = e.practice_id
    where e.award_id = ${awardId}::uuid and (
      r.owner_id = ${personId}::uuid
      or exists (select 1 from contents c where c.record_id = r.id and c.language = r.language and c.author_id = ${personId}::uuid)
      or exists (
        select 1 from grants g left join organisations o on o.id = g.organisation_id
        where g.person_id = ${personId}::uuid and g.ended_at is null
          and (o.id = r.organisation_id or o.place_id = r.place_id or g.place_id = r.place_id)))`)
  return new Set(rows.map(({ id }) => id))
}

/** Conflicts of a juror as they stand: those declared and those that the portal knows of. */
export async function conflictsOf(
  db: Db,
  awardId: string,
  personId: string,
): Promise<Map<string, 'automatic' | 'declared'>> {
  // One after the other: a transaction has one connection.
  const found = await automaticConflicts(db, awardId, personId)
  const said = await db
    .select({ entryId: juryConflicts.entryId, note: juryConflicts.note })
    .from(juryConflicts)
    .innerJoin(awardEntries, eq(awardEntries.id, juryConflicts.entryId))
    .where(and(eq(awardEntries.awardId, awardId), eq(juryConflicts.personId, personId)))
  return new Map([
    ...said.map(({ entryId, note }) => [entryId, note === AUTOMATIC ? AUTOMATIC : DECLARED] as const),
    ...[...found].map((entryId) => [entryId, AUTOMATIC] as const),
  ])
}

const entriesHeld = (tx: Db, awardId: string) =>
  tx
    .select({ id: awardEntries.id })
    .from(awardEntries)
    .where(and(eq(awardEntries.awardId, awardId), isNull(awardEntries.withdrawnAt)))

async function heldJuror(tx: Db, awardId: string, personId: string) {
  const [juror] = await tx
    .select()
    .from(jurors)
    .where(and(eq(jurors.awardId, awardId), eq(jurors.personId, personId)))
    .for('update')
  if (!juror) throw new Refused('award_jury.entered', awardId)
  return juror
}

/** Accepts the invitation and says of every entry whether one is free to judge it. May be said again until one's points are sent. */
export const declare = (db: Db, member: Member, call: Pick<Call, 'id'>, ticked: readonly string[], context: Context) =>
  db.transaction(async (tx) => {
    const { phase, country } = await holdAward(tx, call.id, context)
    const juror = await heldJuror(tx, call.id, member.id)
    if (!canDeclare(phase, juror)) throw new Refused('award_jury.declared', call.id)
    const { now } = context
    const automatic = await automaticConflicts(tx, call.id, member.id)
    const entries = (await entriesHeld(tx, call.id)).map(({ id }) => id)
    const conflicts = entries.filter((id) => automatic.has(id) || ticked.includes(id))
    if (entries.length)
      await tx
        .delete(juryConflicts)
        .where(and(eq(juryConflicts.personId, member.id), inArray(juryConflicts.entryId, entries)))
    if (conflicts.length) {
      await tx.insert(juryConflicts).values(
        conflicts.map((entryId) => ({
          entryId,
          personId: member.id,
          note: automatic.has(entryId) ? AUTOMATIC : DECLARED,
          at: now,
        })),
      )
      await tx.delete(juryPoints).where(and(eq(juryPoints.personId, member.id), inArray(juryPoints.entryId, conflicts)))
    }
    await tx
      .update(jurors)
      .set({ declaredAt: now })
      .where(and(eq(jurors.awardId, call.id), eq(jurors.personId, member.id)))
    await enter(tx, member, 'award_jury.declared', now, {
      recordId: call.id,
      country,
      data: { count: conflicts.length },
    })
  })

/** Leaves the jury; what was given goes too. Not after one's points were sent. */
export const leaveJury = (db: Db, actor: Member, call: Pick<Call, 'id'>, personId: string, context: Context) =>
  db.transaction(async (tx) => {
    const { country, phase } = await holdAward(tx, call.id, context)
    const juror = await heldJuror(tx, call.id, personId)
    if (juror.submittedAt !== null || ['voting', 'counting', 'decided'].includes(phase))
      throw new Refused('award_juror.removed', call.id)
    const entries = tx.select({ id: awardEntries.id }).from(awardEntries).where(eq(awardEntries.awardId, call.id))
    await tx.delete(juryPoints).where(and(eq(juryPoints.personId, personId), inArray(juryPoints.entryId, entries)))
    await tx
      .delete(juryConflicts)
      .where(and(eq(juryConflicts.personId, personId), inArray(juryConflicts.entryId, entries)))
    await tx.delete(jurors).where(and(eq(jurors.awardId, call.id), eq(jurors.personId, personId)))
    await enter(tx, actor, 'award_juror.removed', context.now, { recordId: call.id, country })
  })

/** Keeps the points of one entry as far as they are given; a criterion that is empty again loses its points. */
export const keepPoints = (
  db: Db,
  member: Member,
  call: Pick<Call, 'id' | 'criteria'>,
  entryId: string,
  points: ReadonlyMap<string, number>,
  context: Context,
) =>
  db.transaction(async (tx) => {
    const { phase } = await holdAward(tx, call.id, context)
    const juror = await heldJuror(tx, call.id, member.id)
    const entries = await entriesHeld(tx, call.id)
    const conflicts = await conflictsOf(tx, call.id, member.id)
    if (!canScore(phase, juror) || conflicts.has(entryId) || !entries.some(({ id }) => id === entryId))
      throw new Refused('award_jury.judged', call.id)
    const own = and(eq(juryPoints.entryId, entryId), eq(juryPoints.personId, member.id))
    await tx.delete(juryPoints).where(own)
    const rows = call.criteria.flatMap(({ id: criterionId }) => {
      const given = points.get(criterionId)
      return given === undefined ? [] : [{ entryId, personId: member.id, criterionId, points: given, at: context.now }]
    })
    if (rows.length) await tx.insert(juryPoints).values(rows)
  })

/** Points of one juror by entry and criterion. */
export async function pointsOf(db: Db, awardId: string, personId: string): Promise<Map<string, Map<string, number>>> {
  const rows = await db
    .select({ entryId: juryPoints.entryId, criterionId: juryPoints.criterionId, points: juryPoints.points })
    .from(juryPoints)
    .innerJoin(awardEntries, eq(awardEntries.id, juryPoints.entryId))
    .where(and(eq(awardEntries.awardId, awardId), eq(juryPoints.personId, personId)))
  const byEntry = new Map<string, Map<string, number>>()
  for (const { entryId, criterionId, points } of rows)
    byEntry.set(entryId, (byEntry.get(entryId) ?? new Map()).set(criterionId, points))
  return byEntry
}

/** Sends one's points: from now on they count and stay. `missing`: entries that still wait. */
export const submitPoints = (db: Db, member: Member, call: Pick<Call, 'id' | 'criteria'>, context: Context) =>
  db.transaction(async (tx): Promise<{ missing: number }> => {
    const { phase, country } = await holdAward(tx, call.id, context)
    const juror = await heldJuror(tx, call.id, member.id)
    if (!canScore(phase, juror)) throw new Refused('award_jury.submitted', call.id)
    const entries = await entriesHeld(tx, call.id)
    const conflicts = await conflictsOf(tx, call.id, member.id)
    const points = await pointsOf(tx, call.id, member.id)
    const missing = entries.filter(
      ({ id }) => !conflicts.has(id) && (points.get(id)?.size ?? 0) < call.criteria.length,
    ).length
    if (missing > 0) return { missing }
    // Somebody may have come to a municipality since they declared.
    const { now } = context
    const rows = [...conflicts].map(([entryId, note]) => ({ entryId, personId: member.id, note, at: now }))
    if (rows.length) await tx.insert(juryConflicts).values(rows).onConflictDoNothing()
    await tx
      .update(jurors)
      .set({ submittedAt: now })
      .where(and(eq(jurors.awardId, call.id), eq(jurors.personId, member.id)))
    await enter(tx, member, 'award_jury.submitted', now, { recordId: call.id, country })
    return { missing: 0 }
  })

/** Sheets that count: sent in, and of jurors who are free to judge the entry. Who may see what they come to is asked before (`maySeeAverages`). */
async function sheetsOf(db: Db, awardId: string): Promise<Sheet[]> {
  const { rows } = await db.execute<{ entry: string; person: string; criterion: string; points: number }>(sql`
    select p.entry_id as entry, p.person_id as person, p.criterion_id as criterion, p.points
    from award_jury_points p
    join award_entries e on e.id = p.entry_id and e.award_id = ${awardId}::uuid
    join award_jurors j on j.award_id = e.award_id and j.person_id = p.person_id and j.submitted_at is not null
    where not exists (select 1 from award_jury_conflicts k where k.entry_id = p.entry_id and k.person_id = p.person_id)`)
  const sheets = new Map<string, { entryId: string; personId: string; points: Map<string, number> }>()
  for (const { entry, person, criterion, points } of rows) {
    const key = `${entry} ${person}`
    const sheet = sheets.get(key) ?? { entryId: entry, personId: person, points: new Map() }
    sheet.points.set(criterion, points)
    sheets.set(key, sheet)
  }
  return [...sheets.values()]
}

/** What the jury's points come to, for the entries that were not withdrawn. */
export async function juryResults(db: Db, awardId: string, criteria: readonly Criterion[]): Promise<Result[]> {
  const entries = await db
    .select({ id: awardEntries.id, categoryId: awardEntries.categoryId })
    .from(awardEntries)
    .where(and(eq(awardEntries.awardId, awardId), isNull(awardEntries.withdrawnAt)))
    .orderBy(asc(awardEntries.enteredAt), asc(awardEntries.id))
  return resultsOf(entries, criteria, await sheetsOf(db, awardId))
}
