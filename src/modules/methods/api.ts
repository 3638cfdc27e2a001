/** Methods and tools for machines: what everybody may read, as CSV and JSON, with the filters of the list. */
import { stringify } from 'csv-stringify/sync'
import { open, router } from '#platform/http.ts'
import { filterQuery, methodFilter } from './forms.ts'
import { countListed, listMethods } from './lines.ts'
import { OPEN_FIELDS, openDataOf } from './open.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const PAGE = 100
const MOST = 5000

api.on('GET', ['/', '/list.json'], open, async (c) => {
  const { db, config } = c.var
  const filter = methodFilter.parse(c.req.query())
  const [lines, counts] = await Promise.all([listMethods(db, filter, 'en', PAGE), countListed(db, filter)])
  const total = filter.kind ? counts[filter.kind] : counts.method + counts.tool
  const at = (page: number) => `${config.publicUrl}/api/v1/methods/list.json${filterQuery({ ...filter, page })}`
  return c.json({
    licence: LICENCE,
    total,
    methods: lines.map((line) => openDataOf(config.publicUrl, line)),
    self: at(filter.page),
    next: filter.page * PAGE < total ? at(filter.page + 1) : null,
  })
})

api.get('/list.csv', open, async (c) => {
  const { db, config } = c.var
  const filter = { ...methodFilter.parse(c.req.query()), page: 1 }
  const rows = (await listMethods(db, filter, 'en', MOST)).map((line) => openDataOf(config.publicUrl, line))
  const csv = stringify(
    rows.map((row) =>
      OPEN_FIELDS.map((field) => (field === 'topics' ? row.topics.join(';') : String(row[field] ?? ''))),
    ),
    { header: true, columns: [...OPEN_FIELDS], record_delimiter: '\r\n', escape_formulas: true },
  )
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', 'attachment; filename="methods.csv"')
  c.header('link', `<${LICENCE}>; rel="license"`)
  // Excel reads UTF-8 only behind a byte order mark.
  return c.body(`\ufeff${csv}`)
})
