import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FEATURE_RULES, type FigureValues, profileOf } from './features.ts'
import { compare, FEWEST_SHARED, mostAlike, type Profile, standardsOf } from './likeness.ts'

const codes = FEATURE_RULES.map(({ code }) => code)
const profile = fc.dictionary(fc.constantFrom(...codes), fc.double({ min: 0.001, max: 1e6, noNaN: true }), {
  maxKeys: 12,
}) as fc.Arbitrary<Profile>
const profiles = fc.array(profile, { minLength: 3, maxLength: 30 })

test('a place is as far from its neighbour as the neighbour from it', () => {
  fc.assert(
    fc.property(profiles, (all) => {
      const standards = standardsOf(all, FEATURE_RULES)
      const [a, b] = all as [Profile, Profile]
      const there = compare(a, b, standards)?.distance
      const back = compare(b, a, standards)?.distance
      if (there === undefined || back === undefined) assert.equal(there, back)
      else assert.ok(Math.abs(there - back) <= 1e-9 * Math.max(1, there))
    }),
  )
})

test('a place is not at all different from itself', () => {
  fc.assert(
    fc.property(profiles, (all) => {
      const standards = standardsOf(all, FEATURE_RULES)
      for (const one of all) assert.ok((compare(one, one, standards)?.distance ?? 0) === 0)
    }),
  )
})

test('the reasons add up to the difference and their weights to the whole', () => {
  fc.assert(
    fc.property(profiles, (all) => {
      const standards = standardsOf(all, FEATURE_RULES)
      const [a, b] = all as [Profile, Profile]
      const compared = compare(a, b, standards)
      if (!compared) return
      const sum = compared.factors.reduce((total, { contribution }) => total + contribution, 0)
      assert.ok(Math.abs(sum - compared.distance) < 1e-6)
      assert.ok(Math.abs(compared.factors.reduce((total, { weight }) => total + weight, 0) - 1) < 1e-9)
    }),
  )
})

test('nobody is told that places are alike by fewer than three figures', () => {
  fc.assert(
    fc.property(profiles, (all) => {
      const standards = standardsOf(all, FEATURE_RULES)
      const [a, b] = all as [Profile, Profile]
      const shared = codes.filter((code) => a[code] !== undefined && b[code] !== undefined).length
      const compared = compare(a, b, standards)
      if (shared < FEWEST_SHARED) assert.equal(compared, undefined)
      if (compared) assert.ok(compared.factors.length >= FEWEST_SHARED)
    }),
  )
})

test('a small hill municipality is shown its like before a city', () => {
  const all = new Map<string, Profile>([
    ['own', { population: 4000, density: 20, old: 0.24 }],
    ['village', { population: 4500, density: 22, old: 0.23 }],
    ['town', { population: 40_000, density: 110, old: 0.18 }],
    ['city', { population: 500_000, density: 900, old: 0.15 }],
    ['unknown', { population: 4000 }],
  ])
  assert.deepEqual(
    mostAlike('own', all, FEATURE_RULES).map(({ id }) => id),
    ['village', 'town', 'city'],
  )
})

test('figures of different years make no share, and a missing figure makes no feature', () => {
  const figures: FigureValues = new Map([
    [
      'population',
      [
        { year: 2021, value: 900 },
        { year: 2002, value: 1000 },
      ],
    ],
    ['households', [{ year: 2002, value: 300 }]],
  ])
  const made = profileOf(figures, null)
  assert.deepEqual(Object.keys(made).sort(), ['change', 'population'])
  assert.ok(Math.abs((made.change ?? 0) - (0.9 ** (1 / 19) - 1)) < 1e-12)
})
