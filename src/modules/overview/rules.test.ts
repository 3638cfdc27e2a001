/** What municipalities may rely on in the rule of the municipality of the year. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MERITS, NO_MERITS, POINTS, pointsOf, ranked, winnersOf } from './rules.ts'

const town = (name: string, merits: Partial<typeof NO_MERITS>) => ({ name, merits: { ...NO_MERITS, ...merits } })

test('Whoever adds up what a municipality did comes to its points', () => {
  assert.equal(pointsOf(town('a', { practices: 2, applied: 1, voices: 3 }).merits), 2 * 10 + 5 + 3 * 2)
  assert.equal(pointsOf(NO_MERITS), 0)
  for (const merit of MERITS) assert.equal(pointsOf({ ...NO_MERITS, [merit]: 1 }), POINTS[merit])
})

test('Two municipalities with equally many points share a place, and the next one is third', () => {
  const rows = ranked([
    town('c', { applied: 1 }),
    town('a', { practices: 1 }),
    town('b', { applied: 2 }),
    town('d', {}),
  ])
  assert.deepEqual(
    rows.map(({ name, rank, points }) => [name, rank, points]),
    [
      ['a', 1, 10],
      ['b', 1, 10],
      ['c', 3, 5],
    ],
  )
  assert.deepEqual(
    winnersOf(rows).map(({ name }) => name),
    ['a', 'b'],
  )
})

test('A municipality that did nothing is not in the list at all', () => {
  assert.deepEqual(ranked([town('a', {})]), [])
})
