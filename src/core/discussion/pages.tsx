/** The addresses of a discussion: all of its comments, writing, answering, editing, withdrawing, reacting, reporting, one's own. */
import { isMember } from '#platform/actor.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { goTo, member, memberOf, open, permit, type RequestContext, router, to } from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import { linesOf } from '../records/index.ts'
import { addressOf, lineOf, metOf, recordOf, whole } from './asking.ts'
import { EditPage, ReportPage, WithdrawPage } from './form.views.tsx'
import { commentForm, editForm, listQuery, reactionForm, reportForm, threadQuery } from './forms.ts'
import { moderation } from './moderation.pages.tsx'
import { DiscussionPage, MinePage } from './own.views.tsx'
import { listOwn, type Met } from './reading.ts'
import {
  isDiscussed,
  mayEdit,
  mayReport,
  mayWithdraw,
  mayWriteAgain,
  moderatesCountry,
  REACTIONS_LIMIT,
  REPORTS,
} from './rules.ts'
import { discussedOf, newForm, showingOf } from './showing.ts'
import { texts } from './texts.ts'
import { hindrance, showAgainPage, showWriting, waitsFor } from './write.pages.tsx'
import { addComment, editComment, react, reportComment, withdrawComment } from './writing.ts'

export const pages = router()

pages.get('/mine', member, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const { page } = listQuery.parse(c.req.query())
  const rows = await listOwn(db, memberOf(c).id, page)
  const own = rows.slice(0, PAGE_SIZE)
  const lines = await linesOf(c.var, [...new Set(own.map(({ recordId }) => recordId))])
  const comments = own.map((comment) => ({ comment, line: lines.find(({ id }) => id === comment.recordId) }))
  return c.render(<MinePage t={t} comments={comments} page={page} hasNext={rows.length > PAGE_SIZE} />, {
    title: t('mine.title'),
    breadcrumbs: [],
    hidden: true,
  })
})

// Fixed words of moderators (`/moderation`, `/settings`) come before ids of comments.
pages.route('/', moderation)

pages.get('/of/:recordId', open, async (c) => {
  const record = await recordOf(c)
  const shown = await showingOf(c.var, record, threadQuery.parse(c.req.query()))
  const line = await lineOf(c, record)
  const title = line
    ? shown.t('thread.of', { title: line.title })
    : shown.t('thread.count', { count: shown.thread.count })
  return c.render(<DiscussionPage {...shown} line={line} showsPager />, {
    title,
    canonical: `/${c.var.language}/discussion/of/${record.id}${shown.thread.page > 1 ? `?page=${shown.thread.page}` : ''}`,
    breadcrumbs: [{ href: shown.discussed.href, label: line?.title ?? shown.t('untitled') }],
  })
})

pages.post('/of/:recordId', member, async (c) => {
  const t = texts.in(c.var.language)
  const record = await recordOf(c)
  const read = await readForm(c, commentForm)
  if (!read.ok) return showWriting(c, record, read.form, 422)
  const hindered = await hindrance(c, record, read.data.text)
  if (hindered) return showWriting(c, record, withErrors(read.form, { comment: hindered.sentence }), hindered.status)
  const added = await addComment(c.var.db, memberOf(c), record, read.data, c.var.now)
  if (!added.ok) return showWriting(c, record, withErrors(read.form, { '': t(`form.gone.${added.problem}`) }), 409)
  setFlash(c, t(added.comment.state === 'waiting' ? 'form.sentWaits' : 'form.sent'))
  return c.redirect(await addressOf(c, { comment: added.comment, record }), 303)
})

pages.post('/of/:recordId/react', member, async (c) => {
  const record = await recordOf(c)
  const reaction = reactionForm.parse((await postedForm(c)).values)
  await countTry(c.var.db, `reaction ${memberOf(c).id}`, REACTIONS_LIMIT, c.var.now)
  await react(c.var.db, memberOf(c), { record }, reaction, c.var.now)
  return c.redirect(`${(await discussedOf(c.var, record)).href}#discussion`, 303)
})

/** A lasting address: the comment in its place, whatever page of the discussion that is. */
pages.get('/:id', open, async (c) => {
  const met = await metOf(c)
  const { actor } = c.var
  const isPlaced = met.comment.state === 'shown' || (isMember(actor) && met.comment.authorId === actor.id)
  if (!isPlaced && moderatesCountry(actor, met.record.country)) return goTo(c, `/discussion/${met.comment.id}/moderate`)
  return c.redirect(await addressOf(c, met), 302)
})

pages.get('/:id/answer', member, async (c) => {
  const met = await metOf(c)
  permit(isDiscussed(met.record), 'comment.answer', met.record.id)
  const form = newForm(c.var.language)
  return showWriting(c, met.record, { ...form, values: { ...form.values, commentParent: met.comment.id } })
})

pages.get('/:id/again', member, async (c) => {
  const met = await metOf(c)
  permit(mayWriteAgain(c.var.actor, met.comment), 'comment.again', met.record.id)
  return showAgainPage(c, met)
})

