/** Practices as open data: one flat shape for CSV and JSON, spelled out field by field. A promise to others: fields are added, never changed. */

import { stringify } from 'csv-stringify/sync'
import { sql } from 'drizzle-orm'
import { namesOf } from '#core/places/index.ts'
import { textOf } from '#core/records/index.ts'
import type { Fields } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import type { Db } from '#platform/database.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { cursorOf, everything, type PracticeFilter, positionOf } from './filters.ts'
import {
  allOf,
  beyond,
  conditions,
  isListed,
  isPublicText,
  isTranslation,
  type PlaceOfPractice,
  placeJson,
  practicesAndPlaces,
  slugOfRecord,
  sorting,
} from './listing.ts'
import type { PracticeSection, Standing } from './schema.ts'
import { reviewDaySql } from './standing/fresh.ts'

type Row = {
  id: string
  key: string
  slug: string | null
  country: string
  language: Language
  example: boolean
  published_at: string
  updated_at: string
  standing: Standing | null
  confirmed_at: string | null
  review_on: string | null
  version: number
  title: string
  fields: Fields
  languages: Language[]
  translations: string[]
  place: PlaceOfPractice | null
  region: string | null
  organisation: string | null
  organisation_kind: string | null
  topics: string[]
  methods: string[]
  innovator: string | null
  period_from: string | null
  period_to: string | null
  cost_amount: string | null
  cost_currency: string | null
  cost_date: string | null
}

