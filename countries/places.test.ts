/** What people may rely on in the tables of places, figures and boundaries; how the program reads them is tested in core/places. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { geoArea, geoContains } from 'd3-geo'
import type { FeatureCollection, Polygon } from 'geojson'
import { feature, neighbors } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

const COUNTRIES = ['mk', 'bg', 'ua', 'kg'] as const
const LANGUAGES = ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en'] as const
const LEVELS = ['country', 'region', 'district', 'city', 'municipality'] as const
type Country = (typeof COUNTRIES)[number]
type Language = (typeof LANGUAGES)[number]
type Source = { id: string; title: string; publisher: string; url: string | null; date: string; licence: string }
type Table = { source: Source[]; columns: string[]; rows: unknown[][] }
type Place = {
  code: string
  level: (typeof LEVELS)[number]
  parent: string | null
  city: string | null
  type: string
  iso: string | null
  codes: Record<string, string>
  names: Partial<Record<Language, string>>
  uncertain: Language[]
  lat: number | null
  lon: number | null
  area_km2: number | null
  area_source: string | null
  valid_from: string | null
  status: string | null
}
type Figure = { place: string; figure: string; year: number; value: number; source: string }
type Described = { code: string; unit: string; names: Record<Language, string>; direction: string }

const read = <Content>(path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Content & object
const table = (path: string) => read<Table>(path)
const objects = <Row>({ columns, rows }: Table) =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Row)

const placesOf = Object.fromEntries(COUNTRIES.map((c) => [c, objects<Place>(table(`${c}/places.json`))])) as Record<
  Country,
  Place[]
>
const figuresOf = Object.fromEntries(COUNTRIES.map((c) => [c, objects<Figure>(table(`${c}/figures.json`))])) as Record<
  Country,
  Figure[]
>
const boundariesOf = (country: Country) => read<Topology>(`${country}/boundaries.topo.json`)
const shapesOf = (topology: Topology, object: string) =>
  feature(topology, topology.objects[object] as GeometryCollection) as FeatureCollection<Polygon>

const total = (country: Country, figure: string, year: number, of: (place: Place) => boolean) => {
  const wanted = new Set(placesOf[country].filter(of).map((place) => place.code))
  return figuresOf[country]
    .filter((row) => row.figure === figure && row.year === year && wanted.has(row.place))
    .reduce((sum, row) => sum + row.value, 0)
}

// The letters of each language's alphabet; whoever searches for a name with a Latin look-alike inside would not find it.
const ALPHABET: Record<Language, RegExp> = {
  mk: /^[абвгдѓежзѕијклљмнњопрстќуфхцчџш ()-]+$/iu,
  bg: /^[абвгдежзийклмнопрстуфхцчшщъьюя ()-]+$/iu,
  ru: /^[абвгдеёжзийклмнопрстуфхцчшщъыьэюя ()-]+$/iu,
  ky: /^[абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя .()-]+$/iu,
  uk: /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ ()-]+$/iu,
  sq: /^[a-zçë ()-]+$/iu,
  en: /^[a-z '.()-]+$/iu,
}

describe('places', () => {
  const counts = {
    mk: { country: 1, region: 8, city: 1, municipality: 80 },
    bg: { country: 1, region: 28, municipality: 265 },
    ua: { country: 1, region: 27, district: 126, municipality: 1469 },
    kg: { country: 1, region: 9, district: 53, municipality: 460 },
  }
  for (const country of COUNTRIES) {
    const places = placesOf[country]
    const byCode = new Map(places.map((place) => [place.code, place]))

    test(`a person finds every place of ${country}, each once`, () => {
      const found = Object.fromEntries(
        Object.entries(Object.groupBy(places, (place) => place.level)).map(([level, of]) => [level, of.length]),
      )
      assert.deepEqual(found, counts[country])
      assert.equal(byCode.size, places.length)
      const isos = places.flatMap((place) => place.iso ?? [])
      assert.equal(new Set(isos).size, isos.length)
    })

    test(`a person climbs from any place of ${country} to its country`, () => {
      for (const place of places) {
        const parent = place.parent === null ? undefined : byCode.get(place.parent)
        if (place.level === 'country') assert.equal(place.parent, null)
        else assert.ok(parent && LEVELS.indexOf(parent.level) < LEVELS.indexOf(place.level), place.code)
        if (place.city) assert.equal(byCode.get(place.city)?.level, 'city')
      }
    })

    test(`a person reads names of ${country} in the letters of each language`, () => {
      for (const place of places) {
        assert.ok(Object.keys(place.names).length > 0, place.code)
        for (const [language, name] of Object.entries(place.names)) {
          assert.match(name, ALPHABET[language as Language], `${place.code} ${language} ${name}`)
          assert.equal(name, name.trim().replaceAll(/ {2,}/g, ' ').normalize('NFC'))
        }
        for (const language of place.uncertain) assert.ok(place.names[language], place.code)
        if (place.level === 'country' || place.level === 'region') {
          assert.deepEqual(Object.keys(place.names).sort(), [...LANGUAGES].sort(), place.code)
        }
      }
    })

    test(`a person sees where each fact about places of ${country} comes from`, () => {
      const sources = table(`${country}/places.json`).source
      const ids = new Set(sources.map((source) => source.id))
      for (const source of sources) assert.ok(source.title && source.publisher && source.date && source.licence)
      for (const place of places) {
        assert.equal(place.area_km2 === null, place.area_source === null, place.code)
        if (place.area_source) assert.ok(ids.has(place.area_source), place.code)
        if (place.area_km2 !== null) assert.ok(place.area_km2 > 0, place.code)
        assert.equal(place.lat === null, place.lon === null, place.code)
      }
    })

    test(`rows of ${country} stand by level and code, so that a reviewer reads a change line by line`, () => {
      const keys = places.map((place) => `${LEVELS.indexOf(place.level)} ${place.code}`)
      assert.deepEqual(keys, keys.toSorted())
    })
  }

  test('a person from Skopje finds the ten municipalities of the city', () => {
    assert.equal(placesOf.mk.filter((place) => place.city === 'MK-85').length, 10)
  })
})

describe('figures', () => {
  const catalogue = read<Described[]>('figures.json')
  for (const country of COUNTRIES) {
    test(`a person can trust each figure of ${country} to name a place, a measure, a year and a source, once`, () => {
      const codes = new Set(placesOf[country].map((place) => place.code))
      const measures = new Set(catalogue.map((described) => described.code))
      const sources = new Set(table(`${country}/figures.json`).source.map((source) => source.id))
      const seen = new Set<string>()
      for (const row of figuresOf[country]) {
        const key = `${row.place} ${row.figure} ${row.year}`
        assert.ok(codes.has(row.place) && measures.has(row.figure) && sources.has(row.source) && !seen.has(key), key)
        assert.ok(Number.isFinite(row.value) && row.year > 2000, key)
        seen.add(key)
      }
    })
  }

  test('a person reads the name of each measure in seven languages', () => {
    for (const { code, unit, names } of catalogue) {
      assert.ok(unit)
      for (const language of LANGUAGES) assert.ok(names[language]?.trim(), `${code} ${language}`)
    }
  })

  test('a statistician adds up the municipalities of North Macedonia and gets the published totals', () => {
    const municipality = (place: Place) => place.level === 'municipality'
    for (const [year, people] of [
      [2002, 2_022_547],
      [2021, 1_836_713],
    ] as const) {
      assert.equal(total('mk', 'population', year, municipality), people)
      assert.equal(
        total('mk', 'population', year, (place) => place.level === 'region'),
        people,
      )
      assert.equal(
        total('mk', 'population', year, (place) => place.level === 'country'),
        people,
      )
    }
    assert.equal(
      total('mk', 'population', 2021, (place) => place.city === 'MK-85'),
      526_502,
    )
    assert.equal(
      total('mk', 'population', 2021, (place) => place.code === 'MK-85'),
      526_502,
    )
    const ages = catalogue.filter(({ code }) => /^population_\d/.test(code))
    assert.equal(ages.length, 18)
    for (const place of placesOf.mk) {
      const sum = ages.reduce((people, { code }) => people + total('mk', code, 2021, (other) => other === place), 0)
      assert.equal(
        sum,
        total('mk', 'population', 2021, (other) => other === place),
        place.code,
      )
    }
  })

  test('a statistician adds up municipalities elsewhere and gets the totals of their regions', () => {
    const inside = (country: Country, region: string, place: Place): boolean => {
      const parent = placesOf[country].find((other) => other.code === place.parent)
      return parent !== undefined && (parent.code === region || inside(country, region, parent))
    }
    for (const region of placesOf.bg.filter((place) => place.level === 'region')) {
      const municipalities = total('bg', 'population', 2013, (place) => place.parent === region.code)
      assert.equal(
        municipalities,
        total('bg', 'population', 2013, (place) => place === region),
        region.code,
      )
    }
    const khmelnytskyi = 'UA68000000000099709'
    const hromadas = (place: Place) => place.level === 'municipality' && inside('ua', khmelnytskyi, place)
    assert.equal(total('ua', 'population', 2022, hromadas), 1_228_829)
    assert.equal(
      total('ua', 'population', 2022, (place) => place.level === 'region'),
      total('ua', 'population', 2022, (place) => place.level === 'country'),
    )
  })
})

describe('boundaries', () => {
  const shapes = { mk: 80, bg: 28, ua: 27, kg: 8 }
  for (const country of COUNTRIES) {
    const topology = boundariesOf(country)
    const codes = new Map(placesOf[country].map((place) => [place.code, place]))

    test(`a person sees each place of the map of ${country} in its own small piece of the globe`, () => {
      for (const object of Object.keys(topology.objects)) {
        const { features } = shapesOf(topology, object)
        if (object === 'places') assert.equal(features.length, shapes[country])
        assert.equal(new Set(features.map((shape) => shape.id)).size, features.length)
        for (const shape of features) {
          assert.ok(codes.has(String(shape.id)), `${shape.id}`)
          assert.deepEqual(shape.properties, {})
          const area = geoArea(shape)
          assert.ok(area > 0 && area < 2 * Math.PI, `${shape.id} ${area}`)
        }
      }
      assert.ok(readFileSync(new URL(`${country}/boundaries.topo.json`, import.meta.url)).length < 60_000)
    })

    test(`a person in any place of ${country} has a neighbour on the map`, () => {
      const { geometries } = topology.objects.places as GeometryCollection
      for (const [index, near] of neighbors(geometries).entries()) {
        assert.ok(near.length > 0, String(geometries[index]?.id))
      }
    })
  }

  test('a mayor finds the town within the region that it belongs to', () => {
    for (const country of ['bg', 'ua', 'kg'] as const) {
      const regions = new Map(shapesOf(boundariesOf(country), 'places').features.map((shape) => [shape.id, shape]))
      const byCode = new Map(placesOf[country].map((place) => [place.code, place]))
      const regionOf = (place: Place): Place =>
        place.level === 'region' ? place : regionOf(byCode.get(place.parent ?? '') ?? assert.fail(place.code))
      const municipalities = placesOf[country].filter((place) => place.level === 'municipality' && place.lat !== null)
      const inside = municipalities.filter((place) => {
        const shape = regions.get(regionOf(place).code)
        return shape && geoContains(shape, [place.lon ?? 0, place.lat ?? 0])
      })
      // The rest lies along drawn borders, which Natural Earth gives coarsely, and in the exclave of Slavutych.
      assert.ok(inside.length / municipalities.length > 0.97, `${country} ${inside.length} of ${municipalities.length}`)
    }
  })

  test('a person in a planning region of North Macedonia sees it as the union of its municipalities', () => {
    const topology = boundariesOf('mk')
    const sum = (object: string) =>
      shapesOf(topology, object).features.reduce((area, shape) => area + geoArea(shape), 0)
    assert.equal(shapesOf(topology, 'regions').features.length, 8)
    assert.ok(Math.abs(sum('regions') / sum('places') - 1) < 1e-6)
  })
})
