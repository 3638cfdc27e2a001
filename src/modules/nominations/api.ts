/** The chain of nominations and the sums for machines: all public, no personal value in it. */
import { stringify } from 'csv-stringify/sync'
import { open, router } from '#platform/http.ts'
import { chainStream, type PublicLink } from './chain.ts'
import { topNominated } from './queries.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const COLUMNS = [
  'position',
  'at',
  'event',
  'practice',
  'nomination',
  'voice',
  'municipality',
  'hash',
] as const satisfies readonly (keyof PublicLink)[]
/** More practices than the portal will have. */
const ALL = 1_000_000

/** One link a line, as public/recount.mjs reads it. */
api.get('/chain.jsonl', open, (c) => {
  c.header('content-type', 'application/jsonl; charset=utf-8')
  c.header('content-disposition', 'attachment; filename="chain.jsonl"')
  c.header('link', `<${LICENCE}>; rel="license"`)
  return c.body(chainStream(c.var.db, '', (link) => `${JSON.stringify(link)}\n`))
})

api.get('/chain.csv', open, (c) => {
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', 'attachment; filename="chain.csv"')
  c.header('link', `<${LICENCE}>; rel="license"`)
  const row = (cells: readonly unknown[]) => stringify([cells.map((cell) => cell ?? '')], { record_delimiter: '\r\n' })
  return c.body(chainStream(c.var.db, `\ufeff${row(COLUMNS)}`, (link) => row(COLUMNS.map((name) => link[name]))))
})

/** What counts now, by practice. */
api.get('/counts.json', open, async (c) => {
  const { db, config } = c.var
  const rows = await topNominated(db, {}, ALL)
  return c.json({
    licence: LICENCE,
    counts: rows.map(({ id, citizens, municipalities }) => ({
      practice: id,
      url: `${config.publicUrl}/id/${id}`,
      citizens,
      municipalities,
    })),
  })
})
