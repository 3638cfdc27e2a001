/** The addresses of moderators: what waits, the decision on one comment, how a country moderates. */

import { ChangedMeanwhile } from '#platform/database.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, permit, type RequestContext, role, router, to } from '#platform/http.ts'
import { linesOf } from '../records/index.ts'
import { lineOf, metOf } from './asking.ts'
import { decisionForm, listQuery, missingIn, settingForm } from './forms.ts'
import { casesOf, changeSetting, decide, listSettings, listWaiting, moderating } from './moderating.ts'
import { ModeratePage, QueuePage, SettingsPage } from './moderation.views.tsx'
import { MODERATING, mayModerate, maySet, SETTING } from './rules.ts'
import { discussedOf } from './showing.ts'
import { texts } from './texts.ts'

export const moderation = router()

moderation.get('/moderation', role(...MODERATING), async (c) => {
  const { db, language, actor } = c.var
  const t = texts.in(language)
  const { page } = listQuery.parse(c.req.query())
  const { cases, hasNext } = await listWaiting(db, await moderating(db, actor), page)
  const lines = await linesOf(c.var, [...new Set(cases.map(({ record }) => record.id))])
  const shown = await Promise.all(
    cases.map(async (one) => ({
      one,
      discussed: await discussedOf(c.var, one.record),
      line: lines.find(({ id }) => id === one.record.id),
    })),
  )
  return c.render(<QueuePage t={t} cases={shown} page={page} hasNext={hasNext} />, headOf(t('queue.title')))
})

moderation.get('/settings', role(...SETTING), async (c) => {
  const { db, language, actor, config } = c.var
  const t = texts.in(language)
  const set = await listSettings(db)
  const settings = config.countries
    .filter((country) => maySet(actor, country))
    .map((country) => ({ country, moderation: set.find((one) => one.country === country)?.moderation ?? null }))
  permit(settings.length > 0, 'discussion.settings')
  return c.render(<SettingsPage t={t} settings={settings} />, headOf(t('settings.title')))
})

moderation.post('/settings/:country', role(...SETTING), async (c) => {
  const country = found(c.var.config.countries.find((code) => code === c.req.param('country')))
  permit(maySet(c.var.actor, country), 'discussion.settings')
  const { values } = await postedForm(c)
  const chosen = settingForm.parse({ moderation: values[`moderation-${country}`] }).moderation
  await changeSetting(c.var.db, memberOf(c), country, chosen === 'mixed' ? null : chosen, c.var.now)
  setFlash(c, texts.in(c.var.language)('settings.done'))
  return goTo(c, '/discussion/settings')
})

moderation.get('/:id/moderate', role(...MODERATING), async (c) => {
  const id = await toDecide(c)
  return showCase(c, id, emptyForm())
})

moderation.post('/:id/moderate', role(...MODERATING), async (c) => {
  const t = texts.in(c.var.language)
  const id = await toDecide(c)
  const read = await readForm(c, decisionForm)
  if (!read.ok) return showCase(c, id, read.form, 422)
  const missing = missingIn(read.data)
  if (missing) return showCase(c, id, withErrors(read.form, { [missing]: t(`moderate.${missing}Missing`) }), 422)
  try {
    const context = { now: c.var.now, publicUrl: c.var.config.publicUrl }
    await decide(c.var.db, memberOf(c), id, read.data, context)
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error
    return showCase(c, id, withErrors(read.form, { '': t('moderate.changed') }), 409)
  }
  setFlash(c, t(`moderate.done.${read.data.decision}`))
  return goTo(c, '/discussion/moderation')
})

/** A comment on which this person may decide. */
async function toDecide(c: RequestContext): Promise<string> {
  const { comment, record } = await metOf(c)
  permit(mayModerate(await moderating(c.var.db, c.var.actor), comment, record), 'comment.moderate', record.id)
  return comment.id
}

async function showCase(c: RequestContext, id: string, form: FormState, status: 200 | 409 | 422 = 200) {
  const t = texts.in(c.var.language)
  const one = found((await casesOf(c.var.db, [id]))[0])
  const [discussed, line] = [await discussedOf(c.var, one.record), await lineOf(c, one.record)]
  c.status(status)
  return c.render(<ModeratePage {...{ t, one, discussed, line, form }} />, {
    title: t('moderate.title'),
    hidden: true,
    breadcrumbs: [{ href: to(c, '/discussion/moderation'), label: t('queue.title') }],
  })
}

const headOf = (title: string) => ({ title, breadcrumbs: [], hidden: true })
