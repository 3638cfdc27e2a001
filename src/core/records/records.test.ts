/** Holds records to their promises on a real database: who reads, who was faster, versions that stay, addresses that last. */
import assert from 'node:assert/strict'
import { eq, sql } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, exampleOrganisation, examplePersonId, grantsOf } from '#core/people/index.ts'
import { type Actor, nobody } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { readingOrder } from '#platform/languages.ts'
import { journey } from '#tests/journey.ts'
import { addVersion, addVersions, bestOf, contentAt, latest, versionsOf, writersOf } from './contents.ts'
import { addRecord, addRecords, readableBy, touchRecord } from './records.ts'
import { mayReadRecord } from './rules.ts'
import { records, VISIBILITIES } from './schema.ts'
import { currentSlug, dropSlugs, findSlug, giveSlug, giveSlugs } from './slugs.ts'

const now = new Date('2026-11-21T09:00:00Z')
const later = new Date('2026-11-22T09:00:00Z')

/** Every example person as they act, and a visitor. */
async function everybody(db: Db): Promise<Actor[]> {
  const actors = EXAMPLE_PEOPLE.map(async ({ key, name, email, language }): Promise<Actor> => {
    const id = examplePersonId(key)
    const grants = await grantsOf(db, id)
    return { ...nobody, id, name, email, language, grants, grant: grants[0] ?? null }
  })
  return [nobody, ...(await Promise.all(actors))]
}

journey('a record is found by exactly those who may read it', async ({ db }) => {
  const actors = await everybody(db)
  const veles = exampleOrganisation('municipality', 'mk', 'MK00101')
  const [place] = (await db.execute<{ place_id: string }>(sql`select place_id from organisations where id = ${veles}`))
    .rows
  for (const visibility of VISIBILITIES)
    for (const organisationId of [veles, exampleOrganisation('association', 'bg'), null])
      for (const ownerId of [examplePersonId('citizen'), examplePersonId('officer'), null]) {
        const country = organisationId === exampleOrganisation('association', 'bg') ? 'bg' : 'mk'
        const placeId = country === 'mk' ? place?.place_id : null
        await addRecord(
          db,
          { kind: 'test', country, language: 'mk', visibility, organisationId, ownerId, placeId },
          now,
        )
      }
  const all = await db.select().from(records).where(eq(records.kind, 'test'))
  for (const actor of actors) {
    const { rows } = await db.execute<{ id: string }>(
      sql`select r.id from records r where r.kind = 'test' and ${readableBy(actor, 'r')}`,
    )
    const shown = new Set(rows.map(({ id }) => id))
    for (const record of all)
      assert.equal(
        shown.has(record.id),
        mayReadRecord(actor, record),
        `${actor.email || 'visitor'}: ${JSON.stringify(record)}`,
      )
  }
})

journey('of two who change a record, the second is told', async ({ db }) => {
  const record = await addRecord(db, { kind: 'test', country: 'mk', language: 'mk' }, now)
  const changed = await touchRecord(db, record.id, record.revision, later, { visibility: 'public' })
  assert.deepEqual([changed.revision, changed.visibility, changed.updatedAt], [2, 'public', later])
  await assert.rejects(touchRecord(db, record.id, record.revision, later), ChangedMeanwhile)
})

journey('every version of a text can be read again, and its paragraphs keep their ids', async ({ db }) => {
  const { id: recordId } = await addRecord(db, { kind: 'test', country: 'mk', language: 'mk' }, now)
  const text = { recordId, language: 'mk' as const, title: 'Наслов', authorId: examplePersonId('officer') }
  assert.equal(await addVersion(db, { ...text, texts: { summary: 'Прво.\n\nВторо.', results: '' } }, now), 1)
  assert.equal(await addVersion(db, { ...text, texts: { summary: 'Прво.\n\nВторо.', results: '' } }, later), 1)
  const second = { ...text, texts: { summary: 'Вовед.\n\nПрво.\n\nВторо.', results: 'Десет.' } }
  assert.equal(await addVersion(db, { ...second, authorId: examplePersonId('mayor') }, later), 2)
  const first = await contentAt(db, recordId, 'mk', 1)
  const newest = await latest(db, recordId, 'mk')
  assert.deepEqual(Object.keys(first?.fields ?? {}), ['summary'])
  assert.deepEqual(newest?.fields.summary?.slice(1), first?.fields.summary)
  assert.deepEqual(
    (await versionsOf(db, recordId, 'mk')).map(({ version, authorName }) => [version, authorName]),
    [
      [2, 'Бранко Примеров'],
      [1, 'Ана Примерова'],
    ],
  )
  assert.deepEqual(
    (await writersOf(db, [recordId])).get(recordId)?.toSorted(),
    [examplePersonId('officer'), examplePersonId('mayor')].toSorted(),
  )
  await addVersion(
    db,
    { ...text, language: 'sq', status: 'human', sourceVersion: 2, texts: { summary: 'Një.' } },
    later,
  )
  const sq = await latest(db, recordId, 'sq')
  assert.ok(newest && sq && first)
  assert.equal(bestOf([first, newest, sq], readingOrder('sq'))?.language, 'sq')
  assert.equal(bestOf([first, newest, sq], readingOrder('bg'))?.version, 2)
})

