/** All reading SQL of collections. Writing is in changes.ts. */
import { type SQL, sql } from 'drizzle-orm'
import { findSlug } from '#core/records/index.ts'
import type { RecordRow } from '#core/records/schema.ts'
import { allCountries } from '#countries/index.ts'
import { WRITING_ROLES } from '#modules/practices/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import { moderates } from './rules.ts'

export type CollectionLine = {
  id: string
  slug: string
  title: string
  description: string
  /** Language of title and description. */
  lang: Language
  country: string
  /** In whose name it is; null: of somebody whose account is deleted. */
  by: { kind: 'organisation' | 'person'; name: string; lang: Language | null } | null
  /** How many records it holds, whoever may read them. */
  count: number
  visibility: RecordRow['visibility']
  /** Why a moderator took it from the public; null: nobody did. */
  hiddenFor: string | null
  ownerId: string | null
  organisationId: string | null
  /** Language in which its collector writes. */
  original: Language
  isNew: boolean
  publishedAt: Date | null
  updatedAt: Date
  revision: number
  example: boolean
}

type Row = Omit<CollectionLine, 'by' | 'publishedAt' | 'updatedAt' | 'slug'> & {
  slug: string | null
  organisation: string | null
  organisationLanguage: Language | null
  person: string | null
  publishedAt: string | null
  updatedAt: string
}

/** The field of the newest version in which a moderator's reason stands: it is no text of the collector's, so nobody translates it. */
export const REASON_FIELD = 'hidden'

/** Over `r`: the reason, as long as the collection is not public. */
const hiddenFor = (r: SQL) => sql`(select h.fields -> ${REASON_FIELD} -> 0 ->> 'text' from contents h
  where h.record_id = ${r}.id and h.language = ${r}.language and ${r}.visibility <> 'public' order by h.version desc limit 1)`

/** The SQL twin of `mayRead`, over `records` or its alias. */
export function readableTo(actor: Actor, alias = 'records'): SQL {
  const r = sql.identifier(alias)
  const reasons = [sql`${r}.visibility = 'public'`]
  if (actor.id !== null) {
    reasons.push(sql`${r}.owner_id = ${actor.id}::uuid`)
    const countries = allCountries.map(({ code }) => code).filter((code) => moderates(actor, code))
    if (countries.length > 0)
      reasons.push(sql`(${r}.country = any(${sql.param(countries)}::text[]) and ${hiddenFor(sql`${r}`)} is not null)`)
  }
  return sql`(${sql.join(reasons, sql` or `)})`
}

