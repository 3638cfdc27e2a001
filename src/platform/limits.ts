/** Limits on tries, counted in the database so that they hold over all processes and restarts. */
import { lt, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { TooMany } from './http.ts'
import { limits } from './schema.ts'

export type Limit = { tries: number; seconds: number }

/**
 * Counts one try at a door and throws TooMany when the window (fixed, from the first try) is used up.
 * `key` names the door and who tries: `sign-in account ana@…`, `sign-in network 192.0.2.0/24`. Runs outside other transactions, so a rollback does not give the try back.
 */
export async function countTry(db: Db, key: string, limit: Limit, now: Date): Promise<void> {
  const until = new Date(now.getTime() + limit.seconds * 1000)
  const [row] = await db
    .insert(limits)
    .values({ key, count: 1, until })
    .onConflictDoUpdate({
      target: limits.key,
      set: {
        count: sql`case when ${limits.until} <= ${now} then 1 else ${limits.count} + 1 end`,
        until: sql`case when ${limits.until} <= ${now} then excluded.until else ${limits.until} end`,
      },
    })
    .returning()
  if (row && row.count > limit.tries)
    throw new TooMany(Math.max(1, Math.ceil((row.until.getTime() - now.getTime()) / 1000)))
}

/** Windows that have ended; called by the daily cleaning. */
export const forgetEndedWindows = (db: Db, now: Date) => db.delete(limits).where(lt(limits.until, now))

/** The network an address stands for in limits: an IPv4 address alone, an IPv6 /64, which one customer usually has. */
export const networkOf = (address: string): string =>
  address.includes(':') ? `${expanded(address).split(':').slice(0, 4).join(':')}::/64` : address

const expanded = (address: string) => {
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].join(':')
}
