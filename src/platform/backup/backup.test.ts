/** What the keeper of a portal relies on: that a backup is whole and brings everything back, elsewhere too. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { othersHaveEnded } from '#tests/database.ts'
import { theProgram } from '../actor.ts'
import { chainEntries } from '../audit/chain.ts'
import { auditKeys, headsFileOf, publicKeyOf } from '../audit/keys.ts'
import { verifyTrail } from '../audit/verify.ts'
import { connect } from '../database.ts'
import { record } from '../events.ts'
import { newId } from '../ids.ts'
import { backUp } from './backup.ts'
import { copyOut, listTables, named } from './catalogue.ts'
import { journalEntries, migrateUntil } from './migrations.ts'
import { restore } from './restore.ts'
import {
  ask,
  backup,
  bytesInMemory,
  emptyDatabase,
  FILES,
  NOW,
  newFolder,
  picture,
  portal,
  quiet,
  SECRET,
  sha256,
  targetIn,
} from './testing.ts'

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
