/** What sets example accounts apart: whoever tries the portal acts in them, so they reach no real person. The rule itself is in rules.ts. */
import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { mayReach } from './rules.ts'
import { people } from './schema.ts'

export async function isExampleAccount(db: Db, personId: string | null): Promise<boolean> {
  if (!personId) return false
  const [person] = await db.select({ example: people.example }).from(people).where(eq(people.id, personId))
  return person?.example ?? false
}

/** Tells, by their e-mail, whom this person may write to, invite, give a role or sign out. One query, however many are asked about. */
export async function reachFrom(db: Db, personId: string | null): Promise<(email: string) => boolean> {
  const example = await isExampleAccount(db, personId)
  return (email) => mayReach({ example }, email)
}
