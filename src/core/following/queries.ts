/** Every SQL statement about what one person follows and keeps. Letters to followers are in news.ts. */
import { and, desc, eq, like, sql } from 'drizzle-orm'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { facts } from '#platform/schema.ts'
import type { Step, View } from './forms.ts'
import { bookmarks, follows } from './schema.ts'

const TABLES = { follows, bookmarks } as const

export type Own = { follows: boolean; bookmarked: boolean }

export async function ownState(db: Db, personId: string, recordId: string): Promise<Own> {
  const { rows } = await db.execute<Own>(sql`select
    exists (select 1 from ${follows} f where f.person_id = ${personId}::uuid and f.record_id = ${recordId}::uuid) as follows,
    exists (select 1 from ${bookmarks} b where b.person_id = ${personId}::uuid and b.record_id = ${recordId}::uuid) as bookmarked`)
  return rows[0] ?? { follows: false, bookmarked: false }
}

/** One page, the newest first, and whether another one follows. */
export async function listOwn(db: Db, personId: string, view: View, page: number) {
  const table = TABLES[view]
  const rows = await db
    .select({ recordId: table.recordId, at: table.at })
    .from(table)
    .where(eq(table.personId, personId))
    .orderBy(desc(table.at), desc(table.recordId))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
  return { rows: rows.slice(0, PAGE_SIZE), hasNext: rows.length > PAGE_SIZE }
}

/** Takes a step; taken twice, it counts once. Whether the record may be read is asked before. */
export async function take(db: Db, personId: string, recordId: string, step: Step, now: Date): Promise<void> {
  const table = step === 'follow' || step === 'unfollow' ? follows : bookmarks
  if (step === 'follow' || step === 'bookmark')
    await db.insert(table).values({ personId, recordId, at: now }).onConflictDoNothing()
  else await db.delete(table).where(and(eq(table.personId, personId), eq(table.recordId, recordId)))
}

export const ownRows = async (db: Db, personId: string) => ({
  follows: await rowsOf(db, follows, personId),
  bookmarks: await rowsOf(db, bookmarks, personId),
})

const rowsOf = (db: Db, table: typeof follows | typeof bookmarks, personId: string) =>
  db.select({ recordId: table.recordId, at: table.at }).from(table).where(eq(table.personId, personId))

/** Name of the fact that keeps what somebody was told of a record. */
export const TOLD = 'following.told'
export const toldName = (personId: string, recordId: string) => `${TOLD} ${personId} ${recordId}`

export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.delete(follows).where(eq(follows.personId, personId))
  await db.delete(bookmarks).where(eq(bookmarks.personId, personId))
  await db.delete(facts).where(like(facts.name, `${TOLD} ${personId} %`))
}
