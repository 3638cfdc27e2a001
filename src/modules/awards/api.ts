/** Awards, their entries and results, and practices of the week as open data, spelled out field by field. Asked as nobody: nothing before its time. */
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { linesOf } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { nobody } from '#platform/actor.ts'
import { open, type RequestContext, router } from '#platform/http.ts'
import { type Call, findCall, listCalls } from './calls.ts'
import { daysOf } from './forms.ts'
import { onlooking } from './shown.ts'
import { listWeeks } from './weeks.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const MOST_WEEKS = 2000
const filter = z.object({ award: z.uuid().optional().catch(undefined) })

const readerOf = (c: RequestContext) => ({ db: c.var.db, actor: nobody, language: 'en' as const, now: c.var.now })

async function callsOf(c: RequestContext): Promise<Call[]> {
  const { db, actor, language, now } = readerOf(c)
  const { award } = filter.parse(c.req.query())
  const lines = await listCalls(db, actor, language, now, award ? { ids: [award] } : {})
  const calls = await Promise.all(lines.map(({ id }) => findCall(db, actor, id, language, now)))
  return calls.filter((call) => call !== undefined)
}

/** A promise to others: fields are added, never changed. */
const openDataOf = (origin: string, call: Call) => ({
  id: call.id,
  url: `${origin}/id/${call.id}`,
  example: call.example,
  title: call.title,
  language: call.lang,
  country: countryOf(call.facts.country).iso,
  year: call.award.year,
  phase: call.phase,
  ...snakeDays(call),
  shortlist_length: call.award.shortlistLength,
  categories: call.categories.map(({ id, names }) => ({ id, names })),
  criteria: call.criteria.map(({ id, names, weight }) => ({ id, names, weight })),
})
function snakeDays(call: Call) {
  const { opensOn, entriesUntil, judgingUntil, votingUntil } = daysOf(
    call.award,
    countryOf(call.facts.country).timeZone,
  )
  const { poolFrom, poolTo } = call.award
  return {
    opens_on: opensOn,
    entries_until: entriesUntil,
    judging_until: judgingUntil,
    voting_until: votingUntil,
    pool_from: poolFrom,
    pool_to: poolTo,
  }
}

async function entriesOf(c: RequestContext) {
  const origin = c.var.config.publicUrl
  const calls = await callsOf(c)
  const all = await Promise.all(
    calls.map(async (call) => {
      const { entries } = await onlooking(readerOf(c), call)
      return entries.map(({ entry, line, result, votes }) => ({
        id: entry.id,
        award: call.id,
        award_title: call.title,
        year: call.award.year,
        example: call.example,
        category:
          call.categories.find(({ id }) => id === entry.categoryId)?.names.en ??
          call.categories.find(({ id }) => id === entry.categoryId)?.names[call.record.language] ??
          null,
        practice: entry.practiceId,
        practice_title: line.title,
        url: `${origin}/id/${entry.practiceId}`,
        shortlisted: entry.shortlisted,
        jurors: result?.jurors ?? null,
        mean: result?.mean ?? null,
        lowest: result?.lowest ?? null,
        highest: result?.highest ?? null,
        deviation: result?.deviation ?? null,
        votes: votes ?? null,
        rank: call.phase === 'decided' ? entry.rank : null,
        public_winner: call.phase === 'decided' ? entry.publicWinner : null,
      }))
    }),
  )
  return all.flat()
}

async function weekRows(c: RequestContext) {
  const rows = await listWeeks(c.var.db, c.var.now, MOST_WEEKS)
  const lines = await linesOf(readerOf(c), [...new Set(rows.map(({ practiceId }) => practiceId))])
  return rows.flatMap(({ week, country, practiceId, byEditor, reasons }) => {
    const line = lines.find(({ id }) => id === practiceId)
    return line
      ? [
          {
            week,
            country: countryOf(country).iso,
            practice: practiceId,
            practice_title: line.title,
            url: `${c.var.config.publicUrl}/id/${practiceId}`,
            chosen_by: byEditor ? 'editor' : 'rule',
            reasons,
          },
        ]
      : []
  })
}

function csv(c: RequestContext, name: string, rows: readonly Record<string, unknown>[]) {
  const flat = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'boolean'
          ? String(value)
          : value !== null && typeof value === 'object'
            ? JSON.stringify(value)
            : value,
      ]),
    ),
  )
  const text = stringify(flat, { header: flat.length > 0, record_delimiter: '\r\n', escape_formulas: true })
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', `attachment; filename="${name}.csv"`)
  c.header('link', `<${LICENCE}>; rel="license"`)
  // Excel reads UTF-8 only behind a byte order mark.
  return c.body(`\ufeff${text}`)
}

api.on('GET', ['/', '/list.json'], open, async (c) => {
  const calls = await callsOf(c)
  return c.json({ licence: LICENCE, awards: calls.map((call) => openDataOf(c.var.config.publicUrl, call)) })
})
api.get('/entries.json', open, async (c) => c.json({ licence: LICENCE, entries: await entriesOf(c) }))
api.get('/entries.csv', open, async (c) => csv(c, 'award-entries', await entriesOf(c)))
api.get('/weeks.json', open, async (c) => c.json({ licence: LICENCE, weeks: await weekRows(c) }))
api.get('/weeks.csv', open, async (c) => csv(c, 'practices-of-the-week', await weekRows(c)))