/** The published shape of a practice. `origin`: where the portal is. */
const openDataOf = (origin: string, row: Row) => {
  const text = (section: PracticeSection) => textOf(row.fields[section])
  return {
    id: row.id,
    url: `${origin}/${row.language}/practices/${encodeURIComponent(row.slug ?? row.id)}`,
    example: row.example,
    title: row.title,
    language: row.language,
    languages: LANGUAGES.filter((language) => row.languages.includes(language)),
    translations: row.translations,
    version: row.version,
    country: countryOf(row.country).iso,
    region: row.region,
    place: row.place?.code ?? null,
    place_name: row.place && namesOf(row.place, row.language).text,
    latitude: row.place?.latitude ?? null,
    longitude: row.place?.longitude ?? null,
    organisation: row.organisation,
    organisation_kind: row.organisation_kind,
    topics: row.topics,
    innovator: row.innovator,
    period_from: row.period_from,
    period_to: row.period_to,
    cost_amount: row.cost_amount === null ? null : Number(row.cost_amount),
    cost_currency: row.cost_currency,
    cost_date: row.cost_date,
    summary: text('summary'),
    background: text('background'),
    practice: text('practice'),
    results: text('results'),
    costs: text('costs'),
    partners: text('partners'),
    legal_basis: text('legalBasis'),
    obstacles: text('obstacles'),
    replication: text('replication'),
    contact: text('contact'),
    published_at: new Date(row.published_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    standing: row.standing,
    confirmed_at: row.confirmed_at && new Date(row.confirmed_at).toISOString(),
    review_on: row.standing === 'ended' ? null : row.review_on,
    methods: row.methods,
  }
}
export type OpenPractice = ReturnType<typeof openDataOf>

/** Fields in the order of the columns; the codebook describes each. */
export const OPEN_FIELDS = [
  'id',
  'url',
  'example',
  'title',
  'language',
  'languages',
  'translations',
  'version',
  'country',
  'region',
  'place',
  'place_name',
  'latitude',
  'longitude',
  'organisation',
  'organisation_kind',
  'topics',
  'innovator',
  'period_from',
  'period_to',
  'cost_amount',
  'cost_currency',
  'cost_date',
  'summary',
  'background',
  'practice',
  'results',
  'costs',
  'partners',
  'legal_basis',
  'obstacles',
  'replication',
  'contact',
  'published_at',
  'updated_at',
  'standing',
  'confirmed_at',
  'review_on',
  'methods',
] as const satisfies readonly (keyof OpenPractice)[]

export const OPEN_DATA_PAGE = 100

/** A page of public practices in their original text, newest first, as anybody may have them. */
export async function openPractices(
  db: Db,
  origin: string,
  filter: PracticeFilter,
  now: Date,
  size = OPEN_DATA_PAGE,
): Promise<{ practices: OpenPractice[]; after: string | undefined }> {
  const order = sorting('newest', 'en')
  const start = positionOf(filter.after)
  const where = allOf([isListed, ...Object.values(conditions(filter, now)), start && beyond(order, start, false)])
  const rows = await openRows(db, where, order, size + 1)
  const last = rows.length > size ? rows[size - 1] : undefined
  return {
    practices: rows.slice(0, size).map((row) => openDataOf(origin, row)),
    after: last && cursorOf([last.key, last.id]),
  }
}

export async function openPractice(db: Db, origin: string, id: string): Promise<OpenPractice | undefined> {
  const [row] = await openRows(db, allOf([isListed, sql`r.id = ${id}::uuid`]), sorting('newest', 'en'), 1)
  return row && openDataOf(origin, row)
}

async function openRows(db: Db, where: ReturnType<typeof allOf>, order: ReturnType<typeof sorting>, limit: number) {
  const { rows } = await db.execute<Row>(sql`
    select r.id, ${order.key} as key, ${slugOfRecord} as slug, r.country, r.language, r.example, r.published_at,
      r.updated_at, pr.standing, pr.confirmed_at, ${reviewDaySql}::text as review_on, text.version, text.title, text.fields, ${placeJson} as place,
      case 'region' when p.level then p.code when p2.level then p2.code when p3.level then p3.code end as region,
      o.name as organisation, o.kind as organisation_kind,
      array(select rt.topic_id from record_topics rt join topics t on t.id = rt.topic_id
        where rt.record_id = r.id order by t.position) as topics,
      array(select rm.method_id::text from record_methods rm join records used on used.id = rm.method_id
        where rm.record_id = r.id and used.visibility = 'public' order by rm.method_id) as methods,
      array(select distinct c.language from contents c where c.record_id = r.id and ${isPublicText}) as languages,
      array(select newest.said from (
        select distinct on (c.language) c.language, concat_ws(':', c.language, c.status, c.source_version) as said
        from contents c where c.record_id = r.id and ${isTranslation} order by c.language, c.version desc) newest
        order by newest.language) as translations,
      case when pr.innovator_consent_at is not null then pr.innovator end as innovator,
      pr.period_from, pr.period_to, pr.cost_amount, pr.cost_currency, pr.cost_date
    from ${practicesAndPlaces}
    left join organisations o on o.id = r.organisation_id
    join contents text on text.record_id = r.id and text.language = r.language and text.version = r.published_version
    where ${where} order by ${order.value} desc, r.id desc limit ${limit}`)
  return rows
}

/** Lists stand in one cell, separated as no topic or language contains. */
const cell = (value: OpenPractice[keyof OpenPractice]) =>
  Array.isArray(value) ? value.join(';') : typeof value === 'boolean' ? String(value) : value

/** Rows of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
const csvRows = (practices: readonly OpenPractice[], header: boolean): string =>
  stringify(
    practices.map((practice) => OPEN_FIELDS.map((field) => cell(practice[field]))),
    { header, columns: [...OPEN_FIELDS], record_delimiter: '\r\n', escape_formulas: true },
  )

/** The whole list as CSV, page after page, so that a long one needs no memory. Begins with a byte order mark: Excel reads UTF-8 only so. */
export function csvStream(db: Db, origin: string, filter: PracticeFilter, now: Date): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: string | undefined
  let first = true
  return new ReadableStream({
    async pull(controller) {
      const page = await openPractices(db, origin, { ...everything, ...filter, after }, now, 500)
      controller.enqueue(encoder.encode(`${first ? '\ufeff' : ''}${csvRows(page.practices, first)}`))
      first = false
      after = page.after
      if (after === undefined) controller.close()
    },
  })
}
