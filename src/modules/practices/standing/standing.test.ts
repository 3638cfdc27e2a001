/** "Is it still true?": who is asked when, what a link can do and what not, and where stale practices stand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { grants } from '#core/people/schema.ts'
import { records, slugs } from '#core/records/schema.ts'
import { tasks } from '#core/tasks/schema.ts'
import { events } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { openPractice } from '../export.ts'
import { everything } from '../filters.ts'
import { countPractices, listPractices } from '../queries.ts'
import { practices, STANDINGS } from '../schema.ts'
import { askAll, CONFIRM_TASK, MOST_LETTERS_A_DAY, UNCONFIRMED_TASK } from './asking.ts'
import { flagOf, isFresh, reviewDayAfter } from './rules.ts'

const DAY = 86_400_000
const config = testConfig({})
const later = (clock: Journey['clock'], days: number) => {
  clock.now = new Date(clock.now.getTime() + days * DAY)
  return clock.now
}

/** A public practice of the officer of Veles, confirmed today by nobody. */
async function ofVeles({ db, clock }: Journey): Promise<{ id: string; slug: string }> {
  const [grant] = await db
    .select()
    .from(grants)
    .where(eq(grants.personId, examplePersonId('officer')))
  const [row] = await db
    .select({ id: records.id, slug: slugs.slug })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .innerJoin(slugs, and(eq(slugs.targetId, records.id), isNull(slugs.retiredAt)))
    .where(and(eq(practices.state, 'published'), eq(records.country, 'mk'), isNull(practices.standing)))
    .orderBy(records.id)
    .limit(1)
  assert.ok(row && grant)
  const owner = { ownerId: examplePersonId('officer'), organisationId: grant.organisationId, publishedAt: clock.now }
  await db.update(records).set(owner).where(eq(records.id, row.id))
  await db.update(practices).set({ reviewOn: null, askedAt: null }).where(eq(practices.id, row.id))
  return row
}

/** Everything else is asked about another day, so that letters are those of one practice. */
const onlyAsk = ({ db }: Journey, id: string) =>
  db.update(practices).set({ standing: 'ended' }).where(sql`${practices.id} <> ${id}::uuid`)

const linksIn = (text: string) =>
  [...text.matchAll(/https?:\/\/[^/]+(\/\S+still-true\?\S+)/g)].map(([, path = '']) => path)
const formOf = (path: string) => Object.fromEntries(new URL(path, 'http://x').searchParams)

journey('two years on, an author answers by the link of a letter and need not sign in', async (world) => {
  const { db, clock, letters, newBrowser } = world
  const { id, slug } = await ofVeles(world)
  await onlyAsk(world, id)
  await askAll(db, config, later(clock, 700))
  assert.equal((await letters()).length, 0, 'nobody is asked before two years have passed')
  await askAll(db, config, later(clock, 60))
  const mail = (await letters()).find(({ personId }) => personId === examplePersonId('officer'))
  assert.ok(mail)
  const [valid = ''] = linksIn(mail.text)
  assert.equal(linksIn(mail.text).length, STANDINGS.length)
  const reader = newBrowser()
  assert.match((await reader.visit(`/mk/practices/${encodeURI(slug)}`)).text, /не е потврдено/)

  const author = newBrowser()
  const before = await author.visit(valid)
  assert.equal(before.status, 200)
  assert.match(before.text, /<button[^>]*>Сè уште важи/)
  const [unchanged] = await db.select().from(practices).where(eq(practices.id, id))
  assert.equal(unchanged?.confirmedAt, null, 'a program that opens the link of a letter answers nothing')

  const after = await author.submit('/mk/practices/still-true', formOf(valid))
  assert.equal(after.status, 200)
  assert.match(after.text, /Практиката важи како потврдена/)
  assert.match(after.text, /Последна потврда[\s\S]*Велес/)
  assert.doesNotMatch((await reader.visit(`/mk/practices/${encodeURI(slug)}`)).text, /не е потврдено/)
  const [row] = await db.select().from(practices).where(eq(practices.id, id))
  assert.equal(row?.reviewOn, reviewDayAfter(clock.now, 'Europe/Skopje'))
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.recordId, id), eq(events.type, 'practice.confirmed')))
  assert.equal(event?.actorId, examplePersonId('officer'))

  const again = await author.post('/mk/practices/still-true', { ...formOf(valid), answer: 'ended' })
  assert.equal(again.status, 410, 'a link answers once')
})

