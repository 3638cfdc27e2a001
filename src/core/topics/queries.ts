/** All SQL of topics: the tree, one topic, the topics of records and how much there is on each. */
import { and, asc, count, countDistinct, eq, inArray, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import { records } from '../records/schema.ts'
import { recordTopics, type Topic, topics } from './schema.ts'

/** What names a topic wherever it stands: in lists, as a tag, in a filter. */
export type TopicName = Pick<Topic, 'id' | 'broaderId' | 'names'>
/** A topic that can be found by other words as well. */
export type TopicLine = TopicName & Pick<Topic, 'synonyms'>

const nameColumns = { id: topics.id, broaderId: topics.broaderId, names: topics.names }

/** All topics in the order of the vocabulary; `topicTree` puts them in two levels. */
export const listTopics = (db: Db): Promise<TopicLine[]> =>
  kept(db, 'topics', '', async () =>
    db
      .select({ ...nameColumns, synonyms: topics.synonyms })
      .from(topics)
      .orderBy(asc(topics.position)),
  )

/** All topics with everything that is known of them, for open data. */
export const listWholeTopics = (db: Db): Promise<Topic[]> => db.select().from(topics).orderBy(asc(topics.position))

export const listTopicsByIds = async (db: Db, ids: readonly string[]): Promise<Topic[]> =>
  ids.length === 0
    ? []
    : db
        .select()
        .from(topics)
        .where(inArray(topics.id, [...ids]))
        .orderBy(asc(topics.position))

export async function findTopic(db: Db, id: string): Promise<Topic | undefined> {
  const [topic] = await db.select().from(topics).where(eq(topics.id, id))
  return topic
}

/** The topic itself and all that are part of it: what a filter by this topic shows. Empty when there is no such topic. */
export async function narrowerOf(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .select({ id: topics.id })
    .from(topics)
    .where(or(eq(topics.id, id), eq(topics.broaderId, id)))
  return rows.map((row) => row.id)
}

/** The topics of each record, in the order of the vocabulary. Records without topics have no entry. */
export async function topicsOf(db: Db, recordIds: readonly string[]): Promise<Map<string, TopicName[]>> {
  const byRecord = new Map<string, TopicName[]>()
  if (recordIds.length === 0) return byRecord
  const rows = await db
    .select({ recordId: recordTopics.recordId, ...nameColumns })
    .from(recordTopics)
    .innerJoin(topics, eq(topics.id, recordTopics.topicId))
    .where(inArray(recordTopics.recordId, [...recordIds]))
    .orderBy(asc(topics.position))
  for (const { recordId, ...topic } of rows) byRecord.set(recordId, [...(byRecord.get(recordId) ?? []), topic])
  return byRecord
}

/** Gives a record exactly these topics. What is no topic is left out: the vocabulary decides, not the form. Call it in the record's transaction. */
export async function setTopics(db: Db, recordId: string, ids: readonly string[]): Promise<void> {
  const own = eq(recordTopics.recordId, recordId)
  await db.delete(recordTopics).where(ids.length ? and(own, notInArray(recordTopics.topicId, [...ids])) : own)
  await addTopics(
    db,
    ids.map((topicId) => ({ recordId, topicId })),
  )
}

/** Gives records topics besides those that they have; what is no topic is left out here too. */
export async function addTopics(db: Db, pairs: readonly { recordId: string; topicId: string }[]): Promise<void> {
  if (pairs.length === 0) return
  const recordIds = sql.param(pairs.map(({ recordId }) => recordId))
  const topicIds = sql.param(pairs.map(({ topicId }) => topicId))
  await db.execute(sql`
    insert into record_topics (record_id, topic_id)
    select given.record_id, given.topic_id
    from unnest(${recordIds}::uuid[], ${topicIds}::text[]) as given (record_id, topic_id)
    join topics on topics.id = given.topic_id
    on conflict do nothing`)
}

/** How many records that anyone may read each topic has; a broad topic counts those of its narrower ones, each record once. */
export async function countRecords(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .select({
      topicId: sql<string>`coalesce(${topics.broaderId}, ${topics.id})`.as('broad'),
      count: countDistinct(recordTopics.recordId),
    })
    .from(recordTopics)
    .innerJoin(topics, eq(topics.id, recordTopics.topicId))
    .innerJoin(records, eq(records.id, recordTopics.recordId))
    .where(eq(records.visibility, 'public'))
    .groupBy(sql`broad`)
  const narrow = await db
    .select({ topicId: topics.id, count: count() })
    .from(recordTopics)
    .innerJoin(topics, eq(topics.id, recordTopics.topicId))
    .innerJoin(records, eq(records.id, recordTopics.recordId))
    .where(sql`${records.visibility} = 'public' and ${topics.broaderId} is not null`)
    .groupBy(topics.id)
  return new Map([...rows, ...narrow].map((row) => [row.topicId, row.count]))
}
