/** The numbers of a year for machines: one flat list for CSV and JSON, and the points of municipalities, spelled out field by field. */
import { stringify } from 'csv-stringify/sync'
import { countryOf } from '#countries/index.ts'
import { placeName } from '#modules/practices/index.ts'
import { NotFound, open, type RequestContext, router } from '#platform/http.ts'
import { yearIn } from './calendar.ts'
import { DIVISIONS, figuresOf, listYears, TOTALS } from './figures.ts'
import { countryFilter, yearNumber } from './forms.ts'
import { standingOf } from './merits.ts'
import { MERITS, POINTS } from './rules.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

/** A promise to others: names are added, never changed. */
const TOTAL_NAMES: Record<(typeof TOTALS)[number], string> = {
  practices: 'practices',
  examples: 'practices_example',
  municipalities: 'municipalities_publishing',
  replications: 'replications',
  citizens: 'voices_citizens',
  municipalVoices: 'voices_municipalities',
  nominated: 'practices_nominated',
  reactions: 'reactions',
  methods: 'methods',
  tools: 'tools',
}

type Line = { figure: string; country: string | null; key: string | null; name: string | null; value: number }

async function overviewOf(c: RequestContext, year: number) {
  const { db } = c.var
  const { country } = countryFilter.parse(c.req.query())
  const [{ totals, by }, standing] = await Promise.all([
    figuresOf(db, { year, country }, 'en'),
    standingOf(db, { year, country }, 'en'),
  ])
  const iso = (code: string | null) => (code === null ? null : countryOf(code).iso)
  const figures: Line[] = [
    ...TOTALS.map((name) => ({
      figure: TOTAL_NAMES[name],
      country: iso(country ?? null),
      key: null,
      name: null,
      value: totals[name],
    })),
    ...DIVISIONS.flatMap((division) =>
      by[division].map((one) => ({
        figure: `practices_by_${division}`,
        country: iso(one.country ?? country ?? null),
        key: division === 'country' ? iso(one.key) : one.key,
        name: division === 'country' ? countryOf(one.key).names.en : one.name,
        value: one.count,
      })),
    ),
  ]
  const municipalities = standing.rows.map(({ place, merits, points, rank }) => ({
    rank,
    country: countryOf(place.country).iso,
    place: place.code,
    name: placeName(place, 'en').text,
    ...Object.fromEntries(MERITS.map((merit) => [merit, merits[merit]])),
    points,
    example: standing.example,
  }))
  return { year, country: iso(country ?? null), figures, municipalities }
}

/** `2026.json`, `2026.csv`; `latest` is the newest year in which something was published. */
api.get('/:file', open, async (c) => {
  const [, name = '', type] = /^(\d{4}|latest)\.(json|csv)$/.exec(c.req.param('file')) ?? []
  const years = await listYears(c.var.db)
  const year = name === 'latest' ? (years[0] ?? yearIn(c.var.now)) : yearNumber.safeParse(name).data
  if (year === undefined || !(years.includes(year) || year === yearIn(c.var.now))) throw new NotFound()
  const overview = await overviewOf(c, year)
  c.header('link', `<${LICENCE}>; rel="license"`)
  if (type === 'json') return c.json({ licence: LICENCE, points: POINTS, ...overview })
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', `attachment; filename="overview-${year}.csv"`)
  // Excel reads UTF-8 only behind a byte order mark.
  return c.body(`\ufeff${csvOf(overview)}`)
})

/** Points of municipalities are figures like the others; what they come from is in the JSON. */
function csvOf({ year, figures, municipalities }: Awaited<ReturnType<typeof overviewOf>>): string {
  const points = municipalities.map(
    ({ country, place, name, points }): Line => ({
      ...{ figure: 'points', country, key: place, name, value: points },
    }),
  )
  const rows = [...figures, ...points].map((line) => ({ year, ...line }))
  return stringify(rows, { header: true, record_delimiter: '\r\n', escape_formulas: true })
}
