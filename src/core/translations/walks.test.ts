/** Translators meet no barrier in a real browser: with a keyboard, a screen reader, in the dark, on a phone. */
import { eq } from 'drizzle-orm'
import { barriersForAnybody, expectNothing, inABrowser, tryAs, walk } from '#tests/browser/walk.ts'
import { contents } from '../records/schema.ts'
import { readTranslationExamples } from './seed.ts'

inABrowser()

walk('an editor brings an outdated translation up to date and finds no barrier on the way', async (world) => {
  const outdated = (await readTranslationExamples()).find(({ title }) => title.startsWith('Së pari regjistri'))
  const [text] = await world.portal.db
    .select()
    .from(contents)
    .where(eq(contents.title, outdated?.title ?? ''))
  const page = await world.open()
  await tryAs(page, 'editor')
  const found: string[] = []
  for (const path of [
    `/mk/translations/${text?.recordId}/sq`,
    '/mk/translations',
    '/mk/account',
    `/sq/id/${text?.recordId}`,
  ]) {
    await page.goto(path)
    found.push(...(await barriersForAnybody(page)))
  }
  expectNothing(found)
})
