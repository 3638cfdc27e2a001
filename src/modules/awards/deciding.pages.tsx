/** The address at which an editor names the winners. */
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, postedForm, withErrors } from '#platform/forms.ts'
import { goTo, memberOf, permit, type RequestContext, role, router } from '#platform/http.ts'
import type { Call } from './calls.ts'
import { decide, publicWinners } from './deciding.ts'
import { contextOf, crumbs, managedCall, pathOf } from './door.ts'
import { followsJury } from './engine/scores.ts'
import { DecidePage } from './entering.views.tsx'
import { type Decision, decisionIn, nameField } from './forms.ts'
import type { Shown } from './result.views.tsx'
import { canDecide } from './rules.ts'
import { onlooking } from './shown.ts'
import { texts } from './texts.ts'

export const deciding = router()

deciding.get('/:slug/decide', role('editor'), async (c) => {
  const { call, entries } = await counted(c)
  const ranks = entries.filter(({ result }) => (result?.rank ?? 4) <= 3)
  const values = Object.fromEntries(ranks.map(({ entry, result }) => [`rank-${entry.id}`, String(result?.rank)]))
  return show(c, call, entries, emptyForm(values))
})

deciding.post('/:slug/decide', role('editor'), async (c) => {
  const { call, entries } = await counted(c)
  const form = await postedForm(c)
  const decision = decisionIn(
    form,
    entries.map(({ entry }) => entry.id),
  )
  const errors = problems(c, call, entries, decision)
  if (Object.keys(errors).length) return show(c, call, entries, withErrors(form, errors))
  await decide(c.var.db, memberOf(c), call, decision, contextOf(c))
  setFlash(c, texts.in(c.var.language)('decide.done'))
  return goTo(c, pathOf(call))
})

/** The shortlist with what jury and public gave it, once the vote is over. */
async function counted(c: RequestContext) {
  const call = await managedCall(c)
  permit(canDecide(call.phase), 'award.decided', call.id)
  const { entries } = await onlooking(c.var, call)
  return {
    call,
    entries: ranked(
      call,
      entries.filter(({ entry }) => entry.shortlisted),
    ),
  }
}

/** Places among those on the shortlist, as editors may have left somebody out. */
const ranked = (call: Call, entries: readonly Shown[]): Shown[] =>
  call.categories.flatMap(({ id }) => {
    const own = entries.filter(({ entry }) => entry.categoryId === id)
    const better = (mean: number) => own.filter(({ result }) => (result?.mean ?? -1) > mean + 1e-9).length
    return own.map((shown) =>
      shown.result && shown.result.mean !== null
        ? { ...shown, result: { ...shown.result, rank: 1 + better(shown.result.mean) } }
        : shown,
    )
  })

/** Places follow the jury, and every winner has a reason in the language of the call. */
function problems(c: RequestContext, call: Call, entries: readonly Shown[], { ranks, reasons }: Decision) {
  const t = texts.in(c.var.language)
  const errors: FormState['errors'] = {}
  const liked = winnersIn(entries)
  for (const { id } of call.categories) {
    const own = entries.filter(({ entry }) => entry.categoryId === id)
    const results = own.flatMap(({ result }) => result ?? [])
    const given = new Map([...ranks].filter(([entryId]) => own.some(({ entry }) => entry.id === entryId)))
    const first = own[0]
    if (first && !followsJury(given, results)) errors[`rank-${first.entry.id}`] = t('decide.order')
  }
  const { language } = call.record
  for (const { entry } of entries)
    if ((ranks.has(entry.id) || liked.has(entry.id)) && !reasons.get(entry.id)?.[language])
      errors[nameField('reason', entry.id, language)] = t('decide.noReason')
  return errors
}

const winnersIn = (entries: readonly Shown[]) =>
  publicWinners(
    entries.map(({ entry }) => entry),
    new Map(entries.map(({ entry, votes }) => [entry.id, votes ?? 0])),
  )

function show(c: RequestContext, call: Call, entries: readonly Shown[], form: FormState) {
  const t = texts.in(c.var.language)
  if (hasErrors(form)) c.status(422)
  return c.render(<DecidePage {...{ t, call, form, entries }} publicWinners={winnersIn(entries)} />, {
    title: t('decide.title'),
    breadcrumbs: crumbs(c.var.language, t('list.title'), call),
    hidden: true,
  })
}
