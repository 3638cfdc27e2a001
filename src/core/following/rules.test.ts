/** Tables of cases: whom an event is news to, and up to which event everything is known. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BEGINNING, isNewsTo, knownUpTo } from './rules.ts'

const at = new Date('2026-11-20T10:00:00Z')

test('nobody is told what they did themselves, or what happened before they followed', () => {
  const event = { actorId: 'moderator', data: { authorId: 'author' }, at }
  assert.ok(isNewsTo('reader', new Date('2026-11-19T10:00:00Z'), event))
  assert.ok(!isNewsTo('moderator', new Date(0), event))
  assert.ok(!isNewsTo('author', new Date(0), event), 'a moderator let the comment through; its author got a letter')
  assert.ok(!isNewsTo('reader', new Date('2026-11-20T10:00:01Z'), event))
})

test('where nothing runs, everything is known at once', () => {
  const known = knownUpTo(BEGINNING, { horizon: '900', next: '900', newest: 7 })
  assert.deepEqual(known, { upTo: 7, position: { done: 0, seen: 7, next: '900' } })
})

test('an event that is committed late is not passed over', () => {
  // 905 has taken id 6 and not committed; 906 committed id 7.
  const first = knownUpTo({ done: 5, seen: 5, next: '900' }, { horizon: '905', next: '907', newest: 7 })
  assert.equal(first.upTo, 5)
  assert.deepEqual(first.position, { done: 5, seen: 7, next: '907' })
  const still = knownUpTo(first.position, { horizon: '905', next: '950', newest: 40 })
  assert.equal(still.upTo, 5, 'it still runs')
  assert.deepEqual(still.position, first.position, 'the note stays, or it would never come true')
  const after = knownUpTo(first.position, { horizon: '940', next: '951', newest: 41 })
  assert.equal(after.upTo, 7)
  assert.deepEqual(after.position, { done: 5, seen: 41, next: '951' })
})

test('a portal that moved to another database goes on telling', () => {
  const moved = knownUpTo({ done: 40, seen: 44, next: '1000000' }, { horizon: '11', next: '13', newest: 45 })
  assert.equal(moved.upTo, 40)
  assert.equal(knownUpTo(moved.position, { horizon: '14', next: '15', newest: 45 }).upTo, 45)
})
