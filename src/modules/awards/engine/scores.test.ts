import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { endOf, startOf, weekOf, weeksLater } from './calendar.ts'
import { followsJury, mostVoted, type Result, resultsOf, type Sheet, shortlistOf } from './scores.ts'

const criteria = [
  { id: 'result', weight: 60 },
  { id: 'repeat', weight: 40 },
]
const sheet = (personId: string, entryId: string, result: number, repeat?: number): Sheet => ({
  personId,
  entryId,
  points: new Map([['result', result], ...(repeat === undefined ? [] : [['repeat', repeat] as const])]),
})
const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id, categoryId: 'one' }))
const of = (results: readonly Result[], id: string) => results.find(({ entryId }) => entryId === id) as Result

test('what a jury gives is weighed by criterion and averaged over those who judged', () => {
  const results = resultsOf(entries, criteria, [
    sheet('ana', 'a', 10, 5),
    sheet('boris', 'a', 6, 5),
    sheet('ana', 'b', 8, 5),
    sheet('ana', 'c', 0, 0),
    sheet('boris', 'c', 9),
  ])
  const a = of(results, 'a')
  assert.equal(a.mean, 6.8)
  assert.deepEqual([a.lowest, a.highest], [5.6, 8])
  assert.ok(Math.abs((a.deviation ?? 0) - Math.sqrt(2.88)) < 1e-12)
  assert.deepEqual(
    a.criteria.map(({ mean, contribution }) => [mean, contribution]),
    [
      [8, 4.8],
      [5, 2],
    ],
  )
  assert.deepEqual([a.jurors, a.fewJurors], [2, false])
  // Equal to a, though by one juror only: told, and both share the first place.
  assert.deepEqual([of(results, 'b').rank, of(results, 'b').tied, of(results, 'b').fewJurors], [1, true, true])
  assert.deepEqual([a.rank, of(results, 'c').rank, of(results, 'c').jurors], [1, 3, 1])
  assert.deepEqual([of(results, 'd').rank, of(results, 'd').mean], [null, null])
})

test('whoever shares the last place of a shortlist is on it', () => {
  const results = resultsOf(entries, criteria, [
    sheet('ana', 'a', 9, 9),
    sheet('ana', 'b', 5, 5),
    sheet('ana', 'c', 5, 5),
    sheet('ana', 'd', 1, 1),
  ])
  assert.deepEqual(shortlistOf(results, 2), { entryIds: ['a', 'b', 'c'], tied: true })
  assert.deepEqual(shortlistOf(results, 1), { entryIds: ['a'], tied: false })
  assert.ok(
    followsJury(
      new Map([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]),
      results,
    ),
  )
  assert.ok(
    followsJury(
      new Map([
        ['a', 1],
        ['b', 2],
        ['c', 2],
      ]),
      results,
    ),
  )
  assert.ok(
    !followsJury(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
      results,
    ),
  )
  assert.ok(!followsJury(new Map([['d', 1]]), results))
})

test('no order in which sheets arrive changes a result, and more points never make a place worse', () => {
  const points = fc.integer({ min: 0, max: 10 })
  const given = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), points, points), { maxLength: 20 })
  fc.assert(
    fc.property(given, (rows) => {
      const sheets = rows.map(([entryId, result, repeat], index) => sheet(`juror ${index}`, entryId, result, repeat))
      const results = resultsOf(entries, criteria, sheets)
      assert.deepEqual(
        resultsOf(entries, criteria, sheets.toReversed()).map(({ rank, tied }) => [rank, tied]),
        results.map(({ rank, tied }) => [rank, tied]),
      )
      for (const one of results)
        for (const other of results)
          if (one.mean !== null && other.mean !== null && one.mean > other.mean + 1e-9)
            assert.ok((one.rank ?? 0) < (other.rank ?? 0))
      const [first] = sheets
      if (!first) return
      const better = {
        ...first,
        points: new Map([...first.points].map(([id, number]) => [id, Math.min(10, number + 1)])),
      }
      const after = resultsOf(entries, criteria, [better, ...sheets.slice(1)])
      assert.ok((of(after, first.entryId).rank ?? 0) <= (of(results, first.entryId).rank ?? 0))
    }),
  )
})

test('the public has a winner only where somebody voted', () => {
  assert.deepEqual(mostVoted(new Map()), [])
  assert.deepEqual(mostVoted(new Map([['a', 0]])), [])
  assert.deepEqual(
    mostVoted(
      new Map([
        ['a', 3],
        ['b', 3],
        ['c', 1],
      ]),
    ),
    ['a', 'b'],
  )
})

test('a day begins and ends where people live, also when the clocks change', () => {
  assert.equal(startOf('2026-11-21', 'Europe/Skopje').toISOString(), '2026-11-20T23:00:00.000Z')
  assert.equal(
    endOf('2026-10-25', 'Europe/Kyiv').getTime() - startOf('2026-10-25', 'Europe/Kyiv').getTime(),
    25 * 3_600_000,
  )
  // Sunday evening in Skopje is Monday in Bishkek.
  const evening = new Date('2026-11-22T20:00:00Z')
  assert.equal(weekOf(evening, 'Europe/Skopje'), '2026-11-16')
  assert.equal(weekOf(evening, 'Asia/Bishkek'), '2026-11-23')
  assert.equal(weeksLater('2026-12-28', 1), '2027-01-04')
})
