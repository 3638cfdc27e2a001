/** Accounts in a real browser: passkeys, which need one, and whether the pages can be used by everybody. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { outbox } from '#platform/schema.ts'
import { barriersForAnybody, expectNothing, inABrowser, tryAs, type Walk, walk } from '#tests/browser/walk.ts'

inABrowser()

const PASSWORD = 'сина река под мостот'

/** A security key that always finds its finger. */
async function withKey(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click()

async function register(page: Page, { portal }: Walk, email: string) {
  await page.goto('/mk/account/register')
  await page.fill('#field-name', 'Ана Пробна')
  await page.fill('#field-email', email)
  await page.fill('#field-password', PASSWORD)
  await press(page, 'Регистрација')
  await page.waitForURL('**/check-mail')
  const [letter] = await portal.db.select().from(outbox).where(eq(outbox.to, email))
  await page.goto(/http\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  await press(page, 'Потврди ја адресата')
  await page.fill('#field-email', email)
  await page.fill('#field-password', PASSWORD)
  await press(page, 'Најава')
  await page.waitForURL('**/mk/desk')
}

walk('A person adds a passkey and signs in with it, without a password', async (world) => {
  const page = await world.open()
  await withKey(page)
  await register(page, world, 'kluc@veles.example')
  await page.goto('/mk/account/passkeys')
  await press(page, 'Додај клуч за пристап')
  await page.getByText('Клуч за пристап 1').waitFor()
  await page.goto('/mk/account')
  await page.context().clearCookies({ name: 'patokaz.session_token' })
  await page.goto('/mk/account/sessions')
  assert.match(page.url(), /sign-in\?next=/)
  await press(page, 'Најава со клуч за пристап')
  await page.waitForURL('**/mk/account/sessions')
  await page.goto('/mk/account/passkeys')
  await press(page, 'Отстрани')
  await page.getByText('Сè уште немате клуч за пристап.').waitFor()
})

walk('Everybody can use the pages of accounts, on a phone and in the dark too', async ({ open }) => {
  const page = await open()
  const found: string[] = []
  const lookAt = async (path: string) => {
    await page.goto(`/mk/account${path}`)
    found.push(...(await barriersForAnybody(page)))
  }
  // Forms that the walk over all public pages has seen are only sent here.
  for (const path of ['/check-mail', '/sign-in/code', '/confirm?token=x', '/new-password?token=x']) await lookAt(path)
  await page.goto('/mk/account/register')
  await press(page, 'Регистрација')
  await page.locator('.error-summary').waitFor()
  found.push(...(await barriersForAnybody(page)))
  await tryAs(page, 'officer')
  for (const path of ['', '/sessions', '/password', '/two-step', '/passkeys']) await lookAt(path)
  expectNothing(found)
})
