/** The addresses of those who speak for a municipality: saying that it applied a practice, changing that, taking it back; and of editors. */
import { currentSlug, differenceOf, fieldsOf, latest } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { ChangedMeanwhile } from '#platform/database.ts'
import { findDraft, keepDraft } from '#platform/drafts.ts'
import { setFlash } from '#platform/flash.ts'
import { checkForm, emptyForm, type FormState, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, router, to } from '#platform/http.ts'
import { changeReplication, draftKey, learnersOf, publishReplication, takeStep } from './changes.ts'
import { ConflictNotice, type FormOptions, WritingPage, type WritingProps } from './form.views.tsx'
import { type ReplicationInput, reasonForm, replicationForm, seenRevision, textsOfInput, valuesOf } from './forms.ts'
import { possibleTeachers } from './lineage.ts'
import { showReplication } from './page.tsx'
import {
  findPracticeToApply,
  findReplication,
  linesOfPractice,
  ownPractices,
  ownReplication,
  type Practice,
  type ReplicationReading,
} from './queries.ts'
import { may, mayEdit, mayReplicate, municipalityOf, type Step } from './rules.ts'
import { REPLICATION_FIELDS } from './schema.ts'
import { type ReplicationTexts, texts } from './texts.ts'

export const writing = router()

writing.get('/new', member, async (c) => {
  const practice = await practiceOf(c)
  const before = await ownOf(c, practice)
  if (before) return leadToOwn(c, before)
  const { country } = permitted(c, practice)
  const form = emptyForm({ language: c.var.language, costCurrency: countryOf(country).currency })
  return showForm(c, practice, undefined, form)
})

writing.post('/new', member, async (c) => {
  const practice = await practiceOf(c)
  permitted(c, practice)
  const read = await readTyped(c)
  if (!read.ok) return showAgain(c, practice, undefined, read.form)
  const context = { publicUrl: c.var.config.publicUrl, now: c.var.now }
  const saved = await publishReplication(c.var.db, memberOf(c), practice, read.data, context)
  if ('existing' in saved) {
    // What was typed is not lost: it waits as the unsent text of the one that is there.
    await keepDraft(c.var.db, memberOf(c), draftKey(saved.existing), read.form.values, c.var.now)
    return leadToOwn(c, saved.existing)
  }
  setFlash(c, texts.in(c.var.language)('write.published'))
  return goTo(c, `/replications/${encodeURIComponent(saved.slug)}`)
})

writing.get('/:slug/edit', member, async (c) => {
  const reading = await readingOf(c)
  permit(mayEdit(c.var.actor, factsOf(reading)), 'replication.edit', reading.line.id)
  const { practice, form } = await savedForm(c, reading)
  return showForm(c, practice, reading, form)
})

writing.post('/:slug/edit', member, async (c) => {
  const reading = await readingOf(c)
  permit(mayEdit(c.var.actor, factsOf(reading)), 'replication.edit', reading.line.id)
  const { practice } = await savedForm(c, reading)
  const read = await readTyped(c)
  if (!read.ok) return showAgain(c, practice, reading, read.form)
  const { revision } = seenRevision.parse(read.form.values)
  try {
    await changeReplication(c.var.db, memberOf(c), reading, read.data, revision, c.var.now)
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return showConflict(c, practice, read.form, read.data)
    throw error
  }
  setFlash(c, texts.in(c.var.language)('write.saved'))
  return goTo(c, `/replications/${encodeURIComponent(reading.line.slug)}`)
})

writing.post('/:slug/withdraw', member, (c) => step(c, 'withdraw'))
writing.post('/:slug/publish', member, (c) => step(c, 'publish'))
writing.post('/:slug/restore', member, (c) => step(c, 'restore'))

writing.post('/:slug/take-down', member, async (c) => {
  const reading = await readingOf(c)
  permit(may(c.var.actor, 'takeDown', factsOf(reading)), 'replication.take_down', reading.line.id)
  const read = await readForm(c, reasonForm)
  if (!read.ok) {
    c.status(422)
    return showReplication(c, reading, read.form)
  }
  await take(c, reading, 'takeDown', read.data.revision, read.data.reason)
  return goTo(c, `/replications/${encodeURIComponent(reading.line.slug)}`)
})

