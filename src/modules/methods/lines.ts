/** All reading SQL of methods and tools: lists, one of them, which ones a record applies and which records apply one. Writing is in adding.ts and changes.ts. */
import { type SQL, sql } from 'drizzle-orm'
import { findSlug, readableBy } from '#core/records/index.ts'
import { type Fields, FOLDED_LETTERS, type RecordRow, records } from '#core/records/schema.ts'
import { type Actor, nobody } from '#platform/actor.ts'
import { collated, type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import type { MethodFilter } from './forms.ts'
import type { MethodKind, MethodState } from './schema.ts'

export type MethodLine = {
  id: string
  slug: string
  kind: MethodKind
  state: MethodState
  country: string
  /** Language of the text, which may differ from the page's. */
  lang: Language
  /** Language in which it was written. */
  original: Language
  title: string
  fields: Fields
  status: string
  summary: string
  topics: readonly string[]
  website: string | null
  licence: string | null
  publishedAt: Date | null
  updatedAt: Date
  example: boolean
  /** Public records that apply it. */
  applied: number
}

type LineRow = Omit<MethodLine, 'slug' | 'summary' | 'publishedAt' | 'updatedAt'> & {
  slug: string | null
  published_at: string | null
  updated_at: string
}

const columns = sql`
  r.id, r.kind, r.country, r.language as original, r.published_at, r.updated_at, r.example, m.state, m.website, m.licence,
  (select s.slug from slugs s where s.kind = 'method' and s.target_id = r.id and s.retired_at is null limit 1) as slug,
  text.language as lang, text.status, text.title, text.fields,
  array(select rt.topic_id from record_topics rt join topics t on t.id = rt.topic_id
    where rt.record_id = r.id order by t.position) as topics,
  (select count(*)::int from record_methods rm join records u on u.id = rm.record_id
    where rm.method_id = r.id and u.visibility = 'public') as applied`

/** Methods `r`, `m` with the text a reader would want most; what is not published yet has the newest of its original. */
function joined(language: Language): SQL {
  const order = sql.join(
    readingOrder(language).map((one) => sql`${one}::text`),
    sql`, `,
  )
  return sql`
    records r join methods m on m.id = r.id
    join lateral (
      select c.language, c.version, c.status, c.title, c.fields from contents c
      where c.record_id = r.id and (
        (c.language = r.language and c.version = coalesce(r.published_version,
          (select max(v.version) from contents v where v.record_id = r.id and v.language = r.language)))
        or (c.language <> r.language and c.source_version <= r.published_version))
      order by array_position(array[${order}], c.language), c.version desc limit 1
    ) text on true`
}

const lineOf = ({ slug, published_at, updated_at, ...row }: LineRow): MethodLine => ({
  ...row,
  slug: slug ?? row.id,
  summary: (row.fields.summary ?? []).map(({ text }) => text).join(' '),
  publishedAt: published_at === null ? null : new Date(published_at),
  updatedAt: new Date(updated_at),
})

/** Methods under a condition over `r`, `m`, `text`. */
export async function linesWhere(
  db: Db,
  language: Language,
  where: SQL,
  order: SQL = sql`${collated(sql`text.title`, language)}, r.id`,
  limit = 500,
  offset = 0,
): Promise<MethodLine[]> {
  const { rows } = await db.execute<LineRow>(
    sql`select ${columns} from ${joined(language)} where ${where} order by ${order} limit ${limit} offset ${offset}`,
  )
  return rows.map(lineOf)
}

/** What stands in public lists; what is archived keeps its address and leaves them. */
export const isListed = sql`r.visibility = 'public' and r.published_version is not null and m.state = 'published'`

const folded = (text: SQL) => sql`translate(lower(${text}), ${FOLDED_LETTERS.from}, ${FOLDED_LETTERS.to})`

/** Every word begins a word of one text; the ends of long words are left open, as they are declined. */
export function hasWords(words: string): SQL {
  const typed = [...new Set(words.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length > 1).slice(0, 8)
  if (typed.length === 0) return sql`false`
  const one = (word: string) => {
    const beginning = word.slice(0, word.length > 6 ? -2 : word.length > 4 ? -1 : undefined)
    return sql`exists (select 1 from contents c where c.record_id = r.id
      and c.words @@ to_tsquery('simple', ${folded(sql`${`${beginning}:*`}::text`)}))`
  }
  return sql.join(typed.map(one), sql` and `)
}

const filtered = ({ kind, topic, language, q }: Omit<MethodFilter, 'page'>): SQL =>
  sql.join(
    [
      isListed,
      ...(kind ? [sql`m.kind = ${kind}`] : []),
      ...(topic
        ? [
            sql`exists (select 1 from record_topics rt join topics t on t.id = rt.topic_id
              where rt.record_id = r.id and ${topic} in (t.id, t.broader_id))`,
          ]
        : []),
      ...(language
        ? [
            sql`exists (select 1 from contents c where c.record_id = r.id and c.language = ${language}
              and (c.language = r.language or c.source_version <= r.published_version))`,
          ]
        : []),
      ...(q ? [hasWords(q)] : []),
    ],
    sql` and `,
  )

/** One page of the list: what is in the reader's language first, then in the order of their alphabet. */
export const listMethods = (db: Db, filter: MethodFilter, language: Language, size = PAGE_SIZE) =>
  linesWhere(
    db,
    language,
    filtered(filter),
    sql`text.language <> ${language}, ${collated(sql`text.title`, language)}, r.id`,
    size,
    (filter.page - 1) * size,
  )

export const newestMethods = (db: Db, filter: MethodFilter, language: Language, limit: number) =>
  linesWhere(db, language, filtered(filter), sql`r.published_at desc, r.id desc`, limit)

/** How many there are of each kind under the other filters. */
export async function countListed(db: Db, filter: MethodFilter): Promise<Record<MethodKind, number>> {
  const { rows } = await db.execute<{ kind: MethodKind; count: number }>(sql`
    select m.kind, count(*)::int as count from records r join methods m on m.id = r.id
    where ${filtered({ ...filter, kind: undefined })} group by m.kind`)
  return { method: 0, tool: 0, ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) }
}

/** Topics and languages of which there is something to list. */
export async function choicesOf(db: Db): Promise<{ topics: string[]; languages: Language[] }> {
  const { rows } = await db.execute<{ topics: string[] | null; languages: Language[] | null }>(sql`
    select array_agg(distinct rt.topic_id) filter (where rt.topic_id is not null) as topics, array_agg(distinct c.language) as languages
    from records r join methods m on m.id = r.id
    join contents c on c.record_id = r.id and (c.language = r.language or c.source_version <= r.published_version)
    left join record_topics rt on rt.record_id = r.id where ${isListed}`)
  return { topics: rows[0]?.topics ?? [], languages: rows[0]?.languages ?? [] }
}

export type MethodReading = {
  line: MethodLine
  record: RecordRow
  organisation: { name: string; language: Language } | null
}

/** One of them by address or id, for those who may read it. */
export async function findMethod(
  db: Db,
  actor: Actor,
  slugOrId: string,
  language: Language,
): Promise<MethodReading | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'method', slugOrId))?.targetId
  if (id === undefined) return undefined
  const [line] = await linesWhere(db, language, sql`r.id = ${id}::uuid and ${readableBy(actor, 'r')}`)
  if (!line) return undefined
  const [record] = await db.select().from(records).where(sql`${records.id} = ${id}::uuid`)
  if (!record) return undefined
  const { rows } = await db.execute<{ name: string; language: Language }>(
    sql`select name, language from organisations where id = ${record.organisationId}`,
  )
  return { line, record, organisation: rows[0] ?? null }
}

