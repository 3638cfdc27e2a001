/** The addresses of imports: the list, the upload, and each step of one import. The work itself is in work.ts. */

import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, postedForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, type Head, memberOf, permit, type RequestContext, role, router, to } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countTry } from '#platform/limits.ts'
import { bytesText } from '#platform/texts.ts'
import { ColumnsPage, mappingField } from './columns.views.tsx'
import { columnsForm, rowsQuery, SEPARATOR_NAMES, type SeparatorName, seenRevision, uploadForm } from './forms.ts'
import { allImporters, importerNamed, importerOf } from './importer.ts'
import { ImportsPage, UploadPage } from './list.views.tsx'
import { type Mapping, mappingFor } from './mapping.ts'
import {
  changeImport,
  countChosen,
  enter,
  findImport,
  kindsOfProblems,
  listImports,
  listRows,
  progressOf,
  removeImport,
  startWork,
} from './queries.ts'
import { problemsCsv } from './report.ts'
import { ResultPage, UndoPage, WorkingPage } from './result.views.tsx'
import { CHECKED_AT_ONCE, can, isSilent, isWorking, mayImport, mayUse } from './rules.ts'
import type { ImportRow } from './schema.ts'
import type { FileProblem } from './table.ts'
import { templateCsv, templateXlsx } from './template.ts'
import { texts } from './texts.ts'
import { touchesOf } from './touched.ts'
import { takeUpload } from './uploads.ts'
import { beginReading, CHOICE, checkImport, checkRow, countAgain, tableOfImport, type WorkContext } from './work.ts'

export const pages = router()

const importing = role('editor', 'administrator')
/** One person's uploads in an hour. */
const UPLOADS = { tries: 60, seconds: 3600 }
/** Rows of the preview. */
const SHOWN_FIRST = 5
/** Seconds after which the page of a work that goes on looks again by itself; the header needs no script. */
const LOOK_AGAIN = '3'
const ROWS_OF_PAGE = 100

pages.get('/', importing, async (c) => {
  permitImports(c)
  const t = texts.in(c.var.language)
  const rows = (await listImports(c.var.db, c.var.actor)).filter((row) => mayUse(c.var.actor, row))
  return c.render(<ImportsPage t={t} rows={rows} />, headOf(c, t('title')))
})

pages.get('/new', importing, (c) => {
  permitImports(c)
  const organisation = c.var.actor.grant?.organisation
  const country = organisation?.country ?? c.var.actor.grant?.country ?? c.var.config.countries[0] ?? ''
  return showUpload(c, emptyForm({ country, importer: allImporters()[0]?.name }))
})

pages.post('/new', importing, async (c) => {
  permitImports(c)
  const { db, store, config, now } = c.var
  const actor = memberOf(c)
  await countTry(db, `import ${actor.id}`, UPLOADS, now)
  const read = await readForm(c, uploadForm)
  const file = read.form.files.file?.[0]
  if (!read.ok || !file)
    return showUpload(c, file ? read.form : withErrors(read.form, { file: fileProblem(c, 'missing') }))
  const { country } = read.data
  const importer = found(importerNamed(read.data.importer ?? allImporters()[0]?.name ?? ''))
  permit(importer.mayImport(actor, country), 'import.begun')
  const upload = { importer, country, file, archive: read.form.files.archive?.[0], limit: config.uploadLimit }
  const taken = await takeUpload(db, store, actor, upload, now)
  if (!taken.ok)
    return showUpload(c, withErrors(read.form, { [taken.field]: fileProblem(c, taken.problem, taken.values) }))
  return goTo(c, `/imports/${taken.id}`)
})

