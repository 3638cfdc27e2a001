/** Kept pages: who is given one, what travels with it, and when it is dropped. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { pino } from 'pino'
import { type Config, readConfig } from '#platform/config.ts'
import type { Env } from '#platform/http.ts'
import { answerKept, PageCache, visitorsPages } from './cache.ts'
import { securityHeaders } from './headers.ts'

function portal(page: () => Promise<string>, config: Config = readConfig({})) {
  const cache = new PageCache()
  cache.listening = true
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('config', config)
    c.header('x-request-id', 'one')
    await next()
  })
  app.use(securityHeaders(config))
  app.use(visitorsPages(cache, () => new Date()))
  app.get('/mk', async (c) => c.html(await page()))
  return { app, cache }
}

/** As the server has it: kept pages before the application. */
async function overTheWire(t: TestContext, page: () => Promise<string>) {
  const { app, cache } = portal(page)
  const log = pino({ level: 'silent' })
  const made = getRequestListener(app.fetch)
  const server = createServer((incoming, outgoing) => {
    if (!answerKept(cache, () => new Date(), log, incoming, outgoing)) made(incoming, outgoing)
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const get = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${origin}/mk`, { ...init, headers: { 'accept-encoding': 'identity', ...headers } })
  return { get, cache }
}

test('two visitors read the same page, made once, each with every header of security and no request id of the other', async () => {
  let made = 0
  const { app } = portal(async () => `<p>${++made}</p>`)
  const first = await app.request('/mk')
  const second = await app.request('/mk')
  assert.equal(await first.text(), '<p>1</p>')
  assert.equal(await second.text(), '<p>1</p>')
  for (const name of ['content-security-policy', 'x-content-type-options', 'cache-control', 'vary', 'content-type'])
    assert.equal(second.headers.get(name), first.headers.get(name), name)
  assert.equal(second.headers.get('x-request-id'), null)
})

test('many visitors who come at once wait for one page', async () => {
  let made = 0
  const { app } = portal(async () => {
    made++
    await new Promise((done) => setTimeout(done, 20))
    return '<p>slow</p>'
  })
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.request('/mk')))
  for (const answer of answers) assert.equal(await answer.text(), '<p>slow</p>')
  assert.equal(made, 1)
})

test('nobody is given a page that was made before the newest change', async () => {
  let text = 'old'
  const begun = Promise.withResolvers<void>()
  const { app, cache } = portal(async () => {
    const read = text
    begun.resolve()
    await new Promise((done) => setTimeout(done, 20))
    return read
  })
  const early = app.request('/mk')
  await begun.promise
  text = 'new'
  cache.dropAll()
  const late = await app.request('/mk')
  assert.equal(await (await early).text(), 'old')
  assert.equal(await late.text(), 'new')
})

test('a page that could not be made lets those who waited try for themselves', async () => {
  let tries = 0
  const { app } = portal(async () => {
    await new Promise((done) => setTimeout(done, 10))
    if (++tries === 1) throw new Error('broken')
    return 'well'
  })
  app.onError((_error, c) => c.text('broken', 500))
  const [first, second] = await Promise.all([app.request('/mk'), app.request('/mk')])
  assert.equal(first.status, 500)
  assert.equal(await second.text(), 'well')
})

test('a browser that unpacks gets the page packed, and who brings a cookie gets it afresh', async () => {
  let made = 0
  const { app } = portal(async () => `<p>${++made}</p>`)
  await app.request('/mk')
  const packed = await app.request('/mk', { headers: { 'accept-encoding': 'gzip' } })
  assert.equal(packed.headers.get('content-encoding'), 'gzip')
  assert.equal(await (await app.request('/mk', { headers: { cookie: 'scheme=dark' } })).text(), '<p>2</p>')
})

test('who comes second is answered before the application is asked, with the same headers and a request id of their own', async (t) => {
  let made = 0
  const { get, cache } = await overTheWire(t, async () => `<p>${++made}</p>`)
  const first = await get()
  const [second, third] = [await get(), await get()]
  for (const answer of [first, second, third]) assert.equal(await answer.text(), '<p>1</p>')
  const own = ['date', 'x-request-id']
  const headersOf = (answer: Response) => [...answer.headers].filter(([name]) => !own.includes(name)).sort()
  assert.deepEqual(headersOf(second), headersOf(first))
  assert.match(second.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.match(second.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
  assert.notEqual(second.headers.get('x-request-id'), third.headers.get('x-request-id'))
  cache.dropAll()
  assert.equal(await (await get()).text(), '<p>2</p>', 'after a change it is made anew')
})

test('who brings a cookie, or comes to change something, reaches the application', async (t) => {
  let made = 0
  const { get } = await overTheWire(t, async () => `<p>${++made}</p>`)
  await get()
  assert.equal(await (await get({ cookie: 'scheme=dark' })).text(), '<p>2</p>')
  assert.equal((await get({}, { method: 'POST' })).status, 404)
})

test('a browser that has the page is told that it is still right, until it is another page', async (t) => {
  let text = 'one'
  const { get, cache } = await overTheWire(t, async () => text)
  const first = await get()
  const etag = first.headers.get('etag') ?? ''
  assert.equal(first.headers.get('cache-control'), 'private, no-cache')
  const again = await get({ 'if-none-match': `W/${etag}` })
  assert.equal(again.status, 304)
  assert.equal(again.headers.get('etag'), etag)
  assert.equal(await again.text(), '')
  assert.equal(
    (await get({ 'if-none-match': etag, 'accept-encoding': 'gzip' })).status,
    200,
    'packed it is other bytes',
  )
  text = 'two'
  cache.dropAll()
  assert.equal(await (await get({ 'if-none-match': etag })).text(), 'two')
})

test('a page travels packed as the browser asks, and plain when it refuses', async (t) => {
  const { get } = await overTheWire(t, async () => '<p>packed</p>')
  for (const [accepted, sent] of [
    ['gzip, deflate, br', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip;q=0', null],
  ] as const) {
    const answer = await get({ 'accept-encoding': accepted })
    assert.equal(answer.headers.get('content-encoding'), sent)
    assert.equal(await answer.text(), '<p>packed</p>')
  }
})
