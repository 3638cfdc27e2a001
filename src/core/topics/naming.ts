/** Names, order and finding of topics in a language. Pure: the rows come from queries.ts. */
import type { Language } from '#platform/languages.ts'
import { collatorOf } from '#platform/texts.ts'
import type { TopicLine, TopicName } from './queries.ts'
import type { InLanguages } from './schema.ts'

export const topicName = (topic: { names: InLanguages }, language: Language): string => topic.names[language]

export const topicPath = (id: string) => `/topics/${id}`

export type TopicGroup<Item extends TopicName> = { broad: Item; narrower: Item[] }

/** Two levels: broad topics in the order of the vocabulary, the narrower ones of each by name. */
export function topicTree<Item extends TopicName>(all: readonly Item[], language: Language): TopicGroup<Item>[] {
  const { compare } = collatorOf(language) as Intl.Collator
  return all
    .filter(({ broaderId }) => broaderId === null)
    .map((broad) => ({
      broad,
      narrower: all
        .filter(({ broaderId }) => broaderId === broad.id)
        .sort((a, b) => compare(topicName(a, language), topicName(b, language))),
    }))
}

/** Without case and accents, so that "ûrbanizëm" and "urbanizem" are the same word. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
const wordsOf = (text: string) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Words of the vocabulary's own texts, which are few and always the same; what people type is not kept. */
const keptWords = new Map<string, readonly string[]>()
function ownWords(text: string): readonly string[] {
  let words = keptWords.get(text)
  if (!words) {
    words = wordsOf(text)
    keptWords.set(text, words)
  }
  return words
}

/** How well a topic answers: all words asked for must begin words of one of its names. 0: not at all. */
function fit(topic: TopicLine, asked: readonly string[], language: Language): number {
  const holds = (text: string | undefined) => {
    const words = text === undefined ? [] : ownWords(text)
    return asked.every((word) => words.some((other) => other.startsWith(word)))
  }
  const first = (text: string) => ownWords(text)[0]?.startsWith(asked[0] ?? '') ?? false
  if (holds(topic.names[language])) return first(topic.names[language]) ? 5 : 4
  if (topic.synonyms[language]?.some(holds)) return 3
  if (Object.values(topic.names).some(holds)) return 2
  return Object.values(topic.synonyms).flat().some(holds) ? 1 : 0
}

/** Topics whose name or everyday word, in any language, begins as typed; those of the reader's language first. */
export function findTopics(all: readonly TopicLine[], typed: string, language: Language): TopicLine[] {
  const asked = wordsOf(typed)
  if (asked.length === 0) return []
  return all
    .map((topic, position) => ({ topic, position, fit: fit(topic, asked, language) }))
    .filter((entry) => entry.fit > 0)
    .sort((a, b) => b.fit - a.fit || a.position - b.position)
    .map(({ topic }) => topic)
}