for (const format of ['csv', 'xlsx'] as const)
  pages.get(`/template.${format}`, importing, async (c) => {
    permitImports(c)
    const importer = found(importerNamed(c.req.query('importer') ?? allImporters()[0]?.name ?? ''))
    c.header('content-disposition', `attachment; filename="template.${format}"`)
    if (format === 'csv') {
      c.header('content-type', 'text/csv; charset=utf-8')
      return c.body(templateCsv(importer, c.var.language))
    }
    c.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return c.body(new Uint8Array(await templateXlsx(importer, c.var.language)))
  })

pages.get('/:id', importing, async (c) => {
  const row = await importOf(c)
  if (row.state === 'mapping') return showColumns(c, row, formOf(row))
  return isWorking(row.state) ? showWork(c, row) : showResult(c, row)
})

pages.post('/:id/columns', importing, async (c) => {
  const row = await importOf(c)
  permit(can(row.state, 'map'), 'import.mapped')
  const posted = await postedForm(c)
  const { revision, intent, ...options } = columnsForm.parse(posted.values)
  const changed = await changeImport(c.var.db, { id: row.id, revision }, settled(c, row, posted, options), c.var.now)
  const errors = await errorsOf(c, changed)
  if (intent === 'preview' || Object.keys(errors).length > 0)
    return showColumns(c, changed, withErrors(formOf(changed), errors))
  await startWork(c.var.db, memberOf(c), changed, 'checking', c.var.now)
  // A short table is checked at once; the job then finds nothing to do.
  if (row.rows <= CHECKED_AT_ONCE) await checkImport(workContext(c), row.id)
  return goTo(c, `/imports/${row.id}`)
})

pages.post('/:id/change', importing, async (c) => {
  const row = await seenImport(c)
  permit(can(row.state, 'map'), 'import.mapped')
  await changeImport(c.var.db, row, { state: 'mapping' }, c.var.now)
  return goTo(c, `/imports/${row.id}`)
})

pages.post('/:id/run', importing, async (c) => {
  const row = await seenImport(c)
  permit(can(row.state, 'run'), 'import.started')
  await startWork(c.var.db, memberOf(c), row, 'running', c.var.now)
  return goTo(c, `/imports/${row.id}`)
})

pages.post('/:id/continue', importing, async (c) => {
  const row = await seenImport(c)
  const { state } = row
  permit(isSilent(row, c.var.now), 'import.continued')
  if (state === 'checking' || state === 'running' || state === 'undoing')
    await startWork(c.var.db, memberOf(c), row, state, c.var.now)
  return goTo(c, `/imports/${row.id}`)
})

pages.post('/:id/cancel', importing, async (c) => {
  const row = await seenImport(c)
  permit(can(row.state, 'cancel'), 'import.cancelled')
  const { db, now, language } = c.var
  await db.transaction(async (tx) => {
    const set =
      row.state === 'checking'
        ? { state: 'mapping' as const }
        : { state: 'done' as const, problem: 'cancelled', finishedAt: now }
    await changeImport(tx, row, set, now)
    const counts = await countAgain(tx, row.id)
    await enter(tx, memberOf(c), 'import.cancelled', row, now, counts)
  })
  setFlash(c, texts.in(language)('cancelled'))
  return goTo(c, `/imports/${row.id}`)
})

pages.post('/:id/remove', importing, async (c) => {
  const row = await seenImport(c)
  permit(can(row.state, 'remove'), 'import.removed')
  await removeImport(c.var.db, memberOf(c), row, c.var.now)
  setFlash(c, texts.in(c.var.language)('removed'))
  return goTo(c, '/imports')
})

pages.get('/:id/problems.csv', importing, async (c) => {
  const row = await importOf(c)
  const rows = await listRows(c.var.db, row.id, 'problems', 1, 20_000)
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', 'attachment; filename="problems.csv"')
  return c.body(problemsCsv(importerOf(row), c.var.language, rows))
})

