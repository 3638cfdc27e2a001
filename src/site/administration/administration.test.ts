/** Journeys of people who look after the portal, and of those who may not: who sees which page, over HTTP and on a real database. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eq } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { organisations } from '#core/people/schema.ts'
import { type Actor, type Grant, nobody } from '#platform/actor.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { areasOf, maskedEmail, withoutTokens } from './rules.ts'
import { AT, giveTo, OF_PEOPLE, PORTAL_ONLY } from './testing.ts'

test('Each role looks after its own parts, and nobody without a role after any', () => {
  const grant = (role: Grant['role'], over: Partial<Grant> = {}): Actor => ({
    ...nobody,
    id: newId(),
    grant: { id: newId(), role, organisation: null, country: null, placeId: null, ...over },
  })
  const organisation = { id: newId(), kind: 'municipality', name: 'Велес', country: 'mk', placeId: newId() } as const
  assert.equal(areasOf(grant('administrator')).length, 9)
  assert.deepEqual(areasOf(grant('administrator', { organisation })), [
    'people',
    'roles',
    'invitations',
    'organisations',
  ])
  assert.ok(areasOf(grant('administrator', { country: 'mk' })).includes('moderation'))
  assert.deepEqual(areasOf(grant('editor', { country: 'bg' })), ['moderation'])
  for (const role of ['officer', 'mayor', 'councillor', 'member'] as const)
    assert.deepEqual(areasOf(grant(role, { organisation })), [])
  assert.deepEqual(areasOf(nobody), [])
})

test('An address is recognised by its owner only, and a link in a letter opens nothing', () => {
  assert.equal(maskedEmail('ana.veles@opstina.mk'), 'a…@o….mk')
  assert.equal(
    withoutTokens('https://portal.mk/mk/account/new-password?token=abc-123 и потоа'),
    'https://portal.mk/mk/account/new-password?token=… и потоа',
  )
})

journey('An officer, a citizen and an editor of another country are refused every page', async ({ as, anyone, db }) => {
  for (const key of ['officer', 'citizen', 'foreign-editor', 'moderator'] as const) {
    const browser = await as(key)
    for (const page of [...PORTAL_ONLY, ...OF_PEOPLE])
      assert.equal((await browser.get(`${AT}/${page}`)).status, 403, `${key} ${page}`)
  }
  for (const key of ['officer', 'citizen'] as const) {
    const browser = await as(key)
    assert.equal((await browser.get(AT)).status, 403)
    assert.equal((await browser.get(`${AT}/moderation`)).status, 403)
    const posts = [
      `people/${examplePersonId('mayor')}/roles`,
      `people/${examplePersonId('mayor')}/sessions/end`,
      `roles/${newId()}/end`,
      'invitations',
      'organisations',
      'audit/1/personal',
      'jobs/retry',
    ]
    for (const path of posts) assert.equal((await browser.post(`${AT}/${path}`)).status, 403, `${key} ${path}`)
  }
  assert.equal((await anyone.get(AT)).status, 303)
  const refused = await db.select().from(auditEntries).where(eq(auditEntries.outcome, 'refusal'))
  assert.ok(refused.length > 50)
})

journey('The administrator opens every page, in every language', async ({ as }) => {
  const browser = await as('administrator')
  const pages = ['', 'people', 'roles', 'invitations', 'organisations', 'moderation', 'audit', 'outbox', 'jobs']
  for (const language of ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en'])
    for (const page of [...pages, 'reference-data', 'invitations/new', 'organisations/new', 'audit/1']) {
      const answer = await browser.get(`/${language}/administration/${page}`.replace(/\/$/, ''))
      assert.equal(answer.status, 200, `${language} ${page}`)
      const text = await answer.text()
      assert.equal(text.match(/<h1/g)?.length, 1, `${language} ${page} has one heading`)
    }
})

journey('An administrator of one municipality sees its people only', async ({ as, db }) => {
  const veles = exampleOrganisation('municipality', 'mk', 'MK00101')
  await giveTo(db, 'mayor', 'administrator', { organisationId: veles })
  const browser = await as('mayor')
  const list = await browser.visit(`${AT}/people`)
  assert.match(list.text, /Ана Примерова/)
  assert.doesNotMatch(list.text, /Никола Примеров/)
  assert.equal((await browser.get(`${AT}/people/${examplePersonId('officer')}`)).status, 200)
  assert.equal((await browser.get(`${AT}/people/${examplePersonId('neighbour')}`)).status, 404)
  assert.equal((await browser.get(`${AT}/organisations/${veles}`)).status, 200)
  const other = exampleOrganisation('municipality', 'mk', 'MK00501')
  assert.equal((await browser.get(`${AT}/organisations/${other}`)).status, 403)
  assert.equal((await browser.post(`${AT}/organisations/${other}`, { name: 'Наша', revision: '1' })).status, 403)
  for (const page of [...PORTAL_ONLY, 'moderation'])
    assert.equal((await browser.get(`${AT}/${page}`)).status, 403, page)
  assert.equal((await browser.post(`${AT}/people/${examplePersonId('officer')}/sessions/end`)).status, 403)
  const stranger = `${AT}/people/${examplePersonId('neighbour')}/roles`
  assert.equal(
    (await browser.post(stranger, { role: 'officer', over: 'organisation', organisationId: veles })).status,
    404,
  )
  const wide = `${AT}/people/${examplePersonId('officer')}/roles`
  assert.equal((await browser.post(wide, { role: 'administrator', over: 'portal' })).status, 403)
})

journey(
  'An administrator of one country sees its people and its queue, and reaches no other country',
  async ({ as, db }) => {
    await giveTo(db, 'foreign-editor', 'administrator', { country: 'bg' })
    const browser = await as('foreign-editor')
    const list = await browser.visit(`${AT}/people`)
    assert.match(list.text, /Иван Примеров/)
    assert.doesNotMatch(list.text, /Ана Примерова/)
    const queue = await browser.visit(`${AT}/moderation`)
    assert.match(queue.text, /Бугарија/)
    assert.doesNotMatch(queue.text, /Северна Македонија/)
    assert.equal((await browser.get(`${AT}/people/${examplePersonId('officer')}`)).status, 404)
    assert.equal((await browser.get(`${AT}/organisations/${exampleOrganisation('municipality', 'mk')}`)).status, 403)
    const invitation = { email: 'nova@veles.example', language: 'mk', role: 'editor', over: 'country' }
    assert.equal((await browser.post(`${AT}/invitations`, { ...invitation, country: 'mk' })).status, 403)
    assert.equal((await browser.post(`${AT}/invitations`, { ...invitation, country: 'bg' })).status, 303)
    const organisation = { kind: 'ngo', name: 'Здружение за пример', language: 'mk', country: 'mk' }
    assert.equal((await browser.post(`${AT}/organisations`, organisation)).status, 403)
    for (const page of PORTAL_ONLY) assert.equal((await browser.get(`${AT}/${page}`)).status, 403, page)
  },
)

journey('What somebody does for another organisation is not shown to theirs', async ({ as, db }) => {
  await giveTo(db, 'officer', 'member', { organisationId: exampleOrganisation('association', 'bg') })
  await giveTo(db, 'mayor', 'administrator', { organisationId: exampleOrganisation('municipality', 'mk', 'MK00101') })
  const [association] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, exampleOrganisation('association', 'bg')))
  const browser = await as('mayor')
  for (const page of ['people', `people/${examplePersonId('officer')}`, 'roles'])
    assert.ok(!(await browser.visit(`${AT}/${page}`)).text.includes(association?.name ?? '?'), page)
})

journey('Editors see what waits for them, and an administrator sees who could take it', async ({ as }) => {
  const editor = await (await as('editor')).visit(`${AT}/moderation`)
  assert.equal(editor.status, 200)
  assert.match(editor.text, /\/mk\/practices\/[^"]+\/review/)
  const foreign = await (await as('foreign-editor')).visit(`${AT}/moderation`)
  assert.doesNotMatch(foreign.text, /Северна Македонија<\/td>/)
  const all = await (await as('administrator')).visit(`${AT}/moderation`)
  assert.match(all.text, /Елена Примерова/)
})

journey('Reference data are shown with version, count, source and licence', async ({ as }) => {
  const { text } = await (await as('administrator')).visit(`${AT}/reference-data`)
  assert.match(text, /Северна Македонија/)
  assert.match(text, /\/mk\/places\/boundaries/)
  assert.match(text, /CC BY/)
})

journey('An address that nobody has is not found, whatever stands in it', async ({ as }) => {
  const browser = await as('administrator')
  for (const path of [
    'people/x',
    `people/${newId()}`,
    'organisations/x',
    'audit/0',
    'audit/x',
    'audit/99999999',
    'outbox/x',
  ])
    assert.equal((await browser.get(`${AT}/${path}`)).status, 404, path)
})
