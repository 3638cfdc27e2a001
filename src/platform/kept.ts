/** Answers of the database that are the same for everybody, kept in memory until anything changes anywhere. Never for what depends on who asks. */
import type { Db } from './database.ts'

/** As long as a visitor's page is kept. */
const LONGEST = 60_000
const MOST = 1000

type Answer = { value: Promise<unknown>; until: number }

/** Kept answers by connection: a transaction is another one and sees its own changes, so it is answered afresh. */
const memories = new WeakMap<Db, Map<string, Answer>>()

/** Begins to keep; whoever calls it must call `dropKept` at every change and `keepNothing` when changes are no longer heard of. */
export const beginKeeping = (db: Db): void => {
  memories.set(db, new Map())
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
  const known = memory.get(key)
  if (known && known.until > performance.now()) return known.value as Promise<X>
  const value = make()
  memory.delete(key)
  memory.set(key, { value, until: performance.now() + LONGEST })
  // Map keeps the order of entry: the oldest goes first.
  if (memory.size > MOST) memory.delete(memory.keys().next().value ?? key)
  value.catch(() => {
    if (memory.get(key)?.value === value) memory.delete(key)
  })
  return value
}
