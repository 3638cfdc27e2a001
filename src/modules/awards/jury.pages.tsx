/** The addresses of jurors: the declaration, the sheets, sending the points, leaving. */
import { isMember } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, router } from '#platform/http.ts'
import type { Call } from './calls.ts'
import { callOf, contextOf, crumbs, isSure, pathOf } from './door.ts'
import { declareForm, pointsIn } from './forms.ts'
import { conflictsOf, declare, type Juror, jurorsOf, keepPoints, leaveJury, pointsOf, submitPoints } from './jury.ts'
import { JuryPage, SheetPage, type ToJudge } from './jury.views.tsx'
import { canScore } from './rules.ts'
import { onlooking } from './shown.ts'
import { texts } from './texts.ts'

export const judging = router()

judging.get('/:slug/jury', member, async (c) => showJury(c, await judged(c), emptyForm()))

judging.post('/:slug/jury', member, async (c) => {
  const on = await judged(c)
  const read = await readForm(c, declareForm)
  const t = texts.in(c.var.language)
  if (!read.ok) {
    const values = { ...read.form.values, conflicts: read.form.values.conflicts ?? [] }
    return showJury(c, on, withErrors({ ...read.form, values }, { accept: t('declare.must') }))
  }
  await declare(c.var.db, memberOf(c), on.call, read.data.conflicts, contextOf(c))
  setFlash(c, t('declare.done'))
  return goTo(c, pathOf(on.call, '/jury'))
})

judging.post('/:slug/jury/leave', member, async (c) => {
  const { call } = await judged(c)
  if (!(await isSure(c, 'leave'))) return goTo(c, pathOf(call, '/jury'))
  await leaveJury(c.var.db, memberOf(c), call, memberOf(c).id, contextOf(c))
  setFlash(c, texts.in(c.var.language)('jury.left'))
  return goTo(c, pathOf(call))
})

judging.post('/:slug/jury/submit', member, async (c) => {
  const { call } = await judged(c)
  const t = texts.in(c.var.language)
  if (!(await isSure(c, 'submit'))) return goTo(c, pathOf(call, '/jury'))
  const { missing } = await submitPoints(c.var.db, memberOf(c), call, contextOf(c))
  if (missing > 0) setFlash(c, t('jury.missing', { count: missing }), 'warning')
  else setFlash(c, t('jury.submitted'))
  return goTo(c, pathOf(call, '/jury'))
})

judging.get('/:slug/jury/:id', member, async (c) => {
  const on = await judged(c)
  const own = await pointsOf(c.var.db, on.call.id, memberOf(c).id)
  const given = own.get(c.req.param('id')) ?? new Map<string, number>()
  return showSheet(c, on, emptyForm(Object.fromEntries([...given].map(([id, points]) => [id, String(points)]))))
})

judging.post('/:slug/jury/:id', member, async (c) => {
  const on = await judged(c)
  const form = await postedForm(c)
  const { nextId, missing } = await keep(c, on, form)
  const t = texts.in(c.var.language)
  if (missing.length)
    return showSheet(c, on, withErrors(form, Object.fromEntries(missing.map((id) => [id, t('sheet.missing')]))))
  setFlash(c, t('sheet.saved'))
  return goTo(c, pathOf(on.call, nextId ? `/jury/${nextId}` : '/jury'))
})

/** What one chooses is kept at once, without a press. */
judging.post('/:slug/jury/:id/points', member, async (c) => {
  await keep(c, await judged(c), await postedForm(c))
  return c.body(null, 204)
})

type Judged = { call: Call; juror: Juror }
async function judged(c: RequestContext): Promise<Judged> {
  const call = await callOf(c)
  const { id } = memberOf(c)
  const juror = (await jurorsOf(c.var.db, call.id)).find(({ personId }) => personId === id)
  permit(juror !== undefined, 'award_jury.entered', call.id)
  return { call, juror: found(juror) }
}

async function keep(c: RequestContext, { call }: Judged, form: FormState) {
  const ids = call.criteria.map(({ id }) => id)
  const points = pointsIn(form, ids)
  const entryId = c.req.param('id') ?? ''
  await keepPoints(c.var.db, memberOf(c), call, entryId, points, contextOf(c))
  const all = await toJudge(c, call)
  return { nextId: nextAfter(all, entryId, ids.length), missing: ids.filter((id) => !points.has(id)) }
}

/** The next entry that waits for points. */
const nextAfter = (all: readonly ToJudge[], entryId: string, criteria: number) =>
  all.find(({ entry, conflict, given }) => entry.id !== entryId && !conflict && given < criteria)?.entry.id

async function toJudge(c: RequestContext, call: Call): Promise<ToJudge[]> {
  const { db, actor } = c.var
  if (!isMember(actor)) return []
  const [{ entries }, conflicts, own] = await Promise.all([
    onlooking(c.var, call),
    conflictsOf(db, call.id, actor.id),
    pointsOf(db, call.id, actor.id),
  ])
  return entries.map((shown) => ({
    ...shown,
    conflict: conflicts.get(shown.entry.id),
    given: own.get(shown.entry.id)?.size ?? 0,
  }))
}

async function showJury(c: RequestContext, { call, juror }: Judged, form: FormState) {
  const t = texts.in(c.var.language)
  const entries = await toJudge(c, call)
  if (hasErrors(form)) c.status(422)
  return c.render(<JuryPage {...{ t, call, juror, entries, form }} />, {
    title: t('jury.title'),
    breadcrumbs: crumbs(c.var.language, t('list.title'), call),
    hidden: true,
  })
}

async function showSheet(c: RequestContext, { call, juror }: Judged, form: FormState) {
  const t = texts.in(c.var.language)
  const all = await toJudge(c, call)
  const one = found(all.find(({ entry }) => entry.id === c.req.param('id')))
  permit(canScore(call.phase, juror) && !one.conflict, 'award_jury.judged', call.id)
  if (hasErrors(form)) c.status(422)
  const nextId = nextAfter(all, one.entry.id, call.criteria.length)
  return c.render(<SheetPage {...{ t, call, form, nextId }} entryId={one.entry.id} line={one.line} />, {
    title: `${t('sheet.title')}: ${one.line.title}`,
    breadcrumbs: crumbs(c.var.language, t('list.title'), call),
    hidden: true,
  })
}
