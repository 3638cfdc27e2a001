/** The examples of practices: enough of them, in every language and state, in real places, each saying that it is one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { count, eq, inArray } from 'drizzle-orm'
import { places } from '#core/places/schema.ts'
import { contents, records, slugs } from '#core/records/schema.ts'
import { recordTopics, topics } from '#core/topics/schema.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { practices, reviewNotes, SECTIONS, STATES } from './schema.ts'
import { readExamples, seed } from './seed.ts'

test('whoever opens a new portal finds at least 42 examples, in all seven languages', async () => {
  const examples = await readExamples()
  assert.ok(examples.length >= 42, `${examples.length} examples`)
  assert.deepEqual([...new Set(examples.map(({ language }) => language))].sort(), [...LANGUAGES].sort())
  for (const example of examples) {
    for (const section of SECTIONS) assert.ok(example[section].length > 20, `${example.file}: ${section}`)
    assert.match(example.contact, /@example\.org/, example.file)
  }
})

journey(
  'every example stands in a real place, has its topics and its address, and says that it is an example',
  async ({ db }) => {
    const examples = await readExamples()
    const rows = await db.select().from(records).where(eq(records.kind, 'practice'))
    assert.equal(rows.length, examples.length)
    assert.ok(rows.every(({ example }) => example))
    assert.ok(rows.every(({ placeId, ownerId, organisationId }) => placeId && ownerId && organisationId))
    const known = await db
      .select({ code: places.code })
      .from(places)
      .where(
        inArray(
          places.code,
          examples.map(({ place }) => place),
        ),
      )
    assert.equal(known.length, new Set(examples.map(({ place }) => place)).size)
    const vocabulary = new Set((await db.select({ id: topics.id }).from(topics)).map(({ id }) => id))
    for (const example of examples)
      for (const topic of example.topics) assert.ok(vocabulary.has(topic), `${example.file}: no topic "${topic}"`)
    const addresses = await db.select().from(slugs).where(eq(slugs.kind, 'practice'))
    assert.equal(addresses.length, examples.length)
  },
)

journey('visitors and reviewers see every state, with the reasons that were given', async ({ db }) => {
  const rows = await db.select({ state: practices.state, id: practices.id }).from(practices)
  assert.deepEqual([...new Set(rows.map(({ state }) => state))].sort(), [...STATES].sort())
  for (const state of ['changes_asked', 'archived'] as const)
    for (const { id } of rows.filter((row) => row.state === state)) {
      const notes = await db.select().from(reviewNotes).where(eq(reviewNotes.practiceId, id))
      const decision = notes.find(({ to }) => to === state)
      assert.ok(decision?.note && decision.reasons.length > 0, `${state} without a reason`)
    }
  const versions = await db.select({ version: contents.version }).from(contents).where(eq(contents.version, 2))
  assert.equal(versions.length, 2, 'one practice was revised, one is being revised')
})

journey('a portal that is started again gets no second set of examples', async ({ db, portal, clock }) => {
  const before = await db.select({ all: count() }).from(recordTopics)
  const context = { db, config: testConfig(), now: clock.now, log: () => {}, store: portal.store }
  await seed(context)
  assert.deepEqual(await db.select({ all: count() }).from(recordTopics), before)
})
