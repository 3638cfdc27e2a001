/** The numbers of a year hold against plain counts, lead to the lists that they count, and do not depend on who asks. */
import assert from 'node:assert/strict'
import { and, eq, sql } from 'drizzle-orm'
import { placeByCode } from '#core/places/index.ts'
import { records } from '#core/records/schema.ts'
import { allCountries } from '#countries/index.ts'
import { awards } from '#modules/awards/schema.ts'
import { nominations } from '#modules/nominations/schema.ts'
import { practices } from '#modules/practices/schema.ts'
import { newId } from '#platform/ids.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { figuresOf, listYears } from './figures.ts'
import type { LISTS } from './forms.ts'
import { listOf, topsOf, winsOf } from './lists.ts'
import { standingOf } from './merits.ts'

type World = Pick<Journey, 'db'>
const countOf = async ({ db }: World, query: ReturnType<typeof sql>) =>
  (await db.execute<{ count: number }>(query)).rows[0]?.count ?? -1

/** Noon of a day is in the same year in all countries. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

/** A practice that really happened, as far as the portal knows. */
async function publish({ db }: World, code: string, publishedAt: Date, example = false) {
  const country = code.slice(0, 2).toLowerCase()
  const place = await placeByCode(db, country, code)
  assert.ok(place)
  const id = newId()
  const at = { publishedAt, createdAt: publishedAt, updatedAt: publishedAt }
  const facts = { kind: 'practice', country, placeId: place.id, visibility: 'public' as const, language: 'mk' as const }
  await db.insert(records).values({ id, ...facts, ...at, publishedVersion: 1, example })
  await db.insert(practices).values({ id, state: 'published' })
  return { id, place }
}

journey('a reader who counts the practices of a year again comes to the same numbers', async (world) => {
  const { db, anyone } = world
  const years = await listYears(db)
  assert.ok(years.length >= 2)
  assert.deepEqual(years, [...years].sort().toReversed())
  let all = 0
  for (const year of years) {
    const { totals, by } = await figuresOf(db, { year }, 'mk')
    const own = allCountries.map(
      ({ code, timeZone }) => sql`(r.country = ${code}
        and r.published_at at time zone ${timeZone} >= ${`${year}-01-01`}::timestamp
        and r.published_at at time zone ${timeZone} < ${`${year + 1}-01-01`}::timestamp)`,
    )
    const listed = sql`from records r join practices pr on pr.id = r.id where r.visibility = 'public'
      and r.published_version is not null and pr.state <> 'archived' and (${sql.join(own, sql` or `)})`
    assert.equal(totals.practices, await countOf(world, sql`select count(*)::int as count ${listed}`), String(year))
    for (const division of ['country', 'month'] as const)
      assert.equal(
        by[division].reduce((sum, { count }) => sum + count, 0),
        totals.practices,
        division,
      )
    const withPlace = sql`select count(distinct r.place_id)::int as count ${listed} and exists (
      select 1 from places p where p.id = r.place_id and p.level in ('municipality', 'city'))`
    assert.equal(totals.municipalities, await countOf(world, withPlace))
    assert.equal(by.municipality.length, totals.municipalities)
    assert.equal(by.year.find(({ key }) => key === String(year))?.count, totals.practices)
    const voices = sql`select count(*)::int as count from nominations where invalidated_at is null and voice = 'citizen'
      and created_at >= ${`${year}-01-01`}::timestamptz and created_at < ${`${year + 1}-01-01`}::timestamptz`
    assert.equal(totals.citizens, await countOf(world, voices))
    all += totals.practices
  }
  const list = (await (await anyone.get('/api/v1/practices')).json()) as { total: number }
  assert.equal(all, list.total, 'all years together are the public list')
})

