/** The moderators' side in SQL: the list of voices, taking voices out of the count and putting them back. */
import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import { places } from '#core/places/schema.ts'
import { records } from '#core/records/schema.ts'
import { allCountries } from '#countries/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { SHORT_HASH } from './anomalies.ts'
import { appendLinks, holdChain } from './chain.ts'
import type { BoardFilter } from './forms.ts'
import { CONSPICUOUS, mayModerate } from './rules.ts'
import { type InvalidationReason, nominations } from './schema.ts'

/** The countries whose nominations the actor looks after. */
export const countriesOf = (actor: Actor): string[] =>
  allCountries.map(({ code }) => code).filter((code) => mayModerate(actor, code))

const isNewAccount = sql<boolean>`coalesce(${people.createdAt} > ${nominations.createdAt} - make_interval(hours => ${sql.raw(
  String(CONSPICUOUS.newAccounts.hours),
)}), false)`

const chosen = (filter: BoardFilter, countries: readonly string[]): SQL | undefined =>
  and(
    inArray(records.country, [...countries]),
    filter.practice ? eq(nominations.practiceId, filter.practice) : undefined,
    filter.state === 'counted' ? isNull(nominations.invalidatedAt) : undefined,
    filter.state === 'invalidated' ? isNotNull(nominations.invalidatedAt) : undefined,
    filter.voice ? eq(nominations.voice, filter.voice) : undefined,
    filter.domain ? eq(nominations.emailDomain, filter.domain) : undefined,
    filter.network
      ? sql`left(${nominations.networkHash}, ${sql.raw(String(SHORT_HASH))}) = ${filter.network.slice(0, SHORT_HASH)}`
      : undefined,
    filter.hour
      ? sql`${nominations.createdAt} >= ${filter.hour}::timestamptz and ${nominations.createdAt} < ${filter.hour}::timestamptz + interval '1 hour'`
      : undefined,
    filter.accounts === 'new' ? isNewAccount : undefined,
    filter.accounts === 'none' ? isNull(nominations.personId) : undefined,
  )

export const BOARD_PAGE = 50
export type BoardLine = Awaited<ReturnType<typeof listVoices>>[number]

/** What moderators see of a voice: nothing from which its giver could be told. */
export const listVoices = (db: Db, filter: BoardFilter, countries: readonly string[]) =>
  db
    .select({
      id: nominations.id,
      practiceId: nominations.practiceId,
      country: records.country,
      voice: nominations.voice,
      place: { names: places.names, code: places.code, type: places.type },
      domain: nominations.emailDomain,
      network: sql<string>`left(${nominations.networkHash}, ${sql.raw(String(SHORT_HASH))})`,
      hasAccount: sql<boolean>`${nominations.personId} is not null`,
      isNewAccount,
      createdAt: nominations.createdAt,
      invalidatedAt: nominations.invalidatedAt,
      reason: nominations.reason,
      note: nominations.note,
    })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .leftJoin(places, eq(places.id, nominations.placeId))
    .where(chosen(filter, countries))
    .orderBy(desc(nominations.createdAt), desc(nominations.id))
    .limit(BOARD_PAGE)
    .offset((filter.page - 1) * BOARD_PAGE)

/** Ids of all that the filter shows, and how many of them count. */
export async function idsOf(db: Db, filter: BoardFilter, countries: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ id: nominations.id })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .where(and(chosen(filter, countries), isNull(nominations.invalidatedAt)))
  return rows.map(({ id }) => id)
}

export async function countVoices(db: Db, filter: BoardFilter, countries: readonly string[]) {
  const [row] = await db
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      counted: sql<number>`count(*) filter (where ${nominations.invalidatedAt} is null)`.mapWith(Number),
    })
    .from(nominations)
    .innerJoin(records, eq(records.id, nominations.practiceId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .where(chosen(filter, countries))
  return row ?? { all: 0, counted: 0 }
}

type Change = { reason: InvalidationReason; note: string | undefined } | 'restore'

/**
 * Takes voices out of the count or puts them back: the rows, their links and one event a practice, all or nothing. Voices that are so
 * already, or of countries that are not the actor's, stay as they are. Returns how many changed.
 */
export function changeVoices(db: Db, actor: Actor, ids: readonly string[], change: Change, now: Date): Promise<number> {
  const countries = countriesOf(actor)
  const isRestoring = change === 'restore'
  return db.transaction(async (tx) => {
    await holdChain(tx)
    if (ids.length === 0 || countries.length === 0) return 0
    const changed = await tx
      .update(nominations)
      .set(
        isRestoring
          ? { invalidatedAt: null, invalidatedBy: null, reason: null, note: null }
          : { invalidatedAt: now, invalidatedBy: actor.id, reason: change.reason, note: change.note ?? null },
      )
      .from(records)
      .where(
        and(
          eq(records.id, nominations.practiceId),
          inArray(records.country, countries),
          sql`${nominations.id} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`,
          isRestoring ? isNotNull(nominations.invalidatedAt) : isNull(nominations.invalidatedAt),
        ),
      )
      .returning({
        id: nominations.id,
        practiceId: nominations.practiceId,
        voice: nominations.voice,
        placeId: nominations.placeId,
        country: records.country,
      })
    const codes = await codesOf(
      tx,
      changed.flatMap(({ placeId }) => placeId ?? []),
    )
    const event = isRestoring ? 'restored' : 'invalidated'
    await appendLinks(
      tx,
      changed.map(({ id, practiceId, voice, placeId }) => ({
        nominationId: id,
        practiceId,
        event,
        voice,
        placeCode: placeId ? (codes.get(placeId) ?? null) : null,
        at: now,
      })),
    )
    for (const [practiceId, group] of Map.groupBy(changed, (one) => one.practiceId))
      await record(tx, actor, `nomination.${event}`, now, {
        recordId: practiceId,
        country: group[0]?.country,
        data: { nominations: group.map(({ id }) => id), ...(!isRestoring && { reason: change.reason }) },
      })
    return changed.length
  })
}

const codesOf = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    ids.length === 0
      ? []
      : (
          await db
            .select({ id: places.id, code: places.code })
            .from(places)
            .where(inArray(places.id, [...new Set(ids)]))
        ).map(({ id, code }) => [id, code]),
  )
