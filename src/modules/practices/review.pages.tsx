/** The address of reviewers: what was sent, and the decision on it. */
import { contentAt } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { methodsByIds } from '#modules/methods/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, permit, type RequestContext, role, router } from '#platform/http.ts'
import { takeStep } from './changes.ts'
import { compare } from './comparing.ts'
import { DECISIONS, decisionForm, missingIn } from './forms.ts'
import { checklistOfManuscript, findManuscript, type Manuscript, notesOf } from './manuscripts.ts'
import { ReviewPage } from './review.views.tsx'
import { may, mayReadManuscript, mayReview } from './rules.ts'
import { texts } from './texts.ts'
import { pageHead } from './writing.form.tsx'

export const review = router()

review.get('/:slug/review', role('editor'), async (c) => {
  const manuscript = await toReview(c)
  return showReview(c, manuscript, emptyForm())
})

review.post('/:slug/review', role('editor'), async (c) => {
  const t = texts.in(c.var.language)
  const manuscript = await toReview(c)
  const read = await readForm(c, decisionForm)
  if (!read.ok) return showReview(c, manuscript, read.form, 422)
  const { decision: step, revision, ...said } = read.data
  const missing = missingIn(read.data)
  if (missing)
    return showReview(c, manuscript, withErrors(read.form, { [missing]: t(`review.${missing}Missing`) }), 422)
  if (revision !== manuscript.record.revision || !may(c.var.actor, step, manuscript.rules))
    return showReview(c, manuscript, withErrors(read.form, { '': t('review.changedMeanwhile') }), 409)
  const context = { publicUrl: c.var.config.publicUrl, now: c.var.now }
  const { slug } = await takeStep(c.var.db, memberOf(c), manuscript.id, revision, { step, ...said }, context)
  setFlash(c, t(`review.done.${step}`))
  return goTo(c, step === 'askChanges' ? '/desk' : `/practices/${encodeURIComponent(slug)}`)
})

/** A practice that this editor may decide on: sent to them, of their country, and not their own. */
async function toReview(c: RequestContext): Promise<Manuscript> {
  const manuscript = found(await findManuscript(c.var.db, c.var.actor, c.req.param('slug') ?? ''))
  permit(
    mayReadManuscript(c.var.actor, manuscript.rules) && mayReview(c.var.actor, manuscript.rules),
    'practice.review',
    manuscript.id,
  )
  return manuscript
}

async function showReview(c: RequestContext, manuscript: Manuscript, form: FormState, status: 200 | 409 | 422 = 200) {
  const { db, language, actor } = c.var
  const { record, rules } = manuscript
  const t = texts.in(language)
  const props = {
    t,
    manuscript,
    checks: checklistOfManuscript(manuscript),
    differences: await changedSincePublished(c, manuscript),
    methods: await methodsByIds(db, actor, manuscript.facts.methods, language),
    notes: await notesOf(db, manuscript.id),
    decisions: DECISIONS.filter((step) => may(actor, step, rules)),
    form: { ...form, revision: record.revision },
    timeZone: countryOf(record.country).timeZone,
  }
  c.status(status)
  return c.render(<ReviewPage {...props} />, pageHead(c, `${t('review.title')}: ${manuscript.content.title}`, false))
}

async function changedSincePublished(c: RequestContext, { record, content }: Manuscript) {
  const { publishedVersion } = record
  if (publishedVersion === null || publishedVersion === content.version) return undefined
  const published = await contentAt(c.var.db, record.id, record.language, publishedVersion)
  return published && compare(c.var, published, content, true)
}
