/** The addresses at which a collection is changed: edited, published, withdrawn, removed, and hidden by moderators. */
import { latest, textsOf } from '#core/records/index.ts'
import { ChangedMeanwhile } from '#platform/database.ts'
import { setFlash } from '#platform/flash.ts'
import { checkForm, type FormState, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, role, router, to } from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import {
  factsOfLine,
  judgeCollection,
  publishCollection,
  removeCollection,
  saveCollection,
  withdrawCollection,
} from './changes.ts'
import { EditPage, formOf } from './edit.views.tsx'
import { editForm, notesIn, publishForm, reasonForm, seenForm } from './forms.ts'
import { findReading, type Reading, showCollection } from './page.tsx'
import { CHANGES, mayEdit, mayHide, mayPublish, mayRestore, mayWithdraw, NEW_ONES } from './rules.ts'
import { texts } from './texts.ts'
import { RemovePage } from './views.tsx'

export const writing = router()

const pathOf = ({ line }: Pick<Reading, 'line'>) => `/collections/${encodeURIComponent(line.slug)}`

async function editing(c: RequestContext): Promise<Reading> {
  const reading = await findReading(c, c.req.param('slug') ?? '')
  permit(mayEdit(c.var.actor, reading.line), 'collection.changed', reading.line.id)
  return reading
}

writing.get('/:slug/edit', member, async (c) => {
  const reading = await editing(c)
  return showEdit(c, reading, await savedForm(c, reading))
})

/** What the collector wrote, which may not be the text that they would be shown to read. */
async function savedForm(c: RequestContext, { line, items }: Reading) {
  const text = found(await latest(c.var.db, line.id, line.original))
  return formOf(line, { title: text.title, description: textsOf(text.fields).description ?? '' }, items)
}

writing.post('/:slug/edit', member, async (c) => {
  const { db, language, now } = c.var
  const t = texts.in(language)
  const reading = await editing(c)
  const posted = await postedForm(c)
  const seen = reading.items.map((item) => item.line.id)
  const { notes, tooLong } = notesIn(posted, seen)
  const read = checkForm(posted, editForm, language)
  const errors = Object.fromEntries(tooLong.map((name) => [name, t('field.noteTooLong')]))
  const form = { ...withErrors(read.form, errors), revision: reading.line.revision }
  if (!read.ok || tooLong.length > 0) return showEdit(c, reading, form, 422)
  await countTry(db, `collecting ${memberOf(c).id}`, CHANGES, now)
  try {
    const slug = await saveCollection(db, memberOf(c), reading.line, { input: read.data, notes, seen }, now)
    const at = `/collections/${encodeURIComponent(slug)}`
    const [step, id] = read.data.intent?.split(':') ?? []
    if (!step) setFlash(c, t('edit.done'))
    return goTo(c, step ? `${at}/edit#${step === 'drop' ? 'records' : `item-${id}`}` : at)
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error
    return showEdit(c, reading, withErrors(form, { '': t('edit.changed') }), 409)
  }
})

function showEdit(c: RequestContext, { line, items, unseen }: Reading, form: FormState, status: 200 | 409 | 422 = 200) {
  const t = texts.in(c.var.language)
  c.status(status)
  return c.render(<EditPage {...{ t, line, items, unseen, form }} />, {
    title: t('edit.title'),
    breadcrumbs: [
      { href: to(c, '/collections'), label: t('list.title') },
      { href: to(c, pathOf({ line })), label: line.title },
    ],
    hidden: true,
  })
}

writing.post('/:slug/publish', member, async (c) => {
  const { db, actor, now } = c.var
  const reading = await editing(c)
  permit(
    mayPublish(actor, factsOfLine(reading.line)) && reading.line.count > 0,
    'collection.published',
    reading.line.id,
  )
  const read = await readForm(c, publishForm)
  if (!read.ok) {
    c.status(422)
    return showCollection(c, reading, { publishing: read.form })
  }
  await countTry(db, `collection published ${memberOf(c).id}`, NEW_ONES, now)
  await publishCollection(db, memberOf(c), { ...reading.line, revision: read.data.revision }, read.data.name, now)
  setFlash(c, texts.in(c.var.language)('publish.done'))
  return goTo(c, pathOf(reading))
})

writing.post('/:slug/withdraw', member, async (c) => {
  const reading = await editing(c)
  permit(mayWithdraw(c.var.actor, factsOfLine(reading.line)), 'collection.withdrawn', reading.line.id)
  await withdrawCollection(c.var.db, memberOf(c), await asSeen(c, reading), c.var.now)
  setFlash(c, texts.in(c.var.language)('work.withdrawn'))
  return goTo(c, pathOf(reading))
})

/** The revision that the person saw; a form without one was not ours. */
async function asSeen(c: RequestContext, { line }: Reading) {
  const read = await readForm(c, seenForm)
  return { ...line, revision: found(read.ok ? read.data.revision : undefined) }
}

writing.get('/:slug/remove', member, async (c) => {
  const { line } = await editing(c)
  permit(line.ownerId === memberOf(c).id, 'collection.removed', line.id)
  const t = texts.in(c.var.language)
  return c.render(<RemovePage t={t} line={line} />, { title: t('remove.title'), hidden: true })
})

writing.post('/:slug/remove', member, async (c) => {
  const reading = await editing(c)
  permit(reading.line.ownerId === memberOf(c).id, 'collection.removed', reading.line.id)
  await removeCollection(c.var.db, memberOf(c), await asSeen(c, reading), c.var.now)
  setFlash(c, texts.in(c.var.language)('remove.done'))
  return goTo(c, '/collections/mine')
})

// ── Moderators ──────────────────────────────────────────────────────────────

writing.post('/:slug/hide', role('moderator', 'editor'), async (c) => {
  const { db, actor, config, now } = c.var
  const reading = await findReading(c, c.req.param('slug'))
  permit(mayHide({ actor, isExample: false }, factsOfLine(reading.line)), 'collection.hidden', reading.line.id)
  const read = await readForm(c, reasonForm)
  if (!read.ok) {
    c.status(422)
    return showCollection(c, reading, { hiding: read.form })
  }
  const { revision, reason } = read.data
  await judgeCollection(db, memberOf(c), { ...reading.line, revision }, reason, { publicUrl: config.publicUrl, now })
  setFlash(c, texts.in(c.var.language)('hide.done'))
  return goTo(c, pathOf(reading))
})

writing.post('/:slug/restore', role('moderator', 'editor'), async (c) => {
  const { db, actor, config, now } = c.var
  const reading = await findReading(c, c.req.param('slug'))
  permit(mayRestore({ actor, isExample: false }, factsOfLine(reading.line)), 'collection.restored', reading.line.id)
  await judgeCollection(db, memberOf(c), await asSeen(c, reading), null, { publicUrl: config.publicUrl, now })
  setFlash(c, texts.in(c.var.language)('work.restored'))
  return goTo(c, pathOf(reading))
})
