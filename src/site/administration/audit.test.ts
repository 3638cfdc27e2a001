/** Journeys of those who read the trail and look after jobs. */
import assert from 'node:assert/strict'
import { desc, eq, sql } from 'drizzle-orm'
import { theProgram } from '#platform/actor.ts'
import { sealTrail } from '#platform/audit/chain.ts'
import { record } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { auditEntries, auditPersonal } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { AT, actionsOf, makeReal, readAll } from './testing.ts'

journey('The trail is searched by action, person, outcome, place and day', async ({ as, db }) => {
  const officer = await as('officer')
  await officer.get(`${AT}/audit`)
  const browser = await as('administrator')
  const rows = async (query: string) => {
    const { status, text } = await browser.visit(`${AT}/audit?${query}`)
    assert.equal(status, 200, query)
    return [...text.matchAll(/\/administration\/audit\/(\d+)"/g)].length
  }
  assert.equal(await rows('outcome=refusal'), 1)
  assert.equal(await rows(`person=${encodeURIComponent('Ана Примерова')}&outcome=refusal`), 1)
  assert.equal(await rows('person=nobody@nowhere.example'), 0)
  assert.equal(await rows('record=not-a-number'), 0)
  assert.equal(await rows('until=2020-01-01'), 0)
  const from = new Date(Date.now() - 172_800_000).toISOString().slice(0, 10)
  assert.equal(await rows(`from=${from}`), await db.$count(auditEntries, sql`${auditEntries.at} >= ${from}::date`))
  assert.equal(await rows(`place=${encodeURIComponent('Нема такво место')}`), 0)
  assert.equal(
    await rows('action=person.signed-in&from=yesterday'),
    (await actionsOf(db)).filter((a) => a === 'person.signed-in').length,
  )
})

journey('A long trail is read page by page without losing or repeating an entry', async ({ as, db }) => {
  const browser = await as('administrator')
  for (let i = 0; i < 47; i++)
    await db.transaction((tx) => record(tx, theProgram, 'practice.saved', new Date(), { country: 'mk' }))
  const seen = await readAll(browser, `${AT}/audit?action=practice.saved`, /\/administration\/audit\/(\d+)"/g)
  assert.equal(seen.size, (await actionsOf(db)).filter((action) => action === 'practice.saved').length)
})

journey('Personal values are shown on asking only, and asking is entered in the trail', async ({ as, db }) => {
  await as('officer')
  const [kept] = await db.select().from(auditPersonal).orderBy(desc(auditPersonal.entryId)).limit(1)
  const path = `${AT}/audit/${kept?.entryId}`
  const address = String(kept?.values.address)
  const visitor = await as('administrator')
  assert.equal((await visitor.post(`${path}/personal`)).status, 403)
  await makeReal(db, 'administrator')
  assert.ok(!(await visitor.visit(path)).text.includes(address))
  const asked = await visitor.submit(`${path}/personal`)
  assert.ok(asked.text.includes(address))
  const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, 'audit.personal-read'))
  assert.deepEqual(entry?.data, { entryId: kept?.entryId })
})

journey('The trail is taken as CSV without personal values, and says so itself', async ({ as, db }) => {
  const browser = await as('administrator')
  const answer = await browser.get(`${AT}/audit/export.csv?action=person.signed-in`)
  assert.match(answer.headers.get('content-type') ?? '', /text\/csv/)
  const text = await answer.text()
  assert.match(text, /person\.signed-in/)
  assert.doesNotMatch(text, /127\.0\.0\.1/)
  assert.ok((await actionsOf(db)).includes('audit.exported'))
})

journey('The page of the trail tells how far its chain is', async ({ as, db }) => {
  const browser = await as('administrator')
  assert.match((await browser.visit(`${AT}/audit`)).text, /Сè уште не е потпишан/)
  await sealTrail(db, testConfig(), new Date())
  const { text } = await browser.visit(`${AT}/audit`)
  assert.doesNotMatch(text, /Сè уште не е потпишан/)
  assert.match(text, /Алка \d/)
})

journey('A failed job says what went wrong, without secrets, and runs again', async ({ as, db, portal }) => {
  const id = await db.transaction((tx) => queueJob(tx, 'mail.send'))
  await portal.pool.query(
    `update pgboss.job set state = 'failed', completed_on = now(), output = '{"message": "smtp://ana:tajna@mail.example refused"}' where id = $1`,
    [id],
  )
  const browser = await as('administrator')
  const { text } = await browser.visit(`${AT}/jobs`)
  assert.match(text, /mail\.example refused/)
  assert.doesNotMatch(text, /tajna/)
  assert.match((await browser.visit(AT)).text, /1 задача не успеа/)
  await browser.submit(`${AT}/jobs/retry`, { queue: 'mail.send', id: id ?? '' })
  const { rows } = await portal.pool.query('select state from pgboss.job where id = $1', [id])
  assert.equal(rows[0]?.state, 'retry')
  assert.ok((await actionsOf(db)).includes('job.retried'))
  assert.equal((await browser.post(`${AT}/jobs/retry`, { queue: 'mail.send', id: newId() })).status, 303)
})
