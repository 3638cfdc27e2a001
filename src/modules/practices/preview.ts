/** A practice as it would look if it were published now: its newest text in the original language with the facts that came with it. */
import { findPlace } from '#core/places/index.ts'
import { listTopics, topicName } from '#core/topics/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { Manuscript } from './manuscripts.ts'
import { findPractice, type PracticeReading } from './queries.ts'

export async function previewOf(
  db: Db,
  actor: Actor,
  { id, record, facts }: Manuscript,
  language: Language,
): Promise<PracticeReading | undefined> {
  const practice = await findPractice(db, actor, id, record.language, 'latest')
  if (!practice) return undefined
  const place = facts.placeId ? await findPlace(db, facts.placeId) : undefined
  const topics = await listTopics(db)
  const { costAmount: amount, costCurrency: currency } = facts
  return {
    ...practice,
    place: place ?? null,
    topics: topics
      .filter((topic) => facts.topics.includes(topic.id))
      .map((topic) => ({ id: topic.id, name: topicName(topic, language) })),
    innovator: facts.innovatorConsentAt ? facts.innovator : null,
    periodFrom: facts.periodFrom,
    periodTo: facts.periodTo,
    cost: amount !== null && currency !== null ? { amount, currency, date: facts.costDate } : null,
  }
}
