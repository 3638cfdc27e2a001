/** Published practices for machines. Always as nobody: it can show no draft, whoever asks. */
import { found, open, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { csvStream, openPractice, openPractices } from './export.ts'
import { changedQuery, filterQuery, readFilter } from './filters.ts'
import { countPractices } from './queries.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

api.on('GET', ['/', '/list.json'], open, async (c) => {
  const { db, config, now } = c.var
  const filter = readFilter(c.req.query())
  const [total, page] = await Promise.all([
    countPractices(db, filter, now),
    openPractices(db, config.publicUrl, filter, now),
  ])
  const at = (query: string) => `${config.publicUrl}/api/v1/practices/list.json${query}`
  return c.json({
    licence: LICENCE,
    codebook: `${config.publicUrl}/en/practices/data`,
    total,
    practices: page.practices,
    self: at(filterQuery(filter)),
    next: page.after ? at(changedQuery(filter, { after: page.after })) : null,
  })
})

api.get('/list.csv', open, (c) => {
  const { db, config, now } = c.var
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', 'attachment; filename="practices.csv"')
  c.header('link', `<${LICENCE}>; rel="license"`)
  return c.body(csvStream(db, config.publicUrl, readFilter(c.req.query()), now))
})

api.get('/:id', open, async (c) => {
  const id = c.req.param('id').replace(/\.json$/, '')
  const practice = found(isId(id) ? await openPractice(c.var.db, c.var.config.publicUrl, id) : undefined)
  return c.json({ licence: LICENCE, ...practice })
})
