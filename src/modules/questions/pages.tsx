/** The pages of questions: the list, asking, one question, answering and closing. */
import { findOrganisation } from '#core/people/index.ts'
import { findDraft, keepDraft } from '#platform/drafts.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm } from '#platform/forms.ts'
import { found, goTo, member, memberOf, open, permit, type RequestContext, router, to } from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import { answerDraft, answerQuestion, askDraft, askQuestion, closeQuestion } from './changes.ts'
import { answerForm, closeForm, questionFilter, questionForm } from './forms.ts'
import { showQuestion } from './page.tsx'
import {
  type AskedAbout,
  countQuestions,
  findAskable,
  findQuestion,
  listQuestions,
  type QuestionReading,
} from './queries.ts'
import { isAsker, mayAnswer, mayAsk, mayClose } from './rules.ts'
import { texts } from './texts.ts'
import { AskPage, QuestionsPage } from './views.tsx'

export const pages = router()

/** Questions a person may ask in a day: enough for whoever prepares a visit, too few to flood an author. */
const MOST_A_DAY = { tries: 5, seconds: 86_400 }

pages.get('/', open, async (c) => {
  const { db, language, now } = c.var
  const t = texts.in(language)
  const filter = questionFilter.parse(c.req.query())
  const [list, counts] = await Promise.all([listQuestions(db, filter, language), countQuestions(db)])
  return c.render(<QuestionsPage {...{ t, filter, ...list, counts, now }} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/questions'), label: t('list.title') }],
  })
})

pages.get('/new', member, async (c) => {
  const about = await askableOf(c)
  const unsent = await findDraft(c.var.db, memberOf(c), askDraft(about.record.id))
  const shown = unsent !== undefined && c.req.query('draft') === '1'
  const form = emptyForm(shown ? unsent.values : { language: c.var.language })
  return showForm(c, about, form, unsent && { updatedAt: unsent.updatedAt, shown })
})

pages.post('/new', member, async (c) => {
  const about = await askableOf(c)
  const read = await readForm(c, questionForm)
  // Kept before anything else: neither a mistake nor the limit loses what was typed.
  await keepDraft(c.var.db, memberOf(c), askDraft(about.record.id), read.form.values, c.var.now)
  if (!read.ok) {
    c.status(422)
    return showForm(c, about, read.form, undefined)
  }
  await countTry(c.var.db, `question ${memberOf(c).id}`, MOST_A_DAY, c.var.now)
  const { slug } = await askQuestion(c.var.db, memberOf(c), about, read.data, contextOf(c))
  setFlash(c, texts.in(c.var.language)('ask.sent'))
  return goTo(c, `/questions/${encodeURIComponent(slug)}`)
})

pages.get('/:slug', open, async (c) => {
  const slug = c.req.param('slug')
  const reading = await readingOf(c)
  if (reading.line.slug !== slug) return c.redirect(to(c, `/questions/${encodeURI(reading.line.slug)}`), 301)
  return showQuestion(c, reading)
})

pages.post('/:slug/answers', member, async (c) => {
  const reading = await readingOf(c)
  permit(mayAnswer(c.var.actor, { ...reading.question, state: 'waiting' }), 'question.answer', reading.line.id)
  const read = await readForm(c, answerForm)
  await keepDraft(c.var.db, memberOf(c), answerDraft(reading.line.id), read.form.values, c.var.now)
  if (!read.ok) {
    c.status(422)
    return showQuestion(c, reading, read.form)
  }
  await answerQuestion(c.var.db, memberOf(c), reading, read.data, contextOf(c))
  setFlash(c, texts.in(c.var.language)('answer.sent'))
  return goTo(c, `/questions/${encodeURIComponent(reading.line.slug)}#answers`)
})

pages.post('/:slug/close', member, async (c) => {
  const reading = await readingOf(c)
  permit(mayClose(c.var.actor, { ...reading.record, state: reading.line.state }), 'question.close', reading.line.id)
  const { revision, reason } = closeForm.parse((await readForm(c, closeForm)).form.values)
  const said = isAsker(c.var.actor, reading.record) ? undefined : (reason ?? 'settled')
  await closeQuestion(c.var.db, memberOf(c), reading, said, revision, contextOf(c))
  setFlash(c, texts.in(c.var.language)('close.done'))
  return goTo(c, `/questions/${encodeURIComponent(reading.line.slug)}`)
})

const contextOf = (c: RequestContext) => ({ publicUrl: c.var.config.publicUrl, now: c.var.now })

const readingOf = async (c: RequestContext): Promise<QuestionReading> =>
  found(await findQuestion(c.var.db, c.var.actor, c.req.param('slug') ?? '', c.var.language))

/** What one wants to ask about, if this person may. */
async function askableOf(c: RequestContext): Promise<AskedAbout> {
  const about = found(await findAskable(c.var.db, c.req.query('about') ?? '', c.var.language))
  permit(mayAsk(c.var.actor, about.record), 'question.ask', about.record.id)
  return about
}

async function showForm(
  c: RequestContext,
  about: AskedAbout,
  form: FormState,
  draft: { updatedAt: Date; shown: boolean } | undefined,
) {
  const t = texts.in(c.var.language)
  const { organisationId } = about.record
  const organisation = organisationId ? await findOrganisation(c.var.db, organisationId) : undefined
  return c.render(<AskPage {...{ t, about, asked: organisation?.name, form, draft }} />, {
    title: t('ask.title'),
    hidden: true,
    breadcrumbs: [{ href: to(c, '/questions'), label: t('list.title') }],
  })
}
