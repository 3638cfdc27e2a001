/** The page on which one writes: a comment that came back with a problem, an answer, a refused text again. And what keeps one from writing. */

import { countryOf } from '#countries/index.ts'
import { type FormState, typedValue } from '#platform/forms.ts'
import { memberOf, type RequestContext, TooMany, to } from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import { dateText } from '#platform/texts.ts'
import type { RecordRow } from '../records/schema.ts'
import { lineOf, whole } from './asking.ts'
import { AgainPage, AnswerPage, WritePage } from './form.views.tsx'
import { findComment, keptSettingOf, type Met, selfIn } from './reading.ts'
import { allowanceOf, canAnswer, countLinks, EDITS, firstState, moderatesCountry } from './rules.ts'
import { discussedOf, newForm, writingOf } from './showing.ts'
import { texts } from './texts.ts'

type Hindered = { sentence: string; status: 422 | 429 }

/** Too many links, or too much in an hour: said beside the text, which stays. */
export async function hindrance(
  c: RequestContext,
  record: RecordRow,
  text: string,
  door: 'comment' | 'comment-edit' = 'comment',
): Promise<Hindered | undefined> {
  const { db, now, language } = c.var
  const t = texts.in(language)
  const actor = memberOf(c)
  const { comments, links } = allowanceOf((await selfIn(db, actor, record.id)).newcomer)
  const limit = door === 'comment' ? comments : EDITS
  if (countLinks(text) > links) return { sentence: t('form.links', { links }), status: 422 }
  try {
    await countTry(db, `${door} ${actor.id}`, limit, now)
    return undefined
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    c.header('retry-after', String(error.seconds))
    const again = new Date(now.getTime() + error.seconds * 1000)
    const time = dateText(language, again, 'moment', countryOf(record.country).timeZone)
    return { sentence: t('form.tooMany', { count: limit.tries, time }), status: 429 }
  }
}

/** Would a moderator read first what this person writes here? */
export async function waitsFor(c: RequestContext, record: RecordRow): Promise<boolean> {
  const [setting, self] = [
    await keptSettingOf(c.var.db, record.country),
    await selfIn(c.var.db, memberOf(c), record.id),
  ]
  return firstState(setting, self.newcomer, moderatesCountry(c.var.actor, record.country)) === 'waiting'
}

async function writingFor(c: RequestContext, record: RecordRow, form: FormState) {
  const discussed = await discussedOf(c.var, record)
  const [setting, self] = [
    await keptSettingOf(c.var.db, record.country),
    await selfIn(c.var.db, memberOf(c), record.id),
  ]
  return { discussed, writing: writingOf(c.var, record, discussed, { setting, self, asked: { form } }) }
}

type Status = 200 | 409 | 422 | 429

/** The form by itself, for an answer with what it answers; if that is gone, as a comment of its own. */
export async function showWriting(c: RequestContext, record: RecordRow, form: FormState, status: Status = 200) {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const { discussed, writing } = await writingFor(c, record, form)
  const parent = await findComment(db, actor, typedValue(form, 'commentParent'))
  c.status(status)
  const head = (title: string) => ({
    title,
    hidden: true,
    breadcrumbs: [{ href: discussed.href, label: t('thread.count', { count: 0 }) }],
  })
  if (parent && parent.record.id === record.id && canAnswer(parent.comment)) {
    const comment = await whole(c, parent)
    return c.render(<AnswerPage {...{ t, discussed, comment, writing }} />, head(t('answer.title')))
  }
  const line = await lineOf(c, record)
  return c.render(<WritePage {...{ t, discussed, writing, line }} />, head(t('form.title')))
}

export async function showAgainPage(c: RequestContext, met: Met) {
  const t = texts.in(c.var.language)
  const form = newForm(met.comment.language, met.comment.anchor, met.comment.text)
  const { discussed, writing } = await writingFor(c, met.record, form)
  const comment = await whole(c, met)
  return c.render(<AgainPage {...{ t, discussed, comment, writing }} />, {
    title: t('again.title'),
    hidden: true,
    breadcrumbs: [{ href: to(c, '/discussion/mine'), label: t('mine.title') }],
  })
}
