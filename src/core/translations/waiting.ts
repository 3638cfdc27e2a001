/** What waits for a translation into a language, and how far each language is: lists and counts in SQL over all kinds with text. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import type { RecordFacts } from '#platform/module.ts'
import { allKinds } from '../records/index.ts'
import type { TranslationFilter, Waiting } from './forms.ts'

const listOf = (parts: readonly SQL[]) => sql.join([...parts], sql`, `)

/** Kinds whose text is translated, with the names of their fields. */
const translated = () => [...allKinds()].flatMap(([kind, { fields }]) => (fields ? [{ kind, fields }] : []))

/** The words of a version as JSON that can be compared as a set: title and paragraphs of the kind's text fields. */
function wordsIn(text: SQL, withTitle: boolean): SQL {
  const cases = translated().map(
    ({ kind, fields }) =>
      sql`when ${kind} then jsonb_build_object(${listOf([
        ...(withTitle ? [sql`'title', ${text}.title`] : []),
        ...fields.map(({ name }) => sql`${name}::text, coalesce(${text}.fields->${name}::text, '[]')`),
      ])})`,
  )
  return sql`(case r.kind ${sql.join(cases, sql` `)} end)`
}
const idsIn = (text: SQL) => sql`jsonb_path_query_array(${wordsIn(text, false)}, '$.*[*].id')`

/** The state of a translation `t` of `r`, as `statusOf` says it; waiting.test holds the two together. */
const stateOf = () => sql`case
  when t.version is null then 'missing'
  when t.source_version < r.published_version and not (
    ${wordsIn(sql`now_text`, true)} <@ ${wordsIn(sql`then_text`, true)}
    and ${wordsIn(sql`then_text`, true)} <@ ${wordsIn(sql`now_text`, true)}) then 'outdated'
  when not (${idsIn(sql`now_text`)} <@ ${idsIn(sql`t`)}) then 'incomplete'
  when t.status = 'machine' then 'machine'
  else 'current' end`

/** Public records of kinds with text, under a filter. */
const isWanted = ({ kind, country }: Pick<TranslationFilter, 'kind' | 'country'>): SQL => {
  const kinds = translated().map((one) => sql`${one.kind}`)
  return sql`(r.visibility = 'public' and r.published_version is not null
    and r.kind in (${kinds.length ? listOf(kinds) : sql`''`})
    ${kind ? sql`and r.kind = ${kind}` : sql``} ${country ? sql`and r.country = ${country}` : sql``})`
}

const originals = sql`
  join contents now_text on now_text.record_id = r.id and now_text.language = r.language
    and now_text.version = r.published_version
  left join contents then_text on then_text.record_id = r.id and then_text.language = r.language
    and then_text.version = t.source_version`

/** With the facts that the rules of its kind ask about. */
export type WaitingLine = Omit<RecordFacts, 'publishedAt'> & {
  title: string
  publishedAt: Date
  state: Waiting
  example: boolean
}
type WaitingRow = Omit<WaitingLine, 'publishedAt'> & { published_at: string; moment: string }

/** A page of what waits for a translation into one language, the newest first. */
export async function listWaiting(
  db: Db,
  filter: TranslationFilter,
  size = PAGE_SIZE,
): Promise<{ lines: WaitingLine[]; after: string | undefined }> {
  const { language, status, after } = filter
  const [moment, id] = after?.split('.') ?? []
  const start = moment
    ? sql`and (r.published_at, r.id) < (timestamptz 'epoch' + ${moment}::bigint * interval '1 microsecond', ${id}::uuid)`
    : sql``
  const { rows } = await db.execute<WaitingRow>(sql`
    select * from (
      select r.id, r.kind, r.country, r.language, r.example, now_text.title, r.published_at, r.visibility,
        r.place_id as "placeId", r.organisation_id as "organisationId", r.owner_id as "ownerId",
        r.published_version as "publishedVersion",
        (extract(epoch from r.published_at) * 1000000)::bigint::text as moment, ${stateOf()} as state
      from records r
      left join lateral (
        select c.version, c.status, c.source_version, c.fields from contents c
        where c.record_id = r.id and c.language = ${language} and c.source_version <= r.published_version
        order by c.version desc limit 1
      ) t on true
      ${originals}
      where ${isWanted(filter)} and r.language <> ${language} ${start}
    ) waiting
    where ${status ? sql`state = ${status}` : sql`state <> 'current'`}
    order by published_at desc, id desc limit ${size + 1}`)
  const last = rows.length > size ? rows[size - 1] : undefined
  return {
    lines: rows.slice(0, size).map(({ published_at, moment: _, ...row }) => ({
      ...row,
      publishedAt: new Date(published_at),
    })),
    after: last && `${last.moment}.${last.id}`,
  }
}

export type LanguageCount = { language: Language; texts: number; originals: number; current: number } & Record<
  Waiting,
  number
>

/** How far each language is: texts in all, written in it, translated, and what waits. */
export const countWaiting = (db: Db, filter: Pick<TranslationFilter, 'kind' | 'country'>): Promise<LanguageCount[]> =>
  kept(db, 'translations.counts', [filter.kind, filter.country], async () => {
    const { rows } = await db.execute<{ language: Language; state: string; count: number }>(sql`
      select language, 'original' as state, count(*)::int as count from records r
        where ${isWanted(filter)} group by language
      union all
      select t.language, ${stateOf()}, count(*)::int
        from (
          select distinct on (c.record_id, c.language) c.* from contents c
          join records r on r.id = c.record_id and c.language <> r.language and c.source_version <= r.published_version
          where ${isWanted(filter)} order by c.record_id, c.language, c.version desc
        ) t
        join records r on r.id = t.record_id ${originals}
        group by 1, 2`)
    const sum = (language: Language | undefined, ...states: string[]) =>
      rows
        .filter((row) => (!language || row.language === language) && states.includes(row.state))
        .reduce((total, { count }) => total + count, 0)
    const texts = sum(undefined, 'original')
    return LANGUAGES.map((language) => ({
      language,
      texts,
      originals: sum(language, 'original'),
      current: sum(language, 'current'),
      outdated: sum(language, 'outdated'),
      incomplete: sum(language, 'incomplete'),
      machine: sum(language, 'machine'),
      missing: texts - sum(language, 'original', 'current', 'outdated', 'incomplete', 'machine'),
    }))
  })
