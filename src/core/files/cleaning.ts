/** The daily job that gives back room: forgets files removed long ago, and bytes that no file uses. */
import type { Db } from '#platform/database.ts'
import type { Job } from '#platform/module.ts'
import { forgetRemoved, lockBytes, unusedOf } from './queries.ts'
import { createStore, type Kept, type ListedStore } from './store.ts'

const AT_ONCE = 500
const DAY = 86_400_000

/** Answers how many files and how many bytes' worth of stored objects went. Safe while people upload. */
export async function cleanFiles(db: Db, store: ListedStore, now: Date): Promise<{ files: number; stored: number }> {
  const forgotten = await forgetRemoved(db, now)
  let stored = 0
  let batch: string[] = []
  const empty = async () => {
    for (const sha256 of await unusedOf(db, batch)) if (await forgetBytes(db, store, sha256)) stored++
    batch = []
  }
  // What came within the last day may belong to an upload that is just being entered, or to a restore that is going on.
  const isOld = ({ since }: Kept) => now.getTime() - since.getTime() > DAY
  for await (const kept of store.list()) {
    if (isOld(kept)) batch.push(kept.sha256)
    if (batch.length >= AT_ONCE) await empty()
  }
  await empty()
  return { files: forgotten, stored }
}

/** Asks once more under the lock that an upload of the same bytes takes. */
const forgetBytes = (db: Db, store: ListedStore, sha256: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    await lockBytes(tx, sha256)
    const [unused] = await unusedOf(tx, [sha256])
    if (unused) await store.remove(sha256)
    return unused !== undefined
  })

export const cleaningOfFiles: Job = {
  queue: 'files.clean',
  schedule: '23 2 * * *',
  run: async ({ db, config, now }) => {
    await cleanFiles(db, createStore(config), now)
  },
}
