/** Journeys of people who look after the portal, and of those who may not, over HTTP and on a real database. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { grants, invitations, organisations, people, sessions } from '#core/people/schema.ts'
import { type Actor, type Grant, nobody, theProgram } from '#platform/actor.ts'
import { sealTrail } from '#platform/audit/chain.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { auditEntries, auditPersonal, outbox } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { type Browser, journey } from '#tests/journey.ts'
import { areasOf, maskedEmail, withoutTokens } from './rules.ts'

const AT = '/mk/administration'
const PORTAL_ONLY = ['audit', 'audit/1', 'audit/export.csv', 'outbox', `outbox/${newId()}`, 'jobs', 'reference-data']
const OF_PEOPLE = [
  'people',
  `people/${examplePersonId('officer')}`,
  'roles',
  'invitations',
  'invitations/new',
  'organisations',
  'organisations/new',
  `organisations/${exampleOrganisation('municipality', 'mk')}`,
]

/** Lets an example person act in a role that the examples do not have. */
async function giveTo(
  db: Db,
  key: Parameters<typeof examplePersonId>[0],
  role: Grant['role'],
  over: { organisationId?: string; country?: string } = {},
) {
  const id = newId()
  await db.insert(grants).values({ id, personId: examplePersonId(key), role, ...over, createdAt: new Date() })
  await db
    .update(people)
    .set({ actingGrantId: id })
    .where(eq(people.id, examplePersonId(key)))
  return id
}
const actionsOf = async (db: Db) =>
  (await db.select({ action: auditEntries.action }).from(auditEntries).orderBy(auditEntries.id)).map(
    ({ action }) => action,
  )
/** The reader of an example account: what visitors must not see is shown to real people only. */
const makeReal = (db: Db, key: Parameters<typeof examplePersonId>[0]) =>
  db
    .update(people)
    .set({ example: false })
    .where(eq(people.id, examplePersonId(key)))

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

journey('An administrator gives a role, and the person acts in it until it is ended', async ({ as, db }) => {
  const browser = await as('administrator')
  const citizen = examplePersonId('citizen')
  const page = await browser.submit(`${AT}/people/${citizen}/roles`, {
    role: 'officer',
    over: 'organisation',
    organisationId: exampleOrganisation('municipality', 'mk', 'MK00101'),
  })
  assert.equal(page.path, `${AT}/people/${citizen}`)
  const [grant] = await db
    .select()
    .from(grants)
    .where(and(eq(grants.personId, citizen), isNull(grants.endedAt)))
  assert.equal(grant?.role, 'officer')
  assert.ok((await actionsOf(db)).includes('grant.given'))
  const ended = await browser.submit(`${AT}/roles/${grant?.id}/end`, { back: `${AT}/people/${citizen}` })
  assert.equal(ended.path, `${AT}/people/${citizen}`)
  assert.match(ended.text, /Улогата е завршена/)
  assert.equal(
    (
      await db
        .select()
        .from(grants)
        .where(and(eq(grants.personId, citizen), isNull(grants.endedAt)))
    ).length,
    0,
  )
})

journey('A role that does not fit comes back filled in, with the reason at its field', async ({ as }) => {
  const browser = await as('administrator')
  const path = `${AT}/people/${examplePersonId('citizen')}/roles`
  const unfit = await browser.post(path, { role: 'mayor', over: 'country', country: 'mk' })
  assert.equal(unfit.status, 422)
  const text = await unfit.text()
  assert.match(text, /Оваа улога не одговара/)
  assert.match(text, /<option value="mayor" selected/)
  const unknown = await browser.post(path, { role: 'officer', over: 'organisation', organisation: 'Нема таква' })
  assert.match(await unknown.text(), /value="Нема таква"/)
})

journey('The last administrator of the portal cannot end the own role', async ({ as, db }) => {
  const browser = await as('administrator')
  const person = examplePersonId('administrator')
  const [grant] = await db.select().from(grants).where(eq(grants.personId, person))
  assert.ok(!(await browser.visit(`${AT}/people/${person}`)).text.includes(`/roles/${grant?.id}/end`))
  assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 403)
  await giveTo(db, 'expert', 'administrator')
  assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 303)
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

