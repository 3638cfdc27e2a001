/** Shows the form of a practice: first, again with what is not right, and when somebody else saved in between. Saves nothing but unsent typing. */
import { FilesPart, listFiles } from '#core/files/index.ts'
import { pickerPlaces } from '#core/places/index.ts'
import { listTopics } from '#core/topics/index.ts'
import { choicesFor } from '#modules/methods/index.ts'
import { findDraft, keepDraft } from '#platform/drafts.ts'
import { type FormState, typedValue } from '#platform/forms.ts'
import { type Head, memberOf, type RequestContext, to } from '#platform/http.ts'
import { draftKey } from './changes.ts'
import { checklistOf } from './checklist.ts'
import { compare, versionFrom } from './comparing.ts'
import { ConflictNotice } from './comparing.views.tsx'
import type { FormOptions } from './fields.views.tsx'
import { draftForm, emptyParts, type Parts, partsOf, seenRevision } from './forms.ts'
import { type Manuscript, notesOf, partsOfManuscript, practiceVersions } from './manuscripts.ts'
import { practicePage } from './naming.ts'
import { mayEdit } from './rules.ts'
import { texts } from './texts.ts'
import { countryFor, fixedPlaceOf, organisationOf, type Typed } from './typed.ts'
import { AskedChanges } from './work.views.tsx'
import { type UnsentDraft, WritingPage, type WritingProps } from './writing.views.tsx'

/** What pages of authors and reviewers say of themselves: not for search engines. Authors come from their own practices. */
export const pageHead = (c: RequestContext, title: string, isAuthors = true): Head => {
  const t = texts.in(c.var.language)
  const own = { href: to(c, '/practices/mine'), label: t('write.mineTitle') }
  const all = { href: to(c, '/practices'), label: t('list.title') }
  return { title, hidden: true, breadcrumbs: isAuthors ? [all, own] : [all] }
}

type Shown = { country?: string; notice?: WritingProps['notice']; parts?: Parts }

/** The form as it was saved, or as it was typed and never sent when the person asks for that. */
export async function showForm(
  c: RequestContext,
  manuscript: Manuscript | undefined,
  form: FormState,
  shown: Shown = {},
) {
  const key = draftKey(manuscript?.id)
  const kept = await findDraft(c.var.db, memberOf(c), key)
  const wanted = kept && c.req.query('draft') === '1'
  const draft: UnsentDraft | undefined = kept && { updatedAt: kept.updatedAt, shown: Boolean(wanted) }
  const asked = manuscript?.practice.state === 'changes_asked' ? await notesOf(c.var.db, manuscript.id) : []
  const note = asked.find(({ to: state }) => state === 'changes_asked')
  const t = texts.in(c.var.language)
  const notice = shown.notice ?? (note && <AskedChanges t={t} note={note} />)
  return show(c, manuscript, wanted ? typedBefore(form, kept.values) : form, { ...shown, notice, draft })
}

/** The draft remembers which revision its writer saw, so that what others saved since is noticed. */
function typedBefore(form: FormState, values: FormState['values']): FormState {
  const seen = seenRevision.safeParse(values)
  return { ...form, values, revision: seen.success ? seen.data.revision : form.revision }
}

/** Comes back filled in, and kept besides, in case the window is closed now. */
export async function showAgain(c: RequestContext, manuscript: Manuscript | undefined, form: FormState, typed?: Typed) {
  await keepDraft(c.var.db, memberOf(c), draftKey(manuscript?.id), form.values, c.var.now)
  c.status(422)
  return show(c, manuscript, form, { parts: typed?.parts })
}

/** Asked what there is to choose from: the form comes back as it was typed, and is kept besides. */
export async function showChoices(c: RequestContext, manuscript: Manuscript | undefined, form: FormState) {
  await keepDraft(c.var.db, memberOf(c), draftKey(manuscript?.id), form.values, c.var.now)
  return show(c, manuscript, typedBefore(form, form.values), { country: typedValue(form, 'country') })
}

/** Somebody else saved or sent it in between: both texts, compared; one's own stays in the form. */
export async function showConflict(c: RequestContext, manuscript: Manuscript, form: FormState, typed: Typed) {
  const { db, language, actor, now } = c.var
  await keepDraft(db, memberOf(c), draftKey(manuscript.id), form.values, now)
  const mine = versionFrom(typed.parts, manuscript.content)
  const differences = await compare(c.var, manuscript.content, mine, true)
  const [theirs] = await practiceVersions(db, manuscript, true)
  const props = { t: texts.in(language), manuscript, differences, theirName: theirs?.authorName ?? null }
  const notice = <ConflictNotice {...props} canSave={mayEdit(actor, manuscript.rules)} />
  c.status(409)
  return show(c, manuscript, { ...form, revision: manuscript.record.revision }, { notice, parts: typed.parts })
}

async function show(
  c: RequestContext,
  manuscript: Manuscript | undefined,
  form: FormState,
  { country, notice, parts, draft }: Shown & { draft?: UnsentDraft },
) {
  const t = texts.in(c.var.language)
  const options = await optionsOf(c, manuscript, form, country)
  const shown = parts ?? partsTyped(form, options.language) ?? (manuscript && partsOfManuscript(manuscript))
  const checks = checklistOf({
    ...(shown ?? emptyParts(options.language)),
    hasOrganisation: options.organisation !== null,
  })
  const files = manuscript && <FilesPart {...(await filesOf(c, manuscript))} />
  const props = { t, form, options, checks, manuscript, draft, notice, files, draftKey: draftKey(manuscript?.id) }
  return c.render(<WritingPage {...props} />, pageHead(c, t(manuscript ? 'write.editTitle' : 'write.newTitle')))
}

const filesOf = async (c: RequestContext, { id, slug }: Manuscript) => ({
  recordId: id,
  files: await listFiles(c.var.db, id),
  limit: c.var.config.uploadLimit,
  back: practicePage(c.var.language, slug, '/edit'),
})

/** What stands in a form as far as it can be read, for the checklist. */
function partsTyped(form: FormState, language: string): Parts | undefined {
  const read = draftForm.safeParse({ language, ...form.values })
  return read.success ? partsOf(read.data, read.data.place ?? null, new Date(0)) : undefined
}

async function optionsOf(
  c: RequestContext,
  manuscript: Manuscript | undefined,
  form: FormState,
  wanted: string | undefined,
): Promise<FormOptions> {
  const { db, actor, language, config } = c.var
  const organisation = organisationOf(memberOf(c), manuscript)
  const country = manuscript?.record.country ?? countryFor(c, organisation, wanted)
  const fixed = fixedPlaceOf(organisation)
  return {
    organisation,
    country,
    otherCountries: organisation ? [] : config.countries.filter((code) => code !== country),
    places: fixed === null ? await pickerPlaces(db, country, language) : undefined,
    topics: await listTopics(db),
    methods: await choicesFor(db, actor, form, language),
    language: manuscript?.record.language ?? language,
    languageFixed: manuscript !== undefined && manuscript.record.publishedVersion !== null,
  }
}