pages.get('/:id/undo', importing, async (c) => {
  const row = await importOf(c)
  permit(can(row.state, 'undo'), 'import.withdrawn')
  const t = texts.in(c.var.language)
  const { db } = c.var
  const added = await listRows(db, row.id, ['added'], 1, 20_000)
  const ids = added.flatMap(({ recordId }) => recordId ?? [])
  const touches = await touchesOf(db, importerOf(row), ids)
  const kept = added.filter(({ recordId }) => recordId && touches.has(recordId))
  const shown = kept
    .slice(0, 200)
    .map((one) => ({ ...one, touch: touches.get(one.recordId ?? '') ?? ('used' as const) }))
  const page = <UndoPage t={t} row={row} removed={added.length - kept.length} kept={kept.length} shown={shown} />
  return c.render(page, headOf(c, t('undo'), row))
})

pages.post('/:id/undo', importing, async (c) => {
  const row = await seenImport(c)
  permit(can(row.state, 'undo'), 'import.withdrawn')
  await startWork(c.var.db, memberOf(c), row, 'undoing', c.var.now)
  return goTo(c, `/imports/${row.id}`)
})

const permitImports = (c: RequestContext) => permit(mayImport(c.var.actor, c.var.config.countries), 'import.seen')

/** An import that the person may not use is not there for them. */
async function importOf(c: RequestContext): Promise<ImportRow> {
  const id = c.req.param('id') ?? ''
  const row = isId(id) ? await findImport(c.var.db, c.var.actor, id) : undefined
  return found(row && mayUse(c.var.actor, row) ? row : undefined)
}

/** The same, as the person saw it when they pressed the button. */
async function seenImport(c: RequestContext): Promise<ImportRow> {
  const row = await importOf(c)
  return { ...row, revision: seenRevision.parse((await postedForm(c)).values).revision }
}

const workContext = (c: RequestContext): WorkContext => ({
  db: c.var.db,
  config: c.var.config,
  store: c.var.store,
  clock: () => c.var.now,
})

const headOf = (c: RequestContext, title: string, row?: ImportRow): Head => {
  const t = texts.in(c.var.language)
  return {
    title,
    breadcrumbs: [
      { href: to(c, '/imports'), label: t('title') },
      ...(row ? [{ href: to(c, `/imports/${row.id}`), label: row.name }] : []),
    ],
    hidden: true,
  }
}

const fileProblem = (c: RequestContext, problem: FileProblem, values: Record<string, string | number> = {}) =>
  texts.in(c.var.language)(`file.${problem}`, { limit: bytesText(c.var.language, c.var.config.uploadLimit), ...values })

function showUpload(c: RequestContext, form: FormState) {
  const t = texts.in(c.var.language)
  const { config, actor } = c.var
  const importers = allImporters().filter((one) => config.countries.some((country) => one.mayImport(actor, country)))
  const countries = config.countries.filter((country) => importers.some((one) => one.mayImport(actor, country)))
  if (hasErrors(form)) c.status(422)
  const page = <UploadPage t={t} form={form} importers={importers} countries={countries} limit={config.uploadLimit} />
  return c.render(page, headOf(c, t('new')))
}

/** What was kept, as the form shows it. */
function formOf(row: ImportRow): FormState {
  const values: FormState['values'] = { encoding: row.options.encoding, sheet: row.options.sheet }
  const separator = Object.entries(SEPARATOR_NAMES).find(([, sign]) => sign === row.options.separator)
  values.separator = separator?.[0]
  for (const [name, value] of Object.entries(row.options)) if (name.startsWith(CHOICE)) values[name] = value
  for (const [field, column] of Object.entries(row.mapping)) values[mappingField(field)] = column
  return { ...emptyForm(values), revision: row.revision }
}

