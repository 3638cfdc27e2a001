/** What holds at every address: who may send forms, headers, languages, addresses that lead on, kept pages. Start and stop are in start.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, isNotNull, like, sql } from 'drizzle-orm'
import { examplePersonId } from '#core/people/seed.ts'
import { contents, records, slugs } from '#core/records/schema.ts'
import { theProgram } from '#platform/actor.ts'
import { record } from '#platform/events.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { auditEntries, formDrafts, limits } from '#platform/schema.ts'
import { assemble } from '#site/assemble.ts'
import { APP_ROLE, cloneDatabase, databaseSettings, testConfig } from './database.ts'
import { type Journey, journey } from './journey.ts'

const onePublished = async (db: Journey['db']) => {
  const [row] = await db
    .select({ id: records.id, slug: slugs.slug })
    .from(records)
    .innerJoin(slugs, and(eq(slugs.targetId, records.id), sql`${slugs.retiredAt} is null`))
    .where(and(eq(records.kind, 'practice'), eq(records.visibility, 'public'), isNotNull(records.publishedVersion)))
    .limit(1)
  assert.ok(row)
  return { ...row, path: `/practices/${encodeURIComponent(row.slug)}` }
}

journey(
  'a foreign page that posts in the name of a signed-in officer is refused and changes nothing',
  async (world) => {
    const officer = await world.as('officer')
    const write = (headers: Record<string, string>) =>
      officer.post('/mk/drafts/practice.new', { title: 'Туѓа реченица' }, headers)
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:3001' },
      { origin: 'http://localhost:3000.evil.example' },
      { origin: '', 'sec-fetch-site': 'cross-site' },
      { origin: '', 'sec-fetch-site': 'same-site' },
      { origin: '' },
    ]
    for (const headers of foreign) {
      const answer = await write(headers)
      assert.equal(answer.status, 403, JSON.stringify(headers))
      assert.match(await answer.text(), /<html lang="mk"[\s\S]*<h1/)
      assert.deepEqual(await world.db.select().from(formDrafts), [])
    }
    assert.equal((await write({})).status, 200)
    assert.equal((await world.db.select().from(formDrafts)).length, 1)
  },
)

const networksOf = async ({ db }: Journey) =>
  (await db.select({ key: limits.key }).from(limits).where(like(limits.key, 'sign-in network %')))
    .map(({ key }) => key.split(' ').at(-1))
    .sort()
const guess = ({ newBrowser }: Journey, forwarded: string) =>
  newBrowser().post(
    '/mk/account/sign-in',
    { email: 'nekoj@veles.example', password: 'погодувам лозинка' },
    {
      'x-forwarded-for': forwarded,
      forwarded: `for=${forwarded}`,
      'x-real-ip': forwarded,
      'cf-connecting-ip': forwarded,
    },
  )

journey('somebody who writes another address into each request is still counted as one', async (world) => {
  for (const address of ['192.0.2.1', '192.0.2.2', '2001:db8::1', 'unknown']) await guess(world, address)
  assert.deepEqual(await networksOf(world), ['127.0.0.1'])
})

journey(
  'behind our own proxies each visitor is counted by the address that the proxies saw, whatever the visitor claims',
  async (world) => {
    for (const forwarded of [
      '203.0.113.9',
      '192.0.2.77, 203.0.113.9',
      '192.0.2.78, 203.0.113.9, 10.1.2.3',
      '2001:db8:1:2::5',
      '2001:db8:1:2:9::6',
    ])
      await guess(world, forwarded)
    assert.deepEqual(await networksOf(world), ['2001:db8:1:2::/64', '203.0.113.9'])
  },
  { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' },
)

const HEADERS: Record<string, RegExp> = {
  'content-security-policy': /default-src 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^(same|cross)-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cache-control': /./,
}
function expectHeaders(what: string, answer: Response) {
  for (const [name, value] of Object.entries(HEADERS))
    assert.match(answer.headers.get(name) ?? 'missing', value, `${what}: ${name}`)
  assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /unsafe|https?:|\*/, what)
  assert.equal(answer.headers.get('x-powered-by'), null, what)
}

