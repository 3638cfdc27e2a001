/** Journeys of people through their accounts, over HTTP and on a real database. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { auditEntries, auditPersonal, outbox } from '#platform/schema.ts'
import { type Browser, journey } from '#tests/journey.ts'
import { people as peopleModule } from './module.ts'
import { useModules } from './own-data.ts'
import { credentials, grants, invitations, people, sessions } from './schema.ts'
import { examplePersonId } from './seed.ts'

// The site names all modules; here the account's own is enough.
useModules([peopleModule])

const PASSWORD = 'сина река под мостот'

const lastLetterTo = async (db: Db, email: string) => {
  const letters = await db.select().from(outbox).where(eq(outbox.to, email)).orderBy(outbox.at, outbox.id)
  const letter = letters.at(-1)
  assert.ok(letter, `a letter to ${email}`)
  return letter
}
/** Path and query of the one link of a letter. */
const linkIn = (letter: { text: string }) => {
  const link = /https?:\/\/\S+/.exec(letter.text)?.[0]
  assert.ok(link, 'a link in the letter')
  const url = new URL(link)
  return { path: url.pathname + url.search, query: url.searchParams }
}

async function register(browser: Browser, db: Db, email: string, name = 'Ана Пробна') {
  const sent = await browser.submit('/mk/account/register', { name, email, password: PASSWORD })
  assert.equal(sent.path, '/mk/account/check-mail')
  const { query } = linkIn(await lastLetterTo(db, email))
  const confirmed = await browser.submit('/mk/account/confirm', { token: query.get('token') ?? '' })
  assert.equal(confirmed.path, '/mk/account/sign-in')
}
const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.submit('/mk/account/sign-in', { email, password })
const idOf = async (db: Db, email: string) => {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.email, email))
  assert.ok(person, email)
  return person.id
}
const actionsOf = async (db: Db, personId: string) =>
  (
    await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .innerJoin(auditPersonal, eq(auditPersonal.entryId, auditEntries.id))
      .where(eq(auditPersonal.personId, personId))
      .orderBy(auditEntries.id)
  ).map(({ action }) => action)

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
  'Somebody who guesses passwords of one account is stopped after ten tries, whatever headers they send',
  async ({ db, anyone, newBrowser, clock }) => {
    await register(anyone, db, 'nova@veles.example')
    const guesser = newBrowser()
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const headers = {
        'x-forwarded-for': `192.0.2.${i}`,
        'x-real-ip': `192.0.2.${i}`,
        'x-patokaz-address': `192.0.2.${i}`,
      }
      const form = { email: 'nova@veles.example', password: `погодувам лозинка ${i}` }
      statuses.push((await guesser.post('/mk/account/sign-in', form, headers)).status)
    }
    assert.deepEqual(statuses, [...Array(10).fill(422), 429])
    assert.equal(
      (await newBrowser().post('/mk/account/sign-in', { email: 'nova@veles.example', password: PASSWORD })).status,
      429,
    )
    clock.now = new Date(clock.now.getTime() + 16 * 60_000)
    assert.equal((await signIn(newBrowser(), 'nova@veles.example')).path, '/mk/desk')
    const refused = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, 'sign-in.refused'), eq(auditEntries.outcome, 'refusal')))
    assert.equal(refused.length, 10)
  },
)

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

