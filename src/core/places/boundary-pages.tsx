/** The administrator's pages for better boundaries: upload, preview, apply, throw away, go back to earlier ones. */
import { setFlash } from '#platform/flash.ts'
import { emptyForm, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, permit, type RequestContext, role, router } from '#platform/http.ts'
import { importBoundaries } from './boundary-import.ts'
import { addBoundaries, applyBoundaries, findBoundaries, listBoundaries, removeBoundaries } from './boundary-queries.ts'
import { BoundaryList, BoundaryPreview } from './boundary-views.tsx'
import { boundaryUpload } from './forms.ts'
import { placesAt } from './queries.ts'
import { mayChangeBoundaries } from './rules.ts'
import { texts } from './texts.ts'

export const boundaryPages = router()

const administrator = role('administrator')

async function showList(c: RequestContext, form = emptyForm({ keep: 'on' }), status: 200 | 422 = 200) {
  const t = texts.in(c.var.language)
  const { countries, uploadLimit } = c.var.config
  const rows = (await listBoundaries(c.var.db)).filter(({ country }) => countries.some((one) => one === country))
  c.status(status)
  return c.render(<BoundaryList t={t} rows={rows} form={form} countries={countries} uploadLimit={uploadLimit} />, {
    title: t('boundaries'),
    breadcrumbs: [
      { href: `/${t.language}/places`, label: t('title') },
      { href: `/${t.language}/places/boundaries`, label: t('boundaries') },
    ],
    hidden: true,
  })
}

boundaryPages.get('/', administrator, (c) => {
  permit(mayChangeBoundaries(c.var.actor), 'boundaries.seen')
  return showList(c)
})

boundaryPages.post('/', administrator, async (c) => {
  permit(mayChangeBoundaries(c.var.actor), 'boundaries.imported')
  const { db, language, now } = c.var
  const read = await readForm(c, boundaryUpload)
  if (!read.ok) return showList(c, read.form, 422)
  const { country, level, source, keep, file } = read.data
  const result = await importBoundaries(db, { country, level, keep }, await (file[0] as File).text())
  if ('problem' in result)
    return showList(c, withErrors(read.form, { file: texts.in(language)(`problem.${result.problem}`) }), 422)
  const id = await addBoundaries(db, memberOf(c), { country, level, source, ...result }, now)
  return goTo(c, `/places/boundaries/${id}`)
})

boundaryPages.get('/:id', administrator, async (c) => {
  permit(mayChangeBoundaries(c.var.actor), 'boundaries.seen')
  const t = texts.in(c.var.language)
  const row = found(await findBoundaries(c.var.db, c.req.param('id')))
  const places = await placesAt(c.var.db, row.country, row.level)
  return c.render(<BoundaryPreview t={t} row={row} places={places} />, {
    title: t('preview'),
    breadcrumbs: [
      { href: `/${t.language}/places`, label: t('title') },
      { href: `/${t.language}/places/boundaries`, label: t('boundaries') },
      { href: `/${t.language}/places/boundaries/${row.id}`, label: t('preview') },
    ],
    hidden: true,
  })
})

boundaryPages.post('/:id/apply', administrator, async (c) => {
  permit(mayChangeBoundaries(c.var.actor), 'boundaries.applied')
  found((await applyBoundaries(c.var.db, memberOf(c), c.req.param('id'), c.var.now)) || undefined)
  setFlash(c, texts.in(c.var.language)('applied'))
  return goTo(c, '/places/boundaries')
})

boundaryPages.post('/:id/remove', administrator, async (c) => {
  permit(mayChangeBoundaries(c.var.actor), 'boundaries.removed')
  found((await removeBoundaries(c.var.db, memberOf(c), c.req.param('id'), c.var.now)) || undefined)
  setFlash(c, texts.in(c.var.language)('removed'))
  return goTo(c, '/places/boundaries')
})
