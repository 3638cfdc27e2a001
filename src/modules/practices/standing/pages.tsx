/** The addresses at which authors answer whether a practice is still true: by a link of the letter, or signed in. */
import { z } from 'zod'
import { setFlash } from '#platform/flash.ts'
import { postedForm } from '#platform/forms.ts'
import { found, goTo, member, memberOf, open, permit, type RequestContext, router, to } from '#platform/http.ts'
import { findManuscript, type Manuscript, titlesOf } from '../manuscripts.ts'
import { may } from '../rules.ts'
import { STANDINGS } from '../schema.ts'
import { texts as practiceTexts } from '../texts.ts'
import { answerAs, answerByToken, practiceAsked } from './answering.ts'
import { mayAnswer } from './rules.ts'
import { texts } from './texts.ts'
import { AnswerPage, GonePage, LetterPage } from './views.tsx'

export const stillTrue = router()

const answered = z.enum(STANDINGS)
const linkQuery = z.object({ token: z.string().max(1000).catch(''), answer: answered.optional().catch(undefined) })
const linkForm = linkQuery.extend({ answer: answered })

stillTrue.get('/still-true', open, async (c) => {
  const { db, config, language, now } = c.var
  const { token, answer } = linkQuery.parse(c.req.query())
  const record = await practiceAsked(db, config, token, now)
  const practice = record && (await titlesOf(db, [record.id])).get(record.id)
  if (!practice) return showGone(c)
  const t = texts.in(language)
  return c.render(<LetterPage t={t} practice={practice} token={token} answer={answer} />, head(c))
})

stillTrue.post('/still-true', open, async (c) => {
  const { db, config, language, now, requestId } = c.var
  const read = linkForm.safeParse((await postedForm(c)).values)
  const record = read.data && (await answerByToken(db, config, read.data.token, read.data.answer, now, requestId))
  if (!record || !read.data) return showGone(c)
  const practice = found((await titlesOf(db, [record.id])).get(record.id))
  setFlash(c, texts.in(language)(`done.${read.data.answer}`))
  return goTo(c, pageAfter(practice.slug, read.data.answer))
})

stillTrue.get('/:slug/still-true', member, async (c) => {
  const manuscript = await manuscriptOf(c)
  const { slug, record, practice, content, rules } = manuscript
  const { standing, confirmedAt } = practice
  const shown = { slug, title: content.title, lang: content.language, country: record.country, standing, confirmedAt }
  const revise = may(c.var.actor, 'revise', rules) ? record.revision : undefined
  return c.render(<AnswerPage t={texts.in(c.var.language)} practice={shown} revise={revise} />, head(c))
})

stillTrue.post('/:slug/still-true', member, async (c) => {
  const { id, slug } = await manuscriptOf(c)
  const answer = found(answered.safeParse((await postedForm(c)).values.answer).data)
  await answerAs(c.var.db, memberOf(c), id, answer, c.var.now)
  setFlash(c, texts.in(c.var.language)(`done.${answer}`))
  return goTo(c, pageAfter(slug, answer))
})

/** Whoever says that something has changed is led to where the text is brought up to date, signing in on the way. */
const pageAfter = (slug: string, answer: (typeof STANDINGS)[number]) =>
  `/practices/${encodeURIComponent(slug)}${answer === 'changed' ? '/still-true' : ''}`

async function manuscriptOf(c: RequestContext): Promise<Manuscript> {
  const manuscript = found(await findManuscript(c.var.db, c.var.actor, c.req.param('slug') ?? ''))
  permit(mayAnswer(c.var.actor, manuscript.rules), 'practice.confirm', manuscript.id)
  return manuscript
}

const head = (c: RequestContext) => ({
  title: texts.in(c.var.language)('title'),
  hidden: true,
  breadcrumbs: [{ href: to(c, '/practices'), label: practiceTexts.in(c.var.language)('list.title') }],
})

function showGone(c: RequestContext) {
  const t = texts.in(c.var.language)
  c.status(410)
  return c.render(<GonePage t={t} />, { title: t('gone.title'), hidden: true })
}
