/** One practice as a page shows it, and its way from an address. Lists are in queries.ts. */
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import { files } from '#core/files/schema.ts'
import type { Fields } from '#core/records/schema.ts'
import { type LanguageLine, type Marks, marksOf, statusOf, wovenFrom } from '#core/translations/index.ts'
import { type Actor, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { kept } from '#platform/kept.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import type { RecordFacts } from '#platform/module.ts'
import {
  inOrder,
  isPublicText,
  type PlaceOfPractice,
  placeJson,
  populationOf,
  practicesAndPlaces,
  slugOfRecord,
  type TopicOfPractice,
  topicsJson,
} from './listing.ts'
import { readableTo } from './readable.ts'
import { SECTIONS, type Standing, type State } from './schema.ts'

/** A practice as a page shows it. */
export type PracticeReading = {
  id: string
  slug: string
  state: State
  country: string
  original: Language
  example: boolean
  ownerId: string | null
  organisation: { id: string; name: string; language: Language; kind: string } | null
  place: PlaceOfPractice | null
  population: number | null
  topics: TopicOfPractice[]
  /** Given only when the innovator agreed to be named. */
  innovator: string | null
  periodFrom: string | null
  periodTo: string | null
  cost: { amount: number; currency: string; date: string | null } | null
  text: PracticeText
  /** Languages in which the reader may have it. */
  languages: Language[]
  publishedVersion: number | null
  publishedAt: Date | null
  createdAt: Date
  updatedAt: Date
  revision: number
  standing: Standing | null
  confirmedAt: Date | null
  confirmedBy: { name: string; language: Language } | null
  reviewOn: string | null
}

/** The text that the reader gets. A translation is put together with its original: see `wovenFrom`. */
export type PracticeText = {
  language: Language
  version: number
  by: LanguageLine['by']
  state: LanguageLine['state']
  title: string
  fields: Fields
  /** Paragraphs of a translation that are not as their original. */
  marks: Marks
}

/** `shown`: what the public reads, or the newest version of what is not public; `latest`: the newest version, which may wait for review. */
export type WantedVersion = 'shown' | 'latest' | number

type ReadingRow = {
  id: string
  slug: string | null
  country: string
  original: Language
  lang: Language
  title: string
  place: PlaceOfPractice | null
  topics: TopicOfPractice[]
  example: boolean
  updated_at: string
  state: State
  owner_id: string | null
  organisation: PracticeReading['organisation']
  population: number | null
  innovator: string | null
  period_from: string | null
  period_to: string | null
  cost_amount: string | null
  cost_currency: string | null
  cost_date: string | null
  version: number
  status: string
  fields: Fields
  then_title: string | null
  then_fields: Fields | null
  now_title: string | null
  now_fields: Fields | null
  languages: Language[]
  published_version: number | null
  published_at: string | null
  created_at: string
  revision: number
  standing: Standing | null
  confirmed_at: string | null
  confirmed_by: PracticeReading['confirmedBy']
  review_on: string | null
}

/** A practice by id, if this person may read it. What anyone may read is kept; to the rest everybody's own rights are asked. */
export async function findPractice(
  db: Db,
  actor: Actor,
  id: string,
  language: Language,
  wanted: WantedVersion = 'shown',
  order: readonly Language[] = readingOrder(language, actor.reading),
): Promise<PracticeReading | undefined> {
  if (wanted !== 'shown') return readPractice(db, actor, id, language, wanted, order)
  const forAnyone = await kept(db, 'practices.reading', [id, language, order], () =>
    readPractice(db, nobody, id, language, wanted, order),
  )
  return forAnyone ?? (actor.id === null ? undefined : readPractice(db, actor, id, language, wanted, order))
}

async function readPractice(
  db: Db,
  actor: Actor,
  id: string,
  language: Language,
  wanted: WantedVersion,
  order: readonly Language[],
): Promise<PracticeReading | undefined> {
  const version = {
    shown: sql`coalesce(r.published_version, (select max(v.version) from contents v where v.record_id = r.id and v.language = r.language))`,
    latest: sql`(select max(v.version) from contents v where v.record_id = r.id and v.language = r.language)`,
  }
  const chosen = typeof wanted === 'number' ? sql`${wanted}::int` : version[wanted]
  const readable = sql`((c.language = r.language and c.version = ${chosen})
    or (c.language <> r.language and c.source_version <= ${chosen}))`
  const { rows } = await db.execute<ReadingRow>(sql`
    select r.id, r.country, r.language as original, r.example, r.owner_id, r.published_version, r.published_at,
      r.created_at, r.updated_at, r.revision, pr.state, pr.standing, pr.confirmed_at, pr.review_on, ${confirmedBy} as confirmed_by, pr.period_from, pr.period_to, pr.cost_amount,
      pr.cost_currency, pr.cost_date, case when pr.innovator_consent_at is not null then pr.innovator end as innovator,
      text.language as lang, text.version, text.status, text.title, text.fields,
      followed.title as then_title, followed.fields as then_fields, source.title as now_title, source.fields as now_fields,
      ${populationOf(sql`p.id`)} as population, ${placeJson} as place, ${topicsJson(language)} as topics,
      ${slugOfRecord} as slug,
      case when o.id is not null then
        jsonb_build_object('id', o.id, 'name', o.name, 'language', o.language, 'kind', o.kind) end as organisation,
      array(select distinct c.language from contents c where c.record_id = r.id and ${readable}) as languages
    from ${practicesAndPlaces}
    left join organisations o on o.id = r.organisation_id
    join lateral (
      select c.language, c.version, c.source_version, c.status, c.title, c.fields from contents c
      where c.record_id = r.id and ${readable}
      order by array_position(${inOrder(order)}, c.language), c.version desc limit 1
    ) text on true
    left join contents followed on text.language <> r.language and followed.record_id = r.id
      and followed.language = r.language and followed.version = text.source_version
    left join contents source on text.language <> r.language and source.record_id = r.id
      and source.language = r.language and source.version = ${chosen}
    where r.id = ${id}::uuid and r.kind = 'practice' and ${readableTo(actor, 'r')}`)
  const row = rows[0]
  return row && readingOf(row)
}

/** For whom somebody confirmed it last; who answers by letter answers for the organisation that it belongs to. */
const confirmedBy = sql`case when pr.confirmed_at is not null then coalesce((
  select jsonb_build_object('name', answering.name, 'language', answering.language)
  from events e join organisations answering on answering.id = e.organisation_id
  where e.record_id = r.id and e.at = pr.confirmed_at
    and e.type in ('practice.confirmed', 'practice.standing_changed', 'practice.published')
    and (e.data->>'by' is null or e.data->>'by' <> 'letter')
  order by e.id desc limit 1
), jsonb_build_object('name', o.name, 'language', o.language)) end`

const readingOf = (row: ReadingRow): PracticeReading => ({
  id: row.id,
  slug: row.slug ?? row.id,
  state: row.state,
  country: row.country,
  original: row.original,
  example: row.example,
  ownerId: row.owner_id,
  organisation: row.organisation,
  place: row.place,
  population: row.population,
  topics: row.topics,
  innovator: row.innovator,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  cost:
    row.cost_amount === null || row.cost_currency === null
      ? null
      : { amount: Number(row.cost_amount), currency: row.cost_currency, date: row.cost_date },
  text: textOf(row),
  languages: row.languages,
  publishedVersion: row.published_version,
  publishedAt: row.published_at === null ? null : new Date(row.published_at),
  createdAt: new Date(row.created_at),
  updatedAt: new Date(row.updated_at),
  revision: row.revision,
  standing: row.standing,
  confirmedAt: row.confirmed_at === null ? null : new Date(row.confirmed_at),
  confirmedBy: row.confirmed_by,
  reviewOn: row.review_on,
})

function textOf(row: ReadingRow): PracticeText {
  const { lang: language, version, title, fields, then_title, then_fields, now_title, now_fields } = row
  if (then_title === null || then_fields === null || now_title === null || now_fields === null)
    return { language, version, by: 'original', state: 'current', title, fields, marks: {} }
  const now = { title: now_title, fields: now_fields }
  const status = statusOf({ title, fields }, { before: { title: then_title, fields: then_fields }, now }, SECTIONS)
  return {
    ...{ language, version, title, by: row.status === 'machine' ? 'machine' : 'human', state: status.whole },
    fields: wovenFrom({ title, fields }, now, SECTIONS),
    marks: marksOf(status),
  }
}

/** The practice of an address, current or former, and the address that it has now. */
export const practiceIdOf = (db: Db, slug: string): Promise<{ id: string; slug: string } | undefined> =>
  kept(db, 'practices.address', slug, () => addressOf(db, slug))

async function addressOf(db: Db, slug: string): Promise<{ id: string; slug: string } | undefined> {
  const { rows } = await db.execute<{ id: string; slug: string | null }>(sql`
    select r.id, ${slugOfRecord} as slug from records r
    where r.kind = 'practice' and r.id = ${
      isId(slug)
        ? sql`${slug}::uuid`
        : sql`(select s.target_id from slugs s where s.kind = 'practice' and s.slug = ${slug})`
    }`)
  return rows[0] && { id: rows[0].id, slug: rows[0].slug ?? rows[0].id }
}

/** The common facts of its record, as other subjects are asked about it. */
export const factsOf = (practice: PracticeReading): RecordFacts => ({
  id: practice.id,
  kind: 'practice',
  country: practice.country,
  placeId: practice.place?.id ?? null,
  organisationId: practice.organisation?.id ?? null,
  ownerId: practice.ownerId,
  language: practice.original,
  visibility: practice.publishedVersion === null ? 'restricted' : 'public',
  publishedVersion: practice.publishedVersion,
  publishedAt: practice.publishedAt,
})

/** Files of a practice in the order that its authors gave them; of a published one, those that were there when it was last published. */
export const filesOf = (db: Db, id: string, publishedAt: Date | undefined) =>
  db
    .select()
    .from(files)
    .where(and(eq(files.recordId, id), isNull(files.removedAt), publishedAt && lte(files.createdAt, publishedAt)))
    .orderBy(asc(files.position), asc(files.createdAt))

/** Title and summary of practices of any state, those only that this person may read, in any order. */
export async function readableLines(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  language: Language,
): Promise<ReadableLine[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<Omit<ReadableLine, 'at'> & { at: string }>(sql`
    select r.id, ${slugOfRecord} as slug, r.country, r.example, ${placeJson} as place, text.language as lang, text.title,
      coalesce((select string_agg(part->>'text', ' ') from jsonb_array_elements(text.fields->'summary') as part), '') as summary,
      coalesce(r.published_at, r.updated_at) as at
    from ${practicesAndPlaces}
    join lateral (
      select c.language, c.title, c.fields from contents c
      where c.record_id = r.id and (r.published_version is null or ${isPublicText})
      order by array_position(${inOrder(readingOrder(language, actor.reading))}, c.language), c.version desc limit 1
    ) text on true
    where r.kind = 'practice' and ${readableTo(actor, 'r')} and r.id in (${sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )})`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
export type ReadableLine = {
  id: string
  example: boolean
  slug: string | null
  country: string
  place: PlaceOfPractice | null
  lang: Language
  title: string
  summary: string
  at: Date
}
