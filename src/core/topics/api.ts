/** Topics as open data, for machines; the shape is spelled out field by field. */
import { stringify } from 'csv-stringify/sync'
import { found, open, router } from '#platform/http.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { listWholeTopics } from './queries.ts'
import type { Topic } from './schema.ts'
import { conceptAddress, conceptJsonLd, schemeJsonLd, schemeTurtle } from './skos.ts'

export const api = router()

const JSON_LD = { 'content-type': 'application/ld+json; charset=utf-8' }

api.get('/', open, async (c) =>
  c.body(JSON.stringify(schemeJsonLd(await listWholeTopics(c.var.db), c.var.config.publicUrl)), 200, JSON_LD),
)
api.get('/list.jsonld', open, async (c) =>
  c.body(JSON.stringify(schemeJsonLd(await listWholeTopics(c.var.db), c.var.config.publicUrl)), 200, JSON_LD),
)
api.get('/list.json', open, async (c) => {
  const topics = await listWholeTopics(c.var.db)
  return c.json({ licence: 'CC-BY-4.0', topics: topics.map((topic) => shapeOf(topic, c.var.config.publicUrl)) })
})
api.get('/list.ttl', open, async (c) =>
  c.body(schemeTurtle(await listWholeTopics(c.var.db), c.var.config.publicUrl), 200, {
    'content-type': 'text/turtle; charset=utf-8',
    'content-disposition': 'attachment; filename="topics.ttl"',
  }),
)
api.get('/list.csv', open, async (c) =>
  c.body(csvOf(await listWholeTopics(c.var.db)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="topics.csv"',
  }),
)
api.get('/:id', open, async (c) => {
  const topics = await listWholeTopics(c.var.db)
  const topic = found(topics.find(({ id }) => id === c.req.param('id')))
  return c.body(JSON.stringify(conceptJsonLd(topic, topics, c.var.config.publicUrl)), 200, JSON_LD)
})

const shapeOf = (topic: Topic, publicUrl: string) => ({
  id: topic.id,
  uri: conceptAddress(publicUrl, topic.id),
  broader: topic.broaderId,
  names: topic.names,
  descriptions: topic.descriptions,
  synonyms: topic.synonyms,
  competence: topic.competence,
  related: topic.related,
})

/** One row a topic; lists inside a cell are separated by "; ". Begins with a byte order mark, without which spreadsheets guess the alphabet. */
export const csvOf = (topics: readonly Topic[]): string =>
  stringify(
    topics.map((topic) => ({
      id: topic.id,
      broader: topic.broaderId ?? '',
      ...Object.fromEntries(LANGUAGES.map((language) => [`name_${language}`, topic.names[language]])),
      ...Object.fromEntries(LANGUAGES.map((language) => [`description_${language}`, topic.descriptions[language]])),
      ...Object.fromEntries(
        LANGUAGES.map((language) => [`synonyms_${language}`, (topic.synonyms[language] ?? []).join('; ')]),
      ),
      competence: Object.entries(topic.competence)
        .map(([country, citation]) => `${country}: ${citation}`)
        .join('; '),
      related: topic.related.join('; '),
    })),
    { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' },
  )
