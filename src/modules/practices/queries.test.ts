/** Lists of practices: whole, stable and narrowed as asked; and each person reads exactly what the rules allow. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eq, isNotNull } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, examplePersonId, grantsOf } from '#core/people/index.ts'
import { records } from '#core/records/schema.ts'
import { type Actor, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { journey } from '#tests/journey.ts'
import { everything, filterQuery, readFilter, SORTS } from './filters.ts'
import {
  countFacets,
  countPractices,
  findPractice,
  listForPlace,
  listPractices,
  practiceIdOf,
  searchPractices,
} from './queries.ts'
import { relatedTo } from './related.ts'
import { mayRead } from './rules.ts'
import { practices, STATES } from './schema.ts'

test('an old link with a value that no longer exists shows the list instead of an error', () => {
  const filter = readFilter({
    country: 'xx',
    size: 'huge',
    year: 'soon',
    language: 'de',
    sort: 'best',
    view: '3d',
    q: 'a',
  })
  for (const value of [filter.country, filter.size, filter.year, filter.language, filter.q])
    assert.equal(value, undefined)
  assert.equal(filterQuery(filter), '')
})

test('the address of a list says all that was chosen, and gives it back', () => {
  const chosen = {
    q: 'вода',
    topic: 'water-supply',
    country: 'mk',
    region: 'MK001',
    size: '5-20',
    year: '2022',
    sort: 'title',
  }
  const filter = readFilter(chosen)
  assert.deepEqual(readFilter(Object.fromEntries(new URLSearchParams(filterQuery(filter)))), filter)
})

journey(
  'whoever pages through a list meets every practice once, forwards and back, in any order',
  async ({ db, clock }) => {
    const total = await countPractices(db, everything, clock.now)
    assert.ok(total > 30, `${total} public practices`)
    for (const sort of SORTS) {
      const pages: string[][] = []
      let before: string | undefined
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await listPractices(db, { ...everything, sort, after }, 'mk', clock.now, 7)
        pages.push(page.practices.map(({ id }) => id))
        before = page.before
        after = page.after
      }
      assert.equal(new Set(pages.flat()).size, total, sort)
      assert.equal(pages.flat().length, total, sort)
      for (let index = pages.length - 2; index >= 0; index--) {
        const page = await listPractices(db, { ...everything, sort, before }, 'mk', clock.now, 7)
        assert.deepEqual(
          page.practices.map(({ id }) => id),
          pages[index],
          `${sort}, back to page ${index}`,
        )
        before = page.before
      }
      assert.equal(before, undefined, 'nothing stands before the first page')
    }
  },
)

journey('a practice published meanwhile does not move the page that somebody goes on to', async ({ db, clock }) => {
  const first = await listPractices(db, everything, 'mk', clock.now, 5)
  const second = await listPractices(db, { ...everything, after: first.after }, 'mk', clock.now, 5)
  const oldest = await db
    .select()
    .from(records)
    .where(eq(records.visibility, 'public'))
    .orderBy(records.publishedAt)
    .limit(1)
  await db
    .update(records)
    .set({ publishedAt: clock.now })
    .where(eq(records.id, oldest[0]?.id ?? ''))
  const again = await listPractices(db, { ...everything, after: first.after }, 'mk', clock.now, 5)
  assert.deepEqual(
    again.practices.map(({ id }) => id),
    second.practices.map(({ id }) => id),
  )
})

journey('the number beside each choice is the number of practices that it shows', async ({ db, clock }) => {
  const lists: Record<string, string>[] = [
    {},
    { country: 'mk' },
    { q: 'вода' },
    { topic: 'water-supply', year: '2023' },
  ]
  for (const base of lists) {
    const facets = await countFacets(db, readFilter(base), 'mk', clock.now)
    assert.equal(facets.total, await countPractices(db, readFilter(base), clock.now))
    for (const name of ['topic', 'country', 'region', 'size', 'year', 'language'] as const)
      for (const { value, count } of facets[name])
        assert.equal(
          await countPractices(db, readFilter({ ...base, [name]: value }), clock.now),
          count,
          `${JSON.stringify(base)} with ${name} ${value}`,
        )
  }
})

journey(
  'a clerk finds a practice by a declined word, by its place in another script, and not by the signs of a pattern',
  async ({ db, clock }) => {
    const titles = async (words: string) =>
      (await searchPractices(db, words, 'mk', clock.now, 20)).map(({ title }) => title)
    const lighting = 'Прво регистар, па замена: улично осветлување што може да се измери'
    assert.ok((await titles('светилките')).includes(lighting))
    assert.ok((await titles('Probishtip')).includes(lighting))
    assert.ok((await titles('УЛИЧНО регистар')).includes(lighting))
    assert.deepEqual(await titles('%%'), [])
    assert.deepEqual(await titles('zzzz'), [])
    assert.deepEqual(await titles("'; drop table practices; --"), [])
  },
)

journey('a page of a region shows the practices of its municipalities', async ({ db, clock }) => {
  const [one] = await db.select().from(records).where(isNotNull(records.publishedVersion)).limit(1)
  const own = await listForPlace(db, one?.placeId ?? '', 'en', 50, clock.now)
  assert.ok(own.some(({ id }) => id === one?.id))
})

journey('each person reads exactly the practices that the rules allow', async ({ db }) => {
  const rows = await db.select().from(records).innerJoin(practices, eq(practices.id, records.id))
  assert.deepEqual([...new Set(rows.map((row) => row.practices.state))].sort(), [...STATES].sort())
  const actors = [nobody, ...(await Promise.all(EXAMPLE_PEOPLE.map(({ key }) => actorOfExample(db, key))))]
  let seen = 0
  for (const actor of actors)
    for (const { records: record, practices: practice } of rows) {
      const shown = (await findPractice(db, actor, record.id, 'mk')) !== undefined
      const allowed = mayRead(actor, { ...record, state: practice.state })
      assert.equal(shown, allowed, `${practice.state} of ${record.country} to ${actor.email || 'a visitor'}`)
      seen += shown ? 1 : 0
    }
  assert.ok(seen > rows.length)
})

/** An example person as they act after signing in. */
async function actorOfExample(db: Db, key: (typeof EXAMPLE_PEOPLE)[number]['key']): Promise<Actor> {
  const grants = await grantsOf(db, examplePersonId(key))
  return { ...nobody, id: examplePersonId(key), email: key, grants, grant: grants[0] ?? null }
}

