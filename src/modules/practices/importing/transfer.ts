/** Practices in the form in which they can be imported again: every field, every language, every state that the reader may see. What the open data promise to machines is in ../export.ts. */
import { sql } from 'drizzle-orm'
import { files } from '#core/files/schema.ts'
import { csvLines, writeCsv, writeXlsx, type ZipEntry, zipParts } from '#core/imports/index.ts'
import { namesOf } from '#core/places/index.ts'
import { textOf } from '#core/records/index.ts'
import type { Fields } from '#core/records/schema.ts'
import { type Actor, isMember } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { FileStore } from '#platform/file-store.ts'
import type { Language } from '#platform/languages.ts'
import { allOf, isListed, type PlaceOfPractice, placeJson, practicesAndPlaces, slugOfRecord } from '../listing.ts'
import { readableTo } from '../readable.ts'
import { type PracticeSection, SECTIONS, type State } from '../schema.ts'
import { itemsText } from './values.ts'

export const TRANSFER_FORMATS = ['csv', 'xlsx', 'json', 'zip'] as const
export type TransferFormat = (typeof TRANSFER_FORMATS)[number]

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** In the order of the table. All but the last three are fields that an import understands. */
export const TRANSFER_COLUMNS = [
  'id',
  'state',
  'example',
  'title',
  'language',
  'translation_of',
  'translation_status',
  'country',
  'place',
  'organisation',
  'topics',
  'methods',
  'innovator',
  'innovator_consent',
  'period_from',
  'period_to',
  'cost_amount',
  'cost_currency',
  'cost_date',
  ...SECTIONS.map(snake),
  'published_at',
  'files',
  'place_name',
  'url',
  'updated_at',
] as const
export type TransferRow = Record<string, string>

type StoredFile = { name: string; sha256: string }
type Text = { language: Language; status: string; title: string; fields: Fields }
type Row = {
  id: string
  slug: string | null
  country: string
  example: boolean
  state: State
  is_public: boolean
  published_at: string | null
  updated_at: string
  place: PlaceOfPractice | null
  organisation: string | null
  topics: string[]
  methods: string[]
  innovator: string | null
  innovator_consent_at: string | null
  period_from: string | null
  period_to: string | null
  cost_amount: string | null
  cost_currency: string | null
  cost_date: string | null
  text: Text
  translations: Text[]
  files: StoredFile[]
}

export type Transfer = {
  db: Db
  origin: string
  /** Whoever is nobody gets what is public; members everything that they may read. */
  actor: Actor
  /** Paths of the files in the archive, or only their names. */
  withFiles: boolean
}

const AT_ONCE = 200

/** All rows, those of one practice together: its own text first. */
async function* practicesOf({ db, actor }: Transfer): AsyncGenerator<Row> {
  const isRead = isMember(actor) ? sql`r.kind = 'practice' and ${readableTo(actor, 'r')}` : isListed
  const shown = sql`coalesce(r.published_version, (select max(v.version) from contents v where v.record_id = r.id and v.language = r.language))`
  const mayKnow = isMember(actor) ? sql`true` : sql`pr.innovator_consent_at is not null`
  const stored = sql`(select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'sha256', f.sha256) order by f.position, f.created_at), '[]')
    from ${files} f where f.record_id = r.id and f.removed_at is null
      and (r.visibility <> 'public' or r.published_at is null or f.created_at <= r.updated_at))`
  let after: string | undefined
  for (;;) {
    const { rows } = await db.execute<Row>(sql`
      select r.id, ${slugOfRecord} as slug, r.country, r.example, pr.state, r.visibility = 'public' as is_public,
        r.published_at, r.updated_at, ${placeJson} as place, o.name as organisation,
        array(select rt.topic_id from record_topics rt join topics t on t.id = rt.topic_id
          where rt.record_id = r.id order by t.position) as topics,
        array(select named.title from record_methods rm join records used on used.id = rm.method_id and used.visibility = 'public'
          join contents named on named.record_id = used.id and named.language = used.language and named.version = used.published_version
          where rm.record_id = r.id order by named.title) as methods,
        case when ${mayKnow} then pr.innovator end as innovator, pr.innovator_consent_at, pr.period_from, pr.period_to,
        pr.cost_amount, pr.cost_currency, pr.cost_date,
        jsonb_build_object('language', text.language, 'status', text.status, 'title', text.title, 'fields', text.fields) as text,
        (select coalesce(jsonb_agg(jsonb_build_object('language', c.language, 'status', c.status, 'title', c.title,
            'fields', c.fields) order by c.language), '[]')
          from (select distinct on (language) * from contents where record_id = r.id and language <> r.language
            and source_version <= ${shown} order by language, version desc) c) as translations,
        ${stored} as files
      from ${practicesAndPlaces}
      left join organisations o on o.id = r.organisation_id
      join contents text on text.record_id = r.id and text.language = r.language and text.version = ${shown}
      where ${allOf([isRead, after === undefined ? undefined : sql`r.id > ${after}::uuid`])}
      order by r.id limit ${AT_ONCE}`)
    yield* rows
    after = rows.at(-1)?.id
    if (rows.length < AT_ONCE) return
  }
}

