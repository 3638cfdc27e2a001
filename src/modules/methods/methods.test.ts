/** Walks as people do who find, propose and decide on methods and tools; and holds the rules of reading to their SQL. */
import assert from 'node:assert/strict'

import { test } from 'node:test'
import { eq, inArray, sql } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { mayReadRecord } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { type Member, nobody } from '#platform/actor.ts'
import { journey } from '#tests/journey.ts'
import { addInPlace, setMethods } from './adding.ts'
import { findMethod, linesWhere } from './lines.ts'
import { erase, ownData } from './own-data.ts'
import { may, mayEdit, next } from './rules.ts'
import { METHOD_STATES } from './schema.ts'

test('what is archived can come back, and what is published never waits again', () => {
  assert.equal(next('archived', 'publish'), 'published')
  assert.equal(next('published', 'publish'), undefined)
  assert.equal(next('submitted', 'archive'), 'archived')
})

test('nobody from the street edits or decides', () => {
  for (const state of METHOD_STATES) {
    const method = { state, ownerId: null, organisationId: null, country: 'mk' }
    assert.equal(mayEdit(nobody, method), false)
    assert.equal(may(nobody, 'publish', method), false)
  }
})

const whole = {
  kind: 'method',
  language: 'mk',
  title: 'Ден на отворени врати во комуналното',
  summary: 'Еднаш годишно жителите гледаат како работи јавното комунално претпријатие и прашуваат на место.',
  steps: 'Изберете сабота.\n\nПокажете ги возилата и сметките.',
  when: 'Кога довербата е мала.',
  limits: '',
  topics: ['waste'],
  website: '',
  licence: '',
}

journey('an officer proposes a method, an editor publishes it, and everybody finds it', async (world) => {
  const { as, anyone, letters } = world
  const officer = await as('officer')
  const bad = await officer.post('/mk/methods/new', { ...whole, summary: 'Кратко', website: 'javascript:alert(1)' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /Покажете ги возилата/)
  const sent = await officer.submit('/mk/methods/new', whole)
  assert.equal(sent.status, 200, sent.text)
  assert.match(sent.text, /Ова чека уредник/)
  assert.equal((await anyone.get(sent.path)).status, 404)
  assert.doesNotMatch((await anyone.visit('/mk/methods?q=комуналното')).text, /отворени врати во кому/)
  assert.ok((await letters()).some(({ subject }) => subject.startsWith('Предлог: Ден на отворени врати')))

  const editor = await as('editor')
  assert.match((await editor.visit('/mk/desk')).text, /Ден на отворени врати во комуналното/)
  const page = await editor.visit(sent.path)
  const revision = /name="revision" value="(\d+)"/.exec(page.text)?.[1] ?? ''
  assert.equal((await editor.post(`${sent.path}/decision`, { decision: 'archive', note: '', revision })).status, 422)
  assert.equal((await officer.post(`${sent.path}/decision`, { decision: 'publish', revision })).status, 403)
  await editor.submit(`${sent.path}/decision`, { decision: 'publish', note: 'Одлично напишано.', revision })
  assert.equal((await anyone.get(sent.path)).status, 200)
  assert.ok((await letters()).some(({ subject }) => subject === 'Објавено: Ден на отворени врати во комуналното'))
  assert.doesNotMatch((await editor.visit('/mk/desk')).text, /Ден на отворени врати/)

  assert.match((await anyone.visit('/mk/methods?q=комуналното&kind=method&topic=waste')).text, /отворени врати во кому/)
  assert.match(await (await anyone.get('/api/v1/methods/list.csv?topic=waste')).text(), /Ден на отворени врати/)
  assert.match(await (await anyone.get('/mk/methods/list.atom')).text(), /Ден на отворени врати/)
  const found = (await (await anyone.get('/mk/methods/suggest?q=отворени')).json()) as { label: string }[]
  assert.ok(found.some(({ label }) => label === whole.title))
  assert.equal((await officer.get(`${sent.path}/edit`)).status, 403)
})

journey('of two editors who change a tool at once, the second sees what the first one wrote', async ({ as, db }) => {
  const editor = await as('editor')
  const [tool] = await linesWhere(db, 'mk', sql`m.kind = 'tool' and m.state = 'published' and r.country = 'mk'`)
  assert.ok(tool)
  const path = `/mk/methods/${encodeURIComponent(tool.slug)}`
  const values = { ...whole, kind: 'tool', title: tool.title, language: tool.original, topics: [...tool.topics] }
  const form = await editor.visit(`${path}/edit`)
  const revision = /name="revision" value="(\d+)"/.exec(form.text)?.[1] ?? ''
  await editor.submit(`${path}/edit`, { ...values, revision })
  const late = await editor.post(`${path}/edit`, { ...values, summary: `${whole.summary} И по пошта.`, revision })
  assert.equal(late.status, 409)
  assert.match(await late.text(), /И по пошта/)
})

journey('the SQL shows a method exactly to those whom the rules allow', async ({ db }) => {
  const all = await db.select().from(records).where(sql`${records.kind} in ('method', 'tool')`)
  assert.ok(all.length >= 15)
  assert.ok(all.some(({ visibility }) => visibility !== 'public'))
  const organisation = {
    id: all.find(({ visibility }) => visibility !== 'public')?.organisationId ?? '',
    kind: 'municipality',
    name: 'x',
    country: 'kg',
    placeId: null,
  }
  const grant = { role: 'officer', country: null, placeId: null, organisation }
  const actors = [
    nobody,
    { ...nobody, id: all[0]?.ownerId ?? null },
    { ...nobody, id: all[0]?.ownerId ?? null, grant },
  ] as (typeof nobody)[]
  for (const record of all)
    for (const actor of actors) {
      const shown = (await findMethod(db, actor, record.id, 'mk')) !== undefined
      assert.equal(shown, mayReadRecord(actor, record), `${record.id} to ${actor.id}`)
    }
})

journey(
  'who leaves takes along what only they had proposed, and leaves what others apply',
  async ({ db, as, clock }) => {
    const member = examplePersonId('citizen')
    await as('citizen')
    const propose = (title: string) =>
      addInPlace(
        db,
        { ...nobody, id: member, name: 'Сара', grants: [], sessionId: null } as unknown as Member,
        [{ kind: 'method', title, summary: 'Проба за бришење на сметка.' }],
        { language: 'mk', country: 'mk', organisationId: null },
        clock.now,
      )
    const [alone, applied] = [...(await propose('Никој не го применува')), ...(await propose('Го применува практика'))]
    assert.deepEqual(await propose('никој не го ПРИМЕНУВА'), [alone], 'the same name is not added twice')
    const [practice] = await db.select().from(records).where(eq(records.kind, 'practice')).limit(1)
    assert.ok(alone && applied && practice)
    await setMethods(db, practice.id, [applied])
    assert.equal(((await ownData(db, member)).methods as unknown[]).length, 2)
    await erase(db, member)
    const left = await db
      .select()
      .from(records)
      .where(inArray(records.id, [alone, applied]))
    assert.deepEqual(
      left.map(({ id, ownerId }) => [id, ownerId]),
      [[applied, null]],
    )
  },
)
