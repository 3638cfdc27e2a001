/** What journeys through discussions share: a practice that people discuss, forms as a browser would send them. */
import { and, eq } from 'drizzle-orm'
import { contents, records } from '#core/records/schema.ts'
import type { Db } from '#platform/database.ts'
import { comments } from './schema.ts'

/** A published example practice of North Macedonia that nobody has commented on. */
export async function quietPractice(db: Db): Promise<{ id: string; title: string }> {
  const title = 'Секое дрво со број: зелен катастар што го читаат и граѓаните'
  const [row] = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.title, title)))
    .limit(1)
  if (!row) throw new Error('the example practice is gone')
  return { id: row.id, title }
}

export const commentOf = (comment: string, more: Record<string, string> = {}) => ({
  comment,
  commentLanguage: 'mk',
  ...more,
})

export async function findByText(db: Db, text: string) {
  const [row] = await db.select().from(comments).where(eq(comments.text, text))
  if (!row) throw new Error(`nobody has written "${text}"`)
  return row
}
