/** What methods and tools have for the pages of others: a practice, a topic, the search, a desk, lists that mix kinds, those who follow. */
import { sql } from 'drizzle-orm'
import { currentSlug, readableBy } from '#core/records/index.ts'
import { tasksFor } from '#core/tasks/index.ts'
import type { Member } from '#platform/actor.ts'
import { keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type {
  DeskItem,
  EventFacts,
  Kind,
  OpenDataList,
  Part,
  Reader,
  RecordFacts,
  RecordLine,
  Told,
} from '#platform/module.ts'
import { CardGrid, LanguageProvider, Link } from '#ui/index.tsx'
import { REVIEW_TASK } from './adding.ts'
import { everything } from './forms.ts'
import { appliedBy, hasWords, isListed, linesWhere, listMethods, type MethodLine, methodsByIds } from './lines.ts'
import { isEditor, mayTranslate } from './rules.ts'
import { METHOD_FIELDS, type MethodKind } from './schema.ts'
import { texts } from './texts.ts'
import { MethodCard, methodPage } from './views.tsx'

const SHOWN = 4

/** Below a practice: what it applies. */
export async function recordPart({ db, language }: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (record.kind !== 'practice' || record.publishedVersion === null) return undefined
  const t = texts.in(language)
  const content = await keptDrawing(db, 'methods.record', [language, record.id], async () => {
    const lines = await appliedBy(db, record.id, language)
    if (lines.length === 0) return undefined
    return (
      <LanguageProvider language={language}>
        <CardGrid wide>
          {lines.map((line) => (
            <MethodCard t={t} line={line} level={3} />
          ))}
        </CardGrid>
      </LanguageProvider>
    )
  })
  return content ? { id: 'methods', title: t('part.record'), content } : undefined
}

export async function topicPart({ db, language }: Reader, topicId: string): Promise<Part | undefined> {
  const lines = await listMethods(db, { ...everything, topic: topicId }, language, SHOWN + 1)
  if (lines.length === 0) return undefined
  const t = texts.in(language)
  const href = `/${language}/methods?topic=${topicId}`
  return {
    id: 'methods',
    title: t('list.title'),
    href,
    content: (
      <>
        <CardGrid wide>
          {lines.slice(0, SHOWN).map((line) => (
            <MethodCard t={t} line={line} level={3} />
          ))}
        </CardGrid>
        {lines.length > SHOWN && (
          <p>
            <Link href={href}>{t('part.all')}</Link>
          </p>
        )}
      </>
    ),
  }
}

const recordLine = (line: MethodLine, language: Language): RecordLine => ({
  id: line.id,
  kind: line.kind,
  href: methodPage(language, line.slug),
  title: line.title,
  summary: line.summary,
  lang: line.lang,
  note: texts.in(language)(`kind.${line.kind}`),
  at: line.publishedAt,
  example: line.example,
})

export async function searchLines({ db, language }: Reader, words: string, limit: number): Promise<RecordLine[]> {
  const order = sql`position(lower(${words}::text) in lower(text.title)) = 0, r.published_at desc, r.id desc`
  const lines = await linesWhere(db, language, sql`${isListed} and ${hasWords(words)}`, order, limit)
  return lines.map((line) => recordLine(line, language))
}

/** For editors: what was proposed and waits for them. */
export async function deskOf({ db, actor, language }: Reader & { actor: Member }): Promise<DeskItem[]> {
  const waiting = await tasksFor(db, actor, [REVIEW_TASK])
  const mine = waiting.filter(({ record }) => isEditor(actor, record))
  const ids = mine.map(({ record }) => record.id)
  const lines = new Map((await methodsByIds(db, actor, ids, language)).map((line) => [line.id, line]))
  const t = texts.in(language)
  return mine.flatMap(({ task, record }): DeskItem[] => {
    const line = lines.get(record.id)
    if (!line) return []
    const href = methodPage(language, line.slug)
    return [{ title: line.title, lang: line.lang, href, reason: t(`desk.${line.kind}`), due: task.due }]
  })
}

const labelOf = (field: (typeof METHOD_FIELDS)[number]) => (language: Language) => texts.in(language)(`field.${field}`)

export const kindOf = (kind: MethodKind): Kind => ({
  name: (language) => texts.in(language)(`kind.${kind}`),
  async load({ db, actor, language }, ids) {
    return (await methodsByIds(db, actor, ids, language)).map((line) => recordLine(line, language))
  },
  readable: (actor) => readableBy(actor),
  async pathOf(db, id) {
    const slug = await currentSlug(db, 'method', id)
    return slug === undefined ? undefined : `/methods/${slug}`
  },
  discussed: true,
  fields: METHOD_FIELDS.map((name) => ({ name, label: labelOf(name) })),
  mayTranslate: (actor, record, into) => record.publishedVersion !== null && mayTranslate(actor, record, into),
})

/** What followers of a method or a tool are told. */
export const told: Record<string, (language: Language, event: EventFacts) => Told | undefined> = {
  'method.changed': (language) => {
    const t = texts.in(language)
    return { subject: t('told.changed.subject'), sentence: t('told.changed') }
  },
}

export const openData: OpenDataList[] = [
  {
    id: 'methods',
    title: (language) => texts.in(language)('list.title'),
    description: (language) => texts.in(language)('data.lead'),
    formats: [
      { type: 'CSV', href: '/api/v1/methods/list.csv' },
      { type: 'JSON', href: '/api/v1/methods/list.json' },
      { type: 'Atom', href: '/methods/list.atom' },
    ],
    codebook: '/methods/data',
  },
]
