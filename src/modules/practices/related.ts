/** What to read after a practice: similar ones, and its neighbours in time under the same topic. */
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { isListed, sizeOf } from './listing.ts'
import { linesWhere, type PracticeLine } from './queries.ts'
import type { PracticeReading } from './reading.ts'

export type Similar = { practice: PracticeLine; shared: string[] }
export type Related = { similar: Similar[]; topic: string | undefined; newer?: PracticeLine; older?: PracticeLine }

/** Similar: most shared topics first, then municipalities of the same size class, then the same country, then the newest. */
export function relatedTo(db: Db, practice: PracticeReading, language: Language, limit = 4): Promise<Related> {
  const { id, topics, country, place } = practice
  const asked = [id, topics.map((topic) => topic.id), country, place?.id, language, limit]
  return kept(db, 'practices.related', asked, () => findRelated(db, practice, language, limit))
}

async function findRelated(db: Db, practice: PracticeReading, language: Language, limit: number): Promise<Related> {
  const own = practice.topics.map(({ id }) => id)
  const [first] = practice.topics
  if (!first) return { similar: [], topic: undefined }
  const ids = sql`array[${sql.join(
    own.map((id) => sql`${id}::text`),
    sql`, `,
  )}]`
  const sharing = sql`(select count(*) from record_topics rt where rt.record_id = r.id and rt.topic_id = any(${ids}))`
  // Who shares fewer topics than the last of the best by this count is none of the best: only the others are compared further.
  const mostSharing = sql`r.id in (
    with sharing as materialized (
      select r.id, count(*) as topics
      from record_topics rt join records r on r.id = rt.record_id join practices pr on pr.id = r.id
      where rt.topic_id = any(${ids}) and r.id <> ${practice.id}::uuid and ${isListed} group by r.id
    )
    select id from sharing
    where topics >= coalesce((select topics from sharing order by topics desc offset ${limit - 1} limit 1), 1))`
  const inFirst = sql`r.id <> ${practice.id}::uuid
    and exists (select 1 from record_topics rt where rt.record_id = r.id and rt.topic_id = ${first.id})`
  const here = sql`(select self.published_at, self.id from records self where self.id = ${practice.id}::uuid)`
  const [similar, newer, older] = await Promise.all([
    linesWhere(
      db,
      language,
      mostSharing,
      sql`${sharing} desc, ${sizeOf(sql`p.id`)} is not distinct from ${
        practice.place ? sizeOf(sql`${practice.place.id}::uuid`) : sql`null`
      } desc, (r.country = ${practice.country}) desc, r.published_at desc, r.id`,
      limit,
    ),
    linesWhere(db, language, sql`${inFirst} and (r.published_at, r.id) > ${here}`, sql`r.published_at, r.id`, 1),
    linesWhere(
      db,
      language,
      sql`${inFirst} and (r.published_at, r.id) < ${here}`,
      sql`r.published_at desc, r.id desc`,
      1,
    ),
  ])
  return {
    topic: first.name,
    similar: similar.map((line) => ({
      practice: line,
      shared: line.topics.filter(({ id }) => own.includes(id)).map(({ name }) => name),
    })),
    newer: newer[0],
    older: older[0],
  }
}