journey('every number leads to a list that is as long as the number says', async ({ db, anyone }) => {
  const [year = 0] = await listYears(db)
  const { totals, by } = await figuresOf(db, { year }, 'mk')
  const length = async (name: (typeof LISTS)[number], narrowing: Parameters<typeof listOf>[3]) =>
    (await listOf(db, name, { year, country: narrowing.country }, narrowing, 20)).total
  assert.equal(await length('practices', { page: 1 }), totals.practices)
  assert.equal(await length('replications', { page: 1 }), totals.replications)
  assert.equal(await length('nominated', { page: 1 }), totals.nominated)
  assert.equal(await length('methods', { page: 1, kind: 'tool' }), totals.tools)
  for (const { key, count } of by.topic) assert.equal(await length('practices', { page: 1, topic: key }), count, key)
  for (const { key, count } of by.month)
    assert.equal(await length('practices', { page: 1, month: Number(key) }), count, key)
  for (const { key, country, count } of [...by.region, ...by.municipality]) {
    const code = country as 'mk'
    const narrowing = by.region.some((region) => region.key === key) ? { region: key } : { place: key }
    assert.equal(await length('practices', { page: 1, country: code, ...narrowing }), count, key)
  }
  const { replicated } = await topsOf(db, { year }, 1)
  assert.ok((replicated[0]?.count ?? 0) > 0)

  const page = await anyone.visit(`/mk/overview/${year}`)
  assert.equal(page.status, 200)
  const own = [...new Set([...page.text.matchAll(/href="(\/mk\/overview\/[^"]+)"/g)].map(([, href = '']) => href))]
  assert.ok(own.length > 20)
  for (const href of own.slice(0, 40)) assert.equal((await anyone.get(href.replaceAll('&amp;', '&'))).status, 200, href)
})

journey('a practice published at midnight in Bishkek belongs to the new year there', async (world) => {
  const { db } = world
  // One o’clock on the first of January in Kyrgyzstan, still the evening of the last day in Greenwich.
  const { place } = await publish(world, 'MK00101', noon('2021-06-01'))
  const id = newId()
  const at = new Date('2021-12-31T19:00:00Z')
  const times = { publishedAt: at, createdAt: at, updatedAt: at }
  const common = {
    id,
    kind: 'practice',
    country: 'kg',
    visibility: 'public',
    language: 'ky',
    publishedVersion: 1,
  } as const
  await db.insert(records).values({ ...common, ...times })
  await db.insert(practices).values({ id, state: 'published' })
  assert.equal((await figuresOf(db, { year: 2022 }, 'en')).totals.practices, 1)
  const { totals, by } = await figuresOf(db, { year: 2021 }, 'en')
  assert.equal(totals.practices, 1)
  assert.deepEqual(
    by.municipality.map(({ key }) => key),
    [place.code],
  )
})

journey(
  'the municipality of the year is found by the rule, and examples do not compete with what happened',
  async (world) => {
    const { db } = world
    await publish(world, 'MK00501', noon('2019-03-01'), true)
    const before = await standingOf(db, { year: 2019 }, 'en')
    assert.equal(before.example, true)
    assert.deepEqual(
      before.rows.map(({ place, points }) => [place.code, points]),
      [['MK00501', 10]],
    )

    const veles = await publish(world, 'MK00101', noon('2019-05-01'))
    const bitola = await placeByCode(db, 'mk', 'MK00501')
    const voice = { practiceId: veles.id, emailDomain: 'example.org', networkHash: 'x', language: 'mk' as const }
    const given = { ...voice, createdAt: noon('2019-06-01') }
    await db.insert(nominations).values([
      { ...given, id: newId(), voice: 'municipality', placeId: bitola?.id, voterHash: 'another' },
      // Its own voice and those of citizens earn nothing, nor does one that was taken out of the count.
      { ...given, id: newId(), voice: 'municipality', placeId: veles.place.id, voterHash: 'own' },
      { ...given, id: newId(), voice: 'citizen', voterHash: 'citizen' },
      { ...given, id: newId(), voice: 'citizen', voterHash: 'program', invalidatedAt: noon('2019-06-02') },
    ])
    const { rows, example } = await standingOf(db, { year: 2019 }, 'en')
    assert.equal(example, false)
    assert.deepEqual(
      rows.map(({ place, points, rank }) => [place.code, points, rank]),
      [['MK00101', 12, 1]],
    )
    assert.deepEqual((await topsOf(db, { year: 2019 }, 5)).citizens, [{ id: veles.id, count: 1 }])
    assert.equal((await figuresOf(db, { year: 2019 }, 'en')).totals.municipalVoices, 2)

    await db.update(records).set({ visibility: 'restricted' }).where(eq(records.id, veles.id))
    assert.equal((await standingOf(db, { year: 2019 }, 'en')).example, true)
  },
)

journey('a visitor sees a year in any language, narrows it to a country and takes the numbers along', async (world) => {
  const { db, anyone } = world
  const [year = 0] = await listYears(db)
  const newest = await anyone.visit('/mk/overview')
  assert.match(newest.text, new RegExp(`${year} година во добри практики`))
  assert.match(newest.text, /Општина на годината/)
  assert.match(newest.text, /Што носи бодови/)
  assert.match(newest.text, /се примери/)
  for (const language of ['sq', 'bg', 'ru', 'ky', 'uk', 'en'])
    assert.equal((await anyone.visit(`/${language}/overview/${year}?country=mk`)).status, 200, language)
  assert.match((await anyone.visit('/mk/learn')).text, /href="\/mk\/overview"/)
  assert.equal((await anyone.get('/mk/overview/1995')).status, 404)
  assert.equal((await anyone.get('/mk/overview/soon')).status, 404)
  assert.equal((await anyone.get(`/mk/overview/${year}/secrets`)).status, 404)

  const file = (await (await anyone.get(`/api/v1/overview/${year}.json?country=mk`)).json()) as {
    year: number
    figures: { figure: string; value: number }[]
    municipalities: { place: string; points: number }[]
  }
  const { totals } = await figuresOf(db, { year, country: 'mk' }, 'en')
  assert.equal(file.year, year)
  assert.equal(file.figures.find(({ figure }) => figure === 'practices')?.value, totals.practices)
  assert.ok(file.municipalities.every(({ place }) => place.startsWith('MK')))
  const csv = await (await anyone.get('/api/v1/overview/latest.csv')).text()
  assert.match(csv, new RegExp(`^year,figure,country,key,name,value\r\n${year},practices,`))
})

journey('winners of the awards stand in the year of the award', async ({ db, anyone }) => {
  const [decided] = await db
    .select({ year: awards.year })
    .from(awards)
    .innerJoin(records, eq(records.id, awards.id))
    .where(and(eq(awards.state, 'decided'), eq(records.visibility, 'public')))
  assert.ok(decided)
  const wins = await winsOf(db, decided)
  assert.ok(wins.length > 0)
  const page = await anyone.visit(`/en/overview/${decided.year}`)
  assert.match(page.text, /First place of the jury/)
})
