/** The addresses at which editors write a call and change it. */
import { countryOf } from '#countries/index.ts'
import { ChangedMeanwhile } from '#platform/database.ts'
import { findDraft } from '#platform/drafts.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, permit, type RequestContext, role, router } from '#platform/http.ts'
import type { Language } from '#platform/languages.ts'
import { Alert } from '#ui/index.tsx'
import { addCall, changeAnnounced, changeDraft, draftKey, peopleByEmail } from './calling.ts'
import type { Call } from './calls.ts'
import { contextOf, crumbs, managedCall, pathOf } from './door.ts'
import { CallFormPage, LaterFormPage } from './form.views.tsx'
import {
  type CallInput,
  callForm,
  daysOf,
  laterForm,
  namedFields,
  orderProblems,
  problemsOf,
  seenRevision,
  TEXT_FIELDS,
} from './forms.ts'
import { emailsOfJurors } from './jury.ts'
import { canChangeAll, canMoveDates, countryEdited } from './rules.ts'
import { texts } from './texts.ts'

export const calling = router()

calling.get('/new', role('editor'), async (c) => {
  const country = countryOfEditor(c)
  return showForm(c, country, undefined, startingForm(c.var.language, c.var.now))
})

calling.post('/new', role('editor'), async (c) => {
  const country = countryOfEditor(c)
  const read = await readCall(c)
  if (!read.ok) return showForm(c, country, undefined, read.form)
  const slug = await addCall(c.var.db, memberOf(c), country, read.data, read.jurors, c.var.now)
  setFlash(c, texts.in(c.var.language)('form.saved'))
  return goTo(c, pathOf({ slug }, '/manage'))
})

calling.get('/:slug/edit', role('editor'), async (c) => {
  const call = await managedCall(c)
  if (!canChangeAll(call.phase)) return showLater(c, call, savedText(call))
  return showForm(c, call.facts.country, call, await savedForm(c, call))
})

calling.post('/:slug/edit', role('editor'), async (c) => {
  const call = await managedCall(c)
  if (!canChangeAll(call.phase)) return changeLater(c, call)
  const read = await readCall(c)
  if (!read.ok) return showForm(c, call.facts.country, call, read.form)
  const { revision } = seenRevision.parse(read.form.values)
  const change = () => changeDraft(c.var.db, memberOf(c), call, read.data, read.jurors, revision, contextOf(c))
  const slug = await orConflict(change)
  if (slug === undefined)
    return showForm(c, call.facts.country, call, { ...read.form, revision: call.record.revision }, true)
  setFlash(c, texts.in(c.var.language)('form.saved'))
  return goTo(c, pathOf({ slug }, '/manage'))
})

async function changeLater(c: RequestContext, call: Call) {
  const t = texts.in(c.var.language)
  const read = await readForm(c, laterForm)
  if (!read.ok) return showLater(c, call, read.form)
  const { timeZone } = countryOf(call.facts.country)
  const chosen = Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined))
  const problems = orderProblems({ ...daysOf(call.award, timeZone), ...chosen })
  const errors = Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, t(`problem.${problem}`)]))
  if (Object.keys(errors).length) return showLater(c, call, withErrors(read.form, errors))
  const { revision } = seenRevision.parse(read.form.values)
  const change = () => changeAnnounced(c.var.db, memberOf(c), call, read.data, revision, contextOf(c)).then(() => true)
  if (!(await orConflict(change))) return showLater(c, call, { ...read.form, revision: call.record.revision }, true)
  setFlash(c, t('form.saved'))
  return goTo(c, pathOf(call, '/manage'))
}

/** What the change gives, or nothing when somebody was faster. */
async function orConflict<X>(change: () => Promise<X>): Promise<X | undefined> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return undefined
    throw error
  }
}

const countryOfEditor = (c: RequestContext) => {
  const country = countryEdited(c.var.actor)
  permit(country !== undefined, 'award.added')
  return found(country)
}

