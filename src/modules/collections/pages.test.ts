/** Walks as people do who put practices together: collect, note, order, publish, take back; and what moderators and accounts that go do to it. */
import assert from 'node:assert/strict'
import { and, eq, inArray } from 'drizzle-orm'
import { comments } from '#core/discussion/schema.ts'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { newId } from '#platform/ids.ts'
import { events } from '#platform/schema.ts'
import { type Browser, type Journey, journey } from '#tests/journey.ts'
import { forgetPerson } from './changes.ts'
import { collectionItems } from './schema.ts'

const LIGHTS = 'Прво регистар, па замена: улично осветлување што може да се измери'
const TREES = 'Секое дрво со број: зелен катастар што го читаат и граѓаните'
const FORUM = 'Форум за буџетот: жителите избираат каде одат пет проценти од капиталните расходи'

async function idsOf({ db }: Pick<Journey, 'db'>, ...titles: string[]): Promise<string[]> {
  const rows = await db
    .select({ id: records.id, title: contents.title })
    .from(records)
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(and(inArray(contents.title, titles), eq(records.kind, 'practice')))
  return titles.map((title) => {
    const row = rows.find((one) => one.title === title)
    assert.ok(row, title)
    return row.id
  })
}

async function named({ db }: Pick<Journey, 'db'>, title: string) {
  const [row] = await db
    .select({ record: records })
    .from(records)
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(and(eq(contents.title, title), eq(records.kind, 'collection')))
  assert.ok(row, title)
  return row.record
}

