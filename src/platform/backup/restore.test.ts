/** What the keeper of a portal relies on when something is wrong: a bad backup, or a place that is not empty, is refused and nothing is begun. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { restore } from './restore.ts'
import { ask, backup, emptyDatabase, NOW, newFolder, portal, quiet, targetIn } from './testing.ts'

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