pages.get('/:id/edit', member, async (c) => {
  const met = await metOf(c)
  const { comment } = met
  permit(mayEdit(c.var.actor, comment, met.answers, c.var.now), 'comment.edit', met.record.id)
  const form = {
    ...emptyForm({ comment: comment.text, commentLanguage: comment.language }),
    revision: comment.revision,
  }
  return showEdit(c, met, form)
})

pages.post('/:id/edit', member, async (c) => {
  const t = texts.in(c.var.language)
  const met = await metOf(c)
  permit(met.comment.authorId === memberOf(c).id, 'comment.edit', met.record.id)
  const read = await readForm(c, editForm)
  const form = { ...read.form, revision: met.comment.revision }
  if (!read.ok) return showEdit(c, met, form, 422)
  if (!mayEdit(c.var.actor, met.comment, met.answers, c.var.now))
    return showEdit(c, met, withErrors(form, { '': t('edit.tooLate') }), 409)
  if (read.data.revision !== met.comment.revision)
    return showEdit(c, met, withErrors(form, { '': t('edit.changed') }), 409)
  const hindered = await hindrance(c, met.record, read.data.text, 'comment-edit')
  if (hindered) return showEdit(c, met, withErrors(form, { comment: hindered.sentence }), hindered.status)
  const state = await editComment(c.var.db, memberOf(c), met, read.data, c.var.now)
  setFlash(c, t(state === 'waiting' ? 'edit.doneWaits' : 'edit.done'))
  return c.redirect(await addressOf(c, met), 303)
})

async function showEdit(c: RequestContext, met: Met, form: FormState, status: 200 | 409 | 422 | 429 = 200) {
  const t = texts.in(c.var.language)
  const [comment, discussed, waits] = [
    await whole(c, met),
    await discussedOf(c.var, met.record),
    await waitsFor(c, met.record),
  ]
  c.status(status)
  return c.render(
    <EditPage
      {...{ t, comment, discussed, form }}
      waits={waits && met.comment.state === 'shown'}
      current={status === 409 ? comment : undefined}
    />,
    headOf(c, t('edit.title'), discussed.href),
  )
}

pages.get('/:id/withdraw', member, async (c) => {
  const met = await metOf(c)
  permit(mayWithdraw(c.var.actor, met.comment), 'comment.withdraw', met.record.id)
  const t = texts.in(c.var.language)
  const [comment, discussed] = [await whole(c, met), await discussedOf(c.var, met.record)]
  return c.render(
    <WithdrawPage {...{ t, comment, discussed }} form={emptyForm()} />,
    headOf(c, t('withdraw.title'), discussed.href),
  )
})

pages.post('/:id/withdraw', member, async (c) => {
  const met = await metOf(c)
  permit(mayWithdraw(c.var.actor, met.comment), 'comment.withdraw', met.record.id)
  await withdrawComment(c.var.db, memberOf(c), met, { now: c.var.now, publicUrl: c.var.config.publicUrl })
  setFlash(c, texts.in(c.var.language)('withdraw.done'))
  return c.redirect(`${(await discussedOf(c.var, met.record)).href}#discussion`, 303)
})

pages.post('/:id/react', member, async (c) => {
  const met = await metOf(c)
  const reaction = reactionForm.parse((await postedForm(c)).values)
  await countTry(c.var.db, `reaction ${memberOf(c).id}`, REACTIONS_LIMIT, c.var.now)
  await react(c.var.db, memberOf(c), met, reaction, c.var.now)
  return c.redirect(await addressOf(c, met), 303)
})

pages.get('/:id/report', member, async (c) => {
  const met = await metOf(c)
  permit(mayReport(c.var.actor, met.comment), 'comment.report', met.record.id)
  return showReport(c, met, emptyForm())
})

pages.post('/:id/report', member, async (c) => {
  const t = texts.in(c.var.language)
  const met = await metOf(c)
  permit(mayReport(c.var.actor, met.comment), 'comment.report', met.record.id)
  const read = await readForm(c, reportForm)
  if (!read.ok) return showReport(c, met, read.form, 422)
  if (read.data.reason === 'other' && !read.data.note)
    return showReport(c, met, withErrors(read.form, { note: t('report.noteMissing') }), 422)
  await countTry(c.var.db, `report ${memberOf(c).id}`, REPORTS, c.var.now)
  const isNew = await reportComment(c.var.db, memberOf(c), met, read.data, c.var.now)
  setFlash(c, t(isNew ? 'report.done' : 'report.twice'), isNew ? 'success' : 'info')
  return c.redirect(await addressOf(c, met), 303)
})

async function showReport(c: RequestContext, met: Met, form: FormState, status: 200 | 422 = 200) {
  const t = texts.in(c.var.language)
  const [comment, discussed] = [await whole(c, met), await discussedOf(c.var, met.record)]
  c.status(status)
  return c.render(<ReportPage {...{ t, comment, discussed, form }} />, headOf(c, t('report.title'), discussed.href))
}

/** Pages of one comment lead back to what it is about. */
const headOf = (c: RequestContext, title: string, href: string) => ({
  title,
  hidden: true,
  breadcrumbs: [
    { href, label: texts.in(c.var.language)('thread.count', { count: 0 }) },
    { href: to(c, c.req.path), label: title },
  ],
})
