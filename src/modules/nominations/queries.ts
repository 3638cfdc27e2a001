/** Nominations being given, found and counted. The moderators' side is in board.ts, the chain in chain.ts. */
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import { places } from '#core/places/schema.ts'
import { contents, records } from '#core/records/schema.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { isId, newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { appendLinks, holdChain } from './chain.ts'
import type { Candidate } from './rules.ts'
import { nominations, type Voice } from './schema.ts'

/** A practice with what the rules ask about; nothing when the id is none of a practice. */
export async function findCandidate(db: Db, id: string): Promise<Candidate | undefined> {
  if (!isId(id)) return undefined
  const [row] = await db
    .select({
      id: records.id,
      country: records.country,
      placeId: records.placeId,
      organisationId: records.organisationId,
      isOpen: sql<boolean>`${records.visibility} = 'public' and ${records.publishedVersion} is not null and ${practices.state} <> 'archived'`,
      // Who translated it did not write it.
      authorIds: sql<string[]>`array(
        select ${records.ownerId} where ${records.ownerId} is not null
        union select c.author_id from ${contents} c
        where c.record_id = ${records.id} and c.language = ${records.language} and c.author_id is not null)`,
    })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(eq(records.id, id))
  return row
}

export const emailsOf = async (db: Db, personIds: readonly string[]): Promise<string[]> =>
  personIds.length === 0
    ? []
    : (
        await db
          .select({ email: people.email })
          .from(people)
          .where(inArray(people.id, [...personIds]))
      ).map(({ email }) => email)

/** What a person, or the municipality they act for, has given to a practice already. */
export const givenBy = (db: Db, practiceId: string, personId: string, placeId: string | undefined) =>
  db
    .select({ id: nominations.id, voice: nominations.voice, personId: nominations.personId })
    .from(nominations)
    .where(
      and(
        eq(nominations.practiceId, practiceId),
        or(
          eq(nominations.personId, personId),
          placeId ? and(eq(nominations.voice, 'municipality'), eq(nominations.placeId, placeId)) : undefined,
        ),
      ),
    )

export type NewVoice = {
  practice: Pick<Candidate, 'id' | 'country' | 'placeId'>
  voice: Voice
  personId: string | null
  municipality?: { organisationId: string; placeId: string } | undefined
  voterHash: string
  emailDomain: string
  networkHash: string
  language: Language
}
/** counted now; or this person, or this municipality, had given its voice before. `id`: the nomination that counts. */
export type Given = { result: 'counted' | 'already' | 'municipality_already'; id: string }

/** Gives a voice: the nomination, its link in the chain and the event, all or nothing. The second of two at once gets `already`. */
export function giveVoice(db: Db, actor: Actor, given: NewVoice, now: Date): Promise<Given> {
  return db.transaction(async (tx) => {
    await holdChain(tx)
    const { practice, voice, municipality, ...voter } = given
    const id = newId()
    const [added] = await tx
      .insert(nominations)
      .values({ id, practiceId: practice.id, voice, ...voter, ...municipality, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: nominations.id })
    if (!added) return givenBefore(tx, given)
    const placeCode = municipality ? await codeOf(tx, municipality.placeId) : null
    const [link] = await appendLinks(tx, [
      { nominationId: id, practiceId: practice.id, event: 'counted', voice, placeCode, at: now },
    ])
    await record(tx, actor, 'nomination.counted', now, {
      recordId: practice.id,
      placeId: practice.placeId,
      country: practice.country,
      data: { nominationId: id, voice, position: link?.position },
    })
    return { result: 'counted', id }
  })
}

async function givenBefore(tx: Db, { practice, voterHash, municipality }: NewVoice): Promise<Given> {
  const ofPractice = eq(nominations.practiceId, practice.id)
  const [own] = await tx
    .select({ id: nominations.id })
    .from(nominations)
    .where(and(ofPractice, eq(nominations.voterHash, voterHash)))
  if (own) return { result: 'already', id: own.id }
  const [other] = await tx
    .select({ id: nominations.id })
    .from(nominations)
    .where(and(ofPractice, eq(nominations.voice, 'municipality'), eq(nominations.placeId, municipality?.placeId ?? '')))
  if (!other) throw new Error('a nomination was neither added nor there')
  return { result: 'municipality_already', id: other.id }
}

const codeOf = async (db: Db, placeId: string): Promise<string | null> => {
  const [place] = await db.select({ code: places.code }).from(places).where(eq(places.id, placeId))
  return place?.code ?? null
}

export async function findNomination(db: Db, id: string) {
  if (!isId(id)) return undefined
  const [row] = await db
    .select({ nomination: nominations, country: records.country, place: places })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .leftJoin(places, eq(places.id, nominations.placeId))
    .where(eq(nominations.id, id))
  return row
}

// ── Counting ────────────────────────────────────────────────────────────────

export type Counts = { citizens: number; municipalities: number }
export const NONE: Counts = { citizens: 0, municipalities: 0 }

const citizens = sql<number>`count(*) filter (where ${nominations.voice} = 'citizen')`.mapWith(Number)
const municipalities = sql<number>`count(*) filter (where ${nominations.voice} = 'municipality')`.mapWith(Number)

/** How many voices practices have that count, by id; those without any are in it with zeros. */
export async function countNominations(db: Db, practiceIds: readonly string[]): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>(practiceIds.map((id) => [id, NONE]))
  if (practiceIds.length === 0) return counts
  const rows = await db
    .select({ id: nominations.practiceId, citizens, municipalities })
    .from(nominations)
    .where(and(inArray(nominations.practiceId, [...practiceIds]), isNull(nominations.invalidatedAt)))
    .groupBy(nominations.practiceId)
  for (const { id, ...count } of rows) counts.set(id, count)
  return counts
}

export type Extent = { year?: number | undefined; country?: string | undefined }
/** Years are counted in UTC: an hour or two around New Year do not matter for sums. */
const within = ({ year, country }: Extent) =>
  and(
    isNull(nominations.invalidatedAt),
    eq(records.visibility, 'public'),
    country === undefined ? undefined : eq(records.country, country),
    year === undefined ? undefined : sql`extract(year from ${nominations.createdAt} at time zone 'UTC') = ${year}`,
  )

/** All voices that count, of a year and a country or of all. `practices`: how many practices were nominated. */
export async function nominationTotals(db: Db, extent: Extent): Promise<Counts & { practices: number }> {
  const [row] = await db
    .select({
      citizens,
      municipalities,
      practices: sql<number>`count(distinct ${nominations.practiceId})`.mapWith(Number),
    })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .where(within(extent))
  return row ?? { ...NONE, practices: 0 }
}

/** The practices that were nominated most often, those of more municipalities first among equals. */
export const topNominated = (db: Db, extent: Extent, limit: number): Promise<(Counts & { id: string })[]> =>
  db
    .select({ id: nominations.practiceId, citizens, municipalities })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .where(within(extent))
    .groupBy(nominations.practiceId)
    .orderBy(sql`count(*) desc`, sql`${municipalities} desc`, asc(nominations.practiceId))
    .limit(limit)
