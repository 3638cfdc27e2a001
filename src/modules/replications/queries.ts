/** All reading SQL of repeated practices: lists, one of them, and what its form needs to know. Writing is in changes.ts. */
import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { findSlug, joinShownText, latest, readableBy } from '#core/records/index.ts'
import { contents, type Fields, type RecordRow, records } from '#core/records/schema.ts'
import { type PlaceOfPractice, placeJson } from '#modules/practices/index.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import type { ReplicationFilter } from './forms.ts'
import type { ReplicationState } from './rules.ts'
import { type Recommendation, type Replication, replications } from './schema.ts'

/** A practice as others name it: its title in the reader's language, its place. */
export type PracticeName = {
  id: string
  slug: string
  title: string
  lang: Language
  country: string
  place: PlaceOfPractice | null
}
export type Cost = { amount: number; currency: string; date: string | null }

export type ReplicationLine = {
  id: string
  slug: string
  country: string
  place: PlaceOfPractice | null
  practice: PracticeName
  /** Language of the texts. */
  lang: Language
  result: string
  startedOn: string | null
  cost: Cost | null
  recommendation: Recommendation
  learnedFromId: string | null
  ownPracticeId: string | null
  state: ReplicationState
  publishedAt: Date
  example: boolean
}

type LineRow = {
  id: string
  slug: string | null
  country: string
  place: PlaceOfPractice | null
  practice_id: string
  practice_slug: string | null
  practice_title: string
  practice_lang: Language
  practice_country: string
  practice_place: PlaceOfPractice | null
  lang: Language
  fields: Fields
  started_on: string | null
  cost_amount: string | null
  cost_currency: string | null
  cost_date: string | null
  recommendation: Recommendation
  learned_from_id: string | null
  own_practice_id: string | null
  state: ReplicationState
  published_at: string
  example: boolean
}

const slugOf = (kind: string, id: SQL) => sql`(
  select s.slug from slugs s where s.kind = ${kind} and s.target_id = ${id} and s.retired_at is null limit 1)`

/** The practice's own place under the name that `placeJson` reads. */
const placeOfPractice = sql`(select ${placeJson} from places p where p.id = o.place_id)`

const columns = sql`
  r.id, r.country, r.published_at, r.example, ${slugOf('replication', sql`r.id`)} as slug, ${placeJson} as place,
  o.id as practice_id, o.country as practice_country, ${slugOf('practice', sql`o.id`)} as practice_slug,
  original.title as practice_title, original.language as practice_lang, ${placeOfPractice} as practice_place,
  text.language as lang, text.fields, rp.started_on, rp.cost_amount, rp.cost_currency, rp.cost_date,
  rp.recommendation, rp.learned_from_id, rp.own_practice_id, rp.state`

/** Replications `r`, `rp` with their place `p`, their practice `o` and the texts of both. A practice that is public no more keeps its name out. */
const joined = (language: Language) => sql`
  records r
  join replications rp on rp.id = r.id
  join records o on o.id = rp.practice_id and o.visibility = 'public'
  left join places p on p.id = r.place_id
  ${joinShownText(language)} ${joinShownText(language, 'o', 'original')}`

const lineOf = (row: LineRow): ReplicationLine => ({
  id: row.id,
  slug: row.slug ?? row.id,
  country: row.country,
  place: row.place,
  practice: {
    id: row.practice_id,
    slug: row.practice_slug ?? row.practice_id,
    title: row.practice_title,
    lang: row.practice_lang,
    country: row.practice_country,
    place: row.practice_place,
  },
  lang: row.lang,
  result: (row.fields.result ?? []).map(({ text }) => text).join(' '),
  startedOn: row.started_on,
  cost:
    row.cost_amount === null || row.cost_currency === null
      ? null
      : { amount: Number(row.cost_amount), currency: row.cost_currency, date: row.cost_date },
  recommendation: row.recommendation,
  learnedFromId: row.learned_from_id,
  ownPracticeId: row.own_practice_id,
  state: row.state,
  publishedAt: new Date(row.published_at),
  example: row.example,
})

export const isPublished = sql`r.visibility = 'public' and rp.state = 'published'`

/** Replications under a condition over `r`, `rp`, `o`. */
export async function linesWhere(
  db: Db,
  language: Language,
  where: SQL,
  order: SQL = sql`r.published_at desc, r.id desc`,
  limit = 500,
): Promise<ReplicationLine[]> {
  const { rows } = await db.execute<LineRow>(
    sql`select ${columns} from ${joined(language)} where r.kind = 'replication' and ${where} order by ${order} limit ${limit}`,
  )
  return rows.map(lineOf)
}

/** Who applied a practice, those who began first first. */
export const linesOfPractice = (db: Db, practiceId: string, language: Language) =>
  linesWhere(
    db,
    language,
    sql`${isPublished} and rp.practice_id = ${practiceId}::uuid`,
    sql`rp.started_on asc nulls last, r.published_at asc, r.id asc`,
  )