const idsIn = (ids: readonly string[]) =>
  sql`r.id in (${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`

/** Of these, the ones that this person may read, by title. What is archived is among them: whoever applied it sees it. */
export const methodsByIds = async (
  db: Db,
  actor: Actor,
  ids: readonly string[],
  language: Language,
): Promise<MethodLine[]> => {
  const known = ids.filter(isId)
  return known.length === 0 ? [] : linesWhere(db, language, sql`${idsIn(known)} and ${readableBy(actor, 'r')}`)
}

/** The ids of what a record applies, as the public reads it. */
export async function methodIdsOf(db: Db, recordId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select method_id as id from record_methods where record_id = ${recordId}::uuid order by method_id`,
  )
  return rows.map(({ id }) => id)
}

/** What a public record applies and everybody may read. */
export const appliedBy = (db: Db, recordId: string, language: Language): Promise<MethodLine[]> =>
  linesWhere(
    db,
    language,
    sql`r.id in (select rm.method_id from record_methods rm where rm.record_id = ${recordId}::uuid)
      and ${readableBy(nobody, 'r')} and m.state = 'published'`,
  )

/** Everything that a published method or tool is called, in any language; its own name first. */
export async function publishedNames(db: Db): Promise<{ id: string; title: string }[]> {
  const { rows } = await db.execute<{ id: string; title: string }>(sql`
    select r.id, c.title from records r join methods m on m.id = r.id join contents c on c.record_id = r.id
      and ((c.language = r.language and c.version = r.published_version)
        or (c.language <> r.language and c.source_version <= r.published_version))
    where ${isListed} order by c.language <> r.language, r.published_at, r.id`)
  return rows
}

/** Records that apply a method, the newest first; which of them a reader sees is asked of their kinds. */
export async function recordsApplying(db: Db, methodId: string, limit = 100): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select u.id from record_methods rm join records u on u.id = rm.record_id
    where rm.method_id = ${methodId}::uuid order by u.published_at desc nulls last, u.id desc limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Found as one types: what is published and what this person proposed. Titles that begin so come first. */
export const findMethods = (
  db: Db,
  actor: Actor,
  words: string,
  language: Language,
  limit = 8,
): Promise<MethodLine[]> =>
  linesWhere(
    db,
    language,
    sql`${readableBy(actor, 'r')} and m.state <> 'archived' and ${hasWords(words)}`,
    sql`position(lower(${words}::text) in lower(text.title)) = 0, ${collated(sql`text.title`, language)}, r.id`,
    limit,
  )
