import assert from 'node:assert/strict'
import { LANGUAGES } from '#platform/languages.ts'
import { barriersForAnybody, barriersOf, expectNothing, inABrowser, tryAs, type Walk, walk } from './walk.ts'

inABrowser()

/** One page of every kind that a visitor can open. */
async function publicPages({ portal }: Walk): Promise<string[]> {
  const first = async (path: string) => {
    const { items, practices } = (await (await portal.app.request(path)).json()) as {
      items?: { url: string }[]
      practices?: { url: string }[]
    }
    return new URL((items ?? practices)?.[0]?.url ?? '', 'http://x').pathname.replace(/^\/[a-z]{2}(?=\/)/, '')
  }
  const practice = decodeURI(await first('/api/v1/practices/list.json'))
  assert.ok(practice.startsWith('/practices/'), practice)
  return [
    '',
    '/learn',
    '/support',
    '/together',
    '/practices',
    '/practices?view=map',
    '/practices?words=непостоечкизбор',
    practice,
    `${practice}/versions`,
    '/practices/data',
    '/places',
    '/places/mk',
    '/places/mk/велес',
    '/places/compare',
    '/places/codebook',
    '/topics',
    '/topics/waste',
    '/search',
    '/search?q=отпад',
    '/open-data',
    '/about',
    '/accessibility',
    '/privacy',
    '/ui',
    '/account/sign-in',
    '/account/register',
    '/account/forgotten-password',
    '/no-such-page',
  ]
}

walk('nobody finds a barrier on any public page: with a screen reader, in the dark, on a phone', async (world) => {
  const page = await world.open()
  const strangers: string[] = []
  const broken: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(world.url) && !request.url().startsWith('data:')) strangers.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) broken.push(`${page.url()}: ${message.text()}`)
  })
  const found: string[] = []
  for (const path of await publicPages(world)) {
    await page.goto(`/mk${path}`)
    found.push(...(await barriersForAnybody(page)))
  }
  expectNothing(found)
  assert.deepEqual(strangers, [], 'a page asks something of another site')
  assert.deepEqual(broken, [], 'a page breaks its content security policy, or a script fails')
})

walk('a person of any language finds no barrier on home, a list, a record and a form', async (world) => {
  const page = await world.open()
  const record = (await publicPages(world))[7] ?? ''
  const found: string[] = []
  // The language that all public pages were walked in is not walked again.
  for (const language of LANGUAGES.filter((one) => one !== 'mk'))
    for (const path of ['', '/practices', record, '/account/register']) {
      await page.goto(`/${language}${path}`)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      found.push(...(await barriersOf(page, 'words')))
    }
  expectNothing(found)
})

walk(
  'an administrator finds no barrier on any page of administration, in the dark and on a phone neither',
  async (world) => {
    const page = await world.open()
    await tryAs(page, 'administrator')
    await page.goto('/mk/administration')
    const links: string[] = []
    for (const link of await page.locator('main a[href^="/mk/administration"]').all())
      links.push((await link.getAttribute('href')) ?? '')
    assert.ok(links.length >= 6, `only ${links.length} pages of administration`)
    const found: string[] = []
    for (const path of new Set([
      '/mk/administration',
      '/mk/account',
      '/mk/account/two-step',
      '/mk/account/sessions',
      '/mk/places/boundaries',
      ...links,
    ])) {
      await page.goto(path)
      found.push(...(await barriersForAnybody(page)))
    }
    expectNothing(found)
  },
)