journey('an address lasts: a new title gives a new one and the old one leads there', async ({ db }) => {
  const one = await addRecord(db, { kind: 'test', country: 'mk', language: 'mk' }, now)
  const two = await addRecord(db, { kind: 'test', country: 'mk', language: 'mk' }, now)
  assert.equal(await giveSlug(db, 'test', one.id, 'Втор живот', now), 'втор-живот')
  assert.equal(await giveSlug(db, 'test', two.id, 'Втор живот!', now), 'втор-живот-2')
  assert.equal(await giveSlug(db, 'test', two.id, 'Втор живот', now), 'втор-живот-2')
  assert.equal(await giveSlug(db, 'test', one.id, 'Трет живот', later), 'трет-живот')
  assert.deepEqual(await findSlug(db, 'test', 'втор-живот'), { targetId: one.id, current: 'трет-живот' })
  assert.equal(await giveSlug(db, 'test', two.id, 'Втор живот', later), 'втор-живот-2')
  assert.equal(await giveSlug(db, 'test', one.id, 'Втор живот', later), 'втор-живот')
  assert.equal((await findSlug(db, 'test', 'трет-живот'))?.current, 'втор-живот')
  assert.equal(await giveSlug(db, 'test', two.id, 'New', later, ['new']), 'new-2')
  assert.equal(await currentSlug(db, 'test', two.id), 'new-2')
  assert.equal(await findSlug(db, 'test', 'никаде'), undefined)
})

journey('many records get their addresses at once as they would one after the other', async ({ db }) => {
  const targets = Array.from({ length: 6 }, () => newId())
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = targets
  const give = (titles: Record<string, string>, at = now) => {
    const wanted = Object.entries(titles).map(([targetId, title]) => ({ targetId, title }))
    return giveSlugs(db, 'test', wanted, at, ['new'])
  }
  const addresses = async (titles: Record<string, string>, at = now) => {
    const given = await give(titles, at)
    for (const [target, slug] of given) assert.equal(await currentSlug(db, 'test', target), slug)
    return Object.keys(titles).map((target) => given.get(target))
  }
  assert.deepEqual(await addresses({}), [])
  assert.deepEqual(await addresses({ [a]: 'Чешма', [b]: 'Чешма-2' }), ['чешма', 'чешма-2'])
  // Taken in the portal, taken in the same batch, and a word of the pages.
  assert.deepEqual(await addresses({ [c]: 'Чешма', [d]: 'Чешма!', [e]: 'New', [f]: 'Парк' }), [
    'чешма-3',
    'чешма-4',
    'new-2',
    'парк',
  ])
  // What is theirs already stays theirs; a new title retires the old address, which leads on.
  assert.deepEqual(await addresses({ [c]: 'Чешма', [d]: 'Парк', [f]: 'Парк' }, later), ['чешма-3', 'парк-2', 'парк'])
  assert.deepEqual(await findSlug(db, 'test', 'чешма-4'), { targetId: d, current: 'парк-2' })
  assert.deepEqual(await addresses({ [d]: 'Чешма', [a]: 'Парк' }, later), ['чешма-4', 'парк-3'])
  await dropSlugs(db, 'test', [a, d])
  assert.deepEqual(await addresses({ [e]: 'Чешма', [f]: 'Чешма' }, later), ['чешма', 'чешма-4'])
})

journey('two batches that want the same addresses at the same time both get some', async ({ db }) => {
  const wanted = () => Array.from({ length: 20 }, (_, at) => ({ targetId: newId(), title: `Улица ${at % 4}` }))
  const [one, two] = await Promise.all([
    giveSlugs(db, 'test', wanted(), now),
    db.transaction((tx) => giveSlugs(tx, 'test', wanted(), now)),
  ])
  assert.equal(new Set([...one.values(), ...two.values()]).size, 40)
})

journey('many texts are added at once, one after the other of the same record', async ({ db }) => {
  const [one, two] = await addRecords(
    db,
    [
      { kind: 'test', country: 'mk', language: 'mk' },
      { kind: 'test', country: 'bg', language: 'bg', publishedVersion: 1, publishedAt: now },
    ],
    now,
  )
  assert.ok(one && two)
  assert.deepEqual([one.country, two.country, two.publishedVersion], ['mk', 'bg', 1])
  const text = { recordId: one.id, language: 'mk' as const, title: 'Наслов', authorId: null, at: now }
  const texts = { summary: 'Прво.\n\nВторо.' }
  await addVersions(db, [
    { ...text, texts },
    { ...text, recordId: two.id, texts },
    { ...text, texts },
    { ...text, texts: { summary: 'Вовед.\n\nПрво.' }, at: later },
  ])
  const first = await contentAt(db, one.id, 'mk', 1)
  const newest = await latest(db, one.id, 'mk')
  assert.deepEqual([newest?.version, newest?.createdAt], [2, later])
  assert.equal(newest?.fields.summary?.[1]?.id, first?.fields.summary?.[0]?.id)
  assert.equal((await latest(db, two.id, 'mk'))?.version, 1)
})
