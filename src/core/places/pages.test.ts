import assert from 'node:assert/strict'
import { and, eq } from 'drizzle-orm'
import { LANGUAGES } from '#platform/languages.ts'
import { auditEntries } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { boundaries } from './schema.ts'

const PATHS = [
  '/mk',
  '/mk/вардарски-регион',
  '/mk/велес',
  '/mk/град-скопје',
  '/ua/вінницька-область',
  '/kg/ысык-ата-району',
  '/codebook',
  '/compare?place=велес&place=русе',
]

journey(
  'a citizen opens the directory, a country, a region and a municipality, in any language',
  async ({ anyone }) => {
    const visits = [
      ...PATHS.map((path) => ['mk', path] as const),
      ...LANGUAGES.map((language) => [language, ''] as const),
    ]
    for (const [language, path] of [...visits, ...LANGUAGES.map((one) => [one, '/mk/велес'] as const)]) {
      const page = await anyone.visit(`/${language}/places${path}`)
      assert.equal(page.status, 200, `${language} ${path}`)
      assert.equal(page.text.match(/<h1/g)?.length, 1, path)
    }
  },
)

journey('a mayor sees the figures of Veles with year and source, its neighbours and its like', async ({ anyone }) => {
  const { text } = await anyone.visit('/mk/places/mk/велес')
  for (const words of ['48.463', '2021', 'Census of Population', 'Градско', 'Најслични места'])
    assert.ok(text.includes(words), words)
  assert.match(text, /places\/compare\?place=/)
})

journey('a place without figures shows no likeness and says that figures are missing', async ({ anyone }) => {
  const { places } = (await (await anyone.get('/api/v1/places/list.json?country=kg&level=municipality')).json()) as {
    places: { id: string }[]
  }
  const page = await anyone.get(`/id/${places[0]?.id}`)
  const { text, status } = await anyone.visit(decodeURI(page.headers.get('location') ?? ''))
  assert.equal(status, 200)
  assert.doesNotMatch(text, /id="alike"/)
})

journey('somebody without JavaScript adds places to a comparison by typing', async ({ anyone }) => {
  const first = await anyone.visit('/mk/places/compare?add=veles')
  assert.match(first.text, /Велес/)
  const second = await anyone.get('/mk/places/compare?place=велес&add=Битола')
  assert.equal(second.status, 303)
  assert.match(decodeURIComponent(second.headers.get('location') ?? ''), /place=велес&place=битола/)
  const unclear = await anyone.visit('/mk/places/compare?place=велес&add=софи')
  assert.match(unclear.text, /Кое од овие места/)
  const crowded = await anyone.visit('/mk/places/compare?place=велес&place=битола&place=охрид&place=штип&place=прилеп')
  assert.doesNotMatch(crowded.text, /removeOne|Отстрани: Прилеп/)
  const other = await anyone.visit('/mk/places/compare?place=велес&place=русе&place=нема-такво')
  assert.match(other.text, /Нема податок/)
  assert.match(other.text, /различни години/)
})

journey('an old or mistaken address leads to the place', async ({ anyone }) => {
  assert.equal((await anyone.get('/mk/places/велес')).status, 303)
  assert.equal((await anyone.get('/mk/places/bg/велес')).status, 301)
  assert.equal((await anyone.get('/mk/places/mk/нема-такво')).status, 404)
  assert.equal((await anyone.get('/mk/places/xx')).status, 404)
})

journey('a machine takes all places as CSV, JSON and GeoJSON', async ({ anyone }) => {
  const csv = await (await anyone.get('/api/v1/places/list.csv?country=mk')).text()
  assert.equal(csv.trim().split('\n').length, 91)
  assert.match(csv, /MK00101,municipality/)
  const geo = (await (await anyone.get('/api/v1/places/list.geojson?country=bg&level=municipality')).json()) as {
    features: unknown[]
  }
  assert.equal(geo.features.length, 265)
  const outlines = (await (await anyone.get('/api/v1/places/boundaries/mk-municipality.geojson')).json()) as {
    features: unknown[]
  }
  assert.equal(outlines.features.length, 80)
  assert.equal((await anyone.get('/api/v1/places/boundaries/xx-municipality.geojson')).status, 404)
  assert.match(
    await (await anyone.get('/api/v1/places/figures.csv?country=mk')).text(),
    /mk,MK00101,population,2021,48463,census-2021/,
  )
})

