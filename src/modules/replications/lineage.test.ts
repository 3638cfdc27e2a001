/** Holds the tree of who learned from whom: nobody is lost and nobody stands twice, whatever was written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Branch, depthOf, type Learner, lineageOf, possibleTeachers } from './lineage.ts'

const learner = (id: string, learnedFromId: string | null = null): Learner => ({ id, learnedFromId })
const idsIn = (branches: readonly Branch<Learner>[]): string[] =>
  branches.flatMap(({ learner: one, learners }) => [one.id, ...idsIn(learners)])

test('three generations stand below each other', () => {
  const tree = lineageOf([learner('veles'), learner('ruse', 'veles'), learner('tulchyn', 'ruse'), learner('tetovo')])
  assert.deepEqual(
    tree.map(({ learner: one }) => one.id),
    ['veles', 'tetovo'],
  )
  assert.equal(depthOf(tree), 3)
})

test('whoever learned from somebody who took it back stands at the author', () => {
  assert.deepEqual(idsIn(lineageOf([learner('ruse', 'gone')])), ['ruse'])
})

test('a municipality cannot learn from itself or from those who learned from it', () => {
  const all = [learner('a'), learner('b', 'a'), learner('c', 'b'), learner('d')]
  assert.deepEqual(
    possibleTeachers(all, 'a').map(({ id }) => id),
    ['d'],
  )
  assert.equal(possibleTeachers(all, undefined).length, 4)
})

test('everybody stands in the tree once, even when two name each other', () => {
  const names = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(fc.array(fc.option(names), { maxLength: 13 }), (teachers) => {
      const all = teachers.map((teacher, at) => learner(String(at), teacher === null ? null : String(teacher)))
      assert.deepEqual(idsIn(lineageOf(all)).toSorted(), all.map(({ id }) => id).toSorted())
    }),
  )
})
