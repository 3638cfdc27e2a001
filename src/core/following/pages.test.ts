/** Walks as people do who follow practices: press the button, get letters, no more than they want, and stop them. */
import assert from 'node:assert/strict'
import { eq, sql } from 'drizzle-orm'
import { facts } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { commentOf, quietPractice } from '../discussion/testing.ts'
import { examplePersonId } from '../people/index.ts'
import { records } from '../records/schema.ts'
import { tellFollowers } from './news.ts'
import { bookmarks, follows } from './schema.ts'

const MINUTE = 60_000

/** Rounds until all events are told; other tests' transactions run in the same cluster. */
async function tellAll({ db, clock }: Journey) {
  for (let round = 0; round < 100; round++) {
    await tellFollowers(db, { config: testConfig(), now: clock.now })
    const { rows } = await db.execute<{
      all: boolean
    }>(sql`select coalesce((select (value ->> 'done')::bigint from ${facts}
      where name = 'following.position'), 0) >= (select max(id) from events) as all`)
    if (rows[0]?.all) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('events were not told')
}

const lettersTo = async ({ letters }: Journey, key: Parameters<typeof examplePersonId>[0]) =>
  (await letters()).filter(
    ({ personId, html }) => personId === examplePersonId(key) && html.includes('/following/stop'),
  )

journey(
  'an officer follows a practice, hears of a comment once, and stops by the link of the letter',
  async (world) => {
    const { as, anyone, db } = world
    const { id, title } = await quietPractice(db)
    const officer = await as('officer')
    const page = await officer.submit(`/mk/following/of/${id}`, { set: 'follow' })
    assert.match(page.path, /^\/mk\/practices\//)
    assert.match(page.text, /Ќе добиете писмо кога нешто ќе се случи/)
    assert.match(page.text, /value="unfollow" aria-pressed="true"/)
    await officer.post(`/mk/following/of/${id}`, { set: 'follow' })

    const neighbour = await as('neighbour')
    await neighbour.submit(
      `/mk/discussion/of/${id}`,
      commentOf('Колку трае пописот на едно училиште?', { commentFollow: 'on' }),
    )
    await tellAll(world)
    await tellAll(world)
    const [letter, ...more] = await lettersTo(world, 'officer')
    assert.equal(more.length, 0)
    assert.ok(letter)
    assert.equal(letter.subject, `Нов коментар: ${title}`)
    assert.match(letter.text, /http:\/\/localhost:3000\/mk\/discussion\/[0-9a-f-]{36}/)
    assert.equal((await lettersTo(world, 'neighbour')).length, 0, 'who wrote it knows of it')

    const stop = new URL(/http\S+following\/stop\S+/.exec(letter.text)?.[0] ?? '')
    const asked = await anyone.visit(stop.pathname + stop.search)
    assert.match(asked.text, new RegExp(title))
    assert.equal((await db.select().from(follows).where(eq(follows.recordId, id))).length, 2, 'looking stops nothing')
    const done = await anyone.post(stop.pathname, { token: stop.searchParams.get('token') ?? '' })
    assert.match(await done.text(), /Повеќе нема да добивате писма за ова/)
    const [left, ...others] = await db.select().from(follows).where(eq(follows.recordId, id))
    assert.deepEqual([left?.personId, others.length], [examplePersonId('neighbour'), 0])
    assert.equal((await anyone.get('/mk/following/stop?token=abc.def')).status, 404)
  },
)

journey('whoever follows a lively discussion gets one letter an hour with all that happened', async (world) => {
  const { as, db, clock } = world
  const { id } = await quietPractice(db)
  const officer = await as('officer')
  const neighbour = await as('neighbour')
  await officer.post(`/mk/following/of/${id}`, { set: 'follow' })
  const write = (text: string) => neighbour.submit(`/mk/discussion/of/${id}`, commentOf(text))
  await write('Кој го одржува регистарот по проектот?')
  await tellAll(world)
  assert.equal((await lettersTo(world, 'officer')).length, 1)

  clock.now = new Date(clock.now.getTime() + 20 * MINUTE)
  await write('И колку чинат плочките?')
  await tellAll(world)
  clock.now = new Date(clock.now.getTime() + 20 * MINUTE)
  await write('Дали граѓаните пријавуваат и оштетени дрвја?')
  await tellAll(world)
  assert.equal((await lettersTo(world, 'officer')).length, 1, 'within the hour nothing more')

  clock.now = new Date(clock.now.getTime() + 25 * MINUTE)
  await tellAll(world)
  await tellAll(world)
  assert.equal((await lettersTo(world, 'officer')).length, 2, 'then one for both')
  clock.now = new Date(clock.now.getTime() + 120 * MINUTE)
  await tellAll(world)
  assert.equal((await lettersTo(world, 'officer')).length, 2)
})

journey('who lost the right to read a practice hears nothing of it and can let it go', async (world) => {
  const { as, db } = world
  const { id, title } = await quietPractice(db)
  const [citizen, neighbour] = [await as('citizen'), await as('neighbour')]
  await citizen.post(`/mk/following/of/${id}`, { set: 'follow' })
  await citizen.post(`/mk/following/of/${id}`, { set: 'bookmark' })
  assert.match((await citizen.visit('/mk/following?show=bookmarks')).text, new RegExp(title))
  await neighbour.submit(`/mk/discussion/of/${id}`, commentOf('Оваа практика треба да се преработи, нели?'))
  await db.update(records).set({ visibility: 'restricted' }).where(eq(records.id, id))
  await tellAll(world)
  assert.equal((await lettersTo(world, 'citizen')).length, 0)

  const list = await citizen.visit('/mk/following')
  assert.match(list.text, /повеќе не е достапно за Вас/)
  assert.doesNotMatch(list.text, new RegExp(title))
  const after = await citizen.submit(`/mk/following/of/${id}`, { set: 'unfollow', from: 'list' })
  assert.match(after.path, /^\/mk\/following/)
  await citizen.post(`/mk/following/of/${id}`, { set: 'unbookmark', from: 'list' })
  assert.equal((await db.select().from(bookmarks)).filter(({ recordId }) => recordId === id).length, 0)
  assert.equal((await citizen.post(`/mk/following/of/${id}`, { set: 'follow' })).status, 404)
})

journey('a visitor is asked to sign in before following, and bookmarks are in one’s own data', async (world) => {
  const { as, anyone, db } = world
  const { id } = await quietPractice(db)
  assert.match((await anyone.visit(`/mk/practices/${id}`)).text, new RegExp(`/mk/following/of/${id}`))
  const asked = await anyone.get(`/mk/following/of/${id}`)
  assert.match(asked.headers.get('location') ?? '', /sign-in\?next=/)
  const officer = await as('officer')
  assert.match((await officer.visit(`/mk/following/of/${id}`)).path, /^\/mk\/practices\//)
  await officer.post(`/mk/following/of/${id}`, { set: 'bookmark' })
  assert.match(
    await (await officer.get('/mk/account/data.json')).text(),
    new RegExp(`"bookmarks":\\s*\\[\\s*\\{\\s*"recordId":\\s*"${id}"`),
  )
})
