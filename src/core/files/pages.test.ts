/** Files over HTTP: who may add, read and remove them, and how browsers get them. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { and, eq } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { holds, theProgram } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { auditEntries } from '#platform/schema.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { addRecord } from '../records/index.ts'
import { cleanFiles } from './cleaning.ts'
import { restoreFile } from './queries.ts'
import { rangeOf } from './ranges.ts'
import { registerFileRights } from './rights.ts'
import { files } from './schema.ts'
import { createFolderStore } from './store.ts'

const KIND = 'file-test'
registerFileRights(KIND, (actor, record) => actor.id === record.ownerId || holds(actor, 'moderator', record))

const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'
const TEXT = 'Записник од форумот во Велес.\n'

/** A record of the officer; restricted unless said. */
const recordOf = (db: Db, visibility: 'public' | 'members' | 'restricted', now: Date) =>
  addRecord(db, { kind: KIND, country: 'mk', language: 'mk', ownerId: examplePersonId('officer'), visibility }, now)

function upload(content: string | Uint8Array<ArrayBuffer>, name: string, words: Record<string, string> = {}) {
  const form = new FormData()
  form.append('file', new File([content], name))
  for (const [key, value] of Object.entries(words)) form.append(key, value)
  return form
}

async function uploaded(
  { db, as, clock }: Journey,
  visibility: 'public' | 'members' | 'restricted',
  content = TEXT,
  name = 'Записник.txt',
) {
  const { id } = await recordOf(db, visibility, clock.now)
  const officer = await as('officer')
  const answer = await officer.post(`/mk/files/of/${id}`, upload(content, name))
  assert.equal(answer.status, 303, await answer.text())
  const [file] = await db.select().from(files).where(eq(files.recordId, id))
  assert.ok(file)
  return { id, officer, file, path: `/mk/files/${file.id}/${encodeURIComponent(file.name)}` }
}

journey('an officer attaches the minutes to a public record and anyone downloads them', async (world) => {
  const { path, file, id } = await uploaded(world, 'public')
  const answer = await world.anyone.get(path)
  assert.equal(answer.status, 200)
  assert.equal(await answer.text(), TEXT)
  assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; .*filename\*=UTF-8''%D0%97/)
  assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox; default-src 'none'/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.match(answer.headers.get('cache-control') ?? '', /^public/)
  assert.equal(answer.headers.get('etag'), `"${file.sha256}"`)
  const [entry] = await world.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, 'file.added'), eq(auditEntries.recordId, id)))
  assert.equal(entry?.data.sha256, file.sha256)
  assert.equal(entry?.actorId, examplePersonId('officer'))
})

journey(
  'a stranger does not learn that a restricted file exists; its owner reads it and no cache keeps it',
  async (world) => {
    const { path, officer } = await uploaded(world, 'restricted', PDF, 'Нацрт.pdf')
    for (const browser of [world.anyone, await world.as('citizen'), await world.as('expert'), await world.as('mayor')])
      assert.equal((await browser.get(path)).status, 404)
    const answer = await officer.get(path)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('cache-control'), 'private, no-store')
    assert.match(answer.headers.get('content-disposition') ?? '', /^inline/)
    assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /sandbox/)
    assert.equal((await world.anyone.get(path, { 'if-none-match': answer.headers.get('etag') ?? '' })).status, 404)
  },
)

journey('a file for members is there for whoever is signed in', async (world) => {
  const { path } = await uploaded(world, 'members')
  assert.equal((await world.anyone.get(path)).status, 404)
  assert.equal((await (await world.as('citizen')).get(path)).status, 200)
})

journey('a reader on a bad line goes on where the download stopped', async (world) => {
  const { path } = await uploaded(world, 'public')
  const all = new TextEncoder().encode(TEXT)
  const part = await world.anyone.get(path, { range: 'bytes=10-19' })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), `bytes 10-19/${all.length}`)
  assert.equal(part.headers.get('content-length'), '10')
  assert.deepEqual(new Uint8Array(await part.arrayBuffer()), all.slice(10, 20))
  assert.equal((await (await world.anyone.get(path, { range: 'bytes=-4' })).arrayBuffer()).byteLength, 4)
  const beyond = await world.anyone.get(path, { range: 'bytes=9000-' })
  assert.equal(beyond.status, 416)
  assert.equal(beyond.headers.get('content-range'), `bytes */${all.length}`)
  assert.equal((await world.anyone.get(path, { range: 'bytes=0-3', 'if-range': '"another"' })).status, 200)
  assert.equal((await world.anyone.get(path, { 'if-none-match': part.headers.get('etag') ?? '' })).status, 304)
})

journey('nobody climbs out of the store through an address', async (world) => {
  const { file } = await uploaded(world, 'public')
  const climbing = await world.anyone.get(`/mk/files/${file.id}/..%2f..%2f..%2fetc%2fpasswd`)
  assert.equal(await climbing.text(), TEXT, 'the id decides; the name is not a path')
  for (const path of ['..%2f..%2fetc/passwd', '%00/a', `${file.id}x/a`, 'of/../../etc'])
    assert.match(String((await world.anyone.get(`/mk/files/${path}`)).status), /^40[04]$/, path)
  const store = createFolderStore('/nowhere')
  for (const name of ['../../etc/passwd', '', 'A'.repeat(64)])
    await assert.rejects(store.has(name).then(() => store.get(name)))
})

