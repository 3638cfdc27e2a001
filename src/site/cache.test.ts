/** Kept pages: who is given one, what travels with it, and when it is dropped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { type Config, readConfig } from '#platform/config.ts'
import type { Env } from '#platform/http.ts'
import { PageCache, visitorsPages } from './cache.ts'
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
  const packed = await app.request('/mk', { headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(packed.headers.get('content-encoding'), 'gzip')
  assert.equal(await (await app.request('/mk', { headers: { cookie: 'scheme=dark' } })).text(), '<p>2</p>')
})
