/** Journeys of people who register, are invited, or take the first administrator’s link. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { outbox } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { firstAdministratorInvitation, invite } from './invitation-queries.ts'
import { grants, invitations, people, sessions } from './schema.ts'
import { exampleOrganisation } from './seed.ts'
import { actorOf } from './session.ts'
import { actionsOf, idOf, lastLetterTo, linkIn, PASSWORD, register, signIn } from './testing.ts'

journey(
  'A newcomer registers, confirms the e-mail by the letter in their language, signs in and out',
  async ({ db, anyone }) => {
    await register(anyone, db, 'nova@veles.example')
    const letter = await lastLetterTo(db, 'nova@veles.example')
    assert.equal(letter.language, 'mk')
    assert.match(letter.subject, /Потврдете/)
    const page = await signIn(anyone, 'nova@veles.example')
    assert.equal(page.path, '/mk/desk')
    assert.equal((await anyone.get('/mk/account')).status, 200)
    const personId = await idOf(db, 'nova@veles.example')
    await anyone.submit('/mk/account/sign-out')
    assert.equal((await anyone.get('/mk/account')).status, 303)
    assert.equal((await db.select().from(sessions).where(eq(sessions.userId, personId))).length, 0)
    assert.deepEqual(await actionsOf(db, personId), [
      'person.registered',
      'email.confirmed',
      'person.signed-in',
      'person.signed-out',
    ])
  },
)

journey('Without confirming, the right password lets nobody in and sends the letter again', async ({ db, anyone }) => {
  await anyone.submit('/mk/account/register', { name: 'Ана Пробна', email: 'nova@veles.example', password: PASSWORD })
  const page = await signIn(anyone, 'nova@veles.example')
  assert.match(page.text, /nova@veles\.example/)
  assert.equal((await anyone.get('/mk/account')).status, 303)
  assert.equal((await db.select().from(outbox).where(eq(outbox.to, 'nova@veles.example'))).length, 2)
})

journey(
  'Who registers with a known e-mail reads the same page as a newcomer, and the owner is told by mail',
  async ({ db, anyone, newBrowser }) => {
    await register(anyone, db, 'nova@veles.example')
    const other = await newBrowser().submit('/mk/account/register', {
      name: 'Некој Друг',
      email: 'NOVA@veles.example',
      password: PASSWORD,
    })
    assert.equal(other.path, '/mk/account/check-mail')
    assert.match((await lastLetterTo(db, 'nova@veles.example')).subject, /Веќе имате сметка/)
    const [person] = await db.select().from(people).where(eq(people.email, 'nova@veles.example'))
    assert.equal(person?.name, 'Ана Пробна')
  },
)

journey('A weak password comes back with the reason, and what was typed stays in the form', async ({ anyone }) => {
  for (const [password, reason] of [
    ['лозинка', /најмалку 12/],
    ['password123!', /украдени/],
    ['anaprobnaanaprobna', /име/],
  ] as const) {
    const answer = await anyone.post('/mk/account/register', {
      name: 'Ana Probna',
      email: 'ana@veles.example',
      password,
    })
    const text = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(text, reason)
    assert.match(text, /value="ana@veles\.example"/)
    assert.ok(!text.includes(password), 'the password is not sent back')
  }
})

journey(
  'An administrator invites a colleague, who registers by the letter and acts in the role at once',
  async ({ db, as, newBrowser, portal }) => {
    const administrator = await as('administrator')
    const headers = new Headers({
      cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    })
    const actor = await actorOf(portal.auth, db, headers, 'test', new Date())
    assert.ok(actor.id)
    const input = {
      email: 'kolega@veles.example',
      language: 'mk',
      role: 'officer',
      organisationId: exampleOrganisation('municipality', 'mk', 'MK00101'),
    } as const
    await invite(
      db,
      { ...actor, id: actor.id },
      { ...input, country: undefined, placeId: undefined },
      testConfig(),
      new Date(),
    )
    const { path, query } = linkIn(await lastLetterTo(db, 'kolega@veles.example'))
    const [kept] = await db.select().from(invitations)
    assert.ok(kept && !kept.tokenHash.includes(query.get('token') ?? ''), 'only the hash is kept')

    const colleague = newBrowser()
    assert.match((await colleague.visit(path)).text, /Службеник.*Општина Велес/s)
    const stranger = newBrowser()
    await register(stranger, db, 'stranec@veles.example')
    await signIn(stranger, 'stranec@veles.example')
    await stranger.submit('/mk/account/invitation', { token: query.get('token') ?? '' })
    assert.equal(
      (
        await db
          .select()
          .from(grants)
          .where(eq(grants.personId, await idOf(db, 'stranec@veles.example')))
      ).length,
      0,
    )

    const form = {
      name: 'Колега Нов',
      email: 'kolega@veles.example',
      password: PASSWORD,
      invitation: query.get('token') ?? '',
    }
    const offered = await colleague.submit('/mk/account/register', form)
    assert.equal(offered.path, path, 'signed in without a second letter')
    assert.equal(
      (await colleague.submit('/mk/account/invitation', { token: query.get('token') ?? '' })).path,
      '/mk/desk',
    )
    const [grant] = await db
      .select()
      .from(grants)
      .where(eq(grants.personId, await idOf(db, 'kolega@veles.example')))
    assert.equal(grant?.role, 'officer')
    assert.equal(grant?.grantedBy, actor.id)
    assert.equal((await colleague.get(path)).status, 410, 'a link works once')
  },
)

journey(
  'On an empty portal the link of the terminal makes the first administrator, and only one',
  async ({ db, anyone, newBrowser }) => {
    // The template has example people; an empty portal has none.
    await db.delete(grants)
    const old = new URL((await firstAdministratorInvitation(db, testConfig(), new Date())) ?? '')
    const link = new URL((await firstAdministratorInvitation(db, testConfig(), new Date())) ?? '')
    assert.equal((await anyone.get(old.pathname + old.search)).status, 410)
    const token = link.searchParams.get('token') ?? ''
    await anyone.submit('/en/account/register', {
      name: 'First Person',
      email: 'first@portal.example',
      password: PASSWORD,
      invitation: token,
    })
    await anyone.submit('/en/account/invitation', { token })
    assert.match((await anyone.visit('/en/account')).text, /Administrator/)
    assert.equal(await firstAdministratorInvitation(db, testConfig(), new Date()), undefined)
    assert.equal((await newBrowser().get(link.pathname + link.search)).status, 410)
    const password = PASSWORD
    assert.equal((await anyone.post('/en/account/delete', { password })).status, 422, 'the last administrator stays')
  },
  { EXAMPLES: 'off' },
)
