/** Checks the audit trail against its chain and its signed heads: finds what was changed, deleted, inserted, reordered or cut off. */
import type { KeyObject } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { commitment } from '../events.ts'
import { facts } from '../schema.ts'
import { BEGINNING, type Entry, entryColumns, isBefore, linkHash } from './entry.ts'
import { type Clock, readClock } from './epoch.ts'
import { type Finding, type Findings, gatherFindings } from './findings.ts'
import { type HeadReader, readHeads } from './head-reader.ts'
import { factOf, type Head, lastLine, readHead } from './heads.ts'
import { keyIdOf } from './keys.ts'
import { type Mismatch, sortMismatches } from './mismatches.ts'

export type Verdict = {
  ok: boolean
  findings: Finding[]
  /** Findings beyond those listed. */
  more: number
  /** What an auditor should know and is no tampering: a move to another cluster, entries that are not linked yet. */
  notes: string[]
  /** Entries in the chain, entries that wait for the next round, and the last signed head. */
  linked: number
  waiting: number
  heads: number
  signed: { position: number; at: string } | undefined
}

const PAGE = 2000
/** How much older than the last signed head the time of an entry may be: long jobs carry the time of their start. Milliseconds. */
const TOLERANCE = 24 * 60 * 60 * 1000

type Personal = { salt: string | null; values: string | null }
type Row = { [K in keyof Entry]: Entry[K] | null } & Personal & { position: number; entryId: string; hash: string }

