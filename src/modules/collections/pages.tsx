/** The addresses of collections: the public list, one's own, putting a record into them, and one collection. Its changes are in write.pages.tsx. */

import { findReadable, pathOfRecord } from '#core/records/index.ts'
import { isMember } from '#platform/actor.ts'
import { ATOM_TYPE, answerAtom } from '#platform/atom.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, open, type RequestContext, router, to } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countTry } from '#platform/limits.ts'
import { addCollection, countryFor, putIn } from './changes.ts'
import { listQuery, newForm, putForm } from './forms.ts'
import { findReading, itemEntries, showCollection } from './page.tsx'
import { countPublic, listOwn, listPublic } from './queries.ts'
import { CHANGES, MOST_COLLECTIONS, MOST_RECORDS, NEW_ONES } from './rules.ts'
import { texts } from './texts.ts'
import { CollectionsPage, MinePage } from './views.tsx'
import { writing } from './write.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, language, actor } = c.var
  const t = texts.in(language)
  const { page } = listQuery.parse(c.req.query())
  const [list, total] = await Promise.all([listPublic(db, language, page), countPublic(db)])
  return c.render(<CollectionsPage t={t} {...list} total={total} page={page} isMember={isMember(actor)} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/collections'), label: t('list.title') }],
    feeds: [{ href: to(c, '/collections/list.atom'), type: ATOM_TYPE, title: t('list.title') }],
  })
})

pages.get('/list.atom', open, async (c) => {
  const { db, language, config } = c.var
  const t = texts.in(language)
  const { lines } = await listPublic(db, language, 1, 50)
  const page = `${config.publicUrl}${to(c, '/collections')}`
  return answerAtom(c, {
    self: `${page}/list.atom`,
    page,
    title: t('list.title'),
    entries: lines.map(({ id, title, lang, slug, updatedAt, description, by }) => ({
      ...{ title, lang, updated: updatedAt, summary: description, author: by?.name ?? t('by.gone') },
      id: `urn:uuid:${id}`,
      href: `${page}/${encodeURIComponent(slug)}`,
    })),
  })
})

pages.get('/mine', member, (c) => showMine(c, emptyForm({ language: c.var.language })))

pages.post('/mine', member, async (c) => {
  const { db, now, config } = c.var
  const t = texts.in(c.var.language)
  const read = await readForm(c, newForm)
  if (!read.ok) return showMine(c, read.form, 422)
  await countTry(db, `collection ${memberOf(c).id}`, NEW_ONES, now)
  const country = countryFor(c.var.actor, config.countries[0] ?? 'mk')
  const made = await addCollection(db, memberOf(c), read.data, country, now)
  if (!made) return showMine(c, withErrors(read.form, { '': t('new.most', { count: MOST_COLLECTIONS }) }), 422)
  setFlash(c, t('new.done'))
  return goTo(c, `/collections/${encodeURIComponent(made.slug)}`)
})

async function showMine(c: RequestContext, form: FormState, status: 200 | 422 = 200) {
  const t = texts.in(c.var.language)
  const lines = await listOwn(c.var.db, memberOf(c), c.var.language)
  c.status(status)
  return c.render(<MinePage t={t} lines={lines} form={form} />, {
    title: t('mine.title'),
    breadcrumbs: [{ href: to(c, '/collections'), label: t('list.title') }],
    hidden: true,
  })
}

/** Ticked in the menu of a record's page; one comes back to it. */
pages.post('/of/:recordId', member, async (c) => {
  const { db, actor, language, now } = c.var
  const t = texts.in(language)
  const id = c.req.param('recordId')
  const record = found(isId(id) ? await findReadable(db, actor, id) : undefined)
  found(record.kind === 'collection' || record.visibility === 'restricted' ? undefined : record)
  const back = encodeURI(found(await pathOfRecord(db, record)))
  await countTry(db, `collecting ${memberOf(c).id}`, CHANGES, now)
  const read = await readForm(c, putForm)
  if (!read.ok) {
    setFlash(c, t('shelf.wrong', { problem: Object.values(read.form.errors).join(' ') }), 'warning')
    return goTo(c, back)
  }
  if (read.data.title) await countTry(db, `collection ${memberOf(c).id}`, NEW_ONES, now)
  const put = await putIn(db, memberOf(c), record, { ...read.data, language }, now)
  const said = put.added > 0 ? 'shelf.added' : put.removed > 0 ? 'shelf.removed' : 'shelf.same'
  setFlash(c, put.full ? t('shelf.full', { count: MOST_RECORDS }) : t(said), put.full ? 'warning' : 'success')
  return goTo(c, back)
})

pages.route('/', writing)

pages.get('/:slug{.+\\.atom}', open, async (c) => {
  const { language, config } = c.var
  const { line, items } = await findReading(c, c.req.param('slug').slice(0, -5))
  found(line.visibility === 'public' ? line : undefined)
  const page = `${config.publicUrl}${to(c, `/collections/${encodeURIComponent(line.slug)}`)}`
  const author = line.by?.name ?? texts.in(language)('by.gone')
  return answerAtom(c, {
    ...{ page, author: { name: author }, self: `${page}.atom`, title: line.title },
    entries: itemEntries(config.publicUrl, items, line.updatedAt),
  })
})

pages.get('/:slug', open, async (c) => {
  const slug = c.req.param('slug')
  const reading = await findReading(c, slug)
  if (reading.line.slug !== slug) return c.redirect(to(c, `/collections/${encodeURIComponent(reading.line.slug)}`), 301)
  return showCollection(c, reading)
})
