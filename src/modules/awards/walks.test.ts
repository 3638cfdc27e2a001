import assert from 'node:assert/strict'
import { and, eq } from 'drizzle-orm'
import { slugs } from '#core/records/schema.ts'
import { barriersForAnybody, expectNothing, inABrowser, tryAs, type Walk, walk } from '#tests/browser/walk.ts'
import { awards, juryPoints } from './schema.ts'

inABrowser()

/** The example award that is in a state. */
async function addressOf({ portal }: Walk, state: (typeof awards.$inferSelect)['state']): Promise<string> {
  const [row] = await portal.db
    .select({ slug: slugs.slug })
    .from(awards)
    .innerJoin(slugs, and(eq(slugs.kind, 'award'), eq(slugs.targetId, awards.id)))
    .where(eq(awards.state, state))
  return `/mk/awards/${row?.slug}`
}

walk('a visitor reads awards, votes and finds no barrier', async (world) => {
  const page = await world.open()
  const voting = await addressOf(world, 'voting')
  const found: string[] = []
  for (const path of ['/mk/awards', '/mk/awards/weeks', await addressOf(world, 'decided'), voting]) {
    await page.goto(path)
    found.push(...(await barriersForAnybody(page)))
  }
  await page.getByRole('link', { name: 'Гласај' }).first().click()
  await page.waitForLoadState()
  found.push(...(await barriersForAnybody(page)))
  expectNothing(found)
})

walk('a juror gives points that are kept while they choose', async (world) => {
  const page = await world.open()
  await tryAs(page, 'expert')
  const jury = `${await addressOf(world, 'judging')}/jury`
  await page.goto(jury)
  const found = await barriersForAnybody(page)
  await page.getByLabel('Ја прифаќам поканата').check()
  await page.getByRole('button', { name: 'Потврди' }).click()
  await page
    .getByRole('link', { name: /Дај поени/ })
    .first()
    .click()
  await page.waitForLoadState()
  found.push(...(await barriersForAnybody(page)))
  const before = await world.portal.db.$count(juryPoints)
  await page.getByLabel(/Резултати/).selectOption('8')
  await page.locator('.draft-status').filter({ hasText: /\d/ }).waitFor()
  assert.equal((await world.portal.db.$count(juryPoints)) - before, 1)
  await page.goto(jury)
  found.push(...(await barriersForAnybody(page)))
  expectNothing(found)
})

walk('an editor calls for an award, confirms a shortlist and names winners without a barrier', async (world) => {
  const page = await world.open()
  const { db } = world.portal
  await tryAs(page, 'editor')
  const found: string[] = []
  const look = async (path: string) => {
    await page.goto(path)
    found.push(...(await barriersForAnybody(page)))
  }
  await page.goto('/mk/awards/new')
  await page.getByRole('button', { name: 'Зачувај' }).click()
  await page.waitForLoadState()
  found.push(...(await barriersForAnybody(page)))
  const draft = await addressOf(world, 'draft')
  for (const path of [`${draft}/manage`, '/mk/awards/weeks/pick', '/mk/desk']) await look(path)
  const voting = await addressOf(world, 'voting')
  await db.update(awards).set({ state: 'judging' }).where(eq(awards.state, 'voting'))
  for (const path of [`${voting}/manage`, `${voting}/edit`]) await look(path)
  const ended = { state: 'voting' as const, votingUntil: new Date(Date.now() - 1000) }
  await db
    .update(awards)
    .set(ended)
    .where(and(eq(awards.state, 'judging'), eq(awards.year, new Date().getUTCFullYear())))
  for (const path of [`${voting}/manage`, `${voting}/decide`]) await look(path)
  expectNothing(found)
})
