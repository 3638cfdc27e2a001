/** What a person typed into a long form and has not sent yet: kept by person and form until sent or thrown away. */
import { and, eq, lt } from 'drizzle-orm'
import type { Member } from './actor.ts'
import type { Db } from './database.ts'
import type { FormState } from './forms.ts'
import { formDrafts } from './schema.ts'

/** Forms whose typing is kept; the key names form and record: `practice.new`, `practice.<id>`. */
export const DRAFT_KEY = /^[a-z-]+\.(new|[0-9a-f-]{36})$/

export async function keepDraft(
  db: Db,
  member: Member,
  key: string,
  values: FormState['values'],
  now: Date,
): Promise<void> {
  await db
    .insert(formDrafts)
    .values({ personId: member.id, key, values, updatedAt: now })
    .onConflictDoUpdate({ target: [formDrafts.personId, formDrafts.key], set: { values, updatedAt: now } })
}

export async function findDraft(db: Db, member: Member, key: string) {
  const [draft] = await db
    .select({ values: formDrafts.values, updatedAt: formDrafts.updatedAt })
    .from(formDrafts)
    .where(and(eq(formDrafts.personId, member.id), eq(formDrafts.key, key)))
  return draft
}

/** Called in the transaction that saves the form. */
export const dropDraft = (db: Db, member: Member, key: string) =>
  db.delete(formDrafts).where(and(eq(formDrafts.personId, member.id), eq(formDrafts.key, key)))

/** Drafts that nobody touched for long; called by the daily cleaning. */
export const forgetOldDrafts = (db: Db, before: Date) => db.delete(formDrafts).where(lt(formDrafts.updatedAt, before))
