/** How well a practice fits: what holds for any municipality and any practice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  budgetFit,
  type Character,
  characterOf,
  FACTORS,
  FEWEST_COSTS,
  type FitInput,
  fitOf,
  inCurrency,
  kindFit,
  likenessFit,
  needFit,
  sizeFit,
  WEIGHTS,
  weakest,
} from './fit.ts'

const people = fc.integer({ min: 1, max: 5_000_000 })
const character = fc.constantFrom<Character>('urban', 'mixed', 'rural', 'above')
const need = fc
  .record({ own: fc.boolean(), alike: fc.integer({ min: 0, max: 10 }), withIt: fc.nat({ max: 10 }) })
  .map((one) => ({ ...one, withIt: Math.min(one.withIt, one.alike) }))
const cost = fc.double({ min: 0, max: 1e6, noNaN: true })
const input: fc.Arbitrary<FitInput> = fc.record(
  {
    needs: fc.array(need, { maxLength: 5 }),
    law: fc
      .record({ same: fc.boolean(), topics: fc.nat({ max: 5 }), local: fc.nat({ max: 5 }) })
      .map((law) => ({ ...law, local: Math.min(law.local, law.topics) })),
    size: fc.record({ own: people, other: people }),
    kind: fc.record({ own: character, other: character }),
    budget: fc.record({ perHead: cost, others: fc.array(cost, { maxLength: 20 }) }),
    distance: fc.double({ min: 0, max: 20, noNaN: true }),
  },
  { requiredKeys: ['needs', 'law'] },
)
const isShare = (value: number) => value >= 0 && value <= 1

test('an officer always gets a number from 0 to 100, or is told that too little is known', () => {
  fc.assert(
    fc.property(input, (given) => {
      const fit = fitOf(given)
      if (!fit) return true
      const weights = fit.factors.reduce((sum, { weight }) => sum + weight, 0)
      const points = fit.factors.reduce((sum, factor) => sum + factor.points, 0)
      return (
        fit.score >= 0 &&
        fit.score <= 100 &&
        Math.abs(weights - 1) < 1e-9 &&
        Math.abs(points - fit.exact) < 1e-9 &&
        fit.factors.every(({ value }) => isShare(value)) &&
        fit.factors.length + fit.missing.length === FACTORS.length
      )
    }),
  )
})

test('the weights that officers read add up to a whole', () => {
  assert.ok(Math.abs(FACTORS.reduce((sum, code) => sum + WEIGHTS[code], 0) - 1) < 1e-9)
})

test('two municipalities are as near in size and kind whichever of them looks at the other', () => {
  fc.assert(fc.property(people, people, (a, b) => Math.abs(sizeFit(a, b) - sizeFit(b, a)) < 1e-12))
  fc.assert(fc.property(character, character, (a, b) => kindFit(a, b) === kindFit(b, a)))
  assert.equal(sizeFit(20_000, 20_000), 1)
  assert.equal(sizeFit(1_000, 50_000), 0)
})

test('a size that is farther away never fits better, nor does a dearer practice or a less similar place', () => {
  fc.assert(
    fc.property(people, people, people, (own, a, b) => {
      const [near, far] = Math.abs(Math.log(a / own)) <= Math.abs(Math.log(b / own)) ? [a, b] : [b, a]
      return sizeFit(own, near) >= sizeFit(own, far) - 1e-12
    }),
  )
  fc.assert(
    fc.property(cost, cost, fc.array(cost, { minLength: FEWEST_COSTS }), (a, b, others) => {
      const [cheap, dear] = a <= b ? [a, b] : [b, a]
      return budgetFit(cheap, others) >= budgetFit(dear, others) && isShare(budgetFit(a, others))
    }),
  )
  fc.assert(fc.property(fc.nat(50), fc.nat(50), (a, b) => likenessFit(Math.min(a, b)) >= likenessFit(Math.max(a, b))))
})

test('whoever has solved it already needs it less than whoever has not', () => {
  fc.assert(fc.property(need, (one) => needFit([{ ...one, own: true }]) < needFit([{ ...one, own: false }])))
})

test('a better value in one respect never makes the whole worse', () => {
  fc.assert(
    fc.property(input, people, (given, other) => {
      if (!given.size) return true
      const changed = { ...given, size: { ...given.size, other } }
      const [before, after] = [fitOf(given), fitOf(changed)]
      if (!before || !after) return before === after
      const nearer = sizeFit(changed.size.own, other) >= sizeFit(given.size.own, given.size.other)
      return nearer ? after.exact >= before.exact - 1e-9 : after.exact <= before.exact + 1e-9
    }),
  )
})

test('what is not known is left out and named, and the rest counts as if it were the whole', () => {
  const needs = [{ own: false, alike: 10, withIt: 10 }]
  const law = { same: true, topics: 1, local: 1 }
  const whole = fitOf({ needs, law, size: { own: 5_000, other: 5_000 } })
  assert.equal(whole?.score, 100)
  assert.deepEqual(whole?.missing, ['likeness', 'budget', 'kind'])
  assert.equal(fitOf({ needs, law }), undefined, 'need and law alone are too little')
  const few = fitOf({ needs, law, size: { own: 5_000, other: 5_000 }, budget: { perHead: 1, others: [1, 2] } })
  assert.ok(few?.missing.includes('budget'), 'two prices say nothing about what is dear')
})

test('an officer learns first where most is lost', () => {
  const fit = fitOf({
    needs: [{ own: true, alike: 0, withIt: 0 }],
    law: { same: false, topics: 2, local: 0 },
    size: { own: 5_000, other: 500_000 },
    kind: { own: 'rural', other: 'rural' },
  })
  assert.ok(fit)
  assert.equal(fit.word, 'little')
  assert.deepEqual(weakest(fit), ['size', 'need'])
})

test('units are compared by what they are like, whatever their country calls them', () => {
  assert.equal(characterOf({ level: 'municipality', type: 'ayil_aimak' }), 'rural')
  assert.equal(characterOf({ level: 'municipality', type: 'rural_hromada' }), 'rural')
  assert.equal(characterOf({ level: 'district', type: 'raion' }), 'above')
  assert.equal(characterOf({ level: 'municipality', type: 'of a kind yet unknown' }), 'mixed')
})

test('a cost is compared only where the rate is fixed by law', () => {
  assert.equal(inCurrency(100, 'MKD', 'MKD'), 100)
  assert.equal(inCurrency(195.583, 'BGN', 'EUR'), 100)
  assert.equal(inCurrency(61.5, 'MKD', 'EUR'), undefined)
})