const TITLE = 'Улици и дрвја: што можеме оваа година'
/** Two practices in a collection, made from their own pages. Returns where it is. */
async function collect(world: Journey, browser: Browser, title = TITLE): Promise<{ id: string; path: string }> {
  const [lights = '', trees = ''] = await idsOf(world, LIGHTS, TREES)
  const back = await browser.submit(`/mk/collections/of/${lights}`, { title })
  assert.match(back.path, /^\/mk\/practices\//, 'one stays where one was')
  const { id } = await named(world, title)
  await browser.post(`/mk/collections/of/${trees}`, { 'shown[]': id, 'in[]': id })
  return { id, path: (await browser.visit(`/mk/id/${id}`)).path }
}

const revisionIn = (text: string) => /name="revision" value="(\d+)"/.exec(text)?.[1] ?? ''

journey(
  'an officer collects practices on their pages, notes why, orders them, and nobody else sees it',
  async (world) => {
    const { as, anyone, db } = world
    const [lights = '', trees = ''] = await idsOf(world, LIGHTS, TREES)
    const officer = await as('officer')
    const { id, path } = await collect(world, officer)
    const menu = await officer.visit(`/mk/practices/${trees}`)
    assert.match(menu.text, new RegExp(`name="in\\[\\]" value="${id}" checked`))

    const form = await officer.visit(`${path}/edit`)
    const typed = {
      title: TITLE,
      description: 'За буџетот.',
      language: 'mk',
      revision: revisionIn(form.text),
      [`note-${lights}`]: 'Прво ова: се исплатува само.',
    }
    const up = await officer.submit(`${path}/edit`, { ...typed, intent: `up:${trees}` })
    assert.equal(up.status, 200)
    const page = await officer.visit(path)
    assert.match(page.text, /Прво ова: се исплатува само/, 'moving a record saves what was typed')
    assert.ok(page.text.indexOf(TREES) < page.text.indexOf(LIGHTS))

    const late = await officer.post(`${path}/edit`, { ...typed, description: 'Од друг прозорец.' })
    assert.equal(late.status, 409)
    assert.match(await late.text(), /Од друг прозорец/, 'nothing typed is lost')
    const long = await officer.post(`${path}/edit`, {
      ...typed,
      revision: revisionIn((await officer.visit(`${path}/edit`)).text),
      [`note-${trees}`]: 'предолго '.repeat(100),
    })
    assert.equal(long.status, 422)

    for (const key of ['mayor', 'neighbour', 'editor'] as const) {
      assert.equal((await (await as(key)).get(path)).status, 404, key)
      assert.equal((await (await as(key)).post(`/mk/collections/of/${trees}`, { 'shown[]': id })).status, 403, key)
    }
    assert.equal((await anyone.get(path)).status, 404)
    assert.doesNotMatch((await anyone.visit('/mk/collections')).text, new RegExp(TITLE))
    assert.doesNotMatch((await anyone.visit(`/mk/practices/${trees}`)).text, new RegExp(TITLE))
    assert.equal((await db.select().from(events).where(eq(events.recordId, id))).length, 0, 'nobody else’s business')
    await officer.post(`/mk/collections/of/${trees}`, { 'shown[]': id })
    assert.equal((await db.select().from(collectionItems).where(eq(collectionItems.collectionId, id))).length, 1)
  },
)

journey('a collection is public in the name of Veles until its officers take it back', async (world) => {
  const { as, anyone, db } = world
  const [forum = ''] = await idsOf(world, FORUM)
  const officer = await as('officer')
  const { id, path } = await collect(world, officer)
  const revision = revisionIn((await officer.visit(path)).text)
  const unsaid = await officer.post(`${path}/publish`, { revision })
  assert.equal(unsaid.status, 422, 'in whose name is asked')
  await officer.submit(`${path}/publish`, { revision, name: 'organisation' })

  const list = await anyone.visit('/bg/collections')
  assert.match(list.text, new RegExp(TITLE))
  assert.match(list.text, /Општина Велес/)
  const page = await anyone.visit(path)
  assert.match(page.text, new RegExp(LIGHTS))
  assert.doesNotMatch(page.text, /Ана Примерова/, 'the officer is not named')
  const [lights = ''] = await idsOf(world, LIGHTS)
  assert.match((await anyone.visit(`/mk/practices/${lights}`)).text, /Во збирки/)
  const feed = await anyone.get(`${path}.atom`)
  assert.match(await feed.text(), new RegExp(TREES))
  const open = (await (await anyone.get(`/api/v1/collections/${id}`)).json()) as { by: string; items: unknown[] }
  assert.match(open.by, /Велес/)
  assert.equal(open.items.length, 2)
  assert.match(await (await anyone.get('/api/v1/collections/list.json')).text(), new RegExp(id))

  const neighbour = await as('neighbour')
  await neighbour.post(`/mk/following/of/${id}`, { set: 'follow' })
  await officer.post(`/mk/collections/of/${forum}`, { 'shown[]': id, 'in[]': id })
  const types = (await db.select().from(events).where(eq(events.recordId, id))).map(({ type }) => type)
  assert.ok(types.includes('collection.published') && types.includes('collection.extended'), types.join())

  await db.update(records).set({ visibility: 'restricted' }).where(eq(records.id, lights))
  const without = await anyone.visit(path)
  assert.doesNotMatch(without.text, new RegExp(LIGHTS))
  assert.match(without.text, /Уште 1 содржина не е достапна/)

  const mayor = await as('mayor')
  await mayor.submit(`${path}/withdraw`, { revision: revisionIn((await mayor.visit(path)).text) })
  assert.equal((await anyone.get(path)).status, 404)
  assert.equal((await mayor.get(path)).status, 404, 'it is the officer’s own again')
  assert.equal((await officer.get(path)).status, 200)
})

journey('a moderator hides a collection with a reason, its collector hears why, and it comes back', async (world) => {
  const { as, anyone, letters } = world
  const citizen = await as('citizen')
  const { path } = await collect(world, citizen)
  await citizen.submit(`${path}/publish`, { revision: revisionIn((await citizen.visit(path)).text), name: 'person' })
  assert.match((await anyone.visit(path)).text, /Сара Примерова/)

  const moderator = await as('moderator')
  const at = async () => revisionIn((await moderator.visit(path)).text)
  assert.equal((await moderator.post(`${path}/hide`, { revision: await at(), reason: 'Не' })).status, 422)
  await moderator.submit(`${path}/hide`, {
    revision: await at(),
    reason: 'Белешките навредуваат вработени во општината.',
  })
  assert.equal((await anyone.get(path)).status, 404)
  const [letter] = (await letters()).filter(({ personId }) => personId === examplePersonId('citizen'))
  assert.match(letter?.text ?? '', /навредуваат вработени/)
  const own = await citizen.visit(path)
  assert.match(own.text, /навредуваат вработени/)
  assert.doesNotMatch(own.text, /\/publish"/)
  assert.equal((await citizen.post(`${path}/publish`, { revision: revisionIn(own.text), name: 'person' })).status, 403)
  assert.equal((await (await as('neighbour')).post(`${path}/restore`, { revision: await at() })).status, 403)

  const form = await citizen.visit(`${path}/edit`)
  await citizen.submit(`${path}/edit`, {
    title: TITLE,
    description: 'Преработено.',
    language: 'mk',
    revision: revisionIn(form.text),
  })
  assert.match((await moderator.visit(path)).text, /навредуваат вработени/, 'editing does not wipe out the reason')
  await moderator.submit(`${path}/restore`, { revision: await at() })
  assert.match((await anyone.visit(path)).text, /Преработено/)
})

journey('a collection is thrown away, but the words of others about it are not', async (world) => {
  const { as, db } = world
  const officer = await as('officer')
  const first = await collect(world, officer)
  const asked = await officer.visit(`${first.path}/remove`)
  await officer.submit(`${first.path}/remove`, { revision: revisionIn(asked.text) })
  assert.equal((await db.select().from(records).where(eq(records.id, first.id))).length, 0)

  const second = await collect(world, officer, 'Втора збирка за дрвјата')
  const third = await collect(world, officer, 'Трета збирка, во име на Велес')
  for (const { path } of [second, third])
    await officer.submit(`${path}/publish`, {
      revision: revisionIn((await officer.visit(path)).text),
      name: path === third.path ? 'organisation' : 'person',
    })
  await db.insert(comments).values({
    id: newId(),
    recordId: second.id,
    authorId: examplePersonId('citizen'),
    language: 'mk',
    text: 'Корисно, благодарам.',
    state: 'shown',
    createdAt: new Date(),
  })
  await forgetPerson(db, examplePersonId('officer'))
  const [left] = await db.select().from(records).where(eq(records.id, second.id))
  assert.deepEqual([left?.visibility, left?.ownerId], ['restricted', null])
  assert.equal((await db.select().from(comments).where(eq(comments.recordId, second.id))).length, 1)
  const [stays] = await db.select().from(records).where(eq(records.id, third.id))
  assert.deepEqual(
    [stays?.visibility, stays?.ownerId, stays?.organisationId],
    ['public', null, exampleOrganisation('municipality', 'mk', 'MK00101')],
  )
})
