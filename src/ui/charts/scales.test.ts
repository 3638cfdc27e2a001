/** Axes, paths and outliers: the arithmetic under the drawings. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linePaths, seriesClasses } from './line-chart.tsx'
import { digitsOf, tickDigits, writerOf } from './numbers.ts'
import { outliersOf } from './outliers.ts'
import { pathOf, thin } from './outlines.ts'
import { axisOf, percent, tightAxisOf } from './scales.ts'

test('Bars begin at zero even when all figures are large', () => {
  const axis = axisOf([980, 1010], { range: [0, 100] })
  assert.equal(axis.low, 0)
  assert.equal(axis.at(0), 0)
})

test('An axis with one figure, or none, still has a width', () => {
  assert.ok(axisOf([7], { range: [0, 100], fromZero: false }).high > 7)
  assert.ok(axisOf([0], { range: [0, 100] }).high > 0)
  assert.ok(axisOf([], { range: [0, 100] }).ticks.length > 1)
  assert.equal(tightAxisOf([], [0, 80]).at(0), 0)
})

test('A missing year breaks the line instead of being drawn through', () => {
  const point = (x: number, y: number | null, certain = true) => ({ x, y, certain })
  const { solid, dashed } = linePaths([point(0, 1), point(1, 2), point(2, null), point(3, 4), point(4, 5)])
  assert.equal(solid, 'M0,1L1,2M3,4L4,5')
  assert.equal(dashed, '')
})

test('A figure that is not final is reached by a dashed line', () => {
  const point = (x: number, y: number, certain = true) => ({ x, y, certain })
  const { solid, dashed } = linePaths([point(0, 1), point(1, 2), point(2, 3, false)])
  assert.equal(solid, 'M0,1L1,2')
  assert.equal(dashed, 'M1,2L2,3')
})

test("One's own line keeps its colour among many, and no other takes it", () => {
  const series = Array.from({ length: 9 }, (_, index) => ({ label: String(index), points: [], highlight: index === 3 }))
  const classes = seriesClasses(series)
  assert.equal(classes[3], 'series-own')
  assert.equal(classes.filter((one) => one === 'series-own').length, 1)
  assert.ok(classes.every((one, index) => index === 3 || one === 'series-rest'))
  assert.equal(new Set(seriesClasses(series.slice(0, 5))).size, 5)
})

test('A border is written in short steps that come back to the same places', () => {
  assert.equal(
    pathOf(
      [
        [12.34, 4],
        [11.84, 5.21],
        [11.84, 5.23],
        [12, 4.96],
      ],
      true,
    ),
    'M12.3 4l-.5 1.2 .2-.2z',
  )
})

test('Thinning keeps the ends of a border and the bends that are seen', () => {
  assert.deepEqual(
    thin(
      [
        [0, 0],
        [5, 0.1],
        [10, 0],
        [10, 10],
      ],
      0.35,
    ),
    [
      [0, 0],
      [10, 0],
      [10, 10],
    ],
  )
})

test('Numbers are written as the language of the reader writes them', () => {
  assert.equal(writerOf('en', 'people', 0).full(98104), '98,104 people')
  assert.equal(writerOf('uk', '%', 1).full(12.3).replace(/\s/g, ' '), '12,3%')
  assert.equal(digitsOf([1, 2]), 0)
  assert.equal(digitsOf([12.34, 5]), 1)
  assert.equal(tickDigits([0, 0.25, 0.5]), 2)
  assert.equal(percent(33.33333), '33.33%')
})

test('Only points that stand apart from the cloud are named', () => {
  const cloud = Array.from({ length: 40 }, (_, i) => ({
    x: Math.cos(i * 1.3) * (1 + (i % 5) / 5),
    y: Math.sin(i * 1.3) * (1 + (i % 5) / 5),
  }))
  assert.deepEqual(outliersOf([...cloud, { x: 9, y: 9 }]), [40])
  assert.deepEqual(
    outliersOf([
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ]),
    [],
  )
})