const factsOf = ({ line, record, takenDownFor }: ReplicationReading) => ({
  ...record,
  state: line.state,
  takenDown: takenDownFor !== null,
})

const practiceOf = async (c: RequestContext): Promise<Practice> =>
  found(await findPracticeToApply(c.var.db, c.req.query('practice') ?? '', c.var.language))

const readingOf = async (c: RequestContext): Promise<ReplicationReading> =>
  found(await findReplication(c.var.db, c.var.actor, c.req.param('slug') ?? '', c.var.language))

function permitted(c: RequestContext, practice: Practice) {
  const municipality = municipalityOf(c.var.actor)
  permit(mayReplicate(c.var.actor, practice.record), 'replication.add', practice.id)
  return found(municipality)
}

async function ownOf(c: RequestContext, practice: Practice): Promise<string | undefined> {
  const municipality = municipalityOf(c.var.actor)
  return municipality && (await ownReplication(c.var.db, practice.id, municipality.placeId))?.id
}

/** The municipality has said so already: there it can be changed. */
async function leadToOwn(c: RequestContext, id: string) {
  setFlash(c, texts.in(c.var.language)('write.already'), 'info')
  const slug = (await currentSlug(c.var.db, 'replication', id)) ?? id
  return goTo(c, `/replications/${encodeURIComponent(slug)}/edit`)
}

async function step(c: RequestContext, name: Step) {
  const reading = await readingOf(c)
  permit(may(c.var.actor, name, factsOf(reading)), `replication.${name}`, reading.line.id)
  const { revision } = seenRevision.parse((await postedForm(c)).values)
  await take(c, reading, name, revision)
  return goTo(c, `/replications/${encodeURIComponent(reading.line.slug)}`)
}

async function take(c: RequestContext, reading: ReplicationReading, name: Step, revision: number, reason?: string) {
  const context = { publicUrl: c.var.config.publicUrl, now: c.var.now }
  const state = await takeStep(c.var.db, memberOf(c), reading, name, revision, reason, context)
  setFlash(c, texts.in(c.var.language)(state === 'published' ? 'work.isPublished' : 'work.isWithdrawn'))
}

// ── The form ────────────────────────────────────────────────────────────────

/** Reads what was posted; adds what no single field can know. */
async function readTyped(
  c: RequestContext,
): Promise<{ ok: true; data: ReplicationInput; form: FormState } | { ok: false; form: FormState }> {
  const posted = await postedForm(c)
  const t = texts.in(c.var.language)
  const read = checkForm(posted, replicationForm, c.var.language)
  const hasCost = typeof posted.values.costAmount === 'string' && posted.values.costAmount.trim() !== ''
  const dated = typeof posted.values.costDate === 'string' && posted.values.costDate !== ''
  const errors = { ...(hasCost && !dated && { costDate: t('write.costDateMissing') }) }
  if (!read.ok) return { ok: false, form: withErrors(read.form, errors) }
  return Object.keys(errors).length > 0 ? { ok: false, form: withErrors(read.form, errors) } : read
}

async function savedForm(c: RequestContext, reading: ReplicationReading) {
  const { line, record } = reading
  const [practice, content] = await Promise.all([
    findPracticeToApply(c.var.db, line.practice.id, c.var.language),
    latest(c.var.db, line.id, record.language),
  ])
  const { cost, startedOn, recommendation, learnedFromId, ownPracticeId } = line
  const facts = {
    ...{ startedOn, recommendation, learnedFromId, ownPracticeId },
    costAmount: cost?.amount ?? null,
    costCurrency: cost?.currency ?? null,
    costDate: cost?.date ?? null,
  }
  const saved = Object.fromEntries(
    REPLICATION_FIELDS.map((field) => [field, (content?.fields[field] ?? []).map(({ text }) => text).join('\n\n')]),
  )
  const form = { ...emptyForm(valuesOf(facts, saved, record.language)), revision: record.revision }
  return { practice: found(practice), form }
}