const square = (lon: number, lat: number) => [
  [
    [lon, lat],
    [lon, lat + 0.3],
    [lon + 0.3, lat + 0.3],
    [lon + 0.3, lat],
    [lon, lat],
  ],
]
const upload = (features: object[]) => {
  const form = new FormData()
  const json = JSON.stringify({ type: 'FeatureCollection', features })
  for (const [name, value] of Object.entries({
    country: 'mk',
    level: 'municipality',
    source: 'Проба, 2026',
    keep: 'on',
  }))
    form.set(name, value)
  form.set('file', new File([json], 'граници.geojson', { type: 'application/geo+json' }))
  return form
}
const feature = (properties: object, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
})

journey('an administrator imports boundaries, looks, applies them and goes back', async ({ as, anyone, db, clock }) => {
  const administrator = await as('administrator')
  const outlines = '/api/v1/places/boundaries/mk-municipality.topojson'
  const before = await (await anyone.get(outlines)).text()
  const sent = await administrator.post(
    '/mk/places/boundaries',
    upload([
      feature({ code: 'MK00101' }, square(21.6, 41.6)),
      feature({ ime: 'Битола' }, square(21.2, 41)),
      feature({ code: 'нема' }, square(21, 41)),
    ]),
  )
  const preview = sent.headers.get('location') ?? ''
  assert.equal(sent.status, 303)
  const page = await administrator.visit(preview)
  assert.match(page.text, /Ова е само преглед/)
  assert.match(page.text, /не припаѓаат на познато место/)
  assert.equal(await (await anyone.get(outlines)).text(), before)

  assert.equal((await administrator.post(`${preview}/apply`)).status, 303)
  const after = await (await anyone.get(outlines)).text()
  assert.notEqual(after, before)
  assert.equal(after.match(/"id":"MK00/g)?.length, 80)
  assert.equal((await administrator.post(`${preview}/remove`)).status, 404)

  const [shipped] = await db
    .select({ id: boundaries.id })
    .from(boundaries)
    .where(and(eq(boundaries.country, 'mk'), eq(boundaries.level, 'municipality'), eq(boundaries.shipped, true)))
  clock.now = new Date(clock.now.getTime() + 1000)
  await administrator.post(`/mk/places/boundaries/${shipped?.id}/apply`)
  assert.equal(await (await anyone.get(outlines)).text(), before)

  const actions = await db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.country, 'mk'))
  assert.deepEqual(
    actions.map(({ action }) => action).filter((action) => action.startsWith('boundaries')),
    ['boundaries.imported', 'boundaries.applied', 'boundaries.applied'],
  )
})

journey(
  'an administrator throws an import away, and a file that fits nothing comes back with the reason',
  async ({ as }) => {
    const administrator = await as('administrator')
    const sent = await administrator.post(
      '/mk/places/boundaries',
      upload([feature({ code: 'MK00101' }, square(21.6, 41.6))]),
    )
    const preview = sent.headers.get('location') ?? ''
    assert.equal((await administrator.post(`${preview}/remove`)).status, 303)
    assert.equal((await administrator.get(preview)).status, 404)
    const wrong = await administrator.post('/mk/places/boundaries', upload([feature({ code: 'нема' }, square(21, 41))]))
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Ниту еден облик не е препознаен/)
  },
)

journey('nobody but the administrator sees or changes boundaries', async ({ as, anyone }) => {
  assert.equal((await anyone.get('/mk/places/boundaries')).status, 303)
  for (const key of ['editor', 'officer', 'citizen'] as const) {
    const browser = await as(key)
    assert.equal((await browser.get('/mk/places/boundaries')).status, 403, key)
    assert.equal((await browser.post('/mk/places/boundaries', upload([]))).status, 403, key)
  }
})
