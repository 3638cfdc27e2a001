/** What the keeper of a portal relies on: that a backup brings everything back, elsewhere too, and that a bad one is refused. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { cloneDatabase, databaseSettings, othersHaveEnded } from '#tests/database.ts'
import { theProgram } from '../actor.ts'
import { chainEntries } from '../audit/chain.ts'
import { auditKeys, headsFileOf, publicKeyOf } from '../audit/keys.ts'
import { verifyTrail } from '../audit/verify.ts'
import { connect } from '../database.ts'
import { record } from '../events.ts'
import type { FileStore } from '../file-store.ts'
import { newId } from '../ids.ts'
import { type BackupSource, backUp } from './backup.ts'
import { copyOut, listTables, named } from './catalogue.ts'
import { journalEntries, migrateUntil } from './migrations.ts'
import { restore } from './restore.ts'

const NOW = new Date('2026-09-01T08:00:00Z')
const SECRET = 'тајна која ја знаат само пробите, 32+'
const FILES = 'select sha256 from files group by sha256 having bool_or(removed_at is null) order by sha256'
const quiet = () => {}

const undo: (() => Promise<void> | void)[] = []
after(async () => {
  for (const step of undo.reverse()) await step()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patokaz резерва '))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database with nothing in it, whose owner is no superuser, as a hosted one is. */
async function emptyDatabase(): Promise<pg.ClientConfig> {
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

const ask = async <X extends pg.QueryResultRow>(settings: pg.ClientConfig, statement: string): Promise<X[]> => {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    return (await client.query<X>(statement)).rows
  } finally {
    await client.end()
  }
}

/** A store of files that lasts as long as its test; the real ones belong to a layer above. */
function bytesInMemory(): FileStore {
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

/** All rows of all tables as PostgreSQL writes them, sorted, by table. */
async function rowsOf(settings: pg.ClientConfig): Promise<Map<string, string[]>> {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    await client.query(`set timezone = 'UTC'`)
    const tables = new Map<string, string[]>()
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from ${named(client, name)} t order by 1`,
      )
      tables.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return tables
  } finally {
    await client.end()
  }
}

const picture = Buffer.from('слика од Велес '.repeat(700_000))
const sha256 = createHash('sha256').update(picture).digest('hex')

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

const targetIn = (folder: string, owner: pg.ClientConfig, settings: { secret?: string } = {}) => ({
  config: { folder, secret: settings.secret, database: { ownerUrl: '', appUrl: undefined }, s3: undefined },
  store: bytesInMemory(),
  open: async () => ({ owner, stop: async () => {} }),
})

const portal = filledPortal()
const backup = portal.then(async ({ source }) => {
  const file = join(await newFolder(), 'patokaz.tar.gz')
  return { file, manifest: await backUp(source, file, NOW, quiet) }
})

/** What the program itself writes when it restores. */
const OWN = (row: string) => /database\.restored|audit\.(head|epoch)/.test(row)

test('A keeper who restores a backup elsewhere finds every row, file, key and signed head', async () => {
  const { folder: from, owner } = await portal
  const { file, manifest } = await backup
  assert.equal(statSync(file).mode & 0o077, 0)
  assert.ok(manifest.parts.filter(({ name }) => name.startsWith(`files/${sha256}`)).length > 1)
  const folder = join(await newFolder(), 'var')
  const target = await emptyDatabase()
  const place = targetIn(folder, target)
  await restore(place, file, new Date(NOW.getTime() + 3_600_000), quiet)

  const [before, now] = [await rowsOf(owner), await rowsOf(target)]
  assert.deepEqual([...now.keys()], [...before.keys()])
  assert.ok(before.size > 20)
  for (const [table, rows] of before) {
    const restored = now.get(table)?.filter((row) => !OWN(row)) ?? []
    // The entry that waited and the one of the restore are linked in the new place.
    const expected = rows.filter((row) => !OWN(row))
    assert.deepEqual(
      table === 'audit_links' ? restored.slice(0, expected.length).length : restored,
      table === 'audit_links' ? expected.length : expected,
      table,
    )
  }
  const bytes = await new Response(await place.store.get(sha256)).bytes()
  assert.ok(picture.equals(bytes))
  assert.equal(readFileSync(join(folder, 'keys', 'secret'), 'utf8').trim(), SECRET)
  assert.deepEqual(readFileSync(join(folder, 'keys', 'audit.pem')), readFileSync(join(from, 'keys', 'audit.pem')))
  const [heads, headsBefore] = [readFileSync(headsFileOf(folder), 'utf8'), readFileSync(headsFileOf(from), 'utf8')]
  assert.ok(heads.startsWith(headsBefore) && heads.length > headsBefore.length)
})

test('An auditor finds the restored trail whole, with the entry that says it was restored, and new numbers go on', async () => {
  const { file } = await backup
  const folder = join(await newFolder(), 'var')
  const target = await emptyDatabase()
  await restore(targetIn(folder, target), file, new Date(NOW.getTime() + 3_600_000), quiet)
  const { db, pool } = connect({ ...target, max: 2 })
  try {
    await record(db, theProgram, 'practice.published', new Date(NOW.getTime() + 7_200_000))
    await othersHaveEnded(target)
    await chainEntries(db, auditKeys({ folder }), new Date(NOW.getTime() + 7_200_000))
    const publicKey = publicKeyOf(folder)
    assert.ok(publicKey)
    const verdict = await verifyTrail(db, { publicKey, heads: headsFileOf(folder) })
    assert.deepEqual([verdict.findings, verdict.waiting], [[], 0])
    assert.equal(verdict.signed?.position, verdict.linked)
    const last = await ask<{ action: string }>(target, 'select action from audit_entries order by id desc limit 2')
    assert.deepEqual(
      last.map(({ action }) => action),
      ['practice.published', 'database.restored'],
    )
  } finally {
    await pool.end()
  }
})

test('References and triggers of a restored database hold again', async () => {
  const { owner } = await portal
  const { file } = await backup
  const target = await emptyDatabase()
  await restore(targetIn(join(await newFolder(), 'var'), target), file, NOW, quiet)
  const list = `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as text from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n' order by 1`
  assert.deepEqual(await ask(target, list), await ask(owner, list))
  await assert.rejects(ask(target, 'delete from audit_entries'), /never changed or deleted/)
  await assert.rejects(ask(target, `update people set acting_grant_id = '${newId()}'`), /foreign key/)
})