journey(
  'Somebody invites a colleague, sends the letter again, and takes the invitation back',
  async ({ as, db, letters }) => {
    const browser = await as('administrator')
    const form = { email: 'nova@veles.example', language: 'sq', role: 'officer', over: 'organisation' }
    const wrong = await browser.post(`${AT}/invitations`, { ...form, email: 'нема' })
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /value="нема"/)
    const organisationId = exampleOrganisation('municipality', 'mk', 'MK00101')
    const sent = await browser.submit(`${AT}/invitations`, { ...form, organisationId })
    assert.equal(sent.path, `${AT}/invitations`)
    assert.equal((await letters()).at(-1)?.language, 'sq')
    const [first] = await db.select().from(invitations)
    await browser.submit(`${AT}/invitations/${first?.id}/send-again`)
    const [second] = await db.select().from(invitations).where(isNull(invitations.withdrawnAt))
    assert.notEqual(second?.tokenHash, first?.tokenHash)
    assert.equal((await letters()).length, 2)
    await browser.submit(`${AT}/invitations/${second?.id}/withdraw`)
    assert.equal((await db.select().from(invitations).where(isNull(invitations.withdrawnAt))).length, 0)
    assert.ok((await actionsOf(db)).includes('invitation.withdrawn'))
  },
)

journey('An administrator invites by typing the name of an organisation and of a place', async ({ as, db }) => {
  const browser = await as('administrator')
  const [bitola] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, exampleOrganisation('municipality', 'mk', 'MK00501')))
  const form = { email: 'nova@bitola.example', language: 'mk' }
  await browser.submit(`${AT}/invitations`, {
    ...form,
    role: 'officer',
    over: 'organisation',
    organisation: bitola?.name ?? '',
  })
  await browser.submit(`${AT}/invitations`, { ...form, role: 'moderator', over: 'place', place: 'Битола' })
  const rows = await db.select().from(invitations)
  assert.ok(rows.some(({ organisationId }) => organisationId === bitola?.id))
  assert.ok(rows.some(({ placeId, organisationId }) => placeId && !organisationId))
})

journey('An organisation is added with its place, changed by two people at once, and closed', async ({ as, db }) => {
  const first = await as('administrator')
  const twice = { kind: 'ngo', name: 'Здружение за пример', language: 'mk', country: 'mk', place: 'Велес' }
  const added = await first.submit(`${AT}/organisations`, twice)
  assert.match(added.text, /Здружение за пример/)
  const again = await first.post(`${AT}/organisations`, twice)
  assert.equal(again.status, 422)
  assert.match(await again.text(), /веќе постои/)
  const elsewhere = await first.post(`${AT}/organisations`, { ...twice, name: 'Друга', country: 'bg' })
  assert.equal(elsewhere.status, 422)
  const id = added.path.split('/').at(-1)
  const change = { name: 'Ново име', language: 'mk', place: '', revision: '1' }
  await first.submit(`${AT}/organisations/${id}`, change)
  const late = await first.post(`${AT}/organisations/${id}`, { ...change, name: 'Мое име' })
  const text = await late.text()
  assert.equal(late.status, 409)
  assert.match(text, /Ново име/)
  assert.match(text, /value="Мое име"/)
  assert.match(text, /name="revision" value="2"/)
  await first.submit(`${AT}/organisations/${id}`, { ...change, name: 'Мое име', revision: '2' })
  await first.submit(`${AT}/organisations/${id}/close`)
  const [row] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, id ?? ''))
  assert.equal(row?.name, 'Мое име')
  assert.ok(row?.closedAt)
  assert.deepEqual(
    (await actionsOf(db)).filter((action) => action.startsWith('organisation.')),
    ['organisation.added', 'organisation.changed', 'organisation.changed', 'organisation.closed'],
  )
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

journey('A person is signed out everywhere, and the trail says by whom', async ({ as, db }) => {
  const officer = await as('officer')
  const browser = await as('administrator')
  await browser.submit(`${AT}/people/${examplePersonId('officer')}/sessions/end`)
  assert.equal(
    (
      await db
        .select()
        .from(sessions)
        .where(eq(sessions.userId, examplePersonId('officer')))
    ).length,
    0,
  )
  assert.equal((await officer.get('/mk/desk')).status, 303)
  const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, 'person-sessions.ended'))
  assert.equal(entry?.actorId, examplePersonId('administrator'))
})