journey('a browser is told on every kind of answer what it may load, frame and guess', async ({ anyone, as, db }) => {
  const { path } = await onePublished(db)
  const [, asset = ''] = /href="(\/built\/[^"]+\.css)"/.exec(await (await anyone.get('/mk')).text()) ?? []
  assert.ok(asset, 'the page has a style sheet')
  const officer = await as('officer')
  const answers: [string, number, Promise<Response>][] = [
    ['page', 200, anyone.get('/mk')],
    ['page of somebody signed in', 200, officer.get('/mk/desk')],
    ['redirect', 302, anyone.get('/')],
    ['to sign-in', 303, anyone.get('/mk/desk')],
    ['not found', 404, anyone.get('/mk/нема')],
    ['refused', 403, officer.get('/mk/administration')],
    ['foreign post', 403, officer.post('/mk/account/profile', {}, { origin: 'https://evil.example' })],
    ['bad input', 422, anyone.post('/mk/account/register', {})],
    ['list for machines', 200, anyone.get('/api/v1/practices/list.json')],
    ['table', 200, anyone.get('/api/v1/practices/list.csv')],
    ['machines, not found', 404, anyone.get('/api/v1/nothing')],
    ['feed', 200, anyone.get('/mk/practices/list.atom')],
    ['PDF', 200, anyone.get(`/mk${path}.pdf`)],
    ['style sheet', 200, anyone.get(asset)],
    ['missing style sheet', 404, anyone.get('/built/nothing.css')],
    ['icon', 200, anyone.get('/favicon.svg')],
    ['health', 200, anyone.get('/healthz')],
    ['metrics', 401, anyone.get('/metrics')],
    ['suggestions', 200, anyone.get('/mk/search/suggest?q=вода')],
  ]
  for (const [what, status, asked] of answers) {
    const answer = await asked
    assert.equal(answer.status, status, what)
    expectHeaders(what, answer)
  }
})

journey(
  'a portal behind https says so to browsers, and its cookies go nowhere else',
  async ({ newBrowser }) => {
    const browser = newBrowser()
    const signedIn = await browser.post('/mk/account/try/mayor', {}, { origin: 'https://portal.example' })
    assert.equal(signedIn.status, 303)
    const cookies = signedIn.headers.getSetCookie()
    assert.ok(
      cookies.some((cookie) => /^__Host-[^=]*session_token=/.test(cookie)),
      cookies.join('\n'),
    )
    for (const cookie of cookies) assert.match(cookie, /; Secure/i)
    const page = await browser.get('/mk/desk')
    assert.equal(page.status, 200)
    assert.match(page.headers.get('strict-transport-security') ?? '', /max-age=31536000/)
    assert.match(page.headers.get('content-security-policy') ?? '', /upgrade-insecure-requests/)
    assert.match((await browser.get('/mk?choose')).headers.getSetCookie()[0] ?? '', /^language=mk;.*; Secure/)
  },
  { PUBLIC_URL: 'https://portal.example' },
)

journey(
  'who comes to the door gets the language chosen before, or else that of the browser',
  async ({ newBrowser }) => {
    const at = async (header?: string, browser = newBrowser()) => {
      const answer = await browser.get('/', header ? { 'accept-language': header } : {})
      assert.equal(answer.status, 302)
      assert.match(answer.headers.get('vary') ?? '', /accept-language/i)
      return answer.headers.get('location')
    }
    assert.equal(await at('uk-UA,uk;q=0.9,en;q=0.5'), '/uk')
    assert.equal(await at('de,fr;q=0.9,sq;q=0.3'), '/sq')
    assert.equal(await at('de'), '/en')
    assert.equal(await at('mk;q=0,ky'), '/ky')
    assert.equal(await at(), '/en')
    const chooser = newBrowser()
    await chooser.get('/sq/practices?choose')
    assert.equal(await at('mk', chooser), '/sq')
    await chooser.get('/mk/practices')
    assert.equal(await at('mk', chooser), '/sq', 'reading one page of another language chooses nothing')
    chooser.cookies.set('language', 'xx')
    assert.equal(await at('bg', chooser), '/bg')
  },
)

