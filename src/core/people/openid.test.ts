/** Signing in through an OpenID provider, played by a small server of this file that speaks the protocol as providers do. */
import assert from 'node:assert/strict'
import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { and, eq } from 'drizzle-orm'
import { auditEntries } from '#platform/schema.ts'
import { type Browser, journey } from '#tests/journey.ts'
import { credentials, people } from './schema.ts'
import { examplePersonId } from './seed.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** Who is in front of the provider's page now. */
let claims = { sub: 'eid-1', email: 'nova@veles.example', email_verified: true, name: 'Ана Пробна' }
let nonce = ''

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
function idToken(issuer: string): string {
  const now = Math.floor(Date.now() / 1000)
  const head = encoded({ alg: 'RS256', kid: 'one', typ: 'JWT' })
  const body = encoded({ iss: issuer, aud: 'patokaz', iat: now, exp: now + 300, nonce, ...claims })
  const signature = createSign('RSA-SHA256').update(`${head}.${body}`).sign(privateKey).toString('base64url')
  return `${head}.${body}.${signature}`
}

const provider = createServer((request, response) => {
  const issuer = `http://localhost:${(provider.address() as AddressInfo).port}`
  const answers: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    },
    '/keys': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
    '/token': { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken(issuer) },
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answers[request.url ?? ''] ?? {}))
})
await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
after(() => provider.close())

const settings = {
  OIDC_NAME: 'еИД',
  OIDC_DISCOVERY_URL: `http://localhost:${(provider.address() as AddressInfo).port}/.well-known/openid-configuration`,
  OIDC_CLIENT_ID: 'patokaz',
  OIDC_CLIENT_SECRET: 'a secret between the two',
}

/** Presses the button, agrees at the provider, and comes back. Returns where one ends. */
async function signInThroughProvider(browser: Browser): Promise<string> {
  const there = new URL((await browser.get('/mk/account/openid?next=/mk/places')).headers.get('location') ?? '')
  assert.equal(there.pathname, '/authorize')
  assert.equal(there.searchParams.get('code_challenge_method'), 'S256')
  assert.match(there.searchParams.get('redirect_uri') ?? '', /\/api\/auth\/callback\/eid$/)
  nonce = there.searchParams.get('nonce') ?? ''
  const back = new URLSearchParams({ code: 'a-code', state: there.searchParams.get('state') ?? '' })
  const answer = await browser.get(`/api/auth/callback/eid?${back}`)
  const url = new URL(answer.headers.get('location') ?? '', 'http://localhost:3000')
  return url.pathname + url.search
}

journey(
  'With an eID a newcomer has an account at once and comes back to where they were',
  async ({ db, anyone, newBrowser }) => {
    claims = { sub: 'eid-1', email: 'nova@veles.example', email_verified: true, name: 'Ана Пробна' }
    assert.match((await anyone.visit('/mk/account/sign-in')).text, /Најава со еИД/)
    assert.equal(await signInThroughProvider(anyone), '/mk/places')
    assert.match((await anyone.visit('/mk/account')).text, /nova@veles\.example/)
    assert.equal(await signInThroughProvider(newBrowser()), '/mk/places')
    assert.equal((await db.select().from(people).where(eq(people.email, 'nova@veles.example'))).length, 1)
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, 'person.signed-in'))
    assert.deepEqual(
      entries.map(({ data }) => data.method),
      ['openid', 'openid'],
    )
  },
  settings,
)

journey(
  'An eID whose provider does not vouch for the e-mail opens nobody’s account',
  async ({ db, anyone }) => {
    claims = { sub: 'eid-2', email: 'officer@example.org', email_verified: false, name: 'Некој Друг' }
    assert.match(await signInThroughProvider(anyone), /sign-in\?error=/)
    assert.equal((await anyone.get('/mk/account')).status, 303)
    const linked = await db
      .select()
      .from(credentials)
      .where(and(eq(credentials.userId, examplePersonId('officer')), eq(credentials.providerId, 'eid')))
    assert.equal(linked.length, 0)
    assert.match((await anyone.visit('/mk/account/sign-in?error=email_not_verified')).text, /не успеа/)
  },
  settings,
)

journey('Without an eID in the settings there is no such door', async ({ anyone }) => {
  assert.equal((await anyone.get('/mk/account/openid')).status, 404)
  assert.equal((await anyone.get('/api/auth/callback/eid?code=x&state=y')).status, 404)
})
