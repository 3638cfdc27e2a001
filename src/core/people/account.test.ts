/** Journeys of people who look after their own account: password, sessions, role, data and its end. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { newId } from '#platform/ids.ts'
import { auditEntries, outbox } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { people as peopleModule } from './module.ts'
import { useModules } from './own-data.ts'
import { credentials, grants, people, sessions } from './schema.ts'
import { exampleOrganisation, examplePersonId } from './seed.ts'
import { actionsOf, idOf, lastLetterTo, linkIn, PASSWORD, register, signIn } from './testing.ts'

// The site names all modules; here the account's own is enough.
useModules([peopleModule])

journey(
  'A forgotten password is replaced by the link of a letter, once, and everybody else is signed out',
  async ({ db, anyone, newBrowser }) => {
    await register(anyone, db, 'nova@veles.example')
    await signIn(anyone, 'nova@veles.example')
    const elsewhere = newBrowser()
    assert.equal(
      (await elsewhere.submit('/mk/account/forgotten-password', { email: 'nova@veles.example' })).path,
      '/mk/account/check-mail',
    )
    assert.equal(
      (await newBrowser().submit('/mk/account/forgotten-password', { email: 'nikoj@veles.example' })).path,
      '/mk/account/check-mail',
    )
    const { path, query } = linkIn(await lastLetterTo(db, 'nova@veles.example'))
    assert.equal((await elsewhere.get(path)).status, 200)
    const token = query.get('token') ?? ''
    assert.equal((await elsewhere.post('/mk/account/new-password', { token, password: 'qwertyuiop[]12' })).status, 422)
    assert.equal(
      (await elsewhere.submit('/mk/account/new-password', { token, password: 'четири зелени чамци' })).path,
      '/mk/account/sign-in',
    )
    assert.equal((await anyone.get('/mk/account')).status, 303)
    assert.equal(
      (await elsewhere.post('/mk/account/new-password', { token, password: 'пет жолти чамци плус' })).status,
      410,
    )
    assert.equal((await signIn(elsewhere, 'nova@veles.example', 'четири зелени чамци')).path, '/mk/desk')
    assert.deepEqual((await db.select().from(outbox).where(eq(outbox.to, 'nikoj@veles.example'))).length, 0)
  },
)

journey('Changing the password signs out everywhere else and sends a letter', async ({ db, anyone, newBrowser }) => {
  await register(anyone, db, 'nova@veles.example')
  const elsewhere = newBrowser()
  await signIn(anyone, 'nova@veles.example')
  await signIn(elsewhere, 'nova@veles.example')
  const before = anyone.cookies.get('patokaz.session_token')
  assert.equal(
    (await anyone.post('/mk/account/password', { current: 'погрешна лозинка', password: 'осум мали крушки' })).status,
    422,
  )
  await anyone.submit('/mk/account/password', { current: PASSWORD, password: 'осум мали крушки' })
  assert.equal((await anyone.get('/mk/account')).status, 200)
  assert.notEqual(anyone.cookies.get('patokaz.session_token'), before, 'the session is a new one')
  assert.equal((await elsewhere.get('/mk/account')).status, 303)
  assert.match((await lastLetterTo(db, 'nova@veles.example')).subject, /лозинка е сменета/)
})

journey('A person sees where they are signed in and signs out everywhere', async ({ db, anyone, newBrowser }) => {
  await register(anyone, db, 'nova@veles.example')
  const elsewhere = newBrowser()
  await signIn(anyone, 'nova@veles.example')
  await signIn(elsewhere, 'nova@veles.example')
  assert.equal(((await (await anyone.get('/mk/account/sessions')).text()).match(/name="id"/g) ?? []).length, 1)
  assert.equal((await anyone.submit('/mk/account/sessions/end-all')).path, '/mk/account/sign-in')
  assert.equal((await elsewhere.get('/mk/account')).status, 303)
})

journey('Everybody may try the portal as an example person, who cannot be changed or deleted', async ({ db, as }) => {
  const officer = await as('officer')
  assert.match((await officer.visit('/mk/account')).text, /Општина Велес/)
  assert.equal((await officer.post('/mk/account/profile', { name: 'Друго Име', language: 'mk' })).status, 403)
  assert.equal((await officer.post('/mk/account/delete', { email: 'officer@example.org' })).status, 403)
  assert.equal((await officer.get('/api/auth/passkey/generate-register-options')).status, 404)
  const [person] = await db
    .select()
    .from(people)
    .where(eq(people.id, examplePersonId('officer')))
  assert.equal(person?.name, 'Ана Примерова')
})

journey('A person chooses in whose name to act, only among their own roles', async ({ db, anyone, as }) => {
  await register(anyone, db, 'nova@veles.example')
  const personId = await idOf(db, 'nova@veles.example')
  const [first, second] = [newId(), newId()]
  const at = (minutes: number) => new Date(Date.now() - 60_000 * minutes)
  await db.insert(grants).values([
    {
      id: first,
      personId,
      role: 'officer',
      organisationId: exampleOrganisation('municipality', 'mk', 'MK00101'),
      createdAt: at(2),
    },
    {
      id: second,
      personId,
      role: 'councillor',
      organisationId: exampleOrganisation('municipality', 'mk', 'MK00501'),
      createdAt: at(1),
    },
  ])
  await signIn(anyone, 'nova@veles.example')
  await anyone.submit('/mk/account/acting', { grant: second })
  const [person] = await db.select().from(people).where(eq(people.id, personId))
  assert.equal(person?.actingGrantId, second)
  const officer = await as('officer')
  assert.equal((await officer.post('/mk/account/acting', { grant: second })).status, 403)
})

journey('A person takes their own data, without the secrets of their account', async ({ db, anyone }) => {
  await register(anyone, db, 'nova@veles.example')
  await signIn(anyone, 'nova@veles.example')
  const answer = await anyone.get('/mk/account/data.json')
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/)
  const text = await answer.text()
  const data = JSON.parse(text)
  assert.equal(data.people.person.email, 'nova@veles.example')
  assert.ok(data.people.trail.length >= 3)
  const [credential] = await db
    .select()
    .from(credentials)
    .where(eq(credentials.userId, await idOf(db, 'nova@veles.example')))
  const [session] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, await idOf(db, 'nova@veles.example')))
  for (const secret of [credential?.password, session?.token]) assert.ok(secret && !text.includes(secret))
})

journey(
  'Deleting an account asks for the password and leaves no name, e-mail, key or personal entry behind',
  async ({ db, anyone, newBrowser }) => {
    await register(anyone, db, 'nova@veles.example')
    await signIn(anyone, 'nova@veles.example')
    const personId = await idOf(db, 'nova@veles.example')
    assert.equal((await anyone.post('/mk/account/delete', { password: 'погрешна лозинка' })).status, 422)
    const gone = await anyone.submit('/mk/account/delete', { password: PASSWORD })
    assert.equal(gone.path, '/mk', gone.text)
    const [person] = await db.select().from(people).where(eq(people.id, personId))
    assert.equal(person?.name, '')
    assert.match(person?.email ?? '', /@deleted\.invalid$/)
    assert.ok(person?.deletedAt)
    assert.equal((await db.select().from(credentials).where(eq(credentials.userId, personId))).length, 0)
    // What Better Auth writes after the deletion (leaving the session) concerns nobody any more.
    assert.deepEqual(await actionsOf(db, personId), [])
    assert.equal((await db.select().from(outbox).where(eq(outbox.to, 'nova@veles.example'))).length, 0)
    assert.equal((await db.select().from(auditEntries).where(eq(auditEntries.action, 'person.deleted'))).length, 1)
    assert.equal((await signIn(newBrowser(), 'nova@veles.example')).status, 422)
    await register(newBrowser(), db, 'nova@veles.example')
  },
)

journey('Every page of accounts speaks every language', async ({ as, anyone }) => {
  const officer = await as('officer')
  for (const language of ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en']) {
    for (const path of ['sign-in', 'register', 'forgotten-password', 'check-mail', 'sign-in/code', 'confirm?token=x'])
      assert.equal((await anyone.get(`/${language}/account/${path}`)).status, 200, path)
    for (const path of ['', '/sessions', '/password', '/two-step', '/passkeys'])
      assert.equal((await officer.get(`/${language}/account${path}`)).status, 200, path)
  }
})
