/** The vocabulary in SKOS (W3C Recommendation of 18 August 2009), as Turtle and as JSON-LD. Pure: rows in, text out. */
import { LANGUAGES, type Language } from '#platform/languages.ts'
import type { Topic } from './schema.ts'
import { texts } from './texts.ts'

/** Lasting address of the scheme and of a concept; each answers with JSON-LD. */
export const schemeAddress = (publicUrl: string) => `${publicUrl}/api/v1/topics`
export const conceptAddress = (publicUrl: string, id: string) => `${schemeAddress(publicUrl)}/${id}`

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const inAll = (of: (language: Language) => string) => LANGUAGES.map((language) => ({ language, text: of(language) }))
const titles = inAll((language) => texts.in(language)('data.title'))
const altLabels = (topic: Topic) =>
  LANGUAGES.flatMap((language) => (topic.synonyms[language] ?? []).map((text) => ({ language, text })))
const narrowerOf = (topic: Topic, all: readonly Topic[]) =>
  all.filter(({ broaderId }) => broaderId === topic.id).map(({ id }) => id)

const CONTEXT = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  id: '@id',
  type: '@type',
  title: { '@id': 'dct:title', '@container': '@language' },
  license: { '@id': 'dct:license', '@type': '@id' },
  prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
  altLabel: { '@id': 'skos:altLabel', '@container': '@language' },
  definition: { '@id': 'skos:definition', '@container': '@language' },
  notation: 'skos:notation',
  inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
  broader: { '@id': 'skos:broader', '@type': '@id' },
  narrower: { '@id': 'skos:narrower', '@type': '@id' },
  related: { '@id': 'skos:related', '@type': '@id' },
  topConceptOf: { '@id': 'skos:topConceptOf', '@type': '@id' },
  hasTopConcept: { '@id': 'skos:hasTopConcept', '@type': '@id' },
}

function concept(topic: Topic, all: readonly Topic[], publicUrl: string) {
  const at = (id: string) => conceptAddress(publicUrl, id)
  return {
    id: at(topic.id),
    type: 'skos:Concept',
    notation: topic.id,
    inScheme: schemeAddress(publicUrl),
    topConceptOf: topic.broaderId === null ? schemeAddress(publicUrl) : undefined,
    prefLabel: topic.names,
    altLabel: topic.synonyms,
    definition: topic.descriptions,
    broader: topic.broaderId === null ? undefined : at(topic.broaderId),
    narrower: narrowerOf(topic, all).map(at),
    related: topic.related.map(at),
  }
}

export const conceptJsonLd = (topic: Topic, all: readonly Topic[], publicUrl: string) => ({
  '@context': CONTEXT,
  ...concept(topic, all, publicUrl),
})

export const schemeJsonLd = (all: readonly Topic[], publicUrl: string) => ({
  '@context': CONTEXT,
  '@graph': [
    {
      id: schemeAddress(publicUrl),
      type: 'skos:ConceptScheme',
      title: Object.fromEntries(titles.map(({ language, text }) => [language, text])),
      license: LICENCE,
      hasTopConcept: all.filter(({ broaderId }) => broaderId === null).map(({ id }) => conceptAddress(publicUrl, id)),
    },
    ...all.map((topic) => concept(topic, all, publicUrl)),
  ],
})

/** Turtle's short strings; the same escapes as JSON's (RDF 1.1 Turtle, 2.5.1). */
const literal = ({ language, text }: { language: string; text: string }) => `${JSON.stringify(text)}@${language}`

export function schemeTurtle(all: readonly Topic[], publicUrl: string): string {
  const at = (id: string) => `<${conceptAddress(publicUrl, id)}>`
  const scheme = `<${schemeAddress(publicUrl)}>`
  const block = (subject: string, pairs: [string, string[]][]) =>
    `${subject}\n${pairs
      .filter(([, objects]) => objects.length > 0)
      .map(([predicate, objects]) => `    ${predicate} ${objects.join(',\n        ')}`)
      .join(' ;\n')} .\n`
  return [
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n',
    block(scheme, [
      ['a', ['skos:ConceptScheme']],
      ['dct:title', titles.map(literal)],
      ['dct:license', [`<${LICENCE}>`]],
      ['skos:hasTopConcept', all.filter(({ broaderId }) => broaderId === null).map(({ id }) => at(id))],
    ]),
    ...all.map((topic) =>
      block(at(topic.id), [
        ['a', ['skos:Concept']],
        ['skos:notation', [JSON.stringify(topic.id)]],
        ['skos:inScheme', [scheme]],
        ['skos:topConceptOf', topic.broaderId === null ? [scheme] : []],
        ['skos:prefLabel', inAll((language) => topic.names[language]).map(literal)],
        ['skos:altLabel', altLabels(topic).map(literal)],
        ['skos:definition', inAll((language) => topic.descriptions[language]).map(literal)],
        ['skos:broader', topic.broaderId === null ? [] : [at(topic.broaderId)]],
        ['skos:narrower', narrowerOf(topic, all).map(at)],
        ['skos:related', topic.related.map(at)],
      ]),
    ),
  ].join('\n')
}
