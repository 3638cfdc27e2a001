/** Class borders and columns: what a reader of a legend relies on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bordersOf, classOf, colourOf, columnsOf } from './breaks.ts'

const sizes = (values: number[], borders: number[]) =>
  Array.from(
    { length: borders.length + 1 },
    (_, index) => values.filter((value) => classOf(value, borders) === index).length,
  )

test('A reader of a map by quantiles finds as many places in each colour, and round borders', () => {
  const values = [1203, 1811, 2380, 3377, 5110, 7822, 9933, 12119, 25440, 98104]
  const borders = bordersOf(values, { method: 'quantile', count: 5 })
  assert.deepEqual(sizes(values, borders), [2, 2, 2, 2, 2])
  assert.ok(
    borders.every((border) => border % 100 === 0),
    String(borders),
  )
})

test('Quantiles agree with definition 7 of Hyndman and Fan before they are rounded', () => {
  // R: quantile(c(1, 2, 3, 4, 10), c(1/3, 2/3), type = 7) gives 2.333… and 3.666…; any border in (2, 3] and (3, 4] parts alike.
  const borders = bordersOf([1, 2, 3, 4, 10], { method: 'quantile', count: 3 })
  assert.deepEqual(sizes([1, 2, 3, 4, 10], borders), [2, 1, 2])
})

test('Rounding a border never moves a place into another class', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 }),
      fc.integer({ min: 3, max: 7 }),
      (values, count) => {
        const borders = bordersOf(values, { method: 'quantile', count })
        const highest = Math.max(...values)
        const lowest = Math.min(...values)
        assert.ok(borders.length < count)
        assert.ok(borders.every((border, index) => index === 0 || border > (borders[index - 1] ?? border)))
        assert.ok(borders.every((border) => border > lowest && border <= highest))
      },
    ),
  )
})

test('A reader of a map by equal steps finds round borders at one distance', () => {
  assert.deepEqual(bordersOf([3, 8, 14, 22, 29], { method: 'equal', count: 6 }), [5, 10, 15, 20, 25])
})

test('Places without a figure have no part in the borders, and one repeated figure needs none', () => {
  assert.deepEqual(bordersOf([null, null], { method: 'quantile', count: 5 }), [])
  assert.deepEqual(bordersOf([4, 4, null, 4], { method: 'equal', count: 5 }), [])
})

test('A figure that equals a border belongs to the class that begins there', () => {
  assert.equal(classOf(10, [10, 20]), 1)
  assert.equal(classOf(9.99, [10, 20]), 0)
  assert.equal(classOf(20, [10, 20]), 2)
})

test('Few classes take the ends of the colour scale', () => {
  assert.deepEqual(
    [0, 1, 2].map((index) => colourOf(index, 3)),
    [0, 3, 6],
  )
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((index) => colourOf(index, 5)),
    [0, 2, 3, 5, 6],
  )
})

test('Columns of a histogram hold every value once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 80 }),
      (values) => {
        const columns = columnsOf(values)
        assert.equal(
          columns.reduce((sum, { count }) => sum + count, 0),
          values.length,
        )
      },
    ),
  )
  assert.deepEqual(
    columnsOf([0.1, 0.2, 0.3], 3).map(({ count }) => count),
    [1, 0, 1, 1],
  )
})
