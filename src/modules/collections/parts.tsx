/** What collections have for the pages of others: a record of any kind, lists that mix kinds, those who follow. */
import { sql } from 'drizzle-orm'
import { currentSlug, findRecord } from '#core/records/index.ts'
import { isMember } from '#platform/actor.ts'
import { keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { EventFacts, Kind, OpenDataList, Part, Reader, RecordFacts, Told } from '#platform/module.ts'
import { LanguageProvider } from '#ui/index.tsx'
import { collectionsWith, linesWhere, readableTo, shelvesOf } from './queries.ts'
import { mayEdit } from './rules.ts'
import { InCollections, ShelfMenu } from './shelf.views.tsx'
import { texts } from './texts.ts'
import { beginningOf, collectionPath } from './views.tsx'

const MOST_SHELVES = 20
const MOST_NAMED = 12

/** Collections hold records of any kind but collections. */
const canBeCollected = (record: Pick<RecordFacts, 'kind' | 'visibility'>) =>
  record.kind !== 'collection' && record.visibility !== 'restricted'

export async function actions({ db, actor, language }: Reader, record: RecordFacts) {
  if (!isMember(actor) || !canBeCollected(record)) return undefined
  const shelves = await shelvesOf(db, actor.id, record.id, MOST_SHELVES)
  return <ShelfMenu t={texts.in(language)} recordId={record.id} shelves={shelves} />
}

export async function recordPart({ db, language }: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (!canBeCollected(record)) return undefined
  const t = texts.in(language)
  const content = await keptDrawing(db, 'collections.record', [language, record.id], async () => {
    const lines = await collectionsWith(db, record.id, language, MOST_NAMED)
    return lines.length === 0 ? undefined : (
      <LanguageProvider language={language}>
        <InCollections t={t} lines={lines} />
      </LanguageProvider>
    )
  })
  return content ? { id: 'collections', title: t('part.title'), content } : undefined
}

export const kind: Kind = {
  name: (language) => texts.in(language)('kind'),
  async load({ db, actor, language }, ids) {
    if (ids.length === 0) return []
    const t = texts.in(language)
    const wanted = sql`r.id = any(${sql.param([...ids])}::uuid[]) and ${readableTo(actor, 'r')}`
    const lines = await linesWhere(db, language, wanted, { limit: ids.length })
    return lines.map((line) => ({
      id: line.id,
      kind: 'collection',
      href: collectionPath(t, line.slug),
      title: line.title,
      summary: beginningOf(line.description),
      lang: line.lang,
      note: t('count', { count: line.count }),
      at: line.publishedAt,
      example: line.example,
    }))
  },
  readable: (actor) => readableTo(actor),
  async pathOf(db, id) {
    const record = await findRecord(db, id)
    return record?.kind === 'collection' ? `/collections/${(await currentSlug(db, 'collection', id)) ?? id}` : undefined
  },
  discussed: true,
  fields: [{ name: 'description', label: (language) => texts.in(language)('field.description') }],
  mayTranslate: (actor, record) => record.visibility === 'public' && mayEdit(actor, record),
}

/** What followers of a collection are told. */
export const told: Record<string, (language: Language, event: EventFacts) => Told | undefined> = {
  'collection.extended': (language) => {
    const t = texts.in(language)
    return { subject: t('told.extended.subject'), sentence: t('told.extended') }
  },
}

export const openData: OpenDataList[] = [
  {
    id: 'collections',
    title: (language) => texts.in(language)('list.title'),
    description: (language) => texts.in(language)('list.openData'),
    formats: [
      { type: 'JSON', href: '/api/v1/collections/list.json' },
      { type: 'Atom', href: '/collections/list.atom' },
    ],
  },
]