/** `heads` is the file of signed heads. Reads one snapshot, page by page, while the portal goes on. */
export async function verifyTrail(db: Db, from: { publicKey: KeyObject; heads: string }): Promise<Verdict> {
  const findings = gatherFindings()
  // Read before the snapshot: what these heads cover was committed before it, so it must be there.
  const known = readHead(lastLine(from.heads))?.number ?? 0
  const counts = await db.transaction(
    async (tx) => {
      const clock = await readClock(tx)
      const [fact] = await tx
        .select()
        .from(facts)
        .where(eq(facts.name, factOf(keyIdOf(from.publicKey))))
      const heads = readHeads({ ...from, known, fact: fact?.value, findings })
      const linked = await walkChain(tx, heads, clock, findings)
      const last = heads.last()
      const waiting = await walkUnlinked(tx, last, clock, findings)
      await checkGuards(tx, findings)
      return { linked, waiting, heads: heads.count(), signed: last && { position: last.position, at: last.at } }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
  if (counts.linked > (counts.signed?.position ?? 0))
    findings.note(
      `${counts.linked - (counts.signed?.position ?? 0)} of the linked entries are not under a signed head yet.`,
    )
  if (counts.waiting > 0) findings.note(`${counts.waiting} entries wait to be linked: this happens once a minute.`)
  return {
    ok: findings.list.length === 0,
    findings: findings.list,
    more: findings.more(),
    notes: findings.notes,
    ...counts,
  }
}

/** Recomputes every link and compares it with the heads on the way. Returns how many links there are. */
async function walkChain(db: Db, heads: HeadReader, clock: Clock, findings: Findings): Promise<number> {
  let previous: string | undefined = BEGINNING
  let position = 0
  let count = 0
  const mismatches: Mismatch[] = []
  for (;;) {
    const { rows } = await db.execute<Row>(sql`
      select l.position::float8 as position, l.entry_id::text as "entryId", l.hash, ${entryColumns},
        p.salt, p.values::text as "values"
      from (select * from audit_links where position > ${position} order by position limit ${PAGE}) l
      left join audit_entries e on e.id = l.entry_id
      left join audit_personal p on p.entry_id = e.id
      order by l.position`)
    for (const row of rows) {
      count++
      if (row.position !== position + 1) {
        findings.add('deleted', null, `${gapOf(position + 1, row.position - 1)} of the chain missing.`)
        previous = undefined
      }
      position = row.position
      const entry = entryOf(row)
      if (!entry)
        findings.add(
          'deleted',
          row.entryId,
          `Entry ${row.entryId}, link ${row.position} of the chain, was deleted: the chain remembers it.`,
        )
      else if (previous !== undefined && linkHash(previous, entry) !== row.hash)
        mismatches.push({ position: row.position, previous, hash: row.hash, entry })
      if (entry) {
        checkPersonal(entry, row, findings)
        const { before, after } = await heads.around(row.position)
        checkMoment(entry, before, after, clock, findings)
      }
      await heads.compare(row.position, row.hash)
      previous = row.hash
    }
    if (rows.length < PAGE) break
  }
  sortMismatches(mismatches, findings)
  await heads.end(position)
  return count
}

const gapOf = (from: number, to: number) => (from === to ? `Link ${from} is` : `Links ${from} to ${to} are`)

function entryOf(row: Row): Entry | undefined {
  const { id, at, action, outcome, requestId, data, transaction } = row
  if (id === null || at === null || action === null || outcome === null) return undefined
  if (requestId === null || data === null || transaction === null) return undefined
  return { ...row, id, at, action, outcome, requestId, data, transaction }
}

function checkPersonal(entry: Entry, { salt, values }: Personal, findings: Findings) {
  if (salt === null || values === null) return
  if (entry.personalHash === null)
    findings.add('personal', entry.id, `Entry ${entry.id} had no personal values, and somebody added some.`)
  else if (commitment(salt, JSON.parse(values)) !== entry.personalHash)
    findings.add('personal', entry.id, `The personal values of entry ${entry.id} are not those that were entered.`)
}

/** An entry must come from a transaction, and say a time, that fits the heads between which it was linked. */
function checkMoment(
  entry: Entry,
  before: Head | undefined,
  after: Head | undefined,
  clock: Clock,
  findings: Findings,
): void {
  if (!before) return
  if (before.epoch === (after?.epoch ?? clock.epoch)) {
    if (isBefore(entry.transaction, before.horizon))
      findings.add('inserted', entry.id, slipped(entry, before, 'claims a transaction that had ended'))
    else if (!isBefore(entry.transaction, after?.horizon ?? clock.next))
      findings.add(
        'inserted',
        entry.id,
        `Entry ${entry.id} claims a transaction that had not begun when it was linked.`,
      )
  }
  if (Date.parse(entry.at) < Date.parse(before.at) - TOLERANCE)
    findings.add('inserted', entry.id, slipped(entry, before, `claims the time ${entry.at}`))
}

const slipped = (entry: Entry, head: Head, claim: string) =>
  `Entry ${entry.id} ${claim}, but it was not there when head ${head.number} was signed at ${head.at}: it was slipped in afterwards, or its link was taken away.`

/** Entries without a link: new ones wait for the next round, all others were slipped in. Returns how many wait. */
async function walkUnlinked(db: Db, last: Head | undefined, clock: Clock, findings: Findings): Promise<number> {
  let waiting = 0
  let seen = '-9223372036854775808'
  for (;;) {
    const { rows } = await db.execute<Entry & Personal>(sql`
      select ${entryColumns}, p.salt, p.values::text as "values"
      from audit_entries e left join audit_personal p on p.entry_id = e.id
      where e.id > ${seen}::bigint and not exists (select from audit_links l where l.entry_id = e.id)
      order by e.id limit ${PAGE}`)
    for (const entry of rows) {
      seen = entry.id
      const had = findings.list.length + findings.more()
      checkMoment(entry, last, undefined, clock, findings)
      checkPersonal(entry, entry, findings)
      if (findings.list.length + findings.more() === had) waiting++
    }
    if (rows.length < PAGE) return waiting
  }
}

/** The triggers that keep the trail from being changed must be there and on. */
async function checkGuards(db: Db, findings: Findings) {
  const { rows } = await db.execute<{ name: string }>(sql`
    select wanted.name from (values
      ('audit_entries', 'audit_entries_only_grow'), ('audit_links', 'audit_links_only_grow')) as wanted ("table", name)
    where not exists (
      select from pg_trigger t
      where t.tgname = wanted.name and t.tgrelid = to_regclass('public.' || wanted."table") and t.tgenabled in ('O', 'A'))`)
  for (const { name } of rows)
    findings.add(
      'unguarded',
      null,
      `The trigger ${name}, which keeps entries from being changed, is missing or switched off.`,
    )
}