test('A backup taken while people write is of one moment', async () => {
  const { source, owner } = await portal
  const file = join(await newFolder(), 'patokaz.tar.gz')
  const { db, pool } = connect({ ...owner, max: 2 })
  let writing = true
  const hasBegun = Promise.withResolvers<void>()
  const writer = (async () => {
    // Two rows a time: an event and its entry of the trail.
    while (writing) {
      await db.transaction((tx) => record(tx, theProgram, 'practice.published', NOW, { data: { note: 'во ист миг' } }))
      hasBegun.resolve()
    }
  })()
  await hasBegun.promise
  await backUp(source, file, NOW, quiet)
  writing = false
  await writer
  await pool.end()
  const target = await emptyDatabase()
  await restore(targetIn(join(await newFolder(), 'var'), target), file, NOW, quiet)
  const [counts] = await ask<{ events: number; entries: number }>(
    target,
    `select (select count(*)::int from events where data = '{"note": "во ист миг"}') as events,
      (select count(*)::int from audit_entries where data = '{"note": "во ист миг"}') as entries`,
  )
  assert.ok(counts && counts.events > 0)
  assert.equal(counts.events, counts.entries)
})

/** Each way to spoil a backup, and what the keeper is told. */
for (const [name, spoil, sentence] of [
  ['cut off', (bytes) => bytes.subarray(0, bytes.length - 2000), /damaged/],
  ['with a byte changed', (bytes) => changed(bytes, Math.floor(bytes.length / 2)), /damaged/],
  [
    'with a row changed and packed again',
    (bytes) => repacked(bytes, 'Примеровска', 'Измислевска'),
    /damaged \(tables\/people/,
  ],
  ['without its manifest', (bytes) => repacked(bytes, 'manifest.json', 'manifest.jsom'), /not a backup|damaged/],
  ['that is a text', () => Buffer.from('Почитувани,'), /not a backup/],
  ['that is another archive', () => gzipSync('Почитувани,'), /not a backup|damaged/],
  ['that is empty', () => Buffer.alloc(0), /not a backup/],
  ['of a newer program', (bytes) => repacked(bytes, '"format": 1', '"format": 2'), /newer version/],
  ['of other tables', (bytes) => repacked(bytes, '"tag": "0', '"tag": "9'), /does not know|newer/],
] satisfies [string, (bytes: Buffer) => Buffer, RegExp][])
  test(`A keeper who restores a file ${name} is told so, and nothing is begun`, async () => {
    const { file } = await backup
    const folder = await newFolder()
    const spoilt = join(folder, 'patokaz.tar.gz')
    writeFileSync(spoilt, spoil(readFileSync(file)))
    const target = targetIn(join(folder, 'var'), {})
    await assert.rejects(restore(target, spoilt, NOW, quiet), { name: 'StartError', message: sentence })
    assert.deepEqual(readdirSync(folder), ['patokaz.tar.gz'])
  })

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

/** Same lengths, so the tar stays one; names of entries have a sum, which is made to fit. */
function repacked(bytes: Buffer, from: string, to: string): Buffer {
  const plain = gunzipSync(bytes)
  const at = from === '"tag": "0' || from.startsWith('"format"') ? plain.lastIndexOf(from) : plain.indexOf(from)
  assert.ok(at >= 0, from)
  assert.equal(Buffer.byteLength(from), Buffer.byteLength(to))
  plain.write(to, at)
  return gzipSync(plain)
}

test('A keeper does not overwrite a portal: a folder or a database with data is refused', async () => {
  const { owner, folder } = await portal
  const { file } = await backup
  await assert.rejects(restore(targetIn(folder, await emptyDatabase()), file, NOW, quiet), /has the data of a portal/)
  const untouched = readdirSync(folder)
  const empty = join(await newFolder(), 'var')
  await assert.rejects(restore(targetIn(empty, owner), file, NOW, quiet), /is not empty/)
  assert.deepEqual(readdirSync(folder), untouched)
  assert.equal(existsSync(join(empty, 'keys')), false)
})

test('A keeper whose SECRET is another one is told before anything is begun', async () => {
  const { file } = await backup
  const target = targetIn(join(await newFolder(), 'var'), {}, { secret: 'сосема друга тајна, исто долга 32+' })
  await assert.rejects(restore(target, file, NOW, quiet), /SECRET is not the one/)
})

test('A restore that fails half-way leaves an empty database, and can be tried again', async () => {
  const { file } = await backup
  const folder = join(await newFolder(), 'var')
  const owner = await emptyDatabase()
  const target = targetIn(folder, owner)
  const full = {
    ...target.store,
    put: () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })),
  }
  await assert.rejects(restore({ ...target, store: full }, file, NOW, quiet), /is full/)
  assert.deepEqual(readdirSync(folder), [])
  await restore(target, file, NOW, quiet)
  const [people] = await ask<{ count: number }>(
    owner,
    `select count(*)::int as count from people where email = 'резерва@example.org'`,
  )
  assert.equal(people?.count, 1)
})

