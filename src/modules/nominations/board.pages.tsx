/** The board of moderators: what stands out, the list of voices, taking voices out of the count and putting them back. */
import { linesOf } from '#core/records/index.ts'
import { setFlash } from '#platform/flash.ts'
import { checkForm, emptyForm, type FormState, hasErrors, postedForm, withErrors } from '#platform/forms.ts'
import { found, goTo, permit, type RequestContext, role, router, to } from '#platform/http.ts'
import { examine, findAnomalies } from './anomalies.ts'
import { changeVoices, countriesOf, countVoices, idsOf, listVoices } from './board.ts'
import { BoardPage } from './board.views.tsx'
import { boardFilter, boardQuery, examineForm, invalidateForm, restoreForm } from './forms.ts'
import { findCandidate } from './queries.ts'
import { mayModerate } from './rules.ts'
import { texts } from './texts.ts'

export const board = router()

const moderator = role('moderator', 'editor', 'administrator')

board.get('/', moderator, (c) => showBoard(c, emptyForm()))

board.post('/invalidate', moderator, async (c) => {
  const { db, actor, now, language } = c.var
  watched(c)
  const form = await postedForm(c)
  const read = checkForm(form, invalidateForm, language)
  if (!read.ok) return showBoard(c, read.form)
  const { ids, extent, reason, note } = read.data
  const t = texts.in(language)
  const filter = boardFilter.parse(c.req.query())
  const chosen = extent === 'all' ? await idsOf(db, filter, countriesOf(actor)) : ids
  if (chosen.length === 0) return showBoard(c, withErrors(read.form, { '': t('board.nothingTicked') }))
  const count = await changeVoices(db, actor, chosen, { reason, note }, now)
  return back(c, t('board.invalidatedDone', { count }))
})

board.post('/restore', moderator, async (c) => {
  watched(c)
  const read = restoreForm.safeParse(await c.req.parseBody())
  const count = read.success ? await changeVoices(c.var.db, c.var.actor, [read.data.restore], 'restore', c.var.now) : 0
  return back(c, texts.in(c.var.language)('board.restoredDone', { count }))
})

board.post('/examine', moderator, async (c) => {
  const { db, actor, now } = c.var
  watched(c)
  const { kind, practice, detail } = examineForm.parse(await c.req.parseBody())
  const { country } = found(await findCandidate(db, practice))
  permit(mayModerate(actor, country), 'nomination.refused', practice)
  await examine(db, actor, { kind, practiceId: practice, detail, country }, now)
  return back(c, texts.in(c.var.language)('board.examinedDone'))
})

/** Somebody whose role reaches no whole country has nothing to look after here. */
const watched = (c: RequestContext): string[] => {
  const countries = countriesOf(c.var.actor)
  permit(countries.length > 0, 'nomination.refused')
  return countries
}

function back(c: RequestContext, sentence: string) {
  setFlash(c, sentence)
  return goTo(c, `/nominations/board${boardQuery(boardFilter.parse(c.req.query()))}`)
}

async function showBoard(c: RequestContext, form: FormState) {
  const { db, language, now } = c.var
  const countries = watched(c)
  const filter = boardFilter.parse(c.req.query())
  const [anomalies, voices, counts] = await Promise.all([
    findAnomalies(db, countries, now),
    listVoices(db, filter, countries),
    countVoices(db, filter, countries),
  ])
  const ids = [...anomalies, ...voices].map(({ practiceId }) => practiceId)
  const lines = await linesOf(c.var, [...new Set(filter.practice ? [...ids, filter.practice] : ids)])
  const practices = new Map(lines.map((line) => [line.id, line]))
  const t = texts.in(language)
  if (hasErrors(form)) c.status(422)
  return c.render(<BoardPage {...{ t, anomalies, voices, counts, practices, filter, form }} />, {
    title: t('board.title'),
    breadcrumbs: [{ href: to(c, '/nominations'), label: t('list.title') }],
    // A form that came back stands at an address that cannot be opened.
    alternates: () => `/nominations/board${boardQuery(filter)}`,
    hidden: true,
  })
}
