/** The addresses of translations: what waits, the side-by-side form, and asking the machine. */
import { countryOf } from '#countries/index.ts'
import { ChangedMeanwhile } from '#platform/database.ts'
import { keepDraft } from '#platform/drafts.ts'
import { setFlash } from '#platform/flash.ts'
import { checkForm, type FormState, hasErrors, postedForm, withErrors } from '#platform/forms.ts'
import {
  found,
  goTo,
  member,
  memberOf,
  NotFound,
  permit,
  type RequestContext,
  role,
  router,
  to,
} from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import { countTry } from '#platform/limits.ts'
import { allKinds, kindNamed, pathOfRecord } from '../records/index.ts'
import { draftKey, orderTranslation, saveTranslation } from './changes.ts'
import { laterIntent, targetLanguage, translationFilter, translationForm } from './forms.ts'
import { TranslationsPage } from './list.views.tsx'
import { findTranslatable, findTranslation } from './queries.ts'
import { languagesFor } from './rules.ts'
import { showConflict, showForm } from './showing.tsx'
import { texts } from './texts.ts'
import { baseOf, paragraphErrors, statusFrom, type Task, textsTyped } from './typed.ts'
import { countWaiting, listWaiting, type WaitingLine } from './waiting.ts'

export const pages = router()

pages.get('/', role('editor'), async (c) => {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const asked = translationFilter.parse(c.req.query())
  const filter = { ...asked, language: asked.language ?? language }
  const [{ lines, after }, counts] = await Promise.all([listWaiting(db, filter), countWaiting(db, filter)])
  const kinds = [...allKinds()].flatMap(([value, kind]) => (kind.fields ? [{ value, label: kind.name(language) }] : []))
  const countryNames = new Map(c.var.config.countries.map((code) => [code, countryOf(code).names[language]]))
  const shown = lines.map((line) => ({
    ...line,
    href: languagesFor(actor, kindNamed(line.kind), line).includes(filter.language)
      ? to(c, `/translations/${line.id}/${filter.language}`)
      : to(c, `/id/${line.id}`),
    kindName: kindNamed(line.kind)?.name(language) ?? line.kind,
    ...ofCountry(c, line),
  }))
  return c.render(<TranslationsPage {...{ t, filter, counts, kinds, countryNames, after }} lines={shown} />, {
    title: t('list.title'),
    hidden: true,
  })
})

const ofCountry = (c: RequestContext, line: WaitingLine) => {
  const { names, timeZone } = countryOf(line.country)
  return { countryName: names[c.var.language], timeZone }
}

pages.get('/:recordId/:into', member, async (c) => {
  const task = await taskOf(c)
  return showForm(c, task)
})

pages.post('/:recordId/:into', member, async (c) => {
  const task = await taskOf(c)
  const posted = await postedForm(c)
  if (laterIntent.safeParse(posted.values).success) return keepForLater(c, task, posted)
  const read = checkForm(posted, translationForm, c.var.language)
  if (!read.ok) return showForm(c, task, read.form, 422)
  const isLate = read.data.seen !== (task.text?.version ?? 0) || read.data.source !== task.translatable.source.version
  if (isLate) return showConflict(c, task, read.form, read.data)
  const status = statusFrom(task, await baseOf(c.var.db, task, read.data.base))
  const form = withErrors(read.form, paragraphErrors(texts.in(c.var.language), task, read.form, status))
  if (hasErrors(form)) return showForm(c, task, form, 422)
  try {
    return await save(c, task, form, read.data)
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error
    return showConflict(c, await taskOf(c), form, read.data)
  }
})

pages.post('/:recordId/:into/order', member, async (c) => {
  const { translatable, into, text, href } = await taskOf(c)
  const actor = memberOf(c)
  permit(c.var.config.translation !== undefined, 'translation.order', translatable.record.id)
  // What a person has translated is no machine's to replace.
  if (text && text.status !== 'machine') return c.redirect(href, 303)
  await countTry(c.var.db, `translation order ${actor.id}`, { tries: 60, seconds: 3600 }, c.var.now)
  await orderTranslation(c.var.db, actor, translatable, into, c.var.now)
  setFlash(c, texts.in(c.var.language)('machine.ordered'))
  return goTo(c, `/translations/${translatable.record.id}/${into}`)
})

/** What is to be translated, by somebody who may. */
async function taskOf(c: RequestContext): Promise<Task> {
  const { db, actor } = c.var
  const id = c.req.param('recordId') ?? ''
  const target = targetLanguage.safeParse(c.req.param('into'))
  const translatable = found(isId(id) && target.success ? await findTranslatable(db, actor, id) : undefined)
  const into = found(target.data)
  const { record, kind } = translatable
  if (into === record.language) throw new NotFound()
  permit(kind.mayTranslate?.(actor, record, into) ?? false, 'translation.edit', record.id)
  const path = (await pathOfRecord(db, record)) ?? `/id/${record.id}`
  const translation = await findTranslation(db, translatable, into)
  return { translatable, into, href: to(c, encodeURI(path)), ...translation }
}

async function keepForLater(c: RequestContext, { translatable, into }: Task, form: FormState) {
  const { record } = translatable
  await keepDraft(c.var.db, memberOf(c), draftKey(record.id, into), form.values, c.var.now)
  setFlash(c, texts.in(c.var.language)('draft.kept'))
  return goTo(c, `/translations/${record.id}/${into}?draft=1`)
}

async function save(c: RequestContext, task: Task, form: FormState, { title, seen }: { title: string; seen: number }) {
  const { translatable, into, href } = task
  const typed = { into, title, texts: textsTyped(task, form) }
  await saveTranslation(c.var.db, memberOf(c), translatable, typed, seen, c.var.now)
  setFlash(c, texts.in(c.var.language)('form.saved', { language: LANGUAGE_NAMES[into] }))
  return c.redirect(`${href}?text=${into}`, 303)
}
