/** Links entries of the audit trail into a chain and signs its head; finding out whether somebody tampered is in verify.ts. */
import { eq, sql } from 'drizzle-orm'
import type { Config } from '../config.ts'
import type { Db } from '../database.ts'
import type { Job } from '../module.ts'
import { facts } from '../schema.ts'
import { BEGINNING, type Entry, entryColumns, linkHash } from './entry.ts'
import { readClock, renewEpoch } from './epoch.ts'
import { appendHead, digestOf, factOf, type Head, holdsSignature, lastLine, readHead, signHead } from './heads.ts'
import { type AuditKeys, auditKeys } from './keys.ts'

/** Any number that no other program of this database uses: two processes never chain at once. */
const LOCK = 7_064_081_796
const PAGE = 5000
/** A head is signed anew after a day without entries, so that nothing older can be slipped in. Milliseconds. */
const SILENCE = 24 * 60 * 60 * 1000

type Link = { position: number; hash: string }

/**
 * Links all entries whose transaction had ended for certain, in order of id, and signs the new head. An entry that commits late
 * comes in a later round; one that claims a transaction of an earlier round is never linked, and verification finds it.
 */
export async function chainEntries(
  db: Db,
  keys: AuditKeys,
  now: Date,
): Promise<{ linked: number; head: Head | undefined }> {
  const round = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    await renewEpoch(tx, now, false)
    const last = await lastHead(tx, keys)
    const clock = await readClock(tx)
    const trusted = last && holdsSignature(keys.publicKey, last) && last.epoch === clock.epoch ? last : undefined
    const before = await lastLink(tx)
    const after = await linkNew(tx, clock, trusted?.horizon, before)
    const linked = after.position - before.position
    const isSilent = last !== undefined && now.getTime() - Date.parse(last.at) < SILENCE
    if (after.position === 0 || (linked === 0 && trusted?.position === after.position && isSilent))
      return { linked, head: last }
    const head = signHead(keys, {
      number: (last?.number ?? 0) + 1,
      previous: last ? digestOf(last) : BEGINNING,
      position: after.position,
      hash: after.hash,
      entries: Math.max(0, after.position - (last?.position ?? 0)),
      horizon: clock.horizon,
      epoch: clock.epoch,
      at: now.toISOString(),
    })
    const row = { name: factOf(keys.keyId), value: head, updatedAt: now }
    await tx
      .insert(facts)
      .values(row)
      .onConflictDoUpdate({ target: facts.name, set: { value: head, updatedAt: now } })
    return { linked, head }
  })
  // After the commit: a head in the file of links that were rolled back would look like a truncated trail.
  if (round.head) bringToFile(keys, round.head)
  return round
}

/** The newest head of this key. One that the program did not bring to the file before it was killed is brought there now. */
async function lastHead(db: Db, keys: AuditKeys): Promise<Head | undefined> {
  const [fact] = await db
    .select()
    .from(facts)
    .where(eq(facts.name, factOf(keys.keyId)))
  const inDatabase = readHead(fact?.value)
  if (inDatabase && holdsSignature(keys.publicKey, inDatabase)) bringToFile(keys, inDatabase)
  return readHead(lastLine(keys.headsFile)) ?? inDatabase
}

function bringToFile(keys: AuditKeys, head: Head) {
  const inFile = readHead(lastLine(keys.headsFile))
  if (!inFile || inFile.number < head.number) appendHead(keys.headsFile, head)
}

async function lastLink(db: Db): Promise<Link> {
  const { rows } = await db.execute<Link>(
    sql`select position::float8 as position, hash from audit_links order by position desc limit 1`,
  )
  return rows[0] ?? { position: 0, hash: BEGINNING }
}

async function linkNew(
  db: Db,
  clock: { horizon: string; next: string },
  from: string | undefined,
  before: Link,
): Promise<Link> {
  // Numbers of a cluster that the portal left may be higher than any of this one.
  const ended = from
    ? sql`e.transaction >= ${from}::text::xid8 and e.transaction < ${clock.horizon}::text::xid8`
    : sql`(e.transaction < ${clock.horizon}::text::xid8 or e.transaction >= ${clock.next}::text::xid8)`
  let link = before
  let seen = '0'
  for (;;) {
    const { rows } = await db.execute<Entry>(sql`
      select ${entryColumns} from audit_entries e
      where ${ended} and e.id > ${seen}::bigint and not exists (select from audit_links l where l.entry_id = e.id)
      order by e.id limit ${PAGE}`)
    const links = rows.map((entry) => {
      link = { position: link.position + 1, hash: linkHash(link.hash, entry) }
      return { ...link, entryId: entry.id }
    })
    if (links.length > 0)
      await db.execute(sql`
        insert into audit_links (position, entry_id, hash)
        select * from unnest(
          ${sql.param(links.map((l) => l.position))}::bigint[],
          ${sql.param(links.map((l) => l.entryId))}::bigint[],
          ${sql.param(links.map((l) => l.hash))}::text[])`)
    const lastOne = rows.at(-1)
    if (!lastOne || rows.length < PAGE) return link
    seen = lastOne.id
  }
}

/** Links and signs what is there: every minute, and when the program stops. */
export const sealTrail = (db: Db, config: Pick<Config, 'folder'>, now: Date) => chainEntries(db, auditKeys(config), now)

export const auditJobs: Job[] = [
  {
    queue: 'audit.chain',
    schedule: '* * * * *',
    run: async ({ db, config, now }) => {
      await sealTrail(db, config, now)
    },
  },
]