/** What municipalities of a place applied, and who applied what is theirs. */
export const linesOfPlace = (db: Db, placeId: string, language: Language) =>
  linesWhere(db, language, sql`${isPublished} and (r.place_id = ${placeId}::uuid or o.place_id = ${placeId}::uuid)`)

/** Replications that a practice tells the whole of. */
export const linesOfOwnPractice = (db: Db, practiceId: string, language: Language) =>
  linesWhere(db, language, sql`${isPublished} and rp.own_practice_id = ${practiceId}::uuid`)

const filtered = ({ country, topic, recommendation }: ReplicationFilter): SQL =>
  sql.join(
    [
      isPublished,
      ...(country ? [sql`r.country = ${country}`] : []),
      ...(recommendation ? [sql`rp.recommendation = ${recommendation}`] : []),
      ...(topic
        ? [
            sql`exists (select 1 from record_topics rt join topics t on t.id = rt.topic_id
              where rt.record_id = o.id and ${topic} in (t.id, t.broader_id))`,
          ]
        : []),
    ],
    sql` and `,
  )

/** One page of the list, the newest first, and where the next one begins. */
export async function listReplications(db: Db, filter: ReplicationFilter, language: Language, size = PAGE_SIZE) {
  const [milliseconds = '0', id = ''] = filter.after?.split('_') ?? []
  const start = isId(id)
    ? sql` and (r.published_at, r.id) < (${new Date(Number(milliseconds)).toISOString()}::timestamptz, ${id}::uuid)`
    : sql``
  const lines = await linesWhere(db, language, sql`${filtered(filter)}${start}`, undefined, size + 1)
  const last = lines.length > size ? lines[size - 1] : undefined
  return { lines: lines.slice(0, size), after: last && `${last.publishedAt.getTime()}_${last.id}` }
}

