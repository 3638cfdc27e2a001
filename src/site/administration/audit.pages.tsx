/** Pages of the audit trail: search, one entry, its personal values on asking, and the list as CSV. */
import { stringify } from 'csv-stringify/sync'
import { isExampleAccount } from '#core/people/index.ts'
import { placeTyped } from '#core/places/finding.ts'
import { findPlace } from '#core/places/queries.ts'
import { record } from '#platform/events.ts'
import { emptyForm } from '#platform/forms.ts'
import { found, memberOf, NotFound, permit, type RequestContext, router } from '#platform/http.ts'
import {
  type AuditFilter,
  auditFilter,
  chainState,
  conditionsOf,
  findEntry,
  listActions,
  listEntries,
  readPersonal,
} from './audit.ts'
import { AuditEntry, AuditList } from './audit.views.tsx'
import { portalAdministrator } from './guards.ts'
import { placesOf } from './naming.tsx'
import { at, show } from './page.tsx'
import { texts } from './texts.ts'

export const auditPages = router()

const MOST_EXPORTED = 20_000

const where = async ({ var: { db, config } }: RequestContext, filter: AuditFilter) => {
  const place = filter.place ? await placeTyped(db, filter.place, config.countries) : undefined
  return conditionsOf(db, filter, filter.place ? (place?.id ?? null) : undefined)
}

auditPages.get('/', portalAdministrator, async (c) => {
  const { db, language } = c.var
  const filter = auditFilter.parse(c.req.query())
  const { entries, next } = await listEntries(db, await where(c, filter), filter.before)
  const { before, ...narrowing } = filter
  const query = new URLSearchParams(
    Object.entries(narrowing).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  )
  const view = (
    <AuditList
      at={at(c)}
      entries={entries}
      places={await placesOf(db, entries)}
      form={emptyForm(narrowing)}
      query={Object.fromEntries(query)}
      before={before?.toString()}
      next={next?.toString()}
      actions={await listActions(db)}
      chain={await chainState(db)}
      most={MOST_EXPORTED}
    />
  )
  return show(c, { area: 'audit', lead: texts.in(language)('audit.lead') }, view)
})

auditPages.get('/export.csv', portalAdministrator, async (c) => {
  const { db, now } = c.var
  const filter = auditFilter.parse(c.req.query())
  const { entries } = await listEntries(db, await where(c, filter), undefined, MOST_EXPORTED)
  await db.transaction((tx) => record(tx, memberOf(c), 'audit.exported', now, { data: { count: entries.length } }))
  const rows = entries.map((entry) => ({
    number: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    outcome: entry.outcome,
    person: entry.actorId,
    organisation: entry.organisationId,
    record: entry.recordId,
    place: entry.placeId,
    country: entry.country,
    request: entry.requestId,
    data: JSON.stringify(entry.data),
  }))
  return c.body(stringify(rows, { header: true, bom: true, escape_formulas: true }), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
    'cache-control': 'no-store',
  })
})

const entryOf = async (c: RequestContext) => {
  const id = Number(c.req.param('id'))
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound()
  return found(await findEntry(c.var.db, id))
}

const showEntry = async (c: RequestContext, values?: Record<string, unknown>) => {
  const { db, actor, language } = c.var
  const entry = await entryOf(c)
  const view = (
    <AuditEntry
      at={at(c)}
      entry={entry}
      place={entry.placeId ? await findPlace(db, entry.placeId) : undefined}
      values={values}
      mayAsk={!(await isExampleAccount(db, actor.id))}
    />
  )
  return show(c, { area: 'audit', title: texts.in(language)('audit.entry', { number: String(entry.id) }) }, view)
}

auditPages.get('/:id', portalAdministrator, (c) => showEntry(c))

/** A post, because looking is itself something that happens. */
auditPages.post('/:id/personal', portalAdministrator, async (c) => {
  const entry = await entryOf(c)
  // Anybody may act as an example person: nobody's network address is for them.
  permit(!(await isExampleAccount(c.var.db, c.var.actor.id)), 'audit.personal-refused')
  c.header('cache-control', 'no-store')
  return showEntry(c, await readPersonal(c.var.db, memberOf(c), entry.id, c.var.now))
})
