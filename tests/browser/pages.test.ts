import assert from 'node:assert/strict'
import { LANGUAGES } from '#platform/languages.ts'
import { expectAccessible, expectNoSideways, inABrowser, tryAs, type Walk, walk } from './walk.ts'

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

for (const scheme of ['light', 'dark'] as const)
  walk(`a person with a screen reader finds no barrier on any public page, ${scheme}`, async (world) => {
    const page = await world.open({ colorScheme: scheme })
    for (const path of await publicPages(world)) {
      await page.goto(`/mk${path}`)
      await expectAccessible(page)
    }
  })

walk('a person with a phone never has to scroll sideways', async (world) => {
  const page = await world.open({ phone: true })
  for (const path of await publicPages(world)) {
    await page.goto(`/mk${path}`)
    await expectNoSideways(page)
  }
})

walk('a person of any language finds no barrier on home, a list, a record and a form', async (world) => {
  const page = await world.open()
  const record = (await publicPages(world))[7] ?? ''
  for (const language of LANGUAGES)
    for (const path of ['', '/practices', record, '/account/register']) {
      await page.goto(`/${language}${path}`)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      await expectAccessible(page)
    }
})

walk('an administrator finds no barrier on any page of administration, on a phone neither', async (world) => {
  const page = await world.open()
  await tryAs(page, 'administrator')
  await page.goto('/mk/administration')
  const links: string[] = []
  for (const link of await page.locator('main a[href^="/mk/administration"]').all())
    links.push((await link.getAttribute('href')) ?? '')
  assert.ok(links.length >= 6, `only ${links.length} pages of administration`)
  for (const path of new Set([
    '/mk/administration',
    '/mk/account',
    '/mk/account/two-step',
    '/mk/account/sessions',
    '/mk/places/boundaries',
    ...links,
  ])) {
    await page.goto(path)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
})

walk('no page asks anything of another site, and none breaks its content security policy', async (world) => {
  const page = await world.open()
  const foreign: string[] = []
  const broken: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(world.url) && !request.url().startsWith('data:')) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) broken.push(`${page.url()}: ${message.text()}`)
  })
  for (const path of await publicPages(world)) await page.goto(`/mk${path}`)
  assert.deepEqual(foreign, [])
  assert.deepEqual(broken, [])
})