journey('a file that is not what it says comes back with a sentence, and what was typed stays', async (world) => {
  const { id } = await recordOf(world.db, 'restricted', world.clock.now)
  const officer = await world.as('officer')
  const disguised = upload('<html><script>alert(1)</script>', 'Извештај.pdf', {
    fileTitle: 'Извештај за 2026',
    fileLanguage: 'mk',
  })
  const answer = await officer.post(`/mk/files/of/${id}`, disguised)
  assert.equal(answer.status, 422)
  const page = await answer.text()
  assert.match(page, /Содржината не е она што го кажува наставката/)
  assert.match(page, /value="Извештај за 2026"/)
  const nothing = await officer.post(`/mk/files/of/${id}`, { fileTitle: 'Без датотека' })
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /Изберете датотека/)
  assert.deepEqual(await world.db.select().from(files).where(eq(files.recordId, id)), [])
})

journey('only who may manage a record adds to it, changes it or takes from it', async (world) => {
  const { id, file } = await uploaded(world, 'public')
  const addresses = [`/mk/files/of/${id}`, `/mk/files/of/${id}/${file.id}`, `/mk/files/of/${id}/${file.id}/remove`]
  for (const address of addresses) {
    assert.match((await world.anyone.post(address, upload(TEXT, 'x.txt'))).headers.get('location') ?? '', /sign-in/)
    assert.equal((await (await world.as('expert')).post(address, upload(TEXT, 'x.txt'))).status, 403)
  }
  const hidden = await recordOf(world.db, 'restricted', world.clock.now)
  assert.equal((await (await world.as('expert')).get(`/mk/files/of/${hidden.id}`)).status, 404)
  const other = await recordOf(world.db, 'public', world.clock.now)
  const officer = await world.as('officer')
  assert.equal((await officer.get(`/mk/files/of/${other.id}/${file.id}`)).status, 404, 'a file of another record')
  assert.equal((await world.db.select().from(files).where(eq(files.recordId, id))).length, 1)
})

journey('an officer describes a file, removes it by mistake and brings it back', async (world) => {
  const { id, file, officer, path } = await uploaded(world, 'public')
  const back = `/mk/files/of/${id}`
  assert.match(await (await officer.get(`${back}/${file.id}`)).text(), /name="fileTitle"/)
  const changed = await officer.post(`${back}/${file.id}`, {
    fileTitle: 'Записник <1>',
    fileLanguage: 'mk',
    back: '//evil.example',
  })
  assert.equal(changed.headers.get('location'), back, 'a foreign address is not followed')
  assert.match(await (await officer.get(back)).text(), /Записник &lt;1&gt;/)
  await officer.post(`${back}/${file.id}/remove`, { back })
  assert.equal((await world.anyone.get(path)).status, 404)
  assert.match(await (await officer.get(back)).text(), /Отстранети датотеки/)
  await officer.post(`${back}/${file.id}/restore`, { back })
  assert.equal((await world.anyone.get(path)).status, 200)
  await officer.post(`${back}/${file.id}/remove`, { back })
  const later = new Date(world.clock.now.getTime() + 31 * 86_400_000)
  assert.equal(await restoreFile(world.db, theProgram, file.id, later), undefined, 'after thirty days it is gone')
})

journey('cleaning forgets what nobody uses and keeps what two records share', async (world) => {
  const one = await uploaded(world, 'public', 'заедничко')
  const two = await uploaded(world, 'public', 'заедничко')
  const gone = await uploaded(world, 'public', 'непотребно')
  const folder = await mkdtemp(join(tmpdir(), 'patokaz-store-'))
  try {
    const store = createFolderStore(folder)
    for (const content of ['заедничко', 'непотребно']) {
      const { file } = content === 'заедничко' ? one : gone
      await store.put(file.sha256, new TextEncoder().encode(content))
      const old = new Date(Date.now() - 5 * 86_400_000)
      await utimes(join(folder, file.sha256.slice(0, 2), file.sha256), old, old)
    }
    for (const { officer, id, file } of [one, gone]) await officer.post(`/mk/files/of/${id}/${file.id}/remove`)
    assert.deepEqual(await cleanFiles(world.db, store, new Date()), { files: 0, stored: 0 })
    const later = new Date(Date.now() + 31 * 86_400_000)
    assert.deepEqual(await cleanFiles(world.db, store, later), { files: 2, stored: 1 })
    assert.equal(await store.has(two.file.sha256), true)
    assert.equal(await store.has(gone.file.sha256), false)
  } finally {
    await rm(folder, { recursive: true })
  }
})

describe('the folder of bytes', () => {
  test('equal bytes are kept once and half a file is never found', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patokaz-store-'))
    try {
      const store = createFolderStore(folder)
      const sha256 = 'ab'.repeat(32)
      assert.equal(await store.get(sha256), undefined)
      await Promise.all([store.put(sha256, new Uint8Array([1, 2, 3])), store.put(sha256, new Uint8Array([1, 2, 3]))])
      assert.deepEqual(await readdir(join(folder, 'ab')), [sha256])
      assert.deepEqual(
        new Uint8Array(await new Response(await store.get(sha256, { start: 1, end: 1 })).arrayBuffer()),
        new Uint8Array([2]),
      )
      await store.remove(sha256)
      assert.equal(await store.has(sha256), false)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

test('a browser gets the part that it asked for', () => {
  const cases: [string | undefined, ReturnType<typeof rangeOf>][] = [
    [undefined, undefined],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=5-9', { start: 5, end: 9 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=9-5', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-1', undefined],
    ['bytes=-', undefined],
  ]
  for (const [header, range] of cases) assert.deepEqual(rangeOf(header, 100), range, header ?? 'no header')
})