/** RFC 6238 with the key as Better Auth writes it into the QR code (Base32). */
const totp = (secret: string) => {
  const bits = [...secret.replace(/\s|=/g, '')]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

journey(
  'With two-step verification the password alone opens nothing; the app or a backup code does',
  async ({ db, anyone, newBrowser }) => {
    await register(anyone, db, 'nova@veles.example')
    await signIn(anyone, 'nova@veles.example')
    assert.equal((await anyone.post('/mk/account/two-step', { password: 'погрешна лозинка' })).status, 422)
    const setUp = await (await anyone.post('/mk/account/two-step', { password: PASSWORD })).text()
    const [secret = '', ...codes] = [...setUp.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '')
    assert.equal(codes.length, 10)
    assert.match(setUp, /<svg class="qr"/)
    assert.equal((await anyone.post('/mk/account/two-step/confirm', { code: '000000' })).status, 422)
    assert.equal(
      (await anyone.submit('/mk/account/two-step/confirm', { code: totp(secret) })).path,
      '/mk/account/two-step',
    )

    const phone = newBrowser()
    assert.equal((await signIn(phone, 'nova@veles.example')).path, '/mk/account/sign-in/code')
    assert.equal((await phone.get('/mk/account')).status, 303, 'the password alone opens nothing')
    assert.equal((await phone.post('/mk/account/sign-in/code', { code: '000000' })).status, 422)
    assert.equal((await phone.submit('/mk/account/sign-in/code', { code: totp(secret) })).path, '/mk/desk')

    const lost = newBrowser()
    await signIn(lost, 'nova@veles.example')
    assert.equal((await lost.submit('/mk/account/sign-in/code', { code: codes[0] ?? '' })).path, '/mk/desk')
    const again = newBrowser()
    await signIn(again, 'nova@veles.example')
    assert.equal(
      (await again.post('/mk/account/sign-in/code', { code: codes[0] ?? '' })).status,
      422,
      'a backup code works once',
    )

    assert.equal((await anyone.submit('/mk/account/two-step/off', { password: PASSWORD })).path, '/mk/account/two-step')
    assert.equal((await signIn(newBrowser(), 'nova@veles.example')).path, '/mk/desk')
    const actions = await actionsOf(db, await idOf(db, 'nova@veles.example'))
    for (const action of ['two-step.enabled', 'password.accepted', 'two-step.refused', 'two-step.disabled'])
      assert.ok(actions.includes(action), action)
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

journey(
  'A session that nobody used for three days has ended, and a used one ends after two weeks',
  async ({ db, anyone, newBrowser, clock }) => {
    await register(anyone, db, 'nova@veles.example')
    const day = 24 * 60 * 60_000
    const begin = clock.now.getTime()
    await signIn(anyone, 'nova@veles.example')
    const unused = newBrowser()
    await signIn(unused, 'nova@veles.example')
    for (let days = 2; days <= 12; days += 2) {
      clock.now = new Date(begin + days * day)
      assert.equal((await anyone.get('/mk/account')).status, 200, `day ${days}`)
    }
    assert.equal((await unused.get('/mk/account')).status, 303)
    clock.now = new Date(begin + 14 * day + 60_000)
    assert.equal((await anyone.get('/mk/account')).status, 303)
  },
)

journey(
  'After signing in one comes back to one’s own page and never to another site',
  async ({ db, anyone, newBrowser }) => {
    await register(anyone, db, 'nova@veles.example')
    const form = (next: string) => ({ email: 'nova@veles.example', password: PASSWORD, next })
    assert.equal(
      (await newBrowser().post('/mk/account/sign-in', form('/mk/practices?topic=water'))).headers.get('location'),
      '/mk/practices?topic=water',
    )
    for (const next of [
      'https://evil.example',
      '//evil.example/mk',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '/mk/../..//evil.example',
    ])
      assert.match(
        (await newBrowser().post('/mk/account/sign-in', form(next))).headers.get('location') ?? '',
        /^\/mk\/desk$|^\/[^/\\]/,
        next,
      )
    const guarded = await newBrowser().get('/mk/account/sessions')
    assert.equal(guarded.headers.get('location'), '/mk/account/sign-in?next=%2Fmk%2Faccount%2Fsessions')
  },
)

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

journey(
  'With examples off nobody can act as an example person, even one left from before',
  async ({ anyone }) => {
    assert.equal((await anyone.post('/mk/account/try/administrator')).status, 404)
    assert.ok(!(await anyone.visit('/mk/account/sign-in')).text.includes('/account/try/'))
  },
  { EXAMPLES: 'off' },
)

journey('A session of an example person does not outlive the examples', async ({ db, as, portal }) => {
  const administrator = await as('administrator')
  const headers = new Headers({
    cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  })
  const { createAuth } = await import('./auth.ts')
  const { actorOf } = await import('./session.ts')
  assert.equal((await actorOf(portal.auth, db, headers, '', new Date())).id, examplePersonId('administrator'))
  const { testConfig } = await import('#tests/database.ts')
  const { derived } = await import('#platform/secrets.ts')
  const config = testConfig({ EXAMPLES: 'off' })
  const auth = createAuth({ config, db, secret: derived(config.secret ?? '', 'sign-in'), clock: () => new Date() })
  assert.equal((await actorOf(auth, db, headers, '', new Date())).id, null)
})

journey(
  'An administrator invites a colleague, who registers by the letter and acts in the role at once',
  async ({ db, as, newBrowser, portal }) => {
    const { invite } = await import('./invitation-queries.ts')
    const { actorOf } = await import('./session.ts')
    const { exampleOrganisation } = await import('./seed.ts')
    const administrator = await as('administrator')
    const headers = new Headers({
      cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    })
    const actor = await actorOf(portal.auth, db, headers, 'test', new Date())
    assert.ok(actor.id)
    const { testConfig } = await import('#tests/database.ts')
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
    const { firstAdministratorInvitation } = await import('./invitation-queries.ts')
    const { testConfig } = await import('#tests/database.ts')
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

journey('A person chooses in whose name to act, only among their own roles', async ({ db, anyone, as }) => {
  await register(anyone, db, 'nova@veles.example')
  const personId = await idOf(db, 'nova@veles.example')
  const { exampleOrganisation } = await import('./seed.ts')
  const { newId } = await import('#platform/ids.ts')
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

journey(
  'Behind HTTPS the session cookie is bound to the host',
  async ({ portal }) => {
    const answer = await portal.app.request(
      new Request('https://portal.example/mk/account/try/officer', {
        method: 'POST',
        headers: { origin: 'https://portal.example' },
      }),
    )
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-patokaz.session_token='))
    assert.ok(cookie)
    for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i])
      assert.match(cookie, attribute)
    assert.ok(!/domain/i.test(cookie))
  },
  { PUBLIC_URL: 'https://portal.example' },
)

journey('A post from another site does not sign anybody in or out', async ({ as, anyone }) => {
  const officer = await as('officer')
  assert.equal((await officer.post('/mk/account/sign-out', {}, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await officer.get('/mk/account')).status, 200)
  assert.equal((await anyone.post('/mk/account/try/officer', {}, { origin: 'https://evil.example' })).status, 403)
})

journey('Every page of accounts speaks every language', async ({ as, anyone }) => {
  const officer = await as('officer')
  for (const language of ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en']) {
    for (const path of ['sign-in', 'register', 'forgotten-password', 'check-mail', 'sign-in/code', 'confirm?token=x'])
      assert.equal((await anyone.get(`/${language}/account/${path}`)).status, 200, path)
    for (const path of ['', '/sessions', '/password', '/two-step', '/passkeys'])
      assert.equal((await officer.get(`/${language}/account${path}`)).status, 200, path)
  }
})
