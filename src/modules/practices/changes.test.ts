/** Holds the SQL of practices to the rules: who finds what in which state, and that a step is taken whole or not at all. */
import assert from 'node:assert/strict'
import { eq, inArray, sql } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, exampleOrganisation, examplePersonId, grantsOf } from '#core/people/index.ts'
import { records } from '#core/records/schema.ts'
import { tasks } from '#core/tasks/schema.ts'
import { type Actor, type Member, nobody } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { Refused } from '#platform/http.ts'
import { outbox } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { addPractice, savePractice, takeStep } from './changes.ts'
import { erase, ownData } from './desk.ts'
import { emptyParts } from './forms.ts'
import { loadManuscript } from './manuscripts.ts'
import { authoredBy, readableTo } from './readable.ts'
import { isAuthor, mayRead } from './rules.ts'
import { practices, reviewNotes, STATES } from './schema.ts'

const now = new Date('2026-11-21T09:00:00Z')
const context = { publicUrl: 'https://portal.example', now }
const parts = { ...emptyParts('mk'), title: 'Практика за проба' }

async function acting(db: Db, key: (typeof EXAMPLE_PEOPLE)[number]['key']): Promise<Member> {
  const id = examplePersonId(key)
  const grants = await grantsOf(db, id)
  return { ...nobody, id, name: key, email: `${key}@example.org`, grants, grant: grants[0] ?? null }
}

journey('a practice is found by exactly those who may read it, in every state', async ({ db }) => {
  const actors: Actor[] = [nobody, ...(await Promise.all(EXAMPLE_PEOPLE.map(({ key }) => acting(db, key))))]
  const plain = { id: 'plain', organisation: null, placeId: null }
  const [citizen] = actors.filter(({ id }) => id === examplePersonId('citizen'))
  assert.ok(citizen)
  actors.push({ ...citizen, grant: { ...plain, role: 'editor', country: 'mk' } })
  actors.push({ ...citizen, grant: { ...plain, role: 'editor', country: null } })
  const owners = [
    { key: 'officer', organisationId: exampleOrganisation('municipality', 'mk', 'MK00101'), country: 'mk' },
    { key: 'citizen', organisationId: null, country: 'mk' },
    { key: 'editor', organisationId: exampleOrganisation('resource_centre', 'mk'), country: 'mk' },
    { key: 'officer-bg', organisationId: exampleOrganisation('municipality', 'bg', 'RSE27'), country: 'bg' },
  ] as const
  const ids: string[] = []
  for (const { key, ...rest } of owners)
    for (const state of STATES)
      for (const visibility of ['public', 'restricted'] as const) {
        const { id } = await addPractice(db, await acting(db, key), { parts, ...rest }, now)
        await db.update(practices).set({ state }).where(eq(practices.id, id))
        await db
          .update(records)
          .set({ visibility, publishedVersion: visibility === 'public' ? 1 : null })
          .where(eq(records.id, id))
        ids.push(id)
      }
  const rows = await db
    .select({ record: records, state: practices.state })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(inArray(records.id, ids))
  for (const actor of actors) {
    const found = async (condition: ReturnType<typeof readableTo>) =>
      new Set(
        (await db.execute<{ id: string }>(sql`select r.id from records r where ${condition}`)).rows.map(({ id }) => id),
      )
    const readable = await found(readableTo(actor, 'r'))
    const authored = await found(authoredBy(actor, 'r'))
    for (const { record, state } of rows) {
      const said = `${actor.email || 'visitor'} as ${actor.grant?.role}: ${state}, ${record.visibility}`
      assert.equal(readable.has(record.id), mayRead(actor, { ...record, state }), said)
      assert.equal(authored.has(record.id), isAuthor(actor, record), said)
    }
  }
})

journey('a step is taken whole or not at all', async ({ db }) => {
  const officer = await acting(db, 'officer')
  const editor = await acting(db, 'editor')
  const neighbour = await acting(db, 'neighbour')
  const organisationId = exampleOrganisation('municipality', 'mk', 'MK00101')
  const { id } = await addPractice(db, officer, { parts, country: 'mk', organisationId }, now)
  const count = async () => [
    (await db.select().from(reviewNotes).where(eq(reviewNotes.practiceId, id))).length,
    (await db.select().from(tasks).where(eq(tasks.recordId, id))).length,
    (await db.select().from(outbox).where(eq(outbox.recordId, id))).length,
  ]
  await assert.rejects(takeStep(db, neighbour, id, 1, { step: 'submit' }, context), Refused)
  await assert.rejects(takeStep(db, officer, id, 7, { step: 'submit' }, context), ChangedMeanwhile)
  await assert.rejects(takeStep(db, editor, id, 1, { step: 'publish' }, context), Refused)
  assert.deepEqual(await count(), [0, 0, 0])
  await takeStep(db, officer, id, 1, { step: 'submit' }, context)
  assert.deepEqual(await count(), [1, 1, 1])
  const twice = await Promise.allSettled([
    takeStep(db, editor, id, 2, { step: 'publish' }, context),
    takeStep(db, officer, id, 2, { step: 'withdraw' }, context),
  ])
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await count())[0], 2)
})

journey('nobody saves over a text that they have not seen, nor one that is not theirs', async ({ db }) => {
  const officer = await acting(db, 'officer')
  const organisationId = exampleOrganisation('municipality', 'mk', 'MK00101')
  const { id } = await addPractice(db, officer, { parts, country: 'mk', organisationId }, now)
  const manuscript = await loadManuscript(db, id)
  assert.ok(manuscript)
  const wanted = { parts: { ...parts, title: 'Друг наслов' }, country: 'mk' }
  await assert.rejects(savePractice(db, await acting(db, 'neighbour'), manuscript, wanted, 1, now), Refused)
  await savePractice(db, await acting(db, 'mayor'), manuscript, wanted, 1, now)
  await assert.rejects(savePractice(db, officer, manuscript, wanted, 1, now), ChangedMeanwhile)
  assert.equal((await loadManuscript(db, id))?.content.title, 'Друг наслов')
})

journey('who leaves takes their own unsent drafts along, and leaves what others rely on', async ({ db }) => {
  const citizen = await acting(db, 'citizen')
  const own = { parts, country: 'mk', organisationId: null }
  const draft = await addPractice(db, citizen, own, now)
  const sent = await addPractice(db, citizen, own, now)
  await takeStep(db, citizen, sent.id, 1, { step: 'submit' }, context)
  const data = await ownData(db, citizen.id)
  assert.equal((data.versions as unknown[]).length, 2)
  await db.transaction((tx) => erase(tx, citizen.id))
  assert.equal(await loadManuscript(db, draft.id), undefined)
  assert.equal((await loadManuscript(db, sent.id))?.record.ownerId, null)
})