/** A practice that is being revised is the one that the public reads. */
const stateOf = ({ state, is_public, published_at }: Row): State =>
  is_public && published_at !== null && state !== 'archived' ? 'published' : state

const moment = (value: string | null) => (value === null ? '' : new Date(value).toISOString())

function rowsOf(row: Row, { origin, withFiles }: Transfer): TransferRow[] {
  const text = ({ fields, title, language }: Text) => ({
    title,
    language,
    ...Object.fromEntries(SECTIONS.map((section: PracticeSection) => [snake(section), textOf(fields[section])])),
  })
  const original = {
    id: row.id,
    state: stateOf(row),
    example: row.example ? 'true' : '',
    ...text(row.text),
    country: row.country.toUpperCase(),
    place: row.place?.code ?? '',
    organisation: row.organisation ?? '',
    topics: row.topics.join(';'),
    methods: itemsText(row.methods),
    innovator: row.innovator ?? '',
    innovator_consent: row.innovator ? moment(row.innovator_consent_at) : '',
    period_from: row.period_from ?? '',
    period_to: row.period_to ?? '',
    cost_amount: row.cost_amount === null ? '' : String(Number(row.cost_amount)),
    cost_currency: row.cost_currency ?? '',
    cost_date: row.cost_date ?? '',
    published_at: row.is_public ? moment(row.published_at) : '',
    files: itemsText(row.files.map(({ name }, index) => (withFiles ? pathOf(row, index) : name))),
    place_name: row.place ? namesOf(row.place, row.text.language).text : '',
    url: `${origin}/${row.text.language}/practices/${encodeURIComponent(row.slug ?? row.id)}`,
    updated_at: moment(row.updated_at),
  }
  const translations = row.translations.map((one) => ({
    ...text(one),
    translation_of: row.id,
    translation_status: one.status,
    country: row.country.toUpperCase(),
  }))
  return [original, ...translations]
}

/** Two files of a practice may have the same name: each has a folder of its own. */
const pathOf = ({ id, files: stored }: Row, index: number) => `files/${id}/${index + 1}/${stored[index]?.name ?? ''}`

export async function* transferRows(transfer: Transfer): AsyncGenerator<TransferRow> {
  for await (const row of practicesOf(transfer)) yield* rowsOf(row, transfer)
}

const cellsOf = (row: TransferRow): string[] => TRANSFER_COLUMNS.map((column) => row[column] ?? '')

const encoder = new TextEncoder()
async function* csvParts(transfer: Transfer): AsyncGenerator<Uint8Array> {
  yield encoder.encode(writeCsv([TRANSFER_COLUMNS]))
  for await (const row of transferRows(transfer)) yield encoder.encode(csvLines([cellsOf(row)]))
}

async function* jsonParts(transfer: Transfer): AsyncGenerator<Uint8Array> {
  let before = '{"practices":[\n'
  for await (const row of transferRows(transfer)) {
    const filled = TRANSFER_COLUMNS.map((column) => [column, row[column] || null] as const)
    yield encoder.encode(before + JSON.stringify(Object.fromEntries(filled)))
    before = ',\n'
  }
  yield encoder.encode(before === ',\n' ? '\n]}\n' : `${before}]}\n`)
}

async function* zipEntries(transfer: Transfer, store: FileStore): AsyncGenerator<ZipEntry> {
  const table: Uint8Array[] = []
  for await (const part of csvParts({ ...transfer, withFiles: true })) table.push(part)
  yield { name: 'practices.csv', bytes: new Uint8Array(Buffer.concat(table)), pack: true }
  for await (const row of practicesOf(transfer))
    for (const [index, { sha256 }] of row.files.entries()) {
      const stored = await store.get(sha256)
      if (stored) yield { name: pathOf(row, index), bytes: new Uint8Array(await new Response(stored).arrayBuffer()) }
    }
}

async function* xlsxParts(transfer: Transfer): AsyncGenerator<Uint8Array> {
  const rows: string[][] = []
  for await (const row of transferRows(transfer)) rows.push(cellsOf(row))
  yield await writeXlsx('practices', TRANSFER_COLUMNS, rows)
}

const TYPES: Record<TransferFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
}

/** The whole transfer as a download; CSV, JSON and ZIP are made while they are sent. */
export function transferAnswer(transfer: Transfer, format: TransferFormat, store: FileStore): Response {
  const parts = {
    csv: () => csvParts(transfer),
    json: () => jsonParts(transfer),
    xlsx: () => xlsxParts(transfer),
    zip: () => zipParts(zipEntries(transfer, store)),
  }[format]()
  const isPublic = !isMember(transfer.actor)
  return new Response(streamOf(parts), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="practices.${format}"`,
      'cache-control': isPublic ? 'public, max-age=60' : 'private, no-store',
    },
  })
}

/** One part at a time, as the other side takes them; nothing more is read when it goes away. */
const streamOf = (parts: AsyncGenerator<Uint8Array>) =>
  new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
