/** What nominations keep about a person: given to them, and taken out when the account goes. */
import { desc, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { nominations } from './schema.ts'

export const ownData = async (db: Db, personId: string): Promise<Record<string, unknown>> => ({
  nominations: await db
    .select({
      id: nominations.id,
      practice: nominations.practiceId,
      voice: nominations.voice,
      language: nominations.language,
      createdAt: nominations.createdAt,
      invalidatedAt: nominations.invalidatedAt,
      reason: nominations.reason,
    })
    .from(nominations)
    .where(eq(nominations.personId, personId))
    .orderBy(desc(nominations.createdAt)),
})

/** The voice stays in the count; its keyed hash stays too, so that the same mailbox does not speak twice. Everything else goes. */
export async function erase(db: Db, personId: string): Promise<void> {
  await db
    .update(nominations)
    .set({ personId: null, emailDomain: '', networkHash: '' })
    .where(eq(nominations.personId, personId))
  await db.update(nominations).set({ invalidatedBy: null }).where(eq(nominations.invalidatedBy, personId))
}

/** Days after which networks and domains are forgotten: the board looks back ninety. */
const KEPT_DAYS = 180
export const forgetNetworks = (db: Db, now: Date) =>
  db
    .update(nominations)
    .set({ networkHash: '', emailDomain: '' })
    .where(
      sql`${lt(nominations.createdAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000))} and ${nominations.networkHash} <> ''`,
    )
