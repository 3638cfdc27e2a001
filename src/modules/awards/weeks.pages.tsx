/** The addresses of the practice of the week: the archive, its feed, and the form of editors. */

import { findSlug, linesOf } from '#core/records/index.ts'
import { ATOM_TYPE, answerAtom } from '#platform/atom.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, open, permit, type RequestContext, role, router, to } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { nameIn } from './calls.ts'
import { crumbs } from './door.ts'
import { weeksLater } from './engine/calendar.ts'
import { nameField, reasonsOf, slugTyped, weekForm } from './forms.ts'
import { countryEdited } from './rules.ts'
import { texts } from './texts.ts'
import { dayText } from './views.tsx'
import { candidateOfWeek, currentWeeks, listWeeks, picksOf, pickWeek, type Week, weekIn } from './weeks.ts'
import { PickPage, type ShownWeek, WeeksPage } from './weeks.views.tsx'

export const weeks = router()

const SHOWN = 104

weeks.get('/weeks', open, async (c) => {
  const { db, actor, language, now } = c.var
  const t = texts.in(language)
  const [current, all] = await Promise.all([currentWeeks(db, now), listWeeks(db, now, SHOWN)])
  const past = all.filter(({ week, country }) => week < weekIn(country, now))
  const mayPick = countryEdited(actor) !== undefined
  return c.render(<WeeksPage t={t} current={await shown(c, current)} past={await shown(c, past)} mayPick={mayPick} />, {
    title: t('weeks.title'),
    description: t('weeks.lead'),
    breadcrumbs: crumbs(language, t('list.title')),
    feeds: [{ href: to(c, '/awards/weeks.atom'), type: ATOM_TYPE, title: t('weeks.title') }],
  })
})

weeks.get('/weeks.atom', open, async (c) => {
  const { db, language, now, config } = c.var
  const t = texts.in(language)
  const entries = (await shown(c, await listWeeks(db, now, 50))).map(({ week, line }) => ({
    id: `tag:${new URL(config.publicUrl).hostname},2026:week:${week.country}:${week.week}`,
    href: config.publicUrl + line.href,
    title: line.title,
    lang: line.lang,
    published: week.at,
    updated: week.at,
    summary: [t('weeks.of', { date: dayText(t, week.week) }), nameIn(week.reasons, language).text || line.summary].join(
      '\n',
    ),
  }))
  const page = `${config.publicUrl}${to(c, '/awards/weeks')}`
  return answerAtom(c, { self: `${page}.atom`, page, title: t('weeks.title'), entries })
})

weeks.get('/weeks/pick', role('editor'), (c) => show(c, emptyForm({ week: 'next', practice: c.req.query('practice') })))

weeks.post('/weeks/pick', role('editor'), async (c) => {
  const { db, now, language } = c.var
  const country = countryOfEditor(c)
  const t = texts.in(language)
  const read = await readForm(c, weekForm)
  if (!read.ok) return show(c, read.form)
  const week = weeksOf(country, now)[read.data.week === 'this' ? 0 : 1]
  const slug = slugTyped(read.data.practice)
  const asked = isId(slug) ? slug : (await findSlug(db, 'practice', slug))?.targetId
  const candidate = asked ? await candidateOfWeek(db, asked, country, week) : 'unknown'
  const reasons = reasonsOf(read.form)
  const errors = {
    ...(candidate !== 'free' && { practice: t(`weeks.${candidate}`) }),
    ...(!reasons[language] && { [nameField('reason', 0, language)]: t('decide.noReason') }),
  }
  if (!asked || Object.keys(errors).length) return show(c, withErrors(read.form, errors))
  await pickWeek(db, memberOf(c), { week, country, practiceId: asked, reasons }, now)
  setFlash(c, t('weeks.picked'))
  return goTo(c, '/awards/weeks')
})

const weeksOf = (country: string, now: Date): [string, string] => {
  const week = weekIn(country, now)
  return [week, weeksLater(week, 1)]
}
const countryOfEditor = (c: RequestContext) => {
  const country = countryEdited(c.var.actor)
  permit(country !== undefined, 'practice.picked')
  return found(country)
}

async function shown(c: RequestContext, rows: readonly Week[]): Promise<ShownWeek[]> {
  const lines = await linesOf(c.var, [...new Set(rows.map(({ practiceId }) => practiceId))])
  return rows.flatMap((week) => {
    const line = lines.find(({ id }) => id === week.practiceId)
    return line ? [{ week, line }] : []
  })
}

async function show(c: RequestContext, form: FormState) {
  const { db, language, now } = c.var
  const country = countryOfEditor(c)
  const t = texts.in(language)
  const both = weeksOf(country, now)
  const picked = await shown(c, await picksOf(db, country, both))
  if (hasErrors(form)) c.status(422)
  return c.render(<PickPage {...{ t, form, country, picked }} weeks={both} />, {
    title: t('weeks.pick'),
    breadcrumbs: [...crumbs(language, t('list.title')), { href: to(c, '/awards/weeks'), label: t('weeks.title') }],
    hidden: true,
  })
}
