/** What an officer and a mayor see of how practices fit their municipality, and what everybody sees of places like one. */
import assert from 'node:assert/strict'
import { and, eq, isNull } from 'drizzle-orm'
import { placeByCode } from '#core/places/index.ts'
import { places } from '#core/places/schema.ts'
import { records, slugs } from '#core/records/schema.ts'
import type { Db } from '#platform/database.ts'
import { journey } from '#tests/journey.ts'
import { everything } from '../filters.ts'
import { countPractices, listPractices } from '../queries.ts'
import { practices } from '../schema.ts'
import { isFresh } from '../standing/rules.ts'
import { fitsOf, listFitting } from './ranking.ts'
import { situationOf } from './situation.ts'

async function veles(db: Db) {
  const place = await placeByCode(db, 'mk', 'MK00101')
  assert.ok(place)
  const situation = await situationOf(db, place.id)
  assert.ok(situation)
  return { place, situation }
}

async function practiceElsewhere(db: Db, country: string) {
  const [row] = await db
    .select({ id: records.id, slug: slugs.slug, code: places.code })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .innerJoin(places, eq(places.id, records.placeId))
    .innerJoin(slugs, and(eq(slugs.targetId, records.id), isNull(slugs.retiredAt)))
    .where(and(eq(practices.state, 'published'), eq(records.country, country), isNull(practices.standing)))
    .limit(1)
  assert.ok(row && row.code !== 'MK00101')
  return { ...row, path: `/practices/${encodeURI(row.slug)}` }
}

journey('an officer reads how well a practice fits Veles, and why', async ({ db, as, anyone }) => {
  const { path } = await practiceElsewhere(db, 'mk')
  const { text } = await (await as('officer')).visit(`/mk${path}`)
  assert.match(text, /Колку одговара за: Велес/)
  assert.match(text, /\d+ од 100:/)
  assert.match(text, /Како е пресметано/)
  assert.match(text, /иста држава/)
  const theirs = await (await as('neighbour')).visit(`/mk${path}`)
  assert.match(theirs.text, /Колку одговара за: Битола/)
  for (const reader of [anyone, await as('citizen'), await as('editor')])
    assert.doesNotMatch((await reader.visit(`/mk${path}`)).text, /Колку одговара/, 'who acts for no municipality')
})

journey('what cannot be compared over a border is left out, and the officer is told', async ({ db, as }) => {
  const { path } = await practiceElsewhere(db, 'ua')
  const { text } = await (await as('mayor')).visit(`/en${path}`)
  assert.match(text, /How well it fits: Veles/)
  assert.match(text, /cannot be compared in your currency/)
  assert.match(text, /not of one country/)
  assert.match(text, /another country; topics/)
})

journey(
  'an officer orders the list by what fits best, page by page; nobody else is offered that',
  async ({ db, as, anyone, clock }) => {
    const { place, situation } = await veles(db)
    const total = await countPractices(db, everything, clock.now)
    const filter = { ...everything, sort: 'fit' as const }
    const page = (more: object) => listFitting(db, situation, { ...filter, ...more }, 'mk', clock.now, 7, ['mk'])
    const pages: string[][] = []
    let before: string | undefined
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const one = await page({ after })
      pages.push(one.practices.map(({ id }) => id))
      after = one.after
      before = one.before
    }
    assert.equal(new Set(pages.flat()).size, total)
    for (let index = pages.length - 2; index >= 0; index--) {
      const one = await page({ before })
      assert.deepEqual(
        one.practices.map(({ id }) => id),
        pages[index],
      )
      before = one.before
    }
    const whole = await listFitting(db, situation, filter, 'mk', clock.now, total, ['mk'])
    const fits = await fitsOf(db, situation, whole.practices, clock.now)
    const scores = whole.practices.map((one) =>
      isFresh(one, clock.now) && one.place?.id !== place.id ? (fits.get(one.id)?.exact ?? -1) : -1,
    )
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    )
    assert.ok(fits.size > 20)

    const officer = await as('officer')
    const list = await officer.visit('/mk/practices?sort=fit')
    assert.match(list.text, /најсоодветни за нас/)
    assert.match(list.text, /Велес<\/span>: (добро одговара|одговара со измени|малку одговара) \(\d+\)/)
    const visitor = await anyone.visit('/mk/practices?sort=fit')
    assert.equal(visitor.status, 200)
    assert.doesNotMatch(visitor.text, /најсоодветни за нас|одговара/)
    const newest = await listPractices(db, everything, 'mk', clock.now)
    assert.match(visitor.text, new RegExp(encodeURI(newest.practices[0]?.slug ?? 'none')))
  },
)

journey(
  'on the page of a municipality everybody finds practices from places like it, with the reason',
  async ({ db, anyone }) => {
    const { place } = await veles(db)
    const { text } = await anyone.visit(`/mk/places/mk/${encodeURI(place.slug)}`)
    assert.match(text, /Практики од слични места/)
    assert.match(text, /Најблиску: /)
    assert.match(text, /\/mk\/places\/compare\?place=/)
  },
)

journey('where hardly anything is known, an officer reads what is missing and no number', async ({ db, as }) => {
  const { path } = await practiceElsewhere(db, 'kg')
  const { text } = await (await as('mayor')).visit(`/en${path}`)
  assert.match(text, /Too little is known/)
  assert.match(text, /number of inhabitants of one of the places is not known/)
  assert.doesNotMatch(text, /\d+ of 100/)
})
