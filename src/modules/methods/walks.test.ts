/** People who look for methods and add them meet no barrier in a real browser; what is found as one types is taken with the keyboard. */
import assert from 'node:assert/strict'
import { barriersForAnybody, expectNothing, inABrowser, tryAs, walk } from '#tests/browser/walk.ts'

inABrowser()

walk(
  'an officer finds a tool as she types, takes it with the keyboard, and finds no barrier on the way',
  async ({ open }) => {
    const page = await open()
    await tryAs(page, 'officer')
    await page.goto('/mk/practices/new')
    const find = page.locator('[name=methodWords]')
    await find.pressSequentially('регис')
    await page.locator('[data-ticks] [role=option]').first().waitFor()
    await find.press('ArrowDown')
    await find.press('Enter')
    assert.equal(await page.locator('[data-ticks-list] input:checked').count(), 1)
    assert.equal(await find.inputValue(), '')
    await page.locator('summary', { hasText: 'Го нема' }).click()
    const found = await barriersForAnybody(page)
    for (const path of ['/mk/methods', '/mk/methods/new', '/mk/methods/работилница-за-партиципативно-буџетирање']) {
      await page.goto(path)
      found.push(...(await barriersForAnybody(page)))
    }
    expectNothing(found)
  },
)
