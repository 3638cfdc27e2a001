import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { newId } from '#platform/ids.ts'
import { facts } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { slugs } from '../records/schema.ts'
import { findPlaces, placeNamed } from './finding.ts'
import { placeFilter } from './forms.ts'
import {
  listPlaces,
  municipalitiesBelow,
  placeByCode,
  placeBySlug,
  placePath,
  placesAbove,
  placesAt,
  placesIn,
  regionOf,
} from './queries.ts'
import { loadPlaces } from './reference.ts'
import { placeFigures, places } from './schema.ts'

const ALL = ['mk', 'bg', 'ua', 'kg'] as const
const NOW = new Date('2026-11-21T12:00:00Z')

journey('every place of the four countries is there, once, however often it is loaded', async ({ db }) => {
  assert.deepEqual(await loadPlaces(db, ALL, NOW), [])
  await db.delete(facts).where(eq(facts.name, 'places.mk'))
  assert.deepEqual(await loadPlaces(db, ALL, NOW), ['mk'])
  const count = async (country: string, level: 'region' | 'district' | 'city' | 'municipality') =>
    (await placesAt(db, country, level)).length
  assert.equal(await count('mk', 'municipality'), 80)
  assert.equal(await count('mk', 'region'), 8)
  assert.equal(await count('mk', 'city'), 1)
  assert.equal(await count('bg', 'municipality'), 265)
  assert.equal(await count('bg', 'region'), 28)
  assert.equal(await count('ua', 'municipality'), 1469)
  assert.equal(await count('kg', 'municipality'), 460)
  assert.equal(await count('kg', 'district'), 53)
})

journey('a renamed place is found under its old address too', async ({ db }) => {
  const veles = await placeByCode(db, 'mk', 'MK00101')
  assert.ok(veles)
  assert.equal(await placePath(db, veles.id), '/places/mk/велес')
  await db.update(slugs).set({ slug: 'титов-велес' }).where(eq(slugs.slug, 'велес'))
  await db.delete(facts).where(eq(facts.name, 'places.mk'))
  await loadPlaces(db, ALL, NOW)
  assert.equal(await placePath(db, veles.id), '/places/mk/велес')
  assert.deepEqual((await placeBySlug(db, 'mk', 'титов-велес'))?.moved, true)
  assert.deepEqual((await placeBySlug(db, 'mk', 'велес'))?.moved, false)
})

journey('figures that somebody else wrote outlive a loading of the tables', async ({ db }) => {
  const veles = await placeByCode(db, 'mk', 'MK00101')
  assert.ok(veles)
  await db
    .insert(placeFigures)
    .values({ placeId: veles.id, figure: 'libraries', year: 2026, value: 1, source: 'other' })
  await db.delete(facts).where(eq(facts.name, 'places.mk'))
  await loadPlaces(db, ALL, NOW)
  const kept = await db.select().from(placeFigures).where(eq(placeFigures.figure, 'libraries'))
  assert.equal(kept.length, 1)
})

journey('a person finds a place in any script', async ({ db }) => {
  for (const [query, code] of [
    ['veles', 'MK00101'],
    ['Vélés', 'MK00101'],
    ['ВЕЛЕС', 'MK00101'],
    ['Çair', 'MK00814'],
    ['ohrit', 'MK00205'],
  ] as const) {
    const [found] = await findPlaces(db, { query, countries: ALL })
    assert.equal(found?.country, 'mk', query)
    if (query !== 'ohrit' && query !== 'Çair') assert.equal(found?.code, code, query)
  }
  const kharkiv = await findPlaces(db, { query: 'kharkiv', countries: ALL })
  assert.ok(kharkiv.every(({ country }) => country === 'ua') && kharkiv.length > 1)
  assert.deepEqual(await findPlaces(db, { query: '%', countries: ALL }), [])
  assert.deepEqual(await findPlaces(db, { query: 'veles', countries: ['bg'] }), [])
  assert.equal((await placeNamed(db, { query: 'veles', countries: ALL }))?.code, 'MK00101')
  assert.equal(await placeNamed(db, { query: 'софи', countries: ALL }), undefined)
})

journey('one walks from a hromada up to its country and down again', async ({ db }) => {
  const vinnytsia = await placeByCode(db, 'ua', 'UA0502003')
  assert.ok(vinnytsia)
  assert.deepEqual(
    (await placesAbove(db, vinnytsia.id)).map(({ level }) => level),
    ['country', 'region', 'district'],
  )
  const oblast = await regionOf(db, vinnytsia.id)
  assert.ok(oblast)
  assert.ok((await municipalitiesBelow(db, oblast, 'uk')).some(({ id }) => id === vinnytsia.id))
  const skopje = await placeByCode(db, 'mk', 'MK-85')
  assert.ok(skopje)
  assert.equal((await placesIn(db, skopje, 'mk')).length, 10)
})

journey('filters narrow the list, and the list sorts as its reader reads', async ({ db }) => {
  const list = (query: Record<string, string>) => listPlaces(db, ALL, placeFilter.parse(query), 'mk')
  const large = await list({ country: 'mk', size: 'over-100', sort: 'population' })
  assert.ok(large.lines.every(({ population }) => (population ?? 0) >= 100_000))
  assert.equal(large.total, large.lines.length)
  const region = await placeByCode(db, 'mk', 'MK001')
  assert.equal((await list({ country: 'mk', region: region?.id ?? '' })).total, 9)
  assert.equal((await list({ country: 'mk', type: 'city_municipality' })).total, 10)
  assert.equal((await list({ country: 'mk', page: '2' })).lines.length, 20)
  assert.equal((await list({ country: 'xx', size: 'huge', page: '-1' })).total, 2274)
})

journey('a municipality that has ended leaves the lists and keeps its page', async ({ db, anyone }) => {
  const kicevo = await placeByCode(db, 'mk', 'MK00203')
  assert.ok(kicevo)
  const id = newId()
  await db.insert(places).values({
    ...kicevo,
    id,
    code: 'MK-OLD',
    names: { mk: 'Другово' },
    searchNames: '|drugovo|',
    validUntil: '2013-03-24',
    successorId: kicevo.id,
  })
  await db.insert(slugs).values({ kind: 'place', slug: 'другово', targetId: id })
  assert.deepEqual(await findPlaces(db, { query: 'Другово', countries: ALL }), [])
  const page = await anyone.visit('/mk/places/mk/другово')
  assert.equal(page.status, 200)
  assert.match(page.text, /престана да постои/)
  assert.ok(page.text.includes(kicevo.names.mk ?? '—'))
})
