/** What is kept in memory: for whom, how long, and when it is let go. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from './database.ts'
import { beginKeeping, dropKept, keepNothing, kept } from './kept.ts'

/** Keeping asks nothing of a connection but that it is one and the same. */
const connection = () => ({}) as Db

function counter() {
  let made = 0
  return async () => ++made
}

test('many who ask the same are given one answer, and each other question has its own', async () => {
  const db = connection()
  beginKeeping(db)
  const make = counter()
  const answers = await Promise.all([1, 2, 3].map(() => kept(db, 'list', { topic: 'waste' }, make)))
  assert.deepEqual(answers, [1, 1, 1])
  assert.equal(await kept(db, 'list', { topic: 'water' }, make), 2)
  assert.equal(await kept(db, 'counts', { topic: 'waste' }, make), 3)
})

test('nobody is given an answer that was made before the newest change', async () => {
  const db = connection()
  beginKeeping(db)
  let text = 'old'
  const slow = async () => {
    const read = text
    await new Promise((done) => setTimeout(done, 10))
    return read
  }
  const early = kept(db, 'list', {}, slow)
  text = 'new'
  dropKept(db)
  assert.equal(await kept(db, 'list', {}, slow), 'new')
  assert.equal(await early, 'old')
  assert.equal(await kept(db, 'list', {}, slow), 'new')
})

test('whoever asks within a transaction, or while changes are not heard of, is answered afresh', async () => {
  const db = connection()
  const make = counter()
  assert.deepEqual([await kept(db, 'list', {}, make), await kept(db, 'list', {}, make)], [1, 2])
  beginKeeping(db)
  await kept(db, 'list', {}, make)
  assert.equal(await kept(connection(), 'list', {}, make), 4)
  keepNothing(db)
  dropKept(db)
  assert.deepEqual([await kept(db, 'list', {}, make), await kept(db, 'list', {}, make)], [5, 6])
})

test('an answer that could not be had is asked for again', async () => {
  const db = connection()
  beginKeeping(db)
  await assert.rejects(kept(db, 'list', {}, () => Promise.reject(new Error('broken'))))
  assert.equal(await kept(db, 'list', {}, async () => 'well'), 'well')
})

test('memory has an end: the oldest answers are made again', async () => {
  const db = connection()
  beginKeeping(db)
  const make = counter()
  for (let number = 0; number <= 1000; number++) await kept(db, 'list', number, make)
  assert.equal(await kept(db, 'list', 1000, make), 1001)
  assert.equal(await kept(db, 'list', 0, make), 1002)
})
