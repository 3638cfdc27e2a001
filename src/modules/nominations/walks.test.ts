/** Nominating in a real browser: the box "I am a person", which needs one. */
import assert from 'node:assert/strict'
import { desc, eq } from 'drizzle-orm'
import { spentProofs } from '#core/verification/schema.ts'
import { outbox } from '#platform/schema.ts'
import { barriersForAnybody, expectNothing, inABrowser, walk } from '#tests/browser/walk.ts'
import { topNominated } from './index.ts'

inABrowser()

walk('A visitor ticks that they are a person; the device calculates, and the letter comes', async (world) => {
  const { db } = world.portal
  const [practice] = await topNominated(db, { country: 'mk' }, 1)
  const page = await world.open()
  await page.goto(`/mk/nominations/${practice?.id}/new`)
  expectNothing(await barriersForAnybody(page))
  await page.fill('#field-email', 'posetitel@example.net')
  await page.getByLabel('Јас сум човек, а не програма').check()
  await page.getByRole('status').filter({ hasText: 'готово е' }).waitFor()
  await page.getByRole('button', { name: 'Испрати ми писмо' }).click()
  await page.waitForURL('**/verification/*')
  assert.equal(await db.$count(spentProofs), 1, 'the proof came along and counted')
  const [letter] = await db.select().from(outbox).where(eq(outbox.to, 'posetitel@example.net')).orderBy(desc(outbox.at))
  const code = /(\d{3} \d{3})/.exec(letter?.text ?? '')?.[1] ?? ''
  await page.fill('#field-code', code)
  await page.getByRole('button', { name: 'Потврди' }).click()
  await page.waitForURL('**/receipts/*')
  await page.getByText('Вашата номинација е изброена').waitFor()
})
