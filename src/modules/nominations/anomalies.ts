/** What stands out among the voices of the last months: counted in SQL, judged by rules.ts. Shows domains and hashes, never people. */
import { and, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { isLargeProvider } from '#core/verification/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { events } from '#platform/schema.ts'
import {
  type AnomalyKind,
  areNewAccountsConspicuous,
  CONSPICUOUS,
  isBurst,
  isDomainConspicuous,
  isNetworkConspicuous,
  leastOf,
} from './rules.ts'
import { nominations } from './schema.ts'

/** Days that the board looks back. */
export const WATCHED_DAYS = 90
/** Letters of a network's hash that are shown and asked by. */
export const SHORT_HASH = 10

export type Anomaly = {
  kind: AnomalyKind
  practiceId: string
  /** Hour in ISO 8601, domain, or beginning of the network's hash; empty for new accounts. */
  detail: string
  count: number
  /** All voices it is compared with: of citizens for this practice, or in the days before the hour. */
  of: number
}
type Group = Anomaly & { country: string; at: Date[] }

/** Of countries that the reader looks after; those that somebody looked at already come back only when as many were added. */
export async function findAnomalies(db: Db, countries: readonly string[], now: Date): Promise<Anomaly[]> {
  if (countries.length === 0) return []
  const since = new Date(now.getTime() - WATCHED_DAYS * 86_400_000)
  const [groups, examined] = await Promise.all([findGroups(db, countries, since), examinedSince(db, since)])
  return groups
    .filter((group) => {
      const looked = examined.get(keyOf(group))
      return !looked || group.at.filter((moment) => moment > looked).length >= leastOf(group.kind)
    })
    .map(({ kind, practiceId, detail, count, of }) => ({ kind, practiceId, detail, count, of }))
    .sort((a, b) => b.count - a.count)
}

async function findGroups(db: Db, countries: readonly string[], since: Date): Promise<Group[]> {
  const isCounted = and(
    isNull(nominations.invalidatedAt),
    gt(nominations.createdAt, since),
    inArray(records.country, [...countries]),
  )
  const ofCitizens = and(isCounted, eq(nominations.voice, 'citizen'))
  const grouped = (detail: SQL<string>, where: SQL | undefined, least: number) =>
    db
      .select({
        practiceId: nominations.practiceId,
        country: records.country,
        detail,
        count: sql<number>`count(*)`.mapWith(Number),
        at: sql<number[]>`array_agg(extract(epoch from ${nominations.createdAt})::float8)`,
        of: sql<number>`(select count(*) from ${nominations} other
          where other.practice_id = ${nominations.practiceId} and other.invalidated_at is null and other.voice = 'citizen')`.mapWith(
          Number,
        ),
      })
      .from(nominations)
      .innerJoin(records, eq(records.id, nominations.practiceId))
      .leftJoin(people, eq(people.id, nominations.personId))
      .where(where)
      .groupBy(nominations.practiceId, records.country, sql`3`)
      .having(sql`count(*) >= ${least}`)
  const hour = sql<string>`to_char(date_trunc('hour', ${nominations.createdAt} at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const isNew = sql`${people.createdAt} > ${nominations.createdAt} - make_interval(hours => ${CONSPICUOUS.newAccounts.hours})`
  const [bursts, domains, networks, accounts] = await Promise.all([
    grouped(hour, isCounted, CONSPICUOUS.burst.most + 1),
    grouped(sql<string>`${nominations.emailDomain}`, ofCitizens, CONSPICUOUS.domain.least),
    grouped(
      sql<string>`left(${nominations.networkHash}, ${sql.raw(String(SHORT_HASH))})`,
      ofCitizens,
      CONSPICUOUS.network.least,
    ),
    grouped(sql<string>`''`, and(ofCitizens, isNew), CONSPICUOUS.newAccounts.least),
  ])
  type Row = (typeof bursts)[number]
  const named = (kind: AnomalyKind, rows: readonly Row[]): Group[] =>
    rows.map((row) => ({ ...row, kind, at: row.at.map((seconds) => new Date(seconds * 1000)) }))
  return [
    ...(await withHistory(db, named('burst', bursts))),
    ...named('domain', domains).filter(
      ({ detail, count, of }) => detail !== '' && !isLargeProvider(detail) && isDomainConspicuous(count, of),
    ),
    ...named('network', networks).filter(({ detail, count }) => detail !== '' && isNetworkConspicuous(count)),
    ...named('newAccounts', accounts).filter(({ count, of }) => areNewAccountsConspicuous(count, of)),
  ]
}

/** Compares each hour with the days before it; one statement for all hours. */
async function withHistory(db: Db, bursts: readonly Group[]): Promise<Group[]> {
  if (bursts.length === 0) return []
  const hours = sql.join(
    bursts.map(({ practiceId, detail }) => sql`(${practiceId}::uuid, ${detail}::timestamptz)`),
    sql`, `,
  )
  const { rows } = await db.execute<{ practice_id: string; hour: string; before: string }>(sql`
    select asked.practice_id, to_char(asked.hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour, count(n.id) as before
    from (values ${hours}) as asked (practice_id, hour)
    left join nominations n on n.practice_id = asked.practice_id and n.invalidated_at is null
      and n.created_at < asked.hour and n.created_at >= asked.hour - make_interval(days => ${CONSPICUOUS.burst.days})
    group by 1, 2, asked.hour`)
  const before = new Map(rows.map((row) => [`${row.practice_id} ${row.hour}`, Number(row.before)]))
  return bursts
    .map((burst) => ({ ...burst, of: before.get(`${burst.practiceId} ${burst.detail}`) ?? 0 }))
    .filter(({ count, of }) => isBurst(count, of))
}

const keyOf = ({ kind, practiceId, detail }: Pick<Anomaly, 'kind' | 'practiceId' | 'detail'>) =>
  `${kind} ${practiceId} ${detail}`

/** When moderators last found an anomaly harmless, by what it is. */
async function examinedSince(db: Db, since: Date): Promise<Map<string, Date>> {
  const rows = await db
    .select({ recordId: events.recordId, data: events.data, at: events.at })
    .from(events)
    .where(and(eq(events.type, EXAMINED), gt(events.at, since)))
    .orderBy(events.id)
  return new Map(
    rows.map(({ recordId, data, at }) => [
      keyOf({ kind: data.kind as AnomalyKind, practiceId: recordId ?? '', detail: String(data.detail) }),
      at,
    ]),
  )
}

const EXAMINED = 'nomination.examined'
/** Says that somebody looked at an anomaly and found nothing wrong with it. */
export const examine = (
  db: Db,
  actor: Actor,
  anomaly: Pick<Anomaly, 'kind' | 'practiceId' | 'detail'> & { country: string },
  now: Date,
) =>
  db.transaction((tx) =>
    record(tx, actor, EXAMINED, now, {
      recordId: anomaly.practiceId,
      country: anomaly.country,
      data: { kind: anomaly.kind, detail: anomaly.detail },
    }),
  )
