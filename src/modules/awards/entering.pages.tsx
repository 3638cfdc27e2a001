/** The addresses at which a practice is entered for an award and withdrawn. */
import { linesOf } from '#core/records/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm } from '#platform/forms.ts'
import { goTo, member, memberOf, permit, type RequestContext, router } from '#platform/http.ts'
import type { Call } from './calls.ts'
import { callOf, contextOf, crumbs, pathOf } from './door.ts'
import { EnterPage } from './entering.views.tsx'
import { addEntry, candidatesFor, entersSomething, withdrawEntry } from './entries.ts'
import { candidateFilter, entryForm, withdrawForm } from './forms.ts'
import { canEnter, entersFor, mayManage } from './rules.ts'
import { onlooking } from './shown.ts'
import { texts } from './texts.ts'

export const entering = router()

entering.get('/:slug/enter', member, async (c) => {
  const call = await callToEnter(c)
  const { practice } = candidateFilter.parse(c.req.query())
  return show(c, call, emptyForm({ practice }))
})

entering.post('/:slug/enter', member, async (c) => {
  const call = await callToEnter(c)
  const read = await readForm(c, entryForm)
  if (!read.ok) return show(c, call, read.form)
  const entered = await addEntry(c.var.db, memberOf(c), call, read.data, contextOf(c))
  setFlash(c, texts.in(c.var.language)(`enter.${entered}`), entered === 'entered' ? 'success' : 'info')
  return goTo(c, pathOf(call, '/enter'))
})

entering.post('/:slug/withdraw', member, async (c) => {
  const call = await callOf(c)
  const { entry } = withdrawForm.parse(await c.req.parseBody())
  await withdrawEntry(c.var.db, memberOf(c), call, entry, contextOf(c))
  setFlash(c, texts.in(c.var.language)('enter.withdrawn'))
  return goTo(c, mayManage(c.var.actor, call.facts) ? pathOf(call, '/manage') : pathOf(call))
})

async function callToEnter(c: RequestContext): Promise<Call> {
  const call = await callOf(c)
  permit(canEnter(call.phase) && (await entersSomething(c.var.db, c.var.actor, call)), 'award_entry.added', call.id)
  return call
}

async function show(c: RequestContext, call: Call, form: FormState) {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const { q, practice } = candidateFilter.parse(c.req.query())
  const [ids, seen] = await Promise.all([candidatesFor(db, actor, call, q), onlooking(c.var, call)])
  const candidates = await linesOf(c.var, [...new Set([...(practice ? [practice] : []), ...ids])])
  const own = seen.entries.filter(({ entry }) => seen.isEditor || entersFor(actor, entry))
  if (hasErrors(form)) c.status(422)
  return c.render(<EnterPage {...{ t, call, form, candidates, q, own }} isEditor={seen.isEditor} />, {
    title: t('enter.title'),
    breadcrumbs: crumbs(language, t('list.title'), call),
    hidden: true,
  })
}
