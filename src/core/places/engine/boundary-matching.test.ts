import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkGeometry, readLayers, signedArea } from './boundary-file.ts'
import { type KnownPlace, matchLayers } from './boundary-matching.ts'
import { outlinesOf, simplified } from './simplify.ts'

const extent = { west: 20, south: 40, east: 23.5, north: 42.5 }
const square = (lon: number, lat: number, size = 0.2) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
]
const area = (lon: number, lat: number) => ({ type: 'Polygon', coordinates: [square(lon, lat)] })
const file = (...features: object[]) =>
  JSON.stringify({ type: 'FeatureCollection', features: features.map((one) => ({ type: 'Feature', ...one })) })

const places: KnownPlace[] = [
  { code: 'MK00101', codes: ['MK00101', '1180'], names: ['Велес', 'Veles'], latitude: 41.1, longitude: 21.1 },
  { code: 'MK00501', codes: ['MK00501'], names: ['Битола', 'Bitola'], latitude: 41.5, longitude: 21.5 },
  { code: 'X1', codes: ['X1'], names: ['Центар'], latitude: 41.1, longitude: 22.1 },
  { code: 'X2', codes: ['X2'], names: ['Центар'], latitude: 41.9, longitude: 22.9 },
]
const matched = (text: string) => {
  const read = readLayers(text)
  assert.ok('layers' in read, JSON.stringify(read))
  return matchLayers(read.layers, places, extent)
}

test('an administrator whose columns have any name sees places matched by code, then by name', () => {
  const { report, outlines } = matched(
    file(
      { properties: { KOD: '1180', ime: 'нешто друго' }, geometry: area(21, 41) },
      { properties: { ime: 'Општина Bitola' }, geometry: area(21.4, 41.4) },
    ),
  )
  assert.deepEqual(
    report.matched.map(({ code, by }) => [code, by]),
    [
      ['MK00101', 'code'],
      ['MK00501', 'name'],
    ],
  )
  assert.deepEqual(report.missing, ['X1', 'X2'])
  assert.equal(outlines.size, 2)
})

test('two places of one name are told apart by where they lie', () => {
  const { report } = matched(file({ properties: { name: 'Центар' }, geometry: area(22, 41) }))
  assert.equal(report.matched[0]?.code, 'X1')
  const unclear = matched(file({ properties: { name: 'Центар' }, geometry: area(20.1, 40.1) })).report
  assert.equal(unclear.problems[0]?.problem, 'ambiguous')
})

test('each wrong feature is named with what is wrong with it', () => {
  const { report } = matched(
    file(
      { properties: { code: 'MK00101' }, geometry: area(21, 41) },
      { properties: { code: 'MK00501' }, geometry: null },
      { properties: { code: 'MK00501' }, geometry: { type: 'Point', coordinates: [21, 41] } },
      {
        properties: { code: 'MK00501' },
        geometry: { type: 'Polygon', coordinates: [square(7_500_000, 4_600_000, 1000)] },
      },
      { properties: { code: 'MK00501' }, geometry: area(10, 50) },
      {
        properties: { code: 'MK00501' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [21, 'x'],
              [21, 41],
              [22, 41],
            ],
          ],
        },
      },
      { properties: { code: 'MK00501' }, geometry: { type: 'Polygon', coordinates: [] } },
      {
        properties: { code: 'MK00501' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [21, 41],
              [22, 41],
            ],
          ],
        },
      },
      { properties: { code: 'непознат' }, geometry: area(21, 41) },
    ),
  )
  assert.deepEqual(
    report.problems.map(({ problem }) => problem),
    ['no-geometry', 'not-an-area', 'projected', 'elsewhere', 'bad-coordinates', 'empty', 'too-few-points', 'unknown'],
  )
})

test('latitude written before longitude is put right and said', () => {
  const swapped = { type: 'Polygon', coordinates: [square(21, 41).map(([lon, lat]) => [lat, lon])] }
  const { report, outlines } = matched(file({ properties: { code: 'MK00101' }, geometry: swapped }))
  assert.equal(report.matched[0]?.swapped, true)
  assert.deepEqual(outlines.get('MK00101')?.coordinates[0]?.[0]?.[0]?.map(Math.floor), [21, 41])
})

test('outlines are wound as maps draw them, whichever way the file has them', () => {
  for (const ring of [square(21, 41), square(21, 41).toReversed()]) {
    const checked = checkGeometry({ type: 'Polygon', coordinates: [ring] }, extent)
    assert.ok('geometry' in checked)
    assert.ok(signedArea(checked.geometry.coordinates[0]?.[0] ?? []) < 0)
  }
})

test('a file that is no map is refused in words', () => {
  assert.deepEqual(readLayers('code;name'), { problem: 'not-json' })
  assert.deepEqual(readLayers('{"type":"Општина"}'), { problem: 'not-geo' })
  assert.deepEqual(readLayers('{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[[7]]}}}'), {
    problem: 'not-geo',
  })
  assert.deepEqual(readLayers(file()), { problem: 'no-features' })
})

test('very detailed outlines become light, and the smallest place keeps its shape', () => {
  const circle = (lon: number, lat: number, radius: number, points: number) =>
    Array.from({ length: points + 1 }, (_, i) => {
      const turn = (-2 * Math.PI * (i % points)) / points
      return [lon + radius * Math.cos(turn), lat + radius * Math.sin(turn) * (1 + 0.01 * Math.sin(90 * turn))]
    })
  const outlines = new Map([
    ['large', { type: 'MultiPolygon' as const, coordinates: [[circle(21.5, 41, 0.8, 60_000)]] }],
    ['small', { type: 'MultiPolygon' as const, coordinates: [[circle(23, 42, 0.01, 12)]] }],
  ])
  const made = simplified(outlines)
  assert.ok(JSON.stringify(made).length < 500_000)
  assert.deepEqual([...outlinesOf(made).keys()], ['large', 'small'])
  assert.ok(Math.abs(signedArea(outlinesOf(made).get('small')?.coordinates[0]?.[0] ?? [])) > 1e-7)
})
