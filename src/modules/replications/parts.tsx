/** What repeated practices have for the pages of others: a practice, a municipality, lists that mix kinds, those who follow. */

import { sql } from 'drizzle-orm'
import { currentSlug, findRecord, readableBy } from '#core/records/index.ts'
import { kept, keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { EventFacts, Kind, OpenDataList, Part, Reader, RecordFacts, RecordLine, Told } from '#platform/module.ts'
import { ButtonLink, LanguageProvider } from '#ui/index.tsx'

import { Followers, PlaceContent } from './parts.views.tsx'
import {
  linesOfOwnPractice,
  linesOfPlace,
  linesOfPractice,
  linesWhere,
  ownReplication,
  type ReplicationLine,
} from './queries.ts'
import { mayReplicate, municipalityOf } from './rules.ts'
import { REPLICATION_FIELDS } from './schema.ts'
import { texts } from './texts.ts'
import { placeText, replicationPage } from './views.tsx'

/** "We applied this too", or the way to what was said already. */
export async function actions({ db, actor, language }: Reader, record: RecordFacts) {
  const municipality = municipalityOf(actor)
  if (!municipality || !mayReplicate(actor, record)) return undefined
  const t = texts.in(language)
  const own = await ownReplication(db, record.id, municipality.placeId)
  const slug = own && ((await currentSlug(db, 'replication', own.id)) ?? own.id)
  return slug ? (
    <ButtonLink href={replicationPage(language, slug)} variant="secondary">
      {t('action.ours')}
    </ButtonLink>
  ) : (
    <ButtonLink href={`/${language}/replications/new?practice=${record.id}`}>{t('action.apply')}</ButtonLink>
  )
}

/** Below a practice: who applied it and who learned from whom; below one's own version: from whom that was learned. */
export async function recordPart({ db, language }: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (record.kind !== 'practice' || record.publishedVersion === null) return undefined
  const t = texts.in(language)
  const content = await keptDrawing(db, 'replications.practice', [language, record.id], async () => {
    const [lines, origins] = await Promise.all([
      linesOfPractice(db, record.id, language),
      linesOfOwnPractice(db, record.id, language),
    ])
    if (lines.length === 0 && origins.length === 0) return undefined
    const [author] = lines.map(({ practice }) => practice)
    return (
      <LanguageProvider language={language}>
        <Followers t={t} author={author} lines={lines} origins={origins} />
      </LanguageProvider>
    )
  })
  return content ? { id: 'replications', title: t('part.practice'), content } : undefined
}

/** On a municipality's page: what it took over from others, and what others took over from it. */
export async function placePart({ db, language }: Reader, placeId: string): Promise<Part | undefined> {
  const lines = await kept(db, 'replications.place', [placeId, language], () => linesOfPlace(db, placeId, language))
  if (lines.length === 0) return undefined
  const t = texts.in(language)
  const applied = lines.filter(({ place }) => place?.id === placeId)
  const byOthers = lines.filter(({ place }) => place?.id !== placeId)
  return {
    id: 'replications',
    title: t('part.place'),
    content: <PlaceContent t={t} applied={applied} byOthers={byOthers} />,
  }
}

const lineOf = (line: ReplicationLine, language: Language): RecordLine => {
  const t = texts.in(language)
  return {
    id: line.id,
    kind: 'replication',
    href: replicationPage(language, line.slug),
    title: `${placeText(line.place, line.country, t).text}: ${line.practice.title}`,
    summary: line.result,
    lang: line.practice.lang,
    note: t(`recommends.${line.recommendation}`),
    at: line.publishedAt,
    example: line.example,
  }
}

const labelOf = (field: (typeof REPLICATION_FIELDS)[number]) => (language: Language) =>
  texts.in(language)(`field.${field}`)

export const kind: Kind = {
  name: (language) => texts.in(language)('kind'),
  async load({ db, actor, language }, ids) {
    if (ids.length === 0) return []
    const wanted = sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )
    const lines = await linesWhere(db, language, sql`r.id in (${wanted}) and ${readableBy(actor, 'r')}`)
    return lines.map((line) => lineOf(line, language))
  },
  readable: (actor) => readableBy(actor),
  async pathOf(db, id) {
    const record = await findRecord(db, id)
    return record?.kind === 'replication'
      ? `/replications/${(await currentSlug(db, 'replication', id)) ?? id}`
      : undefined
  },
  discussed: true,
  fields: REPLICATION_FIELDS.map((name) => ({ name, label: labelOf(name) })),
  mayTranslate: (actor, record) =>
    record.publishedVersion !== null && municipalityOf(actor)?.id === record.organisationId,
}

const stringIn = (data: EventFacts['data'], name: string) => {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

/** What followers of a practice, or of one repetition of it, are told. */
export const told: Record<string, (language: Language, event: EventFacts) => Told | undefined> = {
  'practice.replicated': (language, { data }) => {
    const t = texts.in(language)
    const place = stringIn(data, 'place')
    const path = stringIn(data, 'path')
    return {
      subject: t('told.replicated.subject', { place }),
      sentence: t('told.replicated', { place }),
      ...(path && { path }),
    }
  },
  'replication.changed': (language) => {
    const t = texts.in(language)
    return { subject: t('told.changed.subject'), sentence: t('told.changed') }
  },
}

export const openData: OpenDataList[] = [
  {
    id: 'replications',
    title: (language) => texts.in(language)('list.title'),
    description: (language) => texts.in(language)('list.openData'),
    formats: [
      { type: 'CSV', href: '/api/v1/replications/list.csv' },
      { type: 'JSON', href: '/api/v1/replications/list.json' },
    ],
  },
]
