/** A small trail of its own for each test, and the hands of somebody who owns the server; for the tests of this folder. */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { APP_ROLE, cloneDatabase, databaseSettings, othersHaveEnded } from '#tests/database.ts'
import { nobody, theProgram } from '../actor.ts'
import { connect, type Db } from '../database.ts'
import { record, recordRefusal } from '../events.ts'
import { newId } from '../ids.ts'
import { chainEntries } from './chain.ts'
import { BEGINNING, type Entry, linkHash } from './entry.ts'
import type { FindingKind } from './findings.ts'
import { type AuditKeys, auditKeys } from './keys.ts'
import { verifyTrail } from './verify.ts'

export type World = {
  db: Db
  keys: AuditKeys
  /** Statements of somebody who owns the server and has switched the triggers off. */
  tamper(...statements: string[]): Promise<void>
  ask<X>(...statements: string[]): Promise<X[]>
  /** A round of the job, after all that others have open has ended; `atOnce` for a test that has something open itself. */
  chain(minutes?: number, atOnce?: 'atOnce'): Promise<void>
  verdict(): ReturnType<typeof verifyTrail>
  /** The kinds of what is found, without those that say the triggers were switched off. */
  kinds(): Promise<FindingKind[]>
}

export const START = new Date('2026-09-01T08:00:00Z')
export const person = newId()

/** Nine entries, one of them personal and one a refusal, in three rounds, each under a signed head. */
async function fill({ db, chain }: Pick<World, 'db' | 'chain'>) {
  for (let round = 0; round < 3; round++) {
    const at = new Date(START.getTime() + round * 60_000)
    await record(db, theProgram, 'practice.published', at, { country: 'mk', data: { title: 'Второ живот', round } })
    await record(db, { ...nobody, id: person }, 'person.signed-in', at, {
      personal: { personId: person, values: { address: '192.0.2.7', browser: 'Прелистувач' } },
    })
    await recordRefusal(db, nobody, 'page.refused', at)
    await chain(round)
  }
}

export function trail(sentence: string, run: (world: World) => Promise<void>): void {
  test(sentence, async () => {
    const database = await cloneDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'patokaz-audit-'))
    const { db, pool } = connect({ ...databaseSettings(database.name, APP_ROLE), max: 4 })
    const keys = auditKeys({ folder })
    const ask = async <X>(...statements: string[]): Promise<X[]> => {
      const client = new pg.Client(databaseSettings(database.name))
      await client.connect()
      try {
        let rows: X[] = []
        for (const statement of statements) rows = (await client.query(statement)).rows
        return rows
      } finally {
        await client.end()
      }
    }
    const world: World = {
      db,
      keys,
      ask,
      tamper: async (...statements) => {
        const tables = ['audit_entries', 'audit_links', 'audit_personal']
        await ask(
          ...tables.map((table) => `alter table ${table} disable trigger all`),
          ...statements,
          ...tables.map((table) => `alter table ${table} enable trigger all`),
        )
      },
      chain: async (minutes = 0, atOnce) => {
        if (!atOnce) await othersHaveEnded(databaseSettings(database.name))
        await chainEntries(db, keys, new Date(START.getTime() + minutes * 60_000 + 30_000))
      },
      verdict: () => verifyTrail(db, { publicKey: keys.publicKey, heads: keys.headsFile }),
      kinds: async () => [...new Set((await world.verdict()).findings.map(({ kind }) => kind))],
    }
    try {
      await world.ask('truncate events')
      await world.tamper(
        'truncate audit_personal, audit_links, audit_entries',
        `delete from facts where name like 'audit.%'`,
      )
      await fill(world)
      await run(world)
    } finally {
      await pool.end()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

export const entryAt = async (world: World, position: number) =>
  (await world.ask<{ entry_id: string }>(`select entry_id from audit_links where position = ${position}`))[0]?.entry_id

/** Links anew all that is there, as the program would, but without its key. */
export async function rebuild(world: World): Promise<void> {
  const entries = await world.ask<Entry>(`
    select e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, action, outcome,
      actor_id as "actorId", organisation_id as "organisationId", record_id as "recordId", place_id as "placeId",
      country, request_id as "requestId", data::text as data, personal_hash as "personalHash", transaction::text
    from audit_entries e order by e.id`)
  let hash = BEGINNING
  const rows = entries.map((entry, index) => {
    hash = linkHash(hash, entry)
    return `(${index + 1}, ${entry.id}, '${hash}')`
  })
  await world.tamper('delete from audit_links', `insert into audit_links values ${rows.join(',')}`)
}

/** The beginning of a statement that slips an entry in. */
export const INSERT = `insert into audit_entries (id, at, action, outcome, request_id, transaction) overriding system value`
