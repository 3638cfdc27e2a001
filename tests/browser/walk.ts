/** A test in a real browser against a real server with a portal of its own. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { ROOT } from '#platform/root.ts'
import { assemble } from '#site/assemble.ts'
import { APP_ROLE, cloneDatabase, databaseSettings, testConfig } from '../database.ts'
import { BROWSER_FLAGS, findBrowser } from './chromium.ts'

export type Walk = {
  /** A new page in a wide window of its own, in light colours. */
  open(options?: BrowserContextOptions): Promise<Page>
  url: string
  portal: Awaited<ReturnType<typeof assemble>>
}

let browser: Browser | undefined
let world: (Walk & { stop(): Promise<void> }) | undefined

/** Call once at the top of a file of walks. */
export function inABrowser(): void {
  before(async () => {
    browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS })
    world = await startWorld(browser)
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
  })
}

export const walk = (name: string, run: (walk: Walk) => Promise<void>) =>
  test(name, { timeout: 300_000 }, async () => {
    assert.ok(world, 'call inABrowser() at the top of the file')
    await run(world)
  })

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function startWorld(running: Browser) {
  const database = await cloneDatabase()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = testConfig({ PORT: String(port), PUBLIC_URL: url })
  const portal = await assemble(config, databaseSettings(database.name, APP_ROLE), () => new Date())
  const server = serve({ fetch: portal.app.fetch, port, hostname: '127.0.0.1' })
  return {
    url,
    portal,
    async open(options: BrowserContextOptions = {}) {
      const context = await running.newContext({ viewport: WIDE, baseURL: url, locale: 'mk-MK', ...options })
      return context.newPage()
    },
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await portal.stop()
      await database.drop()
    },
  }
}

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8')

type AxeResult = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }

/** Which of axe's rules are asked: all (WCAG 2.2 AA and best practice), or what can differ when the page was asked them already. */
const RULES = {
  all: {},
  /** The same page in other colours. */
  colours: { runOnly: ['color-contrast'] },
  /** The same page in another width. */
  width: { runOnly: ['target-size', 'scrollable-region-focusable'] },
  /** The same page in other words: no colour depends on the language. */
  words: { rules: { 'color-contrast': { enabled: false } } },
} as const

const PHONE = { width: 390, height: 844 }
const WIDE = { width: 1280, height: 900 }

/** What axe finds on the page as it is now, a text for each rule that is broken. */
export async function barriersOf(page: Page, rules: keyof typeof RULES = 'all'): Promise<string[]> {
  // evaluate goes past the page's content security policy, which forbids any script but our own.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE)
  const options = JSON.stringify({ resultTypes: ['violations'], ...RULES[rules] })
  const result = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResult
  return result.violations.map(
    ({ id, help, nodes }) =>
      `${page.url()}, ${rules}: ${id}: ${help}\n${nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary}`)
        .join('\n')}`,
  )
}

/** What keeps anybody from using the page that is open: with a screen reader, in the dark, on a phone. Leaves it light and wide. */
export async function barriersForAnybody(page: Page): Promise<string[]> {
  const found = await barriersOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(COLOURS_ARRIVE)
  found.push(...(await barriersOf(page, 'colours')))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(PHONE)
  found.push(...(await barriersOf(page, 'width')), ...(await sidewaysOf(page)))
  await page.setViewportSize(WIDE)
  return found
}

/** Colours that slide from light to dark are looked at where they end. */
const COLOURS_ARRIVE = `document.getAnimations().forEach((one) => one instanceof CSSTransition && one.finish())`

/** Fails with what axe finds on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  expectNothing(await barriersOf(page))
}

export const expectNothing = (found: readonly string[]) => assert.deepEqual(found, [], found.join('\n'))

/** No page is wider than its window: a phone must not scroll sideways. */
async function sidewaysOf(page: Page): Promise<string[]> {
  const [wide, window] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number]
  return wide <= window + 1 ? [] : [`${page.url()} is ${wide} wide in a window of ${window}`]
}

/** Signs in as an example person by the door that a new portal offers. */
export async function tryAs(page: Page, key: string): Promise<void> {
  await page.goto('/mk/account/sign-in')
  await page.locator(`form[action$="/account/try/${key}"] button`).click()
  await page.waitForLoadState()
}
