/** What the tests of backups share: a filled portal with a backup of it, and empty places to restore to. All of it is gone afterwards. */
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { cloneDatabase, databaseSettings, othersHaveEnded } from '#tests/database.ts'
import { theProgram } from '../actor.ts'
import { chainEntries } from '../audit/chain.ts'
import { auditKeys } from '../audit/keys.ts'
import { connect } from '../database.ts'
import { record } from '../events.ts'
import type { FileStore } from '../file-store.ts'
import { newId } from '../ids.ts'
import { type BackupSource, backUp } from './backup.ts'

export const NOW = new Date('2026-09-01T08:00:00Z')
export const SECRET = 'тајна која ја знаат само пробите, 32+'
export const FILES = 'select sha256 from files group by sha256 having bool_or(removed_at is null) order by sha256'
export const quiet = () => {}

const undo: (() => Promise<void> | void)[] = []
after(async () => {
  for (const step of undo.reverse()) await step()
})

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patokaz резерва '))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database with nothing in it, whose owner is no superuser, as a hosted one is. */
export async function emptyDatabase(): Promise<pg.ClientConfig> {
  const name = `patokaz_restore_${newId().replaceAll('-', '')}`
  const admin = new pg.Client(databaseSettings())
  await admin.connect()
  await admin.query(`create role ${name} login password 'tests'`)
  await admin.query(`create database ${name} owner ${name}`)
  await admin.end()
  undo.push(async () => {
    const end = new pg.Client(databaseSettings())
    await end.connect()
    await end.query(`drop database ${name} with (force)`)
    await end.query(`drop role ${name}`)
    await end.end()
  })
  return databaseSettings(name, name)
}

export const ask = async <X extends pg.QueryResultRow>(settings: pg.ClientConfig, statement: string): Promise<X[]> => {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    return (await client.query<X>(statement)).rows
  } finally {
    await client.end()
  }
}

/** A store of files that lasts as long as its test; the real ones belong to a layer above. */
export function bytesInMemory(): FileStore {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async (name) => {
      const bytes = kept.get(name)
      return bytes && new Blob([Buffer.from(bytes)]).stream()
    },
    has: async (name) => kept.has(name),
    remove: async (name) => void kept.delete(name),
  }
}

export const picture = Buffer.from('слика од Велес '.repeat(700_000))
export const sha256 = createHash('sha256').update(picture).digest('hex')

/** A portal with people who point at grants that point at them, topics below topics, a file of many parts, and a signed trail. */
async function filledPortal() {
  const database = await cloneDatabase()
  undo.push(() => database.drop())
  const owner = databaseSettings(database.name)
  const folder = await newFolder()
  mkdirSync(join(folder, 'keys'))
  writeFileSync(join(folder, 'keys', 'secret'), `${SECRET}\n`, { mode: 0o600 })
  const store = bytesInMemory()
  await store.put(sha256, picture)
  const [person, grant, recordId] = [newId(), newId(), newId()]
  const names = JSON.stringify({ mk: 'таб\tи\nнов ред \\N и \\. „наводници“' }).replaceAll("'", "''")
  await ask(
    owner,
    `insert into people (id, name, email, created_at, updated_at) values ('${person}', 'Пример Примеровска', 'резерва@example.org', now(), now());
     insert into grants (id, person_id, role, created_at) values ('${grant}', '${person}', 'officer', now());
     update people set acting_grant_id = '${grant}' where id = '${person}';
     insert into topics values ('backup-z', null, '${names}', '{}', '{}', '{}', '[]', 1), ('backup-a', 'backup-z', '{}', '{}', '{}', '{}', '[]', 2);
     insert into records (id, kind, country, owner_id, language, created_at, updated_at) values ('${recordId}', 'practice', 'mk', '${person}', 'mk', now(), now());
     insert into files (id, record_id, name, type, size, sha256, created_at) values ('${newId()}', '${recordId}', 'слика.png', 'image/png', ${picture.length}, '${sha256}', now());`,
  )
  const { db, pool } = connect({ ...owner, max: 2 })
  try {
    for (let i = 0; i < 20; i++)
      await record(db, theProgram, 'practice.published', NOW, { personal: { personId: person, values: { i } } })
    await othersHaveEnded(owner)
    await chainEntries(db, auditKeys({ folder }), NOW)
    // One that no head covers yet.
    await record(db, theProgram, 'practice.archived', NOW)
  } finally {
    await pool.end()
  }
  const source: BackupSource = { owner, folder, secret: SECRET, store, filesQuery: FILES }
  return { source, owner, folder }
}

export const targetIn = (folder: string, owner: pg.ClientConfig, settings: { secret?: string } = {}) => ({
  config: { folder, secret: settings.secret, database: { ownerUrl: '', appUrl: undefined }, s3: undefined },
  store: bytesInMemory(),
  open: async () => ({ owner, stop: async () => {} }),
})

export const portal = filledPortal()
export const backup = portal.then(async ({ source }) => {
  const file = join(await newFolder(), 'patokaz.tar.gz')
  return { file, manifest: await backUp(source, file, NOW, quiet) }
})