type ReadCall = { ok: true; data: CallInput; jurors: string[]; form: FormState } | { ok: false; form: FormState }
/** Reads what was posted; adds what no single field can know: the sum of the weights, the order of dates, addresses that nobody has. */
async function readCall(c: RequestContext): Promise<ReadCall> {
  const t = texts.in(c.var.language)
  const read = await readForm(c, callForm)
  if (!read.ok) return read
  const errors = Object.fromEntries(
    Object.entries(problemsOf(read.data)).map(([name, problem]) => [name, t(`problem.${problem}`)]),
  )
  const known = await peopleByEmail(c.var.db, read.data.jurors)
  if (known.unknown.length) errors.jurors = t('problem.jurors', { emails: known.unknown.join(', ') })
  if (Object.keys(errors).length) return { ok: false, form: withErrors(read.form, errors) }
  return { ok: true, data: read.data, jurors: known.ids, form: read.form }
}

/** A year that leaves time for each part, to be changed at will. */
function startingForm(language: Language, now: Date): FormState {
  const today = Temporal.PlainDate.from(now.toISOString().slice(0, 10))
  const later = (days: number) => today.add({ days }).toString()
  return emptyForm({
    language,
    year: String(today.year),
    opensOn: later(7),
    entriesUntil: later(37),
    judgingUntil: later(67),
    votingUntil: later(88),
    poolFrom: `${today.year - 1}-01-01`,
    poolTo: today.toString(),
    shortlistLength: '6',
  })
}

async function savedForm(c: RequestContext, call: Call): Promise<FormState> {
  const { timeZone } = countryOf(call.facts.country)
  const { award } = call
  const values: FormState['values'] = {
    ...savedText(call).values,
    language: call.record.language,
    year: String(award.year),
    ...daysOf(award, timeZone),
    poolFrom: award.poolFrom,
    poolTo: award.poolTo,
    shortlistLength: String(award.shortlistLength),
    jurors: (await emailsOfJurors(c.var.db, call.id)).join('\n'),
  }
  for (const [index, { names }] of call.categories.entries())
    Object.assign(values, namedFields('category', index + 1, names))
  for (const [index, { names, weight }] of call.criteria.entries())
    Object.assign(values, namedFields('criterion', index + 1, names), { [`weight-${index + 1}`]: String(weight) })
  return { ...emptyForm(values), revision: call.record.revision }
}

/** The text in the language of the call: editors change the original. */
function savedText(call: Call): FormState {
  const { timeZone } = countryOf(call.facts.country)
  const fields = Object.fromEntries(
    TEXT_FIELDS.map((name) => [name, (call.original.fields[name] ?? []).map(({ text }) => text).join('\n\n')]),
  )
  const values = { title: call.original.title, ...fields, ...daysOf(call.award, timeZone) }
  return { ...emptyForm(values), revision: call.record.revision }
}

async function showForm(c: RequestContext, country: string, call: Call | undefined, form: FormState, conflict = false) {
  const { db, language } = c.var
  const t = texts.in(language)
  const isFresh = !hasErrors(form) && !conflict && c.req.method === 'GET'
  const kept = isFresh ? await findDraft(db, memberOf(c), draftKey(call?.id)) : undefined
  const shown = kept !== undefined && c.req.query('draft') === '1'
  if (!isFresh) c.status(conflict ? 409 : 422)
  const filled = shown ? { ...form, values: { ...form.values, ...kept.values } } : form
  const draft = kept && { updatedAt: kept.updatedAt, shown }
  const notice = conflict && <Alert color="warning">{t('form.conflict')}</Alert>
  return c.render(<CallFormPage {...{ t, form: filled, country, call, draft, notice }} />, {
    title: t(call ? 'form.editTitle' : 'list.new'),
    breadcrumbs: crumbs(language, t('list.title'), call),
    hidden: true,
  })
}

function showLater(c: RequestContext, call: Call, form: FormState, conflict = false) {
  const t = texts.in(c.var.language)
  if (conflict || hasErrors(form)) c.status(conflict ? 409 : 422)
  const { award, phase } = call
  const { now } = c.var
  const movable = canMoveDates(phase)
    ? (['entriesUntil', 'judgingUntil', 'votingUntil'] as const).filter(
        (name) => name === 'votingUntil' || award[name] > now,
      )
    : []
  const notice = conflict && <Alert color="warning">{t('form.conflict')}</Alert>
  return c.render(<LaterFormPage {...{ t, form, call, movable, notice }} />, {
    title: t('form.editTitle'),
    breadcrumbs: crumbs(c.var.language, t('list.title'), call),
    hidden: true,
  })
}
