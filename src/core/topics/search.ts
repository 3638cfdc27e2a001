/** Topics in the portal's search: found by name and everyday word in any language. */
import type { Reader, RecordLine } from '#platform/module.ts'
import { findTopics, topicName, topicPath } from './naming.ts'
import { listTopics, listTopicsByIds } from './queries.ts'
import { texts } from './texts.ts'

export async function searchTopics({ db, language }: Reader, words: string, limit: number): Promise<RecordLine[]> {
  const hits = findTopics(await listTopics(db), words, language).slice(0, limit)
  const whole = new Map(
    (
      await listTopicsByIds(
        db,
        hits.map(({ id }) => id),
      )
    ).map((topic) => [topic.id, topic]),
  )
  return hits.map((topic) => ({
    id: topic.id,
    kind: 'topic',
    href: `/${language}${topicPath(topic.id)}`,
    title: topicName(topic, language),
    summary: whole.get(topic.id)?.descriptions[language] ?? '',
    lang: language,
    note: texts.in(language)('kind'),
    at: null,
  }))
}
