/** What practices have for the pages of others: home, a place, a topic, the search, lists that mix kinds. */
import { readingOrder } from '#platform/languages.ts'
import type { OpenDataList, Part, Reader, RecordLine } from '#platform/module.ts'
import { Heading } from '#ui/index.tsx'
import { likeDrawing, likeTitle } from './fit/parts.tsx'
import { countryName, placeName } from './naming.ts'
import { listForPlace, listForTopic, newest, type PracticeLine, searchPractices } from './queries.ts'
import { readableLines } from './reading.ts'
import { texts } from './texts.ts'
import { AllLink, PracticeList, practicePath } from './views.tsx'

const SHOWN = 4
/** Two full rows on a wide screen. */
const ON_HOME = 6

export async function homePart({ db, language, now }: Reader): Promise<Part | undefined> {
  const practices = await newest(db, language, ON_HOME, now)
  return part({ language, now, practices, title: texts.in(language)('list.newestPart'), query: '' })
}

/** A place's own practices, and below them those of places like it. */
export async function placePart(reader: Reader, placeId: string): Promise<Part | undefined> {
  const [own, like] = await Promise.all([ownPart(reader, placeId), likeDrawing(reader, placeId)])
  const title = likeTitle(reader.language)
  if (!own || !like) return own ?? (like ? { id: 'practices', title, content: like } : undefined)
  return {
    ...own,
    content: (
      <>
        {own.content}
        <Heading level={3}>{title}</Heading>
        {like}
      </>
    ),
  }
}

async function ownPart({ db, language, now }: Reader, placeId: string): Promise<Part | undefined> {
  const practices = await listForPlace(db, placeId, language, SHOWN + 1, now)
  const place = practices.find((practice) => practice.place?.id === placeId)?.place
  return part({
    language,
    now,
    practices,
    title: texts.in(language)('list.ofPlace'),
    query: place ? `?place=${place.code}` : undefined,
  })
}

export async function topicPart({ db, language, now }: Reader, topicId: string): Promise<Part | undefined> {
  const practices = await listForTopic(db, topicId, language, SHOWN + 1, now)
  return part({ language, now, practices, title: texts.in(language)('list.title'), query: `?topic=${topicId}` })
}

type PartOf = {
  language: Reader['language']
  now: Date
  practices: readonly PracticeLine[]
  title: string
  /** Query of the list that has them all; without one there is no such list. */
  query: string | undefined
}
function part({ language, now, practices, title, query }: PartOf): Part | undefined {
  if (practices.length === 0) return undefined
  const t = texts.in(language)
  const href = query === undefined ? undefined : `/${language}/practices${query}`
  return {
    id: 'practices',
    title,
    ...(href && { href }),
    content: (
      <>
        <PracticeList t={t} practices={practices.slice(0, SHOWN)} now={now} />
        {href && (query === '' || practices.length > SHOWN) && <AllLink href={href}>{t('list.all')}</AllLink>}
      </>
    ),
  }
}

/** Found by their words in SQL: the way without an index. */
export async function searchLines(
  { db, actor, language, now }: Reader,
  words: string,
  limit: number,
): Promise<RecordLine[]> {
  const practices = await searchPractices(db, words, language, now, limit, readingOrder(language, actor.reading))
  return practices.map((practice) => lineOf({ ...practice, at: practice.publishedAt }, language))
}

export async function loadLines({ db, actor, language }: Reader, ids: readonly string[]): Promise<RecordLine[]> {
  const lines = await readableLines(db, actor, ids, language)
  return lines.map((line) => lineOf({ ...line, slug: line.slug ?? line.id }, language))
}

type Line = Pick<PracticeLine, 'id' | 'slug' | 'title' | 'summary' | 'lang' | 'country' | 'place' | 'example'> & {
  at: Date
}
const lineOf = (line: Line, language: Reader['language']): RecordLine => ({
  id: line.id,
  kind: 'practice',
  href: practicePath(line.slug, language),
  title: line.title,
  summary: line.summary,
  lang: line.lang,
  note: [line.place && placeName(line.place, language).text, countryName(line.country, language)]
    .filter(Boolean)
    .join(', '),
  at: line.at,
  example: line.example,
})

export const openData: OpenDataList[] = [
  {
    id: 'practices',
    title: (language) => texts.in(language)('list.title'),
    description: (language) => texts.in(language)('data.lead'),
    formats: [
      { type: 'CSV', href: '/api/v1/practices/list.csv' },
      { type: 'JSON', href: '/api/v1/practices/list.json' },
      { type: 'Atom', href: '/practices/list.atom' },
    ],
    codebook: '/practices/data',
  },
]
