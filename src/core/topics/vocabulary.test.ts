/** What every reader of the vocabulary of topics may rely on; leaves out how topics are stored, searched and shown. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { LANGUAGES, type Language } from '#platform/languages.ts'

const COUNTRIES = ['mk', 'bg', 'ua', 'kg'] as const
const CYRILLIC: readonly Language[] = ['mk', 'bg', 'ru', 'ky', 'uk']
const LATIN: readonly Language[] = ['sq', 'en']

type Country = (typeof COUNTRIES)[number]
type Law = { language: Language; title: string; short: string; gazette: string }
type Topic = {
  id: string
  broader: string | null
  names: Record<Language, string>
  description: Record<Language, string>
  synonyms: Record<Language, string[]>
  competence: Partial<Record<Country, string>>
  related: string[]
}
type Vocabulary = { version: string; laws: Record<Country, Law>; topics: Topic[] }

const { version, laws, topics } = JSON.parse(
  readFileSync(new URL('vocabulary.json', import.meta.url), 'utf8'),
) as Vocabulary
const byId = new Map(topics.map((topic) => [topic.id, topic]))

const repeated = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) !== index)
const wordsOf = (topic: Topic, language: Language) => [
  topic.names[language],
  topic.description[language],
  ...topic.synonyms[language],
]

/** The places where a topic breaks a rule, as "waste mk: …", so that a failure names what to mend. */
const faults = (rule: (topic: Topic, language: Language) => string[], languages: readonly Language[] = LANGUAGES) =>
  topics.flatMap((topic) =>
    languages.flatMap((language) => rule(topic, language).map((fault) => `${topic.id} ${language}: ${fault}`)),
  )

describe('the vocabulary of topics', () => {
  test('an editor chooses among a manageable number of topics, in two levels', () => {
    assert.match(version, /^\d{4}-\d{2}$/)
    assert.ok(topics.length >= 110 && topics.length <= 140, `${topics.length} topics`)
    const broad = topics.filter(({ broader }) => broader === null)
    assert.ok(broad.length >= 12 && broad.length <= 16, `${broad.length} broad topics`)
    const misplaced = topics.filter(({ broader }) => broader !== null && byId.get(broader)?.broader !== null)
    assert.deepEqual(
      misplaced.map(({ id }) => id),
      [],
    )
    const lonely = broad.filter(({ id }) => topics.filter(({ broader }) => broader === id).length < 2)
    assert.deepEqual(
      lonely.map(({ id }) => id),
      [],
    )
  })

  test('a link to a topic leads to that topic only', () => {
    assert.deepEqual(repeated(topics.map(({ id }) => id)), [])
    assert.deepEqual(
      topics.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id)).map(({ id }) => id),
      [],
    )
  })

  test('a reader of each language finds every topic named and explained', () => {
    for (const { id, names, description, synonyms } of topics)
      for (const texts of [names, description, synonyms]) assert.deepEqual(Object.keys(texts), [...LANGUAGES], id)
    assert.deepEqual(
      faults((topic, language) => wordsOf(topic, language).filter((text) => !text || text !== text.trim())),
      [],
    )
    assert.deepEqual(
      faults(({ description }, language) =>
        /^\p{Lu}[^.]*\.$/u.test(description[language]) ? [] : [description[language]],
      ),
      [],
    )
  })

  test('no two topics bear the same name in a language', () => {
    for (const language of LANGUAGES)
      assert.deepEqual(repeated(topics.map(({ names }) => names[language].toLowerCase())), [], language)
  })

  test('a name begins with a capital letter and ends without a stop', () => {
    assert.deepEqual(
      faults(({ names }, language) => (/^\p{Lu}.*[^.\s]$/u.test(names[language]) ? [] : [names[language]])),
      [],
    )
  })

  test('a clerk who types an everyday word is led to one topic’s name, not to another’s', () => {
    assert.deepEqual(
      faults(({ synonyms }, language) =>
        synonyms[language].length > 4 ? ['more than four'] : repeated(synonyms[language]),
      ),
      [],
    )
    assert.deepEqual(
      faults(({ synonyms }, language) => synonyms[language].filter((word) => word !== word.toLowerCase())),
      [],
    )
    for (const language of LANGUAGES) {
      const names = new Set(topics.map(({ names }) => names[language].toLowerCase()))
      assert.deepEqual(
        faults(({ synonyms }, of) => synonyms[of].filter((word) => names.has(word)), [language]),
        [],
      )
    }
  })

  test('nobody misses a topic because a look-alike letter of another alphabet stands in its name', () => {
    assert.deepEqual(
      faults((topic, language) => wordsOf(topic, language).filter((text) => /\p{Script=Latin}/u.test(text)), CYRILLIC),
      [],
    )
    assert.deepEqual(
      faults((topic, language) => wordsOf(topic, language).filter((text) => /\p{Script=Cyrillic}/u.test(text)), LATIN),
      [],
    )
  })

  test('each Cyrillic language keeps to the letters of its own alphabet', () => {
    const foreign: Partial<Record<Language, RegExp>> = {
      mk: /[щъыьэюяйёіїєґңөү]/iu,
      bg: /[ыэёіїєґјљњќѓѕџңөү]/iu,
      ru: /[іїєґјљњќѓѕџңөү]/iu,
      ky: /[іїєґјљњќѓѕџ]/iu,
      uk: /[ыэъёјљњќѓѕџңөү]/iu,
    }
    assert.deepEqual(
      faults((topic, language) => wordsOf(topic, language).filter((text) => foreign[language]?.test(text)), CYRILLIC),
      [],
    )
  })

  test('a reader who follows a related topic finds the way back', () => {
    for (const { id, related } of topics) {
      assert.deepEqual(repeated(related), [], id)
      assert.ok(!related.includes(id), id)
      for (const other of related) assert.ok(byId.get(other)?.related.includes(id), `${id} → ${other}`)
    }
  })

  test('an official sees by which law a subject is local, each citation naming the law of that country', () => {
    assert.deepEqual(Object.keys(laws), [...COUNTRIES])
    for (const country of COUNTRIES) {
      assert.ok(laws[country].title && laws[country].gazette && LANGUAGES.includes(laws[country].language), country)
      for (const { id, competence } of topics) {
        const citation = competence[country]
        if (citation === undefined) continue
        assert.match(citation, /^(чл\.|ст\.) \d/, `${id} ${country}`)
        const law = laws[country].short.replace(/^Закон /, '')
        assert.ok(citation.endsWith(law), `${id} ${country}: ${citation}`)
      }
    }
    const known = new Set<string>(COUNTRIES)
    assert.deepEqual(
      topics.filter(({ competence }) => Object.keys(competence).some((country) => !known.has(country))),
      [],
    )
  })
})