journey('a link that is old, cut off, forged, or of somebody who has left answers nothing', async (world) => {
  const { db, clock, letters, anyone } = world
  const { id } = await ofVeles(world)
  await onlyAsk(world, id)
  await askAll(db, config, later(clock, 760))
  const mail = (await letters()).find(({ personId }) => personId === examplePersonId('officer'))
  const { token = '' } = formOf(linksIn(mail?.text ?? '')[0] ?? '')
  const tried = async (wrong: string) =>
    (await anyone.post('/mk/practices/still-true', { token: wrong, answer: 'ended' })).status
  assert.equal(await tried(''), 410)
  assert.equal(await tried(token.slice(0, -2)), 410)
  assert.equal(await tried(`${Buffer.from(`${id} ${id} x`).toString('base64url')}.${token.split('.')[1]}`), 410)
  assert.equal((await anyone.post('/mk/practices/still-true', { token, answer: 'gone' })).status, 410)

  await db
    .update(grants)
    .set({ endedAt: clock.now })
    .where(eq(grants.personId, examplePersonId('officer')))
  await db.update(records).set({ ownerId: null }).where(eq(records.id, id))
  assert.equal(await tried(token), 410, 'who no longer works there answers no more for it')
  await db
    .update(records)
    .set({ ownerId: examplePersonId('officer') })
    .where(eq(records.id, id))
  later(clock, 61)
  assert.equal(await tried(token), 410, 'after 60 days')
  const [row] = await db.select().from(practices).where(eq(practices.id, id))
  assert.equal(row?.standing, null)
})

journey('who does not answer is reminded once, and then the editors see it on their desk', async (world) => {
  const { db, clock, letters, as } = world
  // Sessions are of today, whatever the clock says: only the morning's work is done later.
  const after = (days: number) => new Date(clock.now.getTime() + days * DAY)
  const { id } = await ofVeles(world)
  await onlyAsk(world, id)
  const toOfficer = async () => (await letters()).filter(({ personId }) => personId === examplePersonId('officer'))
  const kinds = async () =>
    (
      await db
        .select()
        .from(tasks)
        .where(and(eq(tasks.recordId, id), isNull(tasks.doneAt)))
    ).map(({ kind }) => kind)
  await askAll(db, config, after(760))
  await askAll(db, config, after(789))
  assert.equal((await toOfficer()).length, 1)
  for (const day of [790, 791, 792]) await askAll(db, config, after(day))
  const [first, reminder, ...more] = await toOfficer()
  assert.deepEqual(more, [])
  assert.match(reminder?.subject ?? '', /Потсетување/)
  assert.deepEqual(linksIn(first?.text ?? ''), linksIn(reminder?.text ?? ''), 'the first letter stays good')
  assert.deepEqual(await kinds(), [CONFIRM_TASK])
  assert.match((await (await as('officer')).visit('/mk/desk')).text, /still-true/)

  await askAll(db, config, after(820))
  await askAll(db, config, after(821))
  assert.equal((await toOfficer()).length, 2)
  assert.deepEqual((await kinds()).sort(), [CONFIRM_TASK, UNCONFIRMED_TASK])
  const editor = await as('editor')
  assert.match((await editor.visit('/mk/desk')).text, /Авторите не одговорија/)
  const said = await editor.submit(`/mk/practices/${id}/still-true`, { answer: 'valid' })
  assert.equal(said.status, 200)
  assert.deepEqual(await kinds(), [])
})