journey('an address that lacks its language, or has a slash too many, leads to the page', async ({ anyone, db }) => {
  const leads = async (from: string, to: string, header = 'ky') => {
    const answer = await anyone.get(from, { 'accept-language': header })
    assert.ok([301, 302].includes(answer.status), `${from}: ${answer.status}`)
    const { pathname, search } = new URL(answer.headers.get('location') ?? '', 'http://localhost:3000')
    assert.equal(decodeURI(pathname + search), decodeURI(to))
  }
  const { id, path } = await onePublished(db)
  await leads('/mk/', '/mk')
  await leads('/mk/practices/?topic=waste', '/mk/practices?topic=waste')
  await leads('/practices?topic=waste', '/ky/practices?topic=waste')
  await leads(path, `/ky${path}`)
  await leads('/places/mk', '/ky/places/mk')
  await leads(`/mk/id/${id}`, `/mk${path}`)
  await leads(`/id/${id}`, `/ky/id/${id}`)
  assert.equal((await anyone.get('/mk/id/019a0000-0000-7000-8000-000000000000')).status, 404)
  assert.equal((await anyone.get('/mk/id/нема')).status, 404)
  const [place] = await db
    .select()
    .from(slugs)
    .where(and(eq(slugs.kind, 'place'), eq(slugs.slug, 'велес')))
  assert.ok(place)
  const old = { kind: 'place', slug: 'титов-велес', targetId: place.targetId, retiredAt: new Date() }
  await db.insert(slugs).values(old)
  await leads(`/mk/places/mk/${encodeURI('титов-велес')}`, '/mk/places/mk/велес')
})

journey('nobody is sent to another site by an address of ours', async ({ anyone, as }) => {
  const home = 'http://localhost:3000'
  const origin = ({ headers }: Response) => new URL(headers.get('location') ?? '/', home).origin
  for (const path of [
    '//evil.example/',
    '///evil.example//',
    '/\\evil.example/',
    '/mk//evil.example/',
    '//evil.example',
  ])
    assert.equal(origin(await anyone.get(home + path)), home, path)
  const citizen = await as('citizen')
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', '/%09/evil.example']) {
    assert.equal(origin(await anyone.post('/mk/scheme', { scheme: 'dark', back })), home, back)
    for (const next of [back, decodeURIComponent(back)])
      assert.equal(origin(await citizen.get(`/mk/account/sign-in?${new URLSearchParams({ next })}`)), home, next)
  }
  assert.equal((await anyone.get('/mk/?q=1', { host: 'evil.example' })).headers.get('location'), '/mk?q=1')
})

journey('who mistypes an address reads in their own language what happened', async ({ anyone }) => {
  for (const language of LANGUAGES) {
    const answer = await anyone.get(`/${language}/нема-такво`)
    assert.equal(answer.status, 404)
    const page = await answer.text()
    assert.match(page, new RegExp(`<html lang="${language}"`))
    assert.match(page, /<h1[\s\S]*noindex|noindex[\s\S]*<h1/)
  }
  assert.equal((await anyone.get('/xx/practices')).status, 404)
  for (const path of ['/mk/practices/%E0%A4%A', '/mk/%', '/mk/places/mk/%ff', '/mk/topics/%c3%28']) {
    const answer = await anyone.get(path)
    assert.equal(answer.status, 400, path)
    assert.match(await answer.text(), /<html lang="mk"[\s\S]*<h1/, path)
  }
  for (const path of ['/mk/search?q=%E0%A4%A', '/mk/practices?page=%', '/mk/practices?after=%00', '/mk/search?q=%00'])
    assert.ok((await anyone.get(path)).status < 500, path)
  assert.equal((await anyone.post('/mk/%', {})).status, 400)
  assert.match((await anyone.get('/api/v1/%')).headers.get('content-type') ?? '', /json/)
  const machine = await anyone.get('/api/v1/practices/nothing')
  assert.equal(machine.status, 404)
  assert.match(machine.headers.get('content-type') ?? '', /json/)
})

journey(
  'who sends more than the portal takes is told the limit',
  async ({ anyone, as }) => {
    const large = { scheme: 'dark', back: 'x'.repeat(2_300_000) }
    const form = new FormData()
    form.append('file', new File(['x'.repeat(2_300_000)], 'голема.txt'))
    const told = [
      await anyone.post('/mk/scheme', large),
      await anyone.post('/mk/scheme', large, { 'content-length': '2300020' }),
      await (await as('officer')).post('/mk/drafts/practice.new', form),
    ]
    for (const answer of told) {
      assert.equal(answer.status, 413)
      assert.match(await answer.text(), /<html lang="mk"[\s\S]*<h1[\s\S]*1 MB|<h1/)
    }
  },
  { UPLOAD_LIMIT_MB: '1' },
)

