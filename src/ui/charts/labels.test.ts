/** Labels: where they go and that they leave each other room. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { placeBeside, presenceOf, shortened, spread, textWidth } from './labels.ts'

test('Names at the ends of lines never cover each other and stay in the drawing', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -50, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 }), (wanted) => {
      const places = spread(wanted, 16, 0, 300)
      const sorted = places.toSorted((a, b) => a - b)
      assert.ok(sorted.every((y, index) => index === 0 || y - (sorted[index - 1] ?? 0) >= 16 - 1e-6))
      assert.ok(sorted.every((y) => y >= -1e-6 && y <= 300 + 1e-6))
    }),
  )
})

test('Names that have room stay at their lines', () => {
  assert.deepEqual(spread([200, 20, 100], 16, 0, 300), [200, 20, 100])
})

test('Two names that meet part evenly', () => {
  assert.deepEqual(spread([100, 100], 16, 0, 300), [92, 108])
})

test('On a phone fewer years are written, and those are among the ones of a wide screen', () => {
  const presence = presenceOf(22, textWidth('2024', 12), 40)
  assert.ok(presence.filter((one) => one === 'always').length * (textWidth('2024', 12) + 8) <= 280)
  assert.equal(presence[0], 'always')
  assert.deepEqual(presenceOf(4, 30), ['always', 'always', 'always', 'always'])
})

test('A name without room beside its point is left out, one that must stand is not', () => {
  const area = { left: 0, top: 0, right: 120, bottom: 40 }
  const [first, second] = placeBeside(
    [
      { x: 10, y: 20, text: 'Куманово' },
      { x: 12, y: 20, text: 'Македонска Каменица' },
    ],
    area,
  )
  assert.equal(first?.anchor, 'start')
  assert.equal(second, undefined)
  const [, must] = placeBeside(
    [
      { x: 10, y: 20, text: 'Куманово' },
      { x: 12, y: 20, text: 'Македонска Каменица', must: true },
    ],
    area,
  )
  assert.ok(must)
})

test('A name at the right edge stands left of its point', () => {
  const [place] = placeBeside([{ x: 195, y: 50, text: 'Битола' }], { left: 0, top: 0, right: 200, bottom: 100 })
  assert.equal(place?.anchor, 'end')
})

test('A long name is cut at a width, a short one is left as it is', () => {
  assert.equal(shortened('Велес', 100), 'Велес')
  const cut = shortened('Центар за развој на Југоисточниот плански регион', 120)
  assert.ok(cut.endsWith('…') && textWidth(cut) <= 120)
})
