/** Tells followers by letter what happened: reads the events in their order, keeps to one letter an hour a person and record, and never tells twice. */
import { and, eq, isNull, like, lte, sql } from 'drizzle-orm'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { sendLater } from '#platform/mail.ts'
import type { EventFacts, Job } from '#platform/module.ts'
import { events, facts } from '#platform/schema.ts'
import { people } from '../people/schema.ts'
import { letterOf } from './letters.ts'
import { TOLD, toldName } from './queries.ts'
import { BEGINNING, type Clock, isNewsTo, knownUpTo, NEWS_FOR, PAUSE, type Position } from './rules.ts'
import { follows } from './schema.ts'
import { toldTypes } from './telling.ts'

const POSITION = 'following.position'
const AT_ONCE = 200

type Context = { config: Config; now: Date }

/** One round: what is new, then what waited for its hour to end. */
export async function tellFollowers(db: Db, context: Context): Promise<void> {
  const { upTo, position } = knownUpTo(await readPosition(db), await readClock(db))
  let { done } = position
  for (;;) {
    const batch = await newsBetween(db, done, upTo, context.now)
    for (const [recordId, happened] of byRecord(batch))
      for (const { personId, since } of await followersOf(db, recordId))
        await tell(db, context, { personId, recordId }, news(personId, since, happened))
    const last = batch.at(-1)
    if (!last || batch.length < AT_ONCE) break
    done = last.id
    await keepPosition(db, { ...position, done }, context.now)
  }
  await keepPosition(db, { ...position, done: Math.max(done, upTo) }, context.now)
  await tellWhatWaited(db, context, Math.max(done, upTo))
  await forgetWhatIsOver(db, context.now)
}

async function readClock(db: Db): Promise<Clock> {
  const { rows } = await db.execute<Clock>(sql`
    select pg_snapshot_xmin(s)::text as horizon, pg_snapshot_xmax(s)::text as next,
      (select coalesce(max(id), 0) from events)::float8 as newest
    from pg_current_snapshot() s`)
  if (!rows[0]) throw new Error('no snapshot')
  return rows[0]
}

async function readPosition(db: Db): Promise<Position> {
  const [fact] = await db.select({ value: facts.value }).from(facts).where(eq(facts.name, POSITION))
  return { ...BEGINNING, ...(fact?.value as Partial<Position> | undefined) }
}

const keepPosition = (db: Db, value: Position, now: Date) =>
  db
    .insert(facts)
    .values({ name: POSITION, value, updatedAt: now })
    .onConflictDoUpdate({ target: facts.name, set: { value, updatedAt: now } })

async function newsBetween(db: Db, after: number, upTo: number, now: Date, recordId?: string): Promise<EventFacts[]> {
  const types = toldTypes()
  if (types.length === 0 || upTo <= after) return []
  const rows = await db
    .select()
    .from(events)
    .where(
      sql`${events.id} > ${after} and ${events.id} <= ${upTo} and ${events.type} = any(${sql.param(types)}::text[])
        and ${events.at} > ${new Date(now.getTime() - NEWS_FOR)}
        and ${recordId ? eq(events.recordId, recordId) : sql`${events.recordId} is not null`}`,
    )
    .orderBy(events.id)
    .limit(AT_ONCE)
  return rows.map(({ id, at, type, recordId: about, actorId, data }) => ({
    id,
    at,
    type,
    recordId: about ?? '',
    actorId,
    data,
  }))
}

const byRecord = (batch: readonly EventFacts[]) => Map.groupBy(batch, ({ recordId }) => recordId)

const followersOf = (db: Db, recordId: string) =>
  db
    .select({ personId: follows.personId, since: follows.at })
    .from(follows)
    .innerJoin(people, and(eq(people.id, follows.personId), isNull(people.deletedAt)))
    .where(eq(follows.recordId, recordId))
    .orderBy(follows.personId)

const news = (personId: string, since: Date, happened: readonly EventFacts[]) =>
  happened.filter((event) => isNewsTo(personId, since, event))

type Pair = { personId: string; recordId: string }
/** `upTo`: the last event told of. `waiting`: the first that waits for the hour to end. */
type Standing = { upTo: number; waiting: number | null }
const NEVER = new Date(0)

/** Writes the letter, or notes that something waits. Two rounds at once wait for each other here. */
const tell = (
  db: Db,
  context: Context,
  { personId, recordId }: Pair,
  happened: readonly EventFacts[],
  waited = false,
) =>
  happened.length === 0
    ? undefined
    : db.transaction(async (tx) => {
        const { config, now } = context
        const name = toldName(personId, recordId)
        const nothing: Standing = { upTo: 0, waiting: null }
        await tx.insert(facts).values({ name, value: nothing, updatedAt: NEVER }).onConflictDoNothing()
        const [fact] = await tx.select().from(facts).where(eq(facts.name, name)).for('update')
        const standing = (fact?.value as Standing | undefined) ?? nothing
        const lastLetter = fact?.updatedAt ?? NEVER
        const untold = happened.filter(({ id }) => id > standing.upTo)
        const [first] = untold
        const last = untold.at(-1)
        if (!first || !last) return
        const keep = (value: Standing, updatedAt: Date) =>
          tx.update(facts).set({ value, updatedAt }).where(eq(facts.name, name))
        if (now.getTime() - lastLetter.getTime() < PAUSE) {
          await keep({ ...standing, waiting: standing.waiting ?? first.id }, lastLetter)
          return
        }
        // What waits comes first: tellWhatWaited reads on from there, these events included.
        if (standing.waiting !== null && !waited) return
        const letter = await letterOf(tx, config, personId, recordId, untold, now)
        if (letter) await sendLater(tx, letter, now)
        await keep({ upTo: last.id, waiting: null }, letter ? now : lastLetter)
      })

/** Letters whose hour is over, with all that happened meanwhile. */
async function tellWhatWaited(db: Db, context: Context, upTo: number): Promise<void> {
  const { now } = context
  const rows = await db
    .select({ name: facts.name, value: facts.value })
    .from(facts)
    .where(
      and(
        like(facts.name, `${TOLD} %`),
        lte(facts.updatedAt, new Date(now.getTime() - PAUSE)),
        sql`${facts.value} ->> 'waiting' is not null`,
      ),
    )
    .limit(AT_ONCE)
  for (const { name, value } of rows) {
    const [personId = '', recordId = ''] = name.slice(TOLD.length + 1).split(' ')
    const { waiting } = value as Standing
    const happened = await newsBetween(db, (waiting ?? 0) - 1, upTo, now, recordId)
    const [follow] = await db
      .select({ since: follows.at })
      .from(follows)
      .where(and(eq(follows.personId, personId), eq(follows.recordId, recordId)))
    const untold = follow ? news(personId, follow.since, happened) : []
    if (untold.length === 0) await db.delete(facts).where(eq(facts.name, name))
    else await tell(db, context, { personId, recordId }, untold, true)
  }
}

/** Called after the position is kept: until then the rows say what a broken round has told. */
const forgetWhatIsOver = (db: Db, now: Date) =>
  db
    .delete(facts)
    .where(
      and(
        like(facts.name, `${TOLD} %`),
        lte(facts.updatedAt, new Date(now.getTime() - PAUSE)),
        sql`${facts.value} ->> 'waiting' is null`,
      ),
    )

export const jobs: Job[] = [
  { queue: 'following.tell', schedule: '* * * * *', run: ({ db, config, now }) => tellFollowers(db, { config, now }) },
]
