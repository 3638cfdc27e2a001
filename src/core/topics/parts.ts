/** What the subjects have on a topic: they are asked through this one function, which the site sets, so that topics know no subject. */
import type { Part, Reader } from '#platform/module.ts'

type TopicParts = (reader: Reader, topicId: string) => Promise<Part[]>

let partsOf: TopicParts = async () => []

/** Set once at start by the site: asks every module's `topic` hook. */
export const registerTopicParts = (ask: TopicParts): void => {
  partsOf = ask
}
export const topicParts: TopicParts = (reader, topicId) => partsOf(reader, topicId)