journey('an author says that something changed, and is led to the text', async (world) => {
  const { as, newBrowser } = world
  const { id, slug } = await ofVeles(world)
  const officer = await as('officer')
  const page = `/mk/practices/${encodeURI(slug)}`
  assert.match((await officer.visit(page)).text, /still-true/)
  const said = await officer.submit(`${page}/still-true`, { answer: 'changed' })
  assert.match(said.text, /Изменете го текстот/)
  const reader = newBrowser()
  assert.match((await reader.visit(page)).text, /повеќе не е сосем како во описот/)
  await officer.submit(`${page}/still-true`, { answer: 'ended' })
  assert.match((await reader.visit(page)).text, /повеќе не се применува/)
  const data = await openPractice(world.db, 'http://x', id)
  assert.equal(data?.standing, 'ended')
  assert.equal(data?.review_on, null)

  const neighbour = await as('neighbour')
  assert.equal((await neighbour.get(`${page}/still-true`)).status, 403)
  assert.equal((await neighbour.post(`${page}/still-true`, { answer: 'valid' })).status, 403)
  assert.doesNotMatch((await neighbour.visit(page)).text, /still-true/)
  assert.match((await newBrowser().get(`${page}/still-true`)).headers.get('location') ?? '', /sign-in/)
})

journey('a morning on which a whole library falls due brings nobody more than three letters', async (world) => {
  const { db, clock, letters } = world
  await askAll(db, config, later(clock, 800))
  const counts = new Map<string, number>()
  for (const { personId } of await letters()) counts.set(personId ?? '', (counts.get(personId ?? '') ?? 0) + 1)
  assert.ok(counts.size > 3)
  assert.ok([...counts.values()].every((count) => count <= MOST_LETTERS_A_DAY))
  const sent = (await letters()).length
  await askAll(db, config, later(clock, 1))
  assert.ok((await letters()).length > sent, 'the others follow')
})

journey(
  'stale and ended practices stand after all others, in the SQL as in the rule, on every page of the list',
  async (world) => {
    const { db, clock } = world
    for (const days of [0, 300, 500, 800]) {
      const now = later(clock, days)
      const total = await countPractices(db, everything, now)
      const whole = await listPractices(db, everything, 'mk', now, total)
      const fresh = whole.practices.map((practice) => isFresh(practice, now))
      assert.deepEqual(
        fresh,
        fresh.toSorted((a, b) => Number(b) - Number(a)),
        `${days} days on`,
      )
      const confirmed = { ...everything, confirmed: 'yes' as const }
      assert.equal(await countPractices(db, confirmed, now), fresh.filter(Boolean).length)
      const seen: string[] = []
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await listPractices(db, { ...everything, after }, 'mk', now, 7)
        seen.push(...page.practices.map(({ id }) => id))
        after = page.after
      }
      assert.deepEqual(
        seen,
        whole.practices.map(({ id }) => id),
      )
    }
  },
)

journey('the examples show every answer, and one that waits for it', async ({ db, clock }) => {
  const rows = await db
    .select({ standing: practices.standing, reviewOn: practices.reviewOn, publishedAt: records.publishedAt })
    .from(practices)
    .innerJoin(records, eq(records.id, practices.id))
    .where(eq(records.visibility, 'public'))
  const flags = rows.map((row) => flagOf(row, clock.now))
  assert.equal(flags.filter((flag) => flag === 'stale').length, 1)
  assert.ok(flags.includes('ended') && flags.includes('changed') && rows.some(({ standing }) => standing === 'valid'))
})

test('a practice from before there were reviews counts from its publication', () => {
  const facts = { standing: null, reviewOn: null, publishedAt: new Date('2024-02-29T12:00:00Z') }
  assert.equal(flagOf(facts, new Date('2026-02-27T23:00:00Z')), undefined)
  assert.equal(flagOf(facts, new Date('2026-02-28T00:00:00Z')), 'stale')
  assert.equal(flagOf({ ...facts, standing: 'ended' }, new Date('2026-03-01')), 'ended')
})
