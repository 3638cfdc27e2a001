/** Reading SQL of calls: the list over the years and one of them with its categories, criteria and text. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { findSlug, joinShownText, latest, readableBy } from '#core/records/index.ts'
import { type Fields, type RecordRow, records } from '#core/records/schema.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import { SHORTLIST_REASON } from './forms.ts'
import { type AwardFacts, type Phase, phaseOf } from './rules.ts'
import { type Award, awardCategories, awardCriteria, awards, type Names } from './schema.ts'

export type Category = { id: string; names: Names; position: number }
export type Criterion = Category & { weight: number }
export type CallLine = {
  id: string
  slug: string
  title: string
  lang: Language
  description: string
  award: Award
  facts: AwardFacts
  phase: Phase
  updatedAt: Date
  publishedAt: Date | null
  example: boolean
}
export type Call = CallLine & {
  record: RecordRow
  fields: Fields
  categories: readonly Category[]
  criteria: readonly Criterion[]
  /** The newest text in the language of the call: what editors change. */
  original: { title: string; fields: Fields }
  /** Why the shortlist is not what the jury's points gave; the original's words. */
  shortlistReason: string | undefined
}

/** A name in the first of the reader's languages that has one. */
export function nameIn(names: Names, language: Language): { text: string; lang?: Language } {
  for (const one of readingOrder(language)) {
    const text = names[one]
    if (text) return one === language ? { text } : { text, lang: one }
  }
  return { text: '' }
}

export const factsOf = (
  award: Award,
  record: Pick<RecordRow, 'country' | 'publishedVersion' | 'visibility'>,
): AwardFacts => ({
  ...award,
  country: record.country,
  announced: record.visibility === 'public' && record.publishedVersion !== null,
})

type Row = { id: string; slug: string | null; title: string; lang: Language; fields: Fields }
/** The best text of each award; of what was not announced yet, its only one. */
async function textsOfAwards(db: Db, language: Language, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<Row>(sql`
    select r.id, (select s.slug from slugs s where s.kind = 'award' and s.target_id = r.id and s.retired_at is null limit 1) as slug,
      coalesce(text.title, draft.title) as title, coalesce(text.language, draft.language) as lang,
      coalesce(text.fields, draft.fields) as fields
    from records r left ${joinShownText(language)}
    left join lateral (
      select c.title, c.language, c.fields from contents c
      where c.record_id = r.id and c.language = r.language order by c.version desc limit 1) draft on true
    where r.id in (${sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )})`)
  return new Map(rows.map((row) => [row.id, row]))
}

const textIn = (fields: Fields, name: string) => (fields[name] ?? []).map(({ text }) => text).join('\n\n')

/** Awards that this person may read, the newest year first. */
export async function listCalls(
  db: Db,
  actor: Actor,
  language: Language,
  now: Date,
  { ids, limit = 200 }: { ids?: readonly string[]; limit?: number } = {},
): Promise<CallLine[]> {
  if (ids?.length === 0) return []
  const rows = await db
    .select({ award: awards, record: records })
    .from(awards)
    .innerJoin(records, eq(records.id, awards.id))
    .where(and(readableBy(actor), ids && inArray(awards.id, [...ids])))
    .orderBy(sql`${awards.year} desc`, sql`${awards.opensAt} desc`, asc(awards.id))
    .limit(limit)
  const texts = await textsOfAwards(
    db,
    language,
    rows.map(({ award }) => award.id),
  )
  return rows.flatMap(({ award, record }) => {
    const text = texts.get(award.id)
    return text ? [lineOf(award, record, text, now)] : []
  })
}

function lineOf(award: Award, record: RecordRow, text: Row, now: Date): CallLine {
  const facts = factsOf(award, record)
  return {
    id: award.id,
    slug: text.slug ?? award.id,
    title: text.title,
    lang: text.lang,
    description: textIn(text.fields, 'description'),
    award,
    facts,
    phase: phaseOf(facts, now),
    updatedAt: record.updatedAt,
    publishedAt: record.publishedAt,
    example: record.example,
  }
}

/** The award of an address, current or former, or of an id, if this person may read it. */
export async function findCall(
  db: Db,
  actor: Actor,
  slugOrId: string,
  language: Language,
  now: Date,
): Promise<Call | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'award', slugOrId))?.targetId
  if (id === undefined) return undefined
  const [row] = await db
    .select({ award: awards, record: records })
    .from(awards)
    .innerJoin(records, eq(records.id, awards.id))
    .where(and(eq(awards.id, id), readableBy(actor)))
  if (!row) return undefined
  const [texts, categories, criteria, original] = await Promise.all([
    textsOfAwards(db, language, [id]),
    categoriesOf(db, id),
    criteriaOf(db, id),
    latest(db, id, row.record.language),
  ])
  const text = texts.get(id)
  if (!text || !original) return undefined
  return {
    ...lineOf(row.award, row.record, text, now),
    record: row.record,
    fields: text.fields,
    categories,
    criteria,
    original,
    shortlistReason: textIn(original.fields, SHORTLIST_REASON) || undefined,
  }
}

export const categoriesOf = (db: Db, awardId: string): Promise<Category[]> =>
  db
    .select({ id: awardCategories.id, names: awardCategories.names, position: awardCategories.position })
    .from(awardCategories)
    .where(eq(awardCategories.awardId, awardId))
    .orderBy(asc(awardCategories.position))

export const criteriaOf = (db: Db, awardId: string): Promise<Criterion[]> =>
  db
    .select({
      id: awardCriteria.id,
      names: awardCriteria.names,
      position: awardCriteria.position,
      weight: awardCriteria.weight,
    })
    .from(awardCriteria)
    .where(eq(awardCriteria.awardId, awardId))
    .orderBy(asc(awardCriteria.position))
