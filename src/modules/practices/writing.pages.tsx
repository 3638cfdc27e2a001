/** The addresses of those who write: a new practice, one's own ones, the form, the preview, and the steps that authors take. */
import { currentSlug } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { AppliedMethods, isChoosing, methodsByIds } from '#modules/methods/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, postedForm } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, router } from '#platform/http.ts'
import { addPractice, removePractice, savePractice, takeStep } from './changes.ts'
import { seenRevision, valuesOf } from './forms.ts'
import { mayImportPractices } from './importing/importer.ts'
import { findManuscript, listOwn, type Manuscript, partsOfManuscript } from './manuscripts.ts'
import { OwnPracticesPage, RemovePage } from './own.views.tsx'
import { previewOf } from './preview.ts'
import { isAuthor, may, mayEdit, mayReadManuscript, mayRemove } from './rules.ts'
import { texts } from './texts.ts'
import { countryFor, organisationOf, readTyped, type Typed } from './typed.ts'
import { versions } from './versions.pages.tsx'
import { PracticeArticle } from './views.tsx'
import { WorkNotice } from './work.views.tsx'
import { pageHead, showAgain, showChoices, showConflict, showForm } from './writing.form.tsx'

export const writing = router()

writing.get('/mine', member, async (c) => {
  const t = texts.in(c.var.language)
  const practices = await listOwn(c.var.db, memberOf(c))
  const mayImport = c.var.config.countries.some((country) => mayImportPractices(c.var.actor, country))
  const page = <OwnPracticesPage t={t} practices={practices} mayImport={mayImport} />
  return c.render(page, pageHead(c, t('write.mineTitle')))
})

writing.get('/new', member, async (c) => {
  const organisation = organisationOf(memberOf(c), undefined)
  const country = countryFor(c, organisation, c.req.query('country'))
  const values = {
    language: c.var.language,
    costCurrency: countryOf(country).currency,
    place: organisation?.placeId ?? '',
  }
  return showForm(c, undefined, emptyForm(values), { country })
})

writing.post('/new', member, async (c) => {
  const actor = memberOf(c)
  const posted = await postedForm(c)
  if (isChoosing(posted)) return showChoices(c, undefined, posted)
  const read = await readTyped(c, actor, undefined)
  if (!read.ok) return showAgain(c, undefined, read.form, read.typed)
  const organisationId = organisationOf(actor, undefined)?.id ?? null
  const { typed } = read
  const saved = await c.var.db.transaction(async (tx) => {
    const added = await addPractice(tx, actor, { ...typed, organisationId }, c.var.now)
    if (typed.intent === 'send') await takeStep(tx, actor, added.id, 1, { step: 'submit' }, stepContext(c))
    return added
  })
  return afterSaving(c, saved.id, typed)
})

writing.get('/:slug/edit', member, async (c) => {
  const manuscript = await manuscriptOf(c)
  permit(mayEdit(c.var.actor, manuscript.rules), 'practice.edit', manuscript.id)
  const form = { ...emptyForm(valuesOf(partsOfManuscript(manuscript))), revision: manuscript.record.revision }
  return showForm(c, manuscript, form)
})

writing.post('/:slug/edit', member, async (c) => {
  const actor = memberOf(c)
  const manuscript = await manuscriptOf(c)
  permit(isAuthor(actor, manuscript.rules), 'practice.edit', manuscript.id)
  const posted = await postedForm(c)
  if (isChoosing(posted)) return showChoices(c, manuscript, posted)
  const read = await readTyped(c, actor, manuscript)
  const isLate = (read.typed?.revision ?? manuscript.record.revision) !== manuscript.record.revision
  if (read.typed && (isLate || !mayEdit(actor, manuscript.rules)))
    return showConflict(c, manuscript, read.form, read.typed)
  if (!read.ok) return showAgain(c, manuscript, read.form, read.typed)
  const { typed } = read
  await c.var.db.transaction(async (tx) => {
    await savePractice(tx, actor, manuscript, typed, typed.revision, c.var.now)
    if (typed.intent === 'send')
      await takeStep(tx, actor, manuscript.id, typed.revision + 1, { step: 'submit' }, stepContext(c))
  })
  return afterSaving(c, manuscript.id, typed)
})

writing.get('/:slug/preview', member, async (c) => {
  const { actor, language } = c.var
  const manuscript = await manuscriptOf(c)
  permit(mayReadManuscript(actor, manuscript.rules), 'practice.preview', manuscript.id)
  const t = texts.in(language)
  const practice = found(await previewOf(c.var.db, actor, manuscript, language))
  const notice = <WorkNotice t={t} manuscript={manuscript} actor={actor} />
  return c.render(
    <PracticeArticle t={t} practice={practice} notice={notice}>
      <AppliedMethods lines={await methodsByIds(c.var.db, actor, manuscript.facts.methods, language)} />
    </PracticeArticle>,
    pageHead(c, manuscript.content.title, isAuthor(actor, manuscript.rules)),
  )
})

writing.post('/:slug/withdraw', member, (c) => authorStep(c, 'withdraw', 'write.withdrawn'))
writing.post('/:slug/revise', member, (c) => authorStep(c, 'revise', 'write.revising'))

writing.post('/:slug/remove', member, async (c) => {
  const actor = memberOf(c)
  const t = texts.in(c.var.language)
  const manuscript = await manuscriptOf(c)
  permit(mayRemove(actor, manuscript.rules), 'practice.remove', manuscript.id)
  const { values } = await postedForm(c)
  if (values.sure !== 'yes')
    return c.render(<RemovePage t={t} manuscript={manuscript} />, pageHead(c, t('write.removeTitle')))
  await removePractice(c.var.db, actor, manuscript, seenRevision.parse(values).revision, c.var.now)
  setFlash(c, t('write.removed'))
  return goTo(c, '/practices/mine')
})

writing.route('/', versions)

async function manuscriptOf(c: RequestContext): Promise<Manuscript> {
  return found(await findManuscript(c.var.db, c.var.actor, c.req.param('slug') ?? ''))
}

const stepContext = (c: RequestContext) => ({ publicUrl: c.var.config.publicUrl, now: c.var.now })

/** A new title may have given a new address. */
async function afterSaving(c: RequestContext, id: string, { intent }: Typed) {
  const t = texts.in(c.var.language)
  const slug = (await currentSlug(c.var.db, 'practice', id)) ?? id
  if (intent !== 'preview') setFlash(c, t(intent === 'send' ? 'write.sent' : 'write.saved'))
  return goTo(c, `/practices/${encodeURIComponent(slug)}/${intent === 'save' ? 'edit' : 'preview'}`)
}

/** Taken back from review, or taken up again after publication: both lead back to the form. */
async function authorStep(c: RequestContext, step: 'withdraw' | 'revise', said: 'write.withdrawn' | 'write.revising') {
  const manuscript = await manuscriptOf(c)
  permit(may(c.var.actor, step, manuscript.rules), `practice.${step}`, manuscript.id)
  const { revision } = seenRevision.parse((await postedForm(c)).values)
  const { slug } = await takeStep(c.var.db, memberOf(c), manuscript.id, revision, { step }, stepContext(c))
  setFlash(c, texts.in(c.var.language)(said))
  return goTo(c, `/practices/${encodeURIComponent(slug)}/edit`)
}
