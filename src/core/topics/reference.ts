/** Loads the vocabulary of topics into the database when it has changed. A topic that the vocabulary drops stays: records carry it. */
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { facts } from '#platform/schema.ts'
import { topics } from './schema.ts'
import { vocabularyOf, vocabularyText } from './vocabulary.ts'

/** Name of the fact that says which vocabulary is loaded. */
const LOADED = 'topics'
/** Raise it when this file changes what is stored for the same vocabulary. */
const LOADED_AS = 1

/** Brings the topics up to date; safe to repeat. Answers how many were loaded, 0 when nothing had changed. */
export async function loadTopics(db: Db, now: Date): Promise<number> {
  const text = vocabularyText()
  const hash = createHash('sha256').update(`${LOADED_AS}\0${text}`).digest('hex')
  const [known] = await db.select({ value: facts.value }).from(facts).where(eq(facts.name, LOADED))
  if (known?.value === hash) return 0
  const rows = vocabularyOf(text).topics.map(({ broader, description, ...rest }, position) => ({
    ...rest,
    broaderId: broader,
    descriptions: description,
    position,
  }))
  await db.transaction(async (tx) => {
    await tx
      .insert(topics)
      .values(rows)
      .onConflictDoUpdate({
        target: topics.id,
        set: {
          broaderId: sql`excluded.broader_id`,
          names: sql`excluded.names`,
          descriptions: sql`excluded.descriptions`,
          synonyms: sql`excluded.synonyms`,
          competence: sql`excluded.competence`,
          related: sql`excluded.related`,
          position: sql`excluded.position`,
        },
      })
    await tx
      .insert(facts)
      .values({ name: LOADED, value: hash, updatedAt: now })
      .onConflictDoUpdate({ target: facts.name, set: { value: hash, updatedAt: now } })
  })
  return rows.length
}