async function optionsOf(
  c: RequestContext,
  practice: Practice,
  reading: ReplicationReading | undefined,
): Promise<FormOptions> {
  const { db, language } = c.var
  const municipality = found(municipalityOf(c.var.actor))
  const [learners, lines, own] = await Promise.all([
    learnersOf(db, practice.id),
    linesOfPractice(db, practice.id, language),
    ownPractices(db, municipality.id, language),
  ])
  const teachers = new Set(possibleTeachers(learners, reading?.line.id).map(({ id }) => id))
  return {
    practice,
    organisation: municipality.name,
    country: municipality.country,
    teachers: lines.filter(({ id }) => teachers.has(id)),
    ownPractices: own,
    fixedLanguage: reading?.record.language,
  }
}

/** The form as it was saved, or as it was typed and never sent when the person asks for that. */
async function showForm(
  c: RequestContext,
  practice: Practice,
  reading: ReplicationReading | undefined,
  form: FormState,
) {
  const key = draftKey(reading?.line.id ?? practice.id)
  const unsent = await findDraft(c.var.db, memberOf(c), key)
  const wanted = unsent && c.req.query('draft') === '1'
  const draft = unsent && { updatedAt: unsent.updatedAt, shown: Boolean(wanted) }
  // The unsent text remembers which revision its writer saw; without one it is set against what is there now.
  const seen = wanted ? seenRevision.safeParse(unsent.values) : undefined
  const revision = seen?.success ? seen.data.revision : form.revision
  const shown = wanted ? { ...form, values: { ...form.values, ...unsent.values }, revision } : form
  return show(c, practice, reading, shown, { draft })
}

/** Comes back filled in, and kept besides, in case the window is closed now. */
async function showAgain(
  c: RequestContext,
  practice: Practice,
  reading: ReplicationReading | undefined,
  form: FormState,
) {
  await keepDraft(c.var.db, memberOf(c), draftKey(reading?.line.id ?? practice.id), form.values, c.var.now)
  c.status(422)
  const seen = seenRevision.safeParse(form.values)
  return show(c, practice, reading, { ...form, revision: seen.success ? seen.data.revision : undefined })
}

/** A colleague saved in between: what differs, one's own text in the form, and the choice to save it over theirs. */
async function showConflict(c: RequestContext, practice: Practice, form: FormState, typed: ReplicationInput) {
  const reading = await readingOf(c)
  const { line, record } = reading
  await keepDraft(c.var.db, memberOf(c), draftKey(line.id), form.values, c.var.now)
  const theirs = found(await latest(c.var.db, line.id, record.language))
  const mine = { title: theirs.title, fields: fieldsOf(textsOfInput(typed), theirs.fields) }
  const differences = differenceOf(theirs, mine, REPLICATION_FIELDS)
  const t = texts.in(c.var.language)
  const notice = <ConflictNotice t={t} slug={line.slug} differences={differences} lang={record.language} />
  c.status(409)
  return show(c, practice, reading, { ...form, revision: record.revision }, { notice })
}

async function show(
  c: RequestContext,
  practice: Practice,
  reading: ReplicationReading | undefined,
  form: FormState,
  more: Partial<Pick<WritingProps, 'draft' | 'notice'>> = {},
) {
  const t: ReplicationTexts = texts.in(c.var.language)
  const options = await optionsOf(c, practice, reading)
  const key = draftKey(reading?.line.id ?? practice.id)
  const props = { t, form, options, slug: reading?.line.slug, draftKey: key, draft: more.draft, notice: more.notice }
  return c.render(<WritingPage {...props} />, {
    title: t(reading ? 'write.editTitle' : 'write.title'),
    hidden: true,
    breadcrumbs: [{ href: to(c, '/replications'), label: t('list.title') }],
  })
}
