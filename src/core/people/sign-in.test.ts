/** Journeys of people who sign in with a password, a second step or as an example, and who end their sessions. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { auditEntries } from '#platform/schema.ts'
import { derived } from '#platform/secrets.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { createAuth } from './auth.ts'
import { examplePersonId } from './seed.ts'
import { actorOf } from './session.ts'
import { actionsOf, idOf, PASSWORD, register, signIn } from './testing.ts'

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
  assert.equal((await actorOf(portal.auth, db, headers, '', new Date())).id, examplePersonId('administrator'))
  const config = testConfig({ EXAMPLES: 'off' })
  const auth = createAuth({ config, db, secret: derived(config.secret ?? '', 'sign-in'), clock: () => new Date() })
  assert.equal((await actorOf(auth, db, headers, '', new Date())).id, null)
})

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
