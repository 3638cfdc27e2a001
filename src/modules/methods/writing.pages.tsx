/** The addresses of those who propose and change methods and tools, and of editors who decide on them. */
import { FilesPart, listFiles } from '#core/files/index.ts'
import { currentSlug, differenceOf, fieldsOf, latest, textsOf } from '#core/records/index.ts'
import { listTopics } from '#core/topics/index.ts'
import { ChangedMeanwhile } from '#platform/database.ts'
import { setFlash } from '#platform/flash.ts'
import { checkForm, emptyForm, type FormState, postedForm, readForm } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, router, to } from '#platform/http.ts'
import { addMethod, changeMethod, decide } from './changes.ts'
import { ConflictNotice, WritingPage, type WritingProps } from './form.views.tsx'
import { decisionForm, type MethodInput, methodForm, seenRevision, textsOfInput, valuesOf } from './forms.ts'
import { findMethod, type MethodReading } from './lines.ts'
import { showMethod } from './page.tsx'
import { isEditor, mayEdit, mayPropose, proposesFor } from './rules.ts'
import { METHOD_FIELDS } from './schema.ts'
import { texts } from './texts.ts'
import { methodPage } from './views.tsx'

export const writing = router()

writing.get('/new', member, (c) => {
  permit(mayPropose(c.var.actor), 'method.add')
  return show(c, undefined, emptyForm({ language: c.var.language, kind: 'method' }))
})

writing.post('/new', member, async (c) => {
  const actor = memberOf(c)
  permit(mayPropose(actor), 'method.add')
  const { id: organisationId, country } = found(proposesFor(actor))
  const read = await readForm(c, methodForm)
  if (!read.ok) {
    c.status(422)
    return show(c, undefined, read.form)
  }
  const context = { publicUrl: c.var.config.publicUrl, now: c.var.now }
  const id = await addMethod(c.var.db, actor, read.data, { country, organisationId }, context)
  setFlash(c, texts.in(c.var.language)(isEditor(actor, { country }) ? 'write.published' : 'write.sent'))
  return toMethod(c, id)
})

writing.get('/:slug/edit', member, async (c) => {
  const reading = await editable(c)
  const { line, record } = reading
  const saved = found(await latest(c.var.db, record.id, record.language))
  const values = valuesOf(
    { ...line, title: saved.title, language: record.language },
    textsOf(saved.fields),
    line.topics,
  )
  return show(c, reading, { ...emptyForm(values), revision: record.revision })
})

writing.post('/:slug/edit', member, async (c) => {
  const reading = await editable(c)
  const posted = await postedForm(c)
  const read = checkForm(posted, methodForm, c.var.language)
  const seen = seenRevision.safeParse(posted.values)
  const revision = seen.success ? seen.data.revision : reading.record.revision
  if (!read.ok) {
    c.status(422)
    return show(c, reading, { ...read.form, revision })
  }
  try {
    await changeMethod(c.var.db, memberOf(c), reading, read.data, revision, c.var.now)
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return showConflict(c, read.form, read.data)
    throw error
  }
  setFlash(c, texts.in(c.var.language)('write.saved'))
  return toMethod(c, reading.record.id)
})

writing.post('/:slug/decision', member, async (c) => {
  const reading = await readingOf(c)
  permit(isEditor(c.var.actor, reading.record), 'method.decide', reading.record.id)
  const read = await readForm(c, decisionForm)
  if (!read.ok) {
    c.status(422)
    return showMethod(c, reading, read.form)
  }
  const context = { publicUrl: c.var.config.publicUrl, now: c.var.now }
  await decide(c.var.db, memberOf(c), reading, read.data, context)
  setFlash(c, texts.in(c.var.language)(read.data.decision === 'publish' ? 'work.isPublished' : 'work.isArchived'))
  return goTo(c, `/methods/${encodeURIComponent(reading.line.slug)}`)
})

const readingOf = async (c: RequestContext): Promise<MethodReading> =>
  found(await findMethod(c.var.db, c.var.actor, c.req.param('slug') ?? '', c.var.language))

async function editable(c: RequestContext): Promise<MethodReading> {
  const reading = await readingOf(c)
  permit(mayEdit(c.var.actor, { ...reading.record, state: reading.line.state }), 'method.edit', reading.record.id)
  return reading
}

const toMethod = async (c: RequestContext, id: string) =>
  goTo(c, `/methods/${encodeURIComponent((await currentSlug(c.var.db, 'method', id)) ?? id)}`)

/** A colleague saved in between: what differs, one's own text in the form, and the choice to save it over theirs. */
async function showConflict(c: RequestContext, form: FormState, typed: MethodInput) {
  const reading = await editable(c)
  const { record } = reading
  const theirs = found(await latest(c.var.db, record.id, record.language))
  const mine = { title: typed.title, fields: fieldsOf(textsOfInput(typed), theirs.fields) }
  const differences = differenceOf(theirs, mine, METHOD_FIELDS)
  const t = texts.in(c.var.language)
  c.status(409)
  const notice = <ConflictNotice t={t} differences={differences} lang={record.language} />
  return show(c, reading, { ...form, revision: record.revision }, notice)
}

async function show(
  c: RequestContext,
  reading: MethodReading | undefined,
  form: FormState,
  notice?: WritingProps['notice'],
) {
  const { db, language, actor, config } = c.var
  const t = texts.in(language)
  const country = reading?.record.country ?? proposesFor(actor)?.country ?? ''
  const files = reading && (
    <FilesPart
      recordId={reading.record.id}
      files={await listFiles(db, reading.record.id)}
      limit={config.uploadLimit}
      back={methodPage(language, reading.line.slug, '/edit')}
    />
  )
  const props = { t, form, reading, files, notice, topics: await listTopics(db), atOnce: isEditor(actor, { country }) }
  return c.render(<WritingPage {...props} />, {
    title: t(reading ? 'write.editTitle' : 'write.newTitle'),
    hidden: true,
    breadcrumbs: [{ href: to(c, '/methods'), label: t('list.title') }],
  })
}
