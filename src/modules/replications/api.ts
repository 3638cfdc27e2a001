/** Repeated practices as open data: one flat shape for CSV and JSON, spelled out field by field. Only what everybody may read. */
import { stringify } from 'csv-stringify/sync'
import { countryOf } from '#countries/index.ts'
import { open, router } from '#platform/http.ts'
import { filterQuery, replicationFilter } from './forms.ts'
import { countListed, listReplications, type ReplicationLine } from './queries.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const PAGE = 100
const MOST = 5000

/** A promise to others: fields are added, never changed. */
const openDataOf = (origin: string, line: ReplicationLine) => ({
  id: line.id,
  url: `${origin}/id/${line.id}`,
  example: line.example,
  practice: line.practice.id,
  practice_title: line.practice.title,
  practice_country: countryOf(line.practice.country).iso,
  practice_place: line.practice.place?.code ?? null,
  country: countryOf(line.country).iso,
  place: line.place?.code ?? null,
  learned_from: line.learnedFromId,
  own_practice: line.ownPracticeId,
  started_on: line.startedOn,
  cost_amount: line.cost?.amount ?? null,
  cost_currency: line.cost?.currency ?? null,
  cost_date: line.cost?.date ?? null,
  recommendation: line.recommendation,
  language: line.lang,
  result: line.result,
  published_at: line.publishedAt.toISOString(),
})

api.on('GET', ['/', '/list.json'], open, async (c) => {
  const { db, config } = c.var
  const filter = replicationFilter.parse(c.req.query())
  const [page, total] = await Promise.all([listReplications(db, filter, 'en', PAGE), countListed(db, filter)])
  const at = (query: string) => `${config.publicUrl}/api/v1/replications/list.json${query}`
  return c.json({
    licence: LICENCE,
    total,
    replications: page.lines.map((line) => openDataOf(config.publicUrl, line)),
    self: at(filterQuery(filter)),
    next: page.after ? at(filterQuery({ ...filter, after: page.after })) : null,
  })
})

api.get('/list.csv', open, async (c) => {
  const { db, config } = c.var
  const { lines } = await listReplications(db, replicationFilter.parse(c.req.query()), 'en', MOST)
  const rows = lines.map((line) => openDataOf(config.publicUrl, line))
  const csv = stringify(
    rows.map((row) => ({ ...row, example: String(row.example) })),
    { header: rows.length > 0, record_delimiter: '\r\n', escape_formulas: true },
  )
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', 'attachment; filename="replications.csv"')
  c.header('link', `<${LICENCE}>; rel="license"`)
  // Excel reads UTF-8 only behind a byte order mark.
  return c.body(`\ufeff${csv}`)
})
