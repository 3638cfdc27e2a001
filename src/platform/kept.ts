/** Answers of the database that are the same for everybody, kept in memory until anything changes anywhere. Never for what depends on who asks. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Db } from './database.ts'

/** As long as a visitor's page is kept. */
const LONGEST = 60_000
/** Letters of what is kept; rows are counted as if they were always as many. */
const MOST_LETTERS = 20_000_000
const LETTERS_OF_ROWS = 20_000

type Answer = { value: Promise<unknown>; until: number; letters: number }
type Memory = { answers: Map<string, Answer>; letters: number }

/** Kept answers by connection: a transaction is another one and sees its own changes, so it is answered afresh. */
const memories = new WeakMap<Db, Memory>()

/** Begins to keep; whoever calls it must call `dropKept` at every change and `keepNothing` when changes are no longer heard of. */
export const beginKeeping = (db: Db): void => {
  memories.set(db, { answers: new Map(), letters: 0 })
}
export const keepNothing = (db: Db): void => {
  memories.delete(db)
}
/** An answer that is still being made stays with those who wait for it and is given to nobody else. */
export const dropKept = (db: Db): void => {
  if (memories.has(db)) beginKeeping(db)
}

/**
 * What `make` answers, or answered since the last change. `name` says what it is; `asked` is everything that the answer depends on
 * beside the database. Whoever gets it must not change it: others hold the same.
 */
export function kept<X>(db: Db, name: string, asked: unknown, make: () => Promise<X>): Promise<X> {
  const memory = memories.get(db)
  if (!memory) return make()
  const key = `${name} ${JSON.stringify(asked)}`
  const known = memory.answers.get(key)
  if (known && known.until > performance.now()) return known.value as Promise<X>
  forget(memory, key)
  const value = make()
  const answer = { value, until: performance.now() + LONGEST, letters: LETTERS_OF_ROWS }
  memory.answers.set(key, answer)
  memory.letters += answer.letters
  value.then(
    (made) => {
      if (memory.answers.get(key) !== answer || typeof made !== 'string') return
      memory.letters += made.length - answer.letters
      answer.letters = made.length
    },
    () => memory.answers.get(key) === answer && forget(memory, key),
  )
  // Map keeps the order of entry: the oldest goes first.
  for (const oldest of memory.answers.keys()) {
    if (memory.letters <= MOST_LETTERS) break
    forget(memory, oldest)
  }
  return value
}

/** A part of a page that looks alike to everybody: drawn once and kept as text. Nothing when nothing is drawn. */
export async function keptDrawing(db: Db, name: string, asked: unknown, draw: () => Promise<Child>): Promise<Child> {
  const html = await kept(db, `${name} drawn`, asked, async () => String((await draw()) ?? ''))
  return html && raw(html)
}

function forget(memory: Memory, key: string): void {
  memory.letters -= memory.answers.get(key)?.letters ?? 0
  memory.answers.delete(key)
}