export async function countListed(db: Db, filter: ReplicationFilter): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from records r join replications rp on rp.id = r.id
    join records o on o.id = rp.practice_id and o.visibility = 'public' where ${filtered(filter)}`)
  return rows[0]?.count ?? 0
}

/** Topics and countries of which there is something to list. */
export async function choicesOf(db: Db): Promise<{ countries: string[]; topics: string[] }> {
  const { rows } = await db.execute<{ countries: string[] | null; topics: string[] | null }>(sql`
    select array_agg(distinct r.country) as countries, array_agg(distinct rt.topic_id) filter (where rt.topic_id is not null) as topics
    from records r join replications rp on rp.id = r.id left join record_topics rt on rt.record_id = rp.practice_id
    where ${isPublished}`)
  return { countries: rows[0]?.countries ?? [], topics: rows[0]?.topics ?? [] }
}

/** A replication as its page shows it, to those who may read it. */
export type ReplicationReading = {
  line: ReplicationLine
  record: RecordRow
  text: { language: Language; version: number; status: string; fields: Fields }
  organisation: { name: string; language: Language } | null
  learnedFrom: ReplicationLine | undefined
  ownPractice: PracticeName | undefined
  /** Why an editor took it down; empty when none did. */
  takenDownFor: string | null
}

/** The field of a version in which an editor's reason stands. It is no text of the municipality's: nobody translates it. */
export const REASON_FIELD = 'takenDown'

export async function findReplication(
  db: Db,
  actor: Actor,
  slugOrId: string,
  language: Language,
): Promise<ReplicationReading | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'replication', slugOrId))?.targetId
  if (id === undefined) return undefined
  const [line] = await linesWhere(db, language, sql`r.id = ${id}::uuid and ${readableBy(actor, 'r')}`)
  const [record] = line ? await db.select().from(records).where(eq(records.id, id)) : []
  if (!line || !record) return undefined
  const [newest, [text], organisations, [learnedFrom], [ownPractice]] = await Promise.all([
    latest(db, id, record.language),
    textShown(db, id, language),
    db.execute<{ name: string; language: Language }>(
      sql`select name, language from organisations where id = ${record.organisationId}`,
    ),
    line.learnedFromId ? linesWhere(db, language, sql`${isPublished} and r.id = ${line.learnedFromId}::uuid`) : [],
    line.ownPracticeId ? practiceNames(db, language, sql`o.id = ${line.ownPracticeId}::uuid`) : [],
  ])
  if (!text || !newest) return undefined
  return {
    line,
    record,
    text,
    organisation: organisations.rows[0] ?? null,
    learnedFrom,
    ownPractice,
    takenDownFor: newest.fields[REASON_FIELD]?.map((paragraph) => paragraph.text).join('\n') ?? null,
  }
}

async function textShown(db: Db, id: string, language: Language) {
  const { rows } = await db.execute<ReplicationReading['text']>(sql`
    select text.language, text.version, text.status, text.fields from records r ${joinShownText(language)} where r.id = ${id}::uuid`)
  return rows
}

/** Public practices by name. */
export async function practiceNames(db: Db, language: Language, where: SQL): Promise<PracticeName[]> {
  const { rows } = await db.execute<Omit<PracticeName, 'slug'> & { slug: string | null }>(sql`
    select o.id, o.country, ${slugOf('practice', sql`o.id`)} as slug, original.title, original.language as lang, ${placeOfPractice} as place
    from records o join practices pr on pr.id = o.id ${joinShownText(language, 'o', 'original')}
    where o.kind = 'practice' and o.visibility = 'public' and pr.state <> 'archived' and ${where}
    order by original.title limit 200`)
  return rows.map((row) => ({ ...row, slug: row.slug ?? row.id }))
}

export type Practice = PracticeName & { record: RecordRow }

/** A practice that can be applied: public and in the lists. */
export async function findPracticeToApply(db: Db, id: string, language: Language): Promise<Practice | undefined> {
  if (!isId(id)) return undefined
  const [name] = await practiceNames(db, language, sql`o.id = ${id}::uuid`)
  const [record] = name ? await db.select().from(records).where(eq(records.id, id)) : []
  return name && record && { ...name, record }
}

/** The one that a municipality has of a practice, in whatever state. */
export async function ownReplication(db: Db, practiceId: string, placeId: string): Promise<Replication | undefined> {
  const [row] = await db
    .select({ replication: replications })
    .from(replications)
    .innerJoin(records, eq(records.id, replications.id))
    .where(and(eq(replications.practiceId, practiceId), eq(records.placeId, placeId)))
    .orderBy(asc(records.createdAt))
    .limit(1)
  return row?.replication
}

/** The municipality's own published practices, one of which may tell the whole of it. */
export const ownPractices = (db: Db, organisationId: string, language: Language) =>
  practiceNames(db, language, sql`o.organisation_id = ${organisationId}::uuid`)

/** Who is told that a practice was applied: its owner and whoever wrote its newest version; else those who act for its organisation. */
export async function authorsOf(db: Db, practice: RecordRow): Promise<string[]> {
  const newest = await latest(db, practice.id, practice.language)
  return [...new Set([practice.ownerId, newest?.authorId].filter((id): id is string => typeof id === 'string'))]
}

/** What the portal keeps of a person here. */
export const ownRows = async (db: Db, personId: string) => ({
  replications: await db
    .select({ id: records.id, practiceId: replications.practiceId, createdAt: records.createdAt })
    .from(replications)
    .innerJoin(records, eq(records.id, replications.id))
    .where(eq(records.ownerId, personId)),
  versions: await db
    .select({
      recordId: contents.recordId,
      version: contents.version,
      fields: contents.fields,
      createdAt: contents.createdAt,
    })
    .from(contents)
    .innerJoin(replications, eq(replications.id, contents.recordId))
    .where(eq(contents.authorId, personId)),
})

// ── Counts for other subjects ───────────────────────────────────────────────

const publicReplications = (db: Db) =>
  db
    .select({ practiceId: replications.practiceId, count: sql<number>`count(*)::int` })
    .from(replications)
    .innerJoin(records, eq(records.id, replications.id))
    .innerJoin(practices, eq(practices.id, replications.practiceId))

/** How many municipalities applied each practice. Practices that nobody applied have no entry. */
export async function countReplications(db: Db, practiceIds: readonly string[]): Promise<Map<string, number>> {
  if (practiceIds.length === 0) return new Map()
  const rows = await publicReplications(db)
    .where(
      and(
        inArray(replications.practiceId, [...practiceIds]),
        eq(replications.state, 'published'),
        eq(records.visibility, 'public'),
      ),
    )
    .groupBy(replications.practiceId)
  return new Map(rows.map(({ practiceId, count }) => [practiceId, count]))
}

/** The practices that most municipalities applied. `year`: applied in that year. */
export const mostReplicated = (db: Db, limit: number, year?: number) =>
  publicReplications(db)
    .where(
      and(
        eq(replications.state, 'published'),
        eq(records.visibility, 'public'),
        ne(practices.state, 'archived'),
        year === undefined ? undefined : sql`extract(year from ${replications.startedOn}) = ${year}`,
      ),
    )
    .groupBy(replications.practiceId)
    .orderBy(sql`count(*) desc`, asc(replications.practiceId))
    .limit(limit)

/** Replications by the year in which they began and the country in which they were made. */
export async function totalsByYearAndCountry(db: Db): Promise<{ year: number; country: string; count: number }[]> {
  const { rows } = await db.execute<{ year: number; country: string; count: number }>(sql`
    select extract(year from coalesce(rp.started_on, r.published_at))::int as year, r.country, count(*)::int as count
    from records r join replications rp on rp.id = r.id where ${isPublished} group by 1, 2 order by 1, 2`)
  return rows
}