journey('a search engine finds each page in all seven languages', async ({ anyone, db }) => {
  const { path } = await onePublished(db)
  for (const page of ['', '/practices', path, '/places/mk', `/places/mk/${encodeURI('велес')}`, '/topics']) {
    const text = await (await anyone.get(`/mk${page}`)).text()
    const links = new Map(
      [...text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="http:\/\/localhost:3000([^"]+)"/g)].map(
        ([, language = '', href = '']) => [language, href],
      ),
    )
    assert.deepEqual([...links.keys()], [...LANGUAGES, 'x-default'], page)
    for (const [language, href] of links) {
      const answer = await anyone.get(href)
      assert.equal(answer.status, 200, href)
      if (language !== 'x-default') assert.match(await answer.text(), new RegExp(`<html lang="${language}"`), href)
    }
  }
})

journey('who prefers the dark finds it on every page, and comes back to where they were', async ({ anyone }) => {
  const answer = await anyone.post('/mk/scheme', { scheme: 'dark', back: '/mk/practices?topic=waste' })
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/mk/practices?topic=waste')
  assert.match(await (await anyone.get('/uk/about')).text(), /<html[^>]*data-color-scheme="dark"/)
  await anyone.post('/mk/scheme', { scheme: '"><script>' })
  assert.match(await (await anyone.get('/mk')).text(), /<html[^>]*data-color-scheme="auto"/)
})

journey('what an officer types is kept for that officer alone until it is thrown away', async ({ as, anyone, db }) => {
  const [officer, mayor] = [await as('officer'), await as('mayor')]
  const address = '/mk/drafts/practice.new'
  const saved = await officer.post(address, { title: 'Чешма на пазарот' })
  assert.equal(((await saved.json()) as { saved: boolean }).saved, true)
  assert.match((await officer.visit('/mk/practices/new?draft=1')).text, /Чешма на пазарот/)
  assert.doesNotMatch((await mayor.visit('/mk/practices/new?draft=1')).text, /Чешма на пазарот/)
  assert.match((await anyone.post(address, { title: 'Туѓо' })).headers.get('location') ?? '', /sign-in/)
  assert.equal((await officer.post('/mk/drafts/..%2fother', { title: 'x' })).status, 400)
  await mayor.post(`${address}/drop`)
  assert.equal((await db.select().from(formDrafts)).length, 1)
  const dropped = await officer.post(`${address}/drop`, { back: '//evil.example' })
  assert.equal(dropped.headers.get('location'), '/mk/desk')
  assert.equal((await db.select().from(formDrafts)).length, 0)
})

journey('who is refused somewhere leaves a line in the trail, without what they typed', async ({ as, db }) => {
  await (await as('officer')).get('/mk/administration/people?q=тајна')
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.outcome, 'refusal'), eq(auditEntries.actorId, examplePersonId('officer'))))
  assert.deepEqual(entry?.data, { path: '/mk/administration/people', method: 'GET' })
})

test('a visitor of one process reads at once what was changed through another, and cookies pass by kept pages', async () => {
  const database = await cloneDatabase()
  const settings = databaseSettings(database.name, APP_ROLE)
  const [one, other] = await Promise.all([1, 2].map(() => assemble(testConfig(), settings, () => new Date())))
  assert.ok(one && other)
  try {
    const { id, path } = await onePublished(one.db)
    const read = async (portal: typeof one, headers: Record<string, string> = {}) =>
      portal.app.request(new Request(`http://localhost:3000/mk${path}`, { headers }))
    // A kept page carries no number of a request.
    const isKept = async () => (await read(other)).headers.get('vary') === 'accept-encoding, cookie'
    for (let i = 0; i < 100 && !(await isKept()); i++) await pause(50)
    assert.ok(await isKept(), 'pages are kept')
    const old = await (await read(other)).text()
    expectHeaders('kept page', await read(other))
    const change = (title: string) => one.db.update(contents).set({ title }).where(eq(contents.recordId, id))
    await change('Без глас')
    assert.equal(await (await read(other)).text(), old, 'kept while nobody says that something changed')
    const dark = await (await read(other, { cookie: 'scheme=dark' })).text()
    assert.match(dark, /<html[^>]*data-color-scheme="dark"/, 'a cookie passes by')
    await one.db.transaction(async (tx) => {
      await tx.update(contents).set({ title: 'Сосема нов наслов' }).where(eq(contents.recordId, id))
      await record(tx, theProgram, 'practice.changed', new Date(), { recordId: id, country: 'mk' })
    })
    const began = Date.now()
    while (!/Сосема нов наслов/.test(await (await read(other)).text())) {
      assert.ok(Date.now() - began < 1000, 'within a second')
      await pause(20)
    }
  } finally {
    await Promise.all([one.stop(), other.stop()])
    await database.drop()
  }
})