journey('the public reads the published version while a newer one is being written', async ({ db }) => {
  const [revised] = await db
    .select()
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(eq(practices.state, 'draft'))
    .orderBy(records.visibility)
    .limit(1)
  const id = revised?.records.id ?? ''
  assert.equal(revised?.records.visibility, 'public')
  assert.equal((await findPractice(db, nobody, id, 'bg'))?.text.version, 1)
  assert.equal((await findPractice(db, nobody, id, 'bg', 'latest'))?.text.version, 2)
})

journey('similar practices share a topic, and never is a practice similar to itself', async ({ db, clock }) => {
  const { practices: lines } = await listPractices(db, everything, 'mk', clock.now)
  for (const line of lines.slice(0, 8)) {
    const practice = await findPractice(db, nobody, line.id, 'mk')
    assert.ok(practice)
    const { similar } = await relatedTo(db, practice, 'mk')
    assert.ok(similar.every((one) => one.practice.id !== line.id && one.shared.length > 0))
  }
})

journey('an address leads to its practice, an unknown one nowhere', async ({ db, clock }) => {
  const { practices: lines } = await listPractices(db, everything, 'mk', clock.now, 1)
  assert.deepEqual(await practiceIdOf(db, lines[0]?.slug ?? ''), { id: lines[0]?.id, slug: lines[0]?.slug })
  assert.equal(await practiceIdOf(db, 'нема-таква'), undefined)
})
