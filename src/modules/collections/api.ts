/** Public collections for machines, spelled out field by field. Always as nobody: shows nobody's own. */
import { linesOf } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { nobody } from '#platform/actor.ts'
import { found, open, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { listQuery } from './forms.ts'
import { type CollectionLine, countPublic, findCollection, itemsOf, listPublic } from './queries.ts'

export const api = router()

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const PAGE = 100

/** A promise to others: fields are added, never changed. */
const openDataOf = (origin: string, line: CollectionLine) => ({
  id: line.id,
  url: `${origin}/id/${line.id}`,
  example: line.example,
  title: line.title,
  description: line.description,
  language: line.lang,
  country: countryOf(line.country).iso,
  by: line.by?.name ?? null,
  by_kind: line.by?.kind ?? null,
  records: line.count,
  published_at: line.publishedAt?.toISOString() ?? null,
  updated_at: line.updatedAt.toISOString(),
})

api.on('GET', ['/', '/list.json'], open, async (c) => {
  const { db, config } = c.var
  const { page } = listQuery.parse(c.req.query())
  const [{ lines, hasNext }, total] = await Promise.all([listPublic(db, 'en', page, PAGE), countPublic(db)])
  const at = (number: number) => `${config.publicUrl}/api/v1/collections/list.json?page=${number}`
  return c.json({
    licence: LICENCE,
    total,
    collections: lines.map((line) => openDataOf(config.publicUrl, line)),
    self: at(page),
    next: hasNext ? at(page + 1) : null,
  })
})

api.get('/:id', open, async (c) => {
  const { db, config, now } = c.var
  const id = c.req.param('id').replace(/\.json$/, '')
  const line = found(isId(id) ? await findCollection(db, nobody, id, 'en') : undefined)
  const items = await itemsOf(db, line.id)
  const lines = await linesOf(
    { db, actor: nobody, language: 'en', now },
    items.map(({ recordId }) => recordId),
  )
  const notes = new Map(items.map(({ recordId, note }) => [recordId, note]))
  return c.json({
    licence: LICENCE,
    ...openDataOf(config.publicUrl, line),
    items: lines.map((item) => ({
      id: item.id,
      url: `${config.publicUrl}/id/${item.id}`,
      kind: item.kind,
      title: item.title,
      language: item.lang,
      note: notes.get(item.id) ?? null,
    })),
  })
})
