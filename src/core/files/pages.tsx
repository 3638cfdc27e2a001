/** The addresses of files: sending one to whoever may read its record, and managing those of a record. */
import { countryOf } from '#countries/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { found, member, memberOf, NotFound, open, permit, type RequestContext, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countTry } from '#platform/limits.ts'
import { bytesText } from '#platform/texts.ts'
import { mayReadRecord } from '../records/index.ts'
import type { RecordRow } from '../records/schema.ts'
import { backQuery, uploadForm, wordsForm } from './forms.ts'
import { ALLOWED_LABELS } from './kinds.ts'
import {
  type AddedFile,
  addFile,
  changeFile,
  findFile,
  findOwner,
  findReadableFile,
  listFiles,
  listRemovedFiles,
  MOST_FILES,
  removeFile,
  restoreFile,
} from './queries.ts'
import { mayManageFiles } from './rights.ts'
import type { FileRow } from './schema.ts'
import { sendFile } from './sending.ts'
import { texts } from './texts.ts'
import { FilePage, FilesPage, filesPath } from './views.tsx'

export const pages = router()

/** One person's uploads in an hour; enough for a folder of evidence. */
const UPLOADS = { tries: 120, seconds: 3600 }

pages.get('/of/:recordId', member, async (c) => {
  const owner = await managedRecord(c)
  return showFiles(c, owner, emptyForm(backQuery.parse(c.req.query())))
})

pages.post('/of/:recordId', member, async (c) => {
  const owner = await managedRecord(c)
  const { db, store, now, config, language } = c.var
  await countTry(db, `upload ${memberOf(c).id}`, UPLOADS, now)
  const read = await readForm(c, uploadForm)
  const upload = read.form.files.file?.[0]
  const form = upload || !read.ok ? read.form : withErrors(read.form, { file: problemText(c, 'missing') })
  if (!read.ok || !upload) return showFiles(c, owner, form)
  const { fileTitle: title, fileLanguage, fileAlternativeText: alternativeText, back } = read.data
  const words = { title, language: fileLanguage, alternativeText }
  const added = await addFile(
    db,
    store,
    c.var.actor,
    { recordId: owner.id, file: upload, limit: config.uploadLimit, ...words },
    now,
  )
  if (!added.ok) return showFiles(c, owner, withErrors(form, { file: problemText(c, added.problem) }))
  return done(c, owner.id, texts.in(language)('done.added'), back)
})

pages.get('/of/:recordId/:id', member, async (c) => {
  const { file } = await managedFile(c)
  const { back } = backQuery.parse(c.req.query())
  const { title, language, alternativeText } = file
  const form = emptyForm({
    fileTitle: title ?? '',
    fileLanguage: language ?? '',
    fileAlternativeText: alternativeText ?? '',
  })
  return showFile(c, file, form, back)
})

pages.post('/of/:recordId/:id', member, async (c) => {
  const { file, owner } = await managedFile(c)
  const read = await readForm(c, wordsForm)
  if (!read.ok) return showFile(c, file, read.form, backQuery.parse(read.form.values).back)
  const { fileTitle, fileLanguage, fileAlternativeText, back } = read.data
  const words = {
    title: fileTitle ?? null,
    language: fileLanguage ?? null,
    alternativeText: fileAlternativeText ?? null,
  }
  found(await changeFile(c.var.db, c.var.actor, file.id, words, c.var.now))
  return done(c, owner.id, texts.in(c.var.language)('done.changed'), back)
})

pages.post('/of/:recordId/:id/remove', member, async (c) => {
  const { file, owner } = await managedFile(c)
  const read = await readForm(c, backQuery)
  found(await removeFile(c.var.db, c.var.actor, file.id, c.var.now))
  return done(c, owner.id, texts.in(c.var.language)('done.removed'), read.ok ? read.data.back : undefined)
})

pages.post('/of/:recordId/:id/restore', member, async (c) => {
  const { file, owner } = await managedFile(c, 'removed')
  const read = await readForm(c, backQuery)
  found(await restoreFile(c.var.db, c.var.actor, file.id, c.var.now))
  return done(c, owner.id, texts.in(c.var.language)('done.restored'), read.ok ? read.data.back : undefined)
})

/** The id decides which file is sent; the name in the address is for people and their download folder. */
pages.get('/:id/:name', open, async (c) => {
  const id = c.req.param('id')
  const readable = found(isId(id) ? await findReadableFile(c.var.db, c.var.actor, id) : undefined)
  return sendFile(readable, c.var.store, c.req.raw.headers)
})

/** A record that the person may not read is not there for them; one that they may only read, they are refused. */
async function managedRecord(c: RequestContext): Promise<RecordRow> {
  const id = c.req.param('recordId') ?? ''
  const owner = found(isId(id) ? await findOwner(c.var.db, id) : undefined)
  const mayManage = await mayManageFiles(c.var.actor, owner, c.var.db)
  if (!mayManage && !mayReadRecord(c.var.actor, owner)) throw new NotFound()
  permit(mayManage, 'files.manage', owner.id)
  return owner
}

async function managedFile(c: RequestContext, state: 'present' | 'removed' = 'present') {
  const owner = await managedRecord(c)
  const id = c.req.param('id') ?? ''
  const file = found(isId(id) ? await findFile(c.var.db, id) : undefined)
  if (file.recordId !== owner.id || (file.removedAt === null) !== (state === 'present')) throw new NotFound()
  return { owner, file }
}

type Problem = Extract<AddedFile, { ok: false }>['problem']
const problemText = (c: RequestContext, problem: Problem) =>
  texts.in(c.var.language)(`problem.${problem}`, {
    limit: bytesText(c.var.language, c.var.config.uploadLimit),
    types: ALLOWED_LABELS,
    most: MOST_FILES,
  })

async function showFiles(c: RequestContext, owner: RecordRow, form: FormState) {
  const { db, now, config, language } = c.var
  const t = texts.in(language)
  const [files, removed] = await Promise.all([listFiles(db, owner.id), listRemovedFiles(db, owner.id, now)])
  const { back } = backQuery.parse(form.values)
  const { timeZone } = countryOf(owner.country)
  if (hasErrors(form)) c.status(422)
  const page = (
    <FilesPage {...{ t, files, removed, form, back, timeZone }} recordId={owner.id} limit={config.uploadLimit} />
  )
  return c.render(page, { title: t('title'), breadcrumbs: [], hidden: true })
}

function showFile(c: RequestContext, file: FileRow, form: FormState, back: string | undefined) {
  const t = texts.in(c.var.language)
  if (hasErrors(form)) c.status(422)
  return c.render(<FilePage t={t} file={file} form={form} back={back} />, {
    title: t('edit.heading'),
    breadcrumbs: [{ href: `/${c.var.language}${filesPath(file.recordId)}`, label: t('title') }],
    hidden: true,
  })
}

function done(c: RequestContext, recordId: string, sentence: string, back: string | undefined) {
  setFlash(c, sentence)
  return c.redirect(back ?? `/${c.var.language}${filesPath(recordId)}`, 303)
}