/** Collections under a condition over `r`. The text is the one that the reader wants most; of the collector's own languages only the present one. */
export async function linesWhere(
  db: Db,
  language: Language,
  where: SQL,
  { limit = PAGE_SIZE + 1, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<CollectionLine[]> {
  const order = sql.param(readingOrder(language))
  const { rows } = await db.execute<Row>(sql`
    select r.id, r.country, r.visibility, r.owner_id as "ownerId", r.organisation_id as "organisationId", r.language as original,
      r.published_version is null as "isNew", r.published_at as "publishedAt", r.updated_at as "updatedAt", r.revision, r.example,
      text.language as lang, text.title,
      coalesce((select string_agg(p ->> 'text', E'\n' order by n) from jsonb_array_elements(text.fields -> 'description') with ordinality as d(p, n)), '') as description,
      (select s.slug from slugs s where s.kind = 'collection' and s.target_id = r.id and s.retired_at is null limit 1) as slug,
      ${hiddenFor(sql`r`)} as "hiddenFor", o.name as organisation, o.language as "organisationLanguage", p.name as person,
      (select count(*)::int from collection_items i where i.collection_id = r.id) as count
    from records r
    join lateral (
      select c.language, c.title, c.fields from contents c
      where c.record_id = r.id and (c.language = r.language or c.status in ('human', 'machine'))
      order by array_position(${order}::text[], c.language), c.version desc limit 1
    ) text on true
    left join organisations o on o.id = r.organisation_id
    left join people p on p.id = r.owner_id and p.deleted_at is null
    where r.kind = 'collection' and ${where}
    order by r.updated_at desc, r.id desc limit ${limit} offset ${offset}`)
  return rows.map(({ organisation, organisationLanguage, person, ...row }) => ({
    ...row,
    slug: row.slug ?? row.id,
    by: organisation
      ? { kind: 'organisation', name: organisation, lang: organisationLanguage }
      : person
        ? { kind: 'person', name: person, lang: null }
        : null,
    publishedAt: row.publishedAt === null ? null : new Date(row.publishedAt),
    updatedAt: new Date(row.updatedAt),
  }))
}

export const isPublic = sql`r.visibility = 'public'`

export async function listPublic(db: Db, language: Language, page: number, size = PAGE_SIZE) {
  const lines = await linesWhere(db, language, isPublic, { limit: size + 1, offset: (page - 1) * size })
  return { lines: lines.slice(0, size), hasNext: lines.length > size }
}

export async function countPublic(db: Db): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from records r where r.kind = 'collection' and ${isPublic}`,
  )
  return rows[0]?.count ?? 0
}

/** What this person made, and what is public of the organisation for which they write. */
export const listOwn = (db: Db, actor: Actor & { id: string }, language: Language) =>
  linesWhere(db, language, ownedBy(actor), { limit: 200 })

/** The SQL twin of `mayEdit`. */
function ownedBy(actor: Actor & { id: string }): SQL {
  const own = sql`r.owner_id = ${actor.id}::uuid`
  const { grant } = actor
  return grant?.organisation && WRITING_ROLES.includes(grant.role)
    ? sql`(${own} or (${isPublic} and r.organisation_id = ${grant.organisation.id}::uuid))`
    : own
}

export async function findCollection(
  db: Db,
  actor: Actor,
  slugOrId: string,
  language: Language,
): Promise<CollectionLine | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'collection', slugOrId))?.targetId
  if (id === undefined) return undefined
  const [line] = await linesWhere(
    db,
    language,
    sql`r.id = ${id}::uuid and (${readableTo(actor, 'r')} or ${editable(actor)})`,
  )
  return line
}
const editable = (actor: Actor) => (actor.id === null ? sql`false` : ownedBy({ ...actor, id: actor.id }))

export type Item = { recordId: string; note: string | null }
export async function itemsOf(db: Db, collectionId: string): Promise<Item[]> {
  const { rows } = await db.execute<Item>(sql`select i.record_id as "recordId", i.note from collection_items i
    where i.collection_id = ${collectionId}::uuid order by i.position, i.record_id`)
  return rows
}

/** The public collections in which a record is. */
export const collectionsWith = (db: Db, recordId: string, language: Language, limit: number) =>
  linesWhere(
    db,
    language,
    sql`${isPublic} and exists (select 1 from collection_items i where i.collection_id = r.id and i.record_id = ${recordId}::uuid)`,
    { limit },
  )

export type Shelf = { id: string; title: string; lang: Language; holds: boolean }
/** A person's own collections, the last used first, and whether a record is in each. One short query: it is asked on every record's page. */
export async function shelvesOf(db: Db, personId: string, recordId: string, limit: number): Promise<Shelf[]> {
  const { rows } = await db.execute<Shelf>(sql`
    select r.id, c.title, c.language as lang,
      exists (select 1 from collection_items i where i.collection_id = r.id and i.record_id = ${recordId}::uuid) as holds
    from records r
    join lateral (select title, language from contents where record_id = r.id and language = r.language order by version desc limit 1) c on true
    where r.kind = 'collection' and r.owner_id = ${personId}::uuid
    order by holds desc, r.updated_at desc, r.id limit ${limit}`)
  return rows
}

export const ownRows = async (db: Db, personId: string) => {
  const { rows: collections } = await db.execute(sql`
    select r.id, r.visibility, r.created_at as "createdAt", c.language, c.version, c.title, c.fields
    from records r join contents c on c.record_id = r.id
    where r.kind = 'collection' and (r.owner_id = ${personId}::uuid or c.author_id = ${personId}::uuid) order by r.id, c.version`)
  const { rows: items } = await db.execute(sql`
    select i.collection_id as "collectionId", i.record_id as "recordId", i.note, i.at from collection_items i
    join records r on r.id = i.collection_id
    where i.added_by = ${personId}::uuid or r.owner_id = ${personId}::uuid order by i.collection_id, i.position`)
  return { collections, items }
}