/** What the form settles: only options and fields that there are. */
function settled(
  c: RequestContext,
  row: ImportRow,
  { values }: FormState,
  { encoding, separator, sheet }: { encoding?: string; separator?: SeparatorName; sheet?: string },
): Partial<ImportRow> {
  const importer = importerOf(row)
  const { grant } = memberOf(c)
  const options: Record<string, string> = { ...row.options, ...(grant && { grant: grant.id }) }
  if (encoding && row.format !== 'xlsx') options.encoding = encoding
  if (separator && row.format === 'csv') options.separator = SEPARATOR_NAMES[separator]
  if (sheet && row.format === 'xlsx') options.sheet = sheet
  for (const choice of importer.choices(c.var.language, memberOf(c), row.country)) {
    const chosen = values[`${CHOICE}${choice.name}`]
    const option = choice.options.find(({ value }) => value === chosen)
    if (option) options[`${CHOICE}${choice.name}`] = option.value
  }
  const mapping: Mapping = {}
  for (const { key } of importer.fields(c.var.language)) {
    const column = values[mappingField(key)]
    if (typeof column === 'string' && /^\d{1,3}$/.test(column)) mapping[key] = column
  }
  return { options, mapping, state: 'mapping', personId: memberOf(c).id }
}

async function errorsOf(c: RequestContext, row: ImportRow): Promise<Record<string, string>> {
  const t = texts.in(c.var.language)
  const read = await tableOfImport(c.var.store, row)
  if (!read.ok) return { '': fileProblem(c, read.problem, read.values) }
  const errors: Record<string, string> = {}
  const mapping = mappingFor(row.mapping, read.table.columns)
  for (const { key, required } of importerOf(row).fields(c.var.language)) {
    const column = mapping[key]
    if (column === undefined) {
      if (required) errors[mappingField(key)] = t('columns.missing')
    } else if (Object.entries(mapping).some(([other, at]) => other !== key && at === column))
      errors[mappingField(key)] = t('columns.twice')
  }
  return errors
}

async function showColumns(c: RequestContext, row: ImportRow, form: FormState) {
  const { store, language } = c.var
  const t = texts.in(language)
  const importer = importerOf(row)
  const read = await tableOfImport(store, row)
  const preview = read.ok ? await previewOf(c, row, read.table) : []
  if (hasErrors(form)) c.status(422)
  const page = (
    <ColumnsPage
      {...{ t, row, preview }}
      form={read.ok ? form : withErrors(form, { '': fileProblem(c, read.problem, read.values) })}
      table={read.ok ? read.table : undefined}
      importer={importer}
      choices={importer.choices(language, memberOf(c), row.country)}
    />
  )
  return c.render(page, headOf(c, row.name, row))
}

async function previewOf(c: RequestContext, row: ImportRow, table: Parameters<typeof checkRow>[2]) {
  const begin = { actor: memberOf(c), language: c.var.language }
  const reading = await beginReading(workContext(c), row, begin)
  return table.rows.slice(0, SHOWN_FIRST).map((line, at) => ({ row: line.row, ...checkRow(reading, row, table, at) }))
}

async function showWork(c: RequestContext, row: ImportRow) {
  const t = texts.in(c.var.language)
  const silent = isSilent(row, c.var.now)
  const { done, total } = await progressOf(c.var.db, row.jobId)
  if (!silent) c.header('refresh', LOOK_AGAIN)
  const page = <WorkingPage t={t} row={row} done={done} total={total ?? row.rows} silent={silent} />
  return c.render(page, headOf(c, row.name, row))
}

async function showResult(c: RequestContext, row: ImportRow) {
  const { db, language } = c.var
  const { show = 'problems', page } = rowsQuery.parse(c.req.query())
  const chosen = show === 'problems' ? show : [show]
  const [kinds, rows, total] = await Promise.all([
    kindsOfProblems(db, row.id),
    listRows(db, row.id, chosen, page, ROWS_OF_PAGE),
    countChosen(db, row.id, chosen),
  ])
  const shown = { kinds, rows, show, page, pages: Math.ceil(total / ROWS_OF_PAGE) }
  const content = <ResultPage t={texts.in(language)} row={row} importer={importerOf(row)} {...shown} />
  return c.render(content, headOf(c, row.name, row))
}