journey('Of a deleted account there is its end and no name', async ({ as, db }) => {
  const id = examplePersonId('expert')
  await db.update(people).set({ deletedAt: new Date(), name: '', email: 'x@deleted.invalid' }).where(eq(people.id, id))
  const page = await (await as('administrator')).visit(`${AT}/people/${id}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Избришана сметка/)
  assert.doesNotMatch(page.text, /deleted\.invalid/)
})

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
  assert.equal(
    await rows(`from=${new Date(Date.now() - 172_800_000).toISOString().slice(0, 10)}`),
    (await actionsOf(db)).length,
  )
  assert.equal(await rows(`place=${encodeURIComponent('Нема такво место')}`), 0)
  assert.equal(
    await rows('action=person.signed-in&from=yesterday'),
    (await actionsOf(db)).filter((a) => a === 'person.signed-in').length,
  )
})

/** All that the links of a list lead to, page after page; fails when something comes twice. */
async function readAll(browser: Browser, path: string, item: RegExp): Promise<Set<string>> {
  const seen = new Set<string>()
  let next: string | undefined = path
  for (let page = 0; next && page < 20; page++) {
    const { text } = await browser.visit(next)
    for (const [, id = ''] of text.matchAll(item)) {
      assert.ok(!seen.has(id), `${id} twice`)
      seen.add(id)
    }
    next = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  return seen
}

journey('A long trail is read page by page without losing or repeating an entry', async ({ as, db }) => {
  const browser = await as('administrator')
  for (let i = 0; i < 47; i++)
    await db.transaction((tx) => record(tx, theProgram, 'practice.saved', new Date(), { country: 'mk' }))
  const seen = await readAll(browser, `${AT}/audit?action=practice.saved`, /\/administration\/audit\/(\d+)"/g)
  assert.equal(seen.size, (await actionsOf(db)).filter((action) => action === 'practice.saved').length)
})

journey('A long table of roles is read page by page without losing or repeating one', async ({ as, db }) => {
  const browser = await as('administrator')
  for (let i = 0; i < 15; i++) {
    const kinds = ['association', 'municipality', 'ministry'] as const
    const organisationId = exampleOrganisation(kinds[i % 3] ?? 'ministry', 'mk')
    await db.insert(grants).values({
      id: newId(),
      personId: examplePersonId('citizen'),
      role: 'member',
      organisationId,
      createdAt: new Date(),
    })
  }
  await giveTo(db, 'citizen', 'editor', { country: 'bg' })
  const seen = await readAll(browser, `${AT}/roles`, /\/administration\/roles\/([^/"]+)\/end"/g)
  // All but the last administrator's, which has no button.
  assert.equal(seen.size, (await db.select().from(grants).where(isNull(grants.endedAt))).length - 1)
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

journey('Letters are read in the outbox, and a failed one goes out again', async ({ as, db }) => {
  const browser = await as('administrator')
  await browser.submit(`${AT}/invitations`, {
    email: 'nova@veles.example',
    language: 'mk',
    role: 'editor',
    over: 'country',
    country: 'mk',
  })
  const [letter] = await db.select().from(outbox)
  const list = await browser.visit(`${AT}/outbox`)
  assert.match(list.text, /Не е поставен сервер за пошта/)
  assert.match(list.text, /nova@veles\.example/)
  assert.match((await browser.visit(`${AT}/outbox/${letter?.id}`)).text, /token=/)
  await db.update(outbox).set({ attempts: 8, problem: 'connect ECONNREFUSED' })
  assert.match((await browser.visit(`${AT}/outbox?state=failed`)).text, /nova@veles\.example/)
  await browser.submit(`${AT}/outbox/${letter?.id}/send-again`)
  const [again] = await db.select().from(outbox)
  assert.equal(again?.attempts, 0)
  assert.ok((await actionsOf(db)).includes('letter.retried'))
})

journey(
  'With a mail server, letters open no account to whoever looks into the outbox',
  async ({ as, db }) => {
    const browser = await as('administrator')
    await browser.submit(`${AT}/invitations`, {
      email: 'nova@veles.example',
      language: 'mk',
      role: 'editor',
      over: 'country',
      country: 'mk',
    })
    const [letter] = await db.select().from(outbox)
    const { text } = await browser.visit(`${AT}/outbox/${letter?.id}`)
    assert.match(text, /token=…/)
    assert.doesNotMatch(text, /nova@veles\.example/)
  },
  { SMTP_URL: 'smtp://localhost:1' },
)

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
