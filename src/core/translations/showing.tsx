/** Shows the side-by-side form: first, again with what is not right, and when somebody else was faster. Saves nothing but unsent typing. */
import { findDraft, keepDraft } from '#platform/drafts.ts'
import { emptyForm, type FormState, typedValue } from '#platform/forms.ts'
import { memberOf, type RequestContext } from '#platform/http.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import { draftKey } from './changes.ts'
import { type Conflict, TranslationPage } from './form.views.tsx'
import { paragraphField, TITLE, type TranslationInput, translationForm, typedParagraph } from './forms.ts'
import { findOrder, nameOfAuthor } from './queries.ts'
import { texts } from './texts.ts'
import { baseOf, paragraphIds, statusFrom, type Task, valuesOf } from './typed.ts'

/** The form as it was saved, as it was typed and kept (`?draft=1`), or as it was posted and is not right. */
export async function showForm(c: RequestContext, task: Task, posted?: FormState, status: 200 | 422 = 200) {
  const { translatable, into } = task
  const key = draftKey(translatable.record.id, into)
  if (posted) {
    await keepDraft(c.var.db, memberOf(c), key, posted.values, c.var.now)
    c.status(status)
    return show(c, task, posted)
  }
  const kept = await findDraft(c.var.db, memberOf(c), key)
  const wanted = kept && c.req.query('draft') === '1'
  if (!wanted) return show(c, task, emptyForm(valuesOf(task)), { draft: kept && { ...kept, shown: false } })
  // What was kept may follow another original or another translation than there are now: that is told like any other conflict.
  const seen = translationForm.omit({ title: true }).safeParse(kept.values)
  const form = emptyForm({ ...valuesOf(task), ...kept.values })
  const isLate =
    seen.success && (seen.data.seen !== (task.text?.version ?? 0) || seen.data.source !== translatable.source.version)
  const conflict = isLate ? await conflictOf(c, task, form, seen.data) : undefined
  return show(c, task, form, { conflict, said: seen.data?.base, draft: { ...kept, shown: true } })
}

type Versions = Omit<TranslationInput, 'title'>

/** Somebody else saved in between, or the original changed: both texts; one's own stays in the form. */
export async function showConflict(c: RequestContext, task: Task, form: FormState, versions: Versions) {
  const { translatable, into } = task
  await keepDraft(c.var.db, memberOf(c), draftKey(translatable.record.id, into), form.values, c.var.now)
  const conflict = await conflictOf(c, task, form, versions)
  c.status(409)
  return show(c, task, form, { conflict, said: Math.min(versions.base, versions.source) })
}

async function conflictOf(c: RequestContext, task: Task, form: FormState, versions: Versions): Promise<Conflict> {
  const { text, translatable } = task
  const theirs = new Map<string, string>()
  if (text && text.version !== versions.seen) {
    const saved = valuesOf(task)
    for (const field of [TITLE, ...paragraphIds(translatable).map(paragraphField)]) {
      const words = saved[field]
      const mine = field === TITLE ? typedValue(form, TITLE) : typedParagraph(form, field.slice(2))
      if (typeof words === 'string' && words !== '' && words !== mine) theirs.set(field, words)
    }
  }
  return {
    theirs,
    authorName: text ? await nameOfAuthor(c.var.db, text) : null,
    sourceChanged: versions.source !== translatable.source.version,
  }
}

type Shown = { conflict?: Conflict; said?: number; draft?: { updatedAt: Date; shown: boolean } }

async function show(c: RequestContext, task: Task, form: FormState, { conflict, said, draft }: Shown = {}) {
  const { db, language, config } = c.var
  const { translatable, into, text, href } = task
  const t = texts.in(language)
  const { record } = translatable
  const base = await baseOf(db, task, said)
  const props = {
    ...{ t, translatable, into, href, base, text, conflict, draft, form },
    status: statusFrom(task, base),
    draftKey: draftKey(record.id, into),
    machine: { offered: config.translation !== undefined, order: await findOrder(db, record.id, into) },
  }
  return c.render(<TranslationPage {...props} />, {
    title: t('form.title', { from: LANGUAGE_NAMES[record.language], into: LANGUAGE_NAMES[into] }),
    hidden: true,
    breadcrumbs: [{ href, label: translatable.source.title }],
  })
}
