/** The addresses of editors: the page of an award's work, its steps, its jury. */
import { setFlash } from '#platform/flash.ts'
import { type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { goTo, memberOf, type RequestContext, role, router } from '#platform/http.ts'
import { announceCall, inviteJurors, peopleByEmail, removeCall, takeBackCall } from './calling.ts'
import type { Call } from './calls.ts'
import { confirmShortlist, proposedShortlist } from './deciding.ts'
import { contextOf, crumbs, isSure, managedCall, pathOf } from './door.ts'
import { jurorForm, networkForm, personForm, seenRevision, shortlistForm } from './forms.ts'
import { leaveJury } from './jury.ts'
import { ManagePage, noForm } from './manage.views.tsx'
import { canShortlist } from './rules.ts'
import { onlooking } from './shown.ts'
import { texts } from './texts.ts'
import { networksOf, takeOut } from './votes.ts'

export const managing = router()

managing.get('/:slug/manage', role('editor'), async (c) => show(c, await managedCall(c)))

const stepTo = async (c: RequestContext) => {
  const call = await managedCall(c)
  const { revision } = seenRevision.parse(await c.req.parseBody())
  return { call, revision, member: memberOf(c), t: texts.in(c.var.language) }
}

managing.post('/:slug/announce', role('editor'), async (c) => {
  const { call, revision, member, t } = await stepTo(c)
  await announceCall(c.var.db, member, call, revision, contextOf(c))
  setFlash(c, t('manage.announced'))
  return goTo(c, pathOf(call, '/manage'))
})

managing.post('/:slug/take-back', role('editor'), async (c) => {
  const { call, revision, member, t } = await stepTo(c)
  await takeBackCall(c.var.db, member, call, revision, contextOf(c))
  setFlash(c, t('manage.takenBack'))
  return goTo(c, pathOf(call, '/manage'))
})

managing.post('/:slug/remove', role('editor'), async (c) => {
  const { call, revision, member, t } = await stepTo(c)
  if (!(await isSure(c, 'remove'))) return goTo(c, pathOf(call, '/manage'))
  await removeCall(c.var.db, member, call, revision, contextOf(c))
  setFlash(c, t('manage.removed'))
  return goTo(c, '/awards')
})

managing.post('/:slug/jurors', role('editor'), async (c) => {
  const call = await managedCall(c)
  const t = texts.in(c.var.language)
  const read = await readForm(c, jurorForm)
  if (!read.ok) return show(c, call, { jurorForm: read.form })
  const { ids, unknown } = await peopleByEmail(c.var.db, read.data.jurors)
  if (unknown.length) {
    const errors = { jurors: t('problem.jurors', { emails: unknown.join(', ') }) }
    return show(c, call, { jurorForm: withErrors(read.form, errors) })
  }
  await inviteJurors(c.var.db, memberOf(c), call, ids, contextOf(c))
  setFlash(c, t('manage.invited'))
  return goTo(c, pathOf(call, '/manage'))
})

managing.post('/:slug/jurors/remove', role('editor'), async (c) => {
  const call = await managedCall(c)
  const { person } = personForm.parse(await c.req.parseBody())
  await leaveJury(c.var.db, memberOf(c), call, person, contextOf(c))
  setFlash(c, texts.in(c.var.language)('manage.jurorRemoved'))
  return goTo(c, pathOf(call, '/manage'))
})

managing.post('/:slug/shortlist', role('editor'), async (c) => {
  const call = await managedCall(c)
  const t = texts.in(c.var.language)
  const read = await readForm(c, shortlistForm)
  if (!read.ok) return show(c, call, { shortlistForm: read.form })
  const { entries, reason } = read.data
  const result = await confirmShortlist(c.var.db, memberOf(c), call, new Set(entries), reason, contextOf(c))
  const values = { ...read.form.values, entries }
  if (result === 'empty')
    return show(c, call, { shortlistForm: withErrors({ ...read.form, values }, { entries: t('shortlist.empty') }) })
  if (result === 'reason')
    return show(c, call, { shortlistForm: withErrors({ ...read.form, values }, { reason: t('shortlist.why') }) })
  setFlash(c, t('shortlist.confirmed'))
  return goTo(c, pathOf(call, '/manage'))
})

managing.post('/:slug/networks', role('editor'), async (c) => {
  const call = await managedCall(c)
  await takeOut(c.var.db, memberOf(c), call, networkForm.parse(await c.req.parseBody()), contextOf(c))
  setFlash(c, texts.in(c.var.language)('networks.changed'))
  return goTo(c, pathOf(call, '/manage'))
})

type Forms = { jurorForm?: FormState; shortlistForm?: FormState }
async function show(c: RequestContext, call: Call, forms: Forms = {}) {
  const { db, language, now } = c.var
  const t = texts.in(language)
  const [seen, networks] = await Promise.all([
    onlooking(c.var, call),
    call.phase === 'counting' ? networksOf(db, call.id) : [],
  ])
  const { entries, jurors, allSent } = seen
  const results = entries.flatMap(({ result }) => result ?? [])
  const proposal = canShortlist(call.phase, allSent, call.award, now) ? proposedShortlist(call, results) : undefined
  const { jurorForm: invited = noForm, shortlistForm: chosen = noForm } = forms
  if ([invited, chosen].some(hasErrors)) c.status(422)
  return c.render(
    <ManagePage {...{ t, call, jurors, entries, networks, proposal }} jurorForm={invited} shortlistForm={chosen} />,
    { title: t('manage.title'), breadcrumbs: crumbs(language, t('list.title'), call), hidden: true },
  )
}