test('A backup from before an upgrade is restored by the newer program, which brings it up to date', async () => {
  const [first] = journalEntries()
  assert.ok(first)
  const owner = await emptyDatabase()
  const client = new pg.Client(owner)
  await client.connect()
  await migrateUntil(client, first.when)
  await client.query(`insert into sources (country, id, title) values ('mk', 'резерва', 'Попис')`)
  await client.end()
  const folder = await newFolder()
  const file = join(folder, 'patokaz.tar.gz')
  const store = bytesInMemory()
  await backUp({ owner, folder, secret: SECRET, store, filesQuery: FILES }, file, NOW, quiet)
  const target = await emptyDatabase()
  await restore(targetIn(join(folder, 'var'), target, { secret: SECRET }), file, NOW, quiet)
  assert.deepEqual(await ask(target, 'select title from sources'), [{ title: 'Попис' }])
  const [state] = await ask<{ at: string }>(target, 'select max(created_at) as at from drizzle.__drizzle_migrations')
  assert.equal(Number(state?.at), journalEntries().at(-1)?.when)
})

test('A backup does not overwrite a file, and an unfinished one leaves nothing behind', async () => {
  const { source } = await portal
  const folder = await newFolder()
  writeFileSync(join(folder, 'стара.tar.gz'), '')
  await assert.rejects(backUp(source, join(folder, 'стара.tar.gz'), NOW, quiet), /is there already/)
  const broken = { ...source, filesQuery: 'select no such thing' }
  await assert.rejects(backUp(broken, join(folder, 'нова.tar.gz'), NOW, quiet))
  assert.deepEqual(readdirSync(folder), ['стара.tar.gz'])
})

test('Every table of the portal is in the backup with the columns that it has', async () => {
  const { owner } = await portal
  const { manifest } = await backup
  const client = new pg.Client(owner)
  await client.connect()
  const tables = await listTables(client)
  assert.deepEqual(
    manifest.tables.map(({ name, columns }) => ({ name, columns })),
    tables,
  )
  assert.match(copyOut(client, tables[0] ?? { name: '', columns: [] }), /^copy public\./)
  await client.end()
})
