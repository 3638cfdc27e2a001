/** The page of a year in a real browser: its charts, tables and map keep nobody out. */
import { barriersForAnybody, expectNothing, inABrowser, walk } from '#tests/browser/walk.ts'
import { listYears } from './figures.ts'

inABrowser()

walk('Anybody can read the year of a country: with a screen reader, in the dark, on a phone', async (world) => {
  const [year] = await listYears(world.portal.db)
  const page = await world.open()
  await page.goto(`/mk/overview/${year}?country=mk`)
  expectNothing(await barriersForAnybody(page))
})
