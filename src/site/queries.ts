/** What the site's own pages ask of the database: organisations of an entry, and where a record or place lives. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { organisations } from '#core/people/schema.ts'
import { placePath } from '#core/places/index.ts'
import { records } from '#core/records/schema.ts'
import { recordTopics, topics } from '#core/topics/schema.ts'
import type { Actor, OrganisationKind } from '#platform/actor.ts'
import { collated, type Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { Module } from '#platform/module.ts'

/** Path of a place, or of a record that this person may read: an address tells the title. */
export async function pathOfId(
  db: Db,
  actor: Actor,
  modules: readonly Module[],
  id: string,
): Promise<string | undefined> {
  const [record] = await db.select({ kind: records.kind }).from(records).where(eq(records.id, id))
  if (!record) return placePath(db, id)
  const kind = modules.map((module) => module.kinds?.[record.kind]).find(Boolean)
  if (!kind) return undefined
  const { rows } = await db.execute(
    sql`select 1 from ${records} where ${records.id} = ${id} and ${kind.readable(actor)}`,
  )
  return rows.length ? kind.pathOf(db, id) : undefined
}

/** Organisations of some kinds in the countries served, by name. */
export const listOrganisationsOf = (
  db: Db,
  countries: readonly string[],
  kinds: readonly OrganisationKind[],
  language: Language,
) =>
  db
    .select({
      id: organisations.id,
      name: organisations.name,
      language: organisations.language,
      kind: organisations.kind,
      country: organisations.country,
      website: organisations.website,
      email: organisations.email,
      example: organisations.example,
      placeId: organisations.placeId,
    })
    .from(organisations)
    .where(
      and(
        inArray(organisations.kind, [...kinds]),
        inArray(organisations.country, [...countries]),
        isNull(organisations.closedAt),
      ),
    )
    .orderBy(asc(organisations.country), collated(organisations.name, language))
    .limit(24)

/** Newest public records that carry one of the topics or a narrower one. */
export async function newestOfTopics(db: Db, topicIds: readonly string[], limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: records.id, at: sql`max(${records.publishedAt})` })
    .from(records)
    .innerJoin(recordTopics, eq(recordTopics.recordId, records.id))
    .innerJoin(topics, eq(topics.id, recordTopics.topicId))
    .where(
      and(
        eq(records.visibility, 'public'),
        topicIds.length
          ? sql`(${inArray(topics.id, [...topicIds])} or ${inArray(topics.broaderId, [...topicIds])})`
          : undefined,
      ),
    )
    .groupBy(records.id)
    .orderBy(sql`max(${records.publishedAt}) desc`)
    .limit(limit)
  return rows.map(({ id }) => id)
}
