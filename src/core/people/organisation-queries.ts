/** SQL of organisations: the list, one, adding, changing, closing. The public page of an organisation is elsewhere. */
import { and, asc, count, eq, ilike, isNull, sql } from 'drizzle-orm'
import { type Actor, isAdministrator, type Member } from '#platform/actor.ts'
import { ChangedMeanwhile, collated, type Db, PAGE_SIZE } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { places } from '../places/schema.ts'
import type { OrganisationChange, OrganisationFilter, OrganisationInput } from './forms.ts'
import { mayAddOrganisation, mayManageOrganisation } from './rules.ts'
import { grants, organisations, people } from './schema.ts'

/** Organisations that the actor looks after, 20 a page, by name; `total` counts all that the filter lets through. */
export async function listOrganisations(db: Db, actor: Actor, filter: OrganisationFilter, language: string) {
  const { grant } = actor
  const theirs =
    isAdministrator(actor) || !grant
      ? undefined
      : grant.organisation
        ? eq(organisations.id, grant.organisation.id)
        : grant.placeId
          ? eq(organisations.placeId, grant.placeId)
          : eq(organisations.country, grant.country ?? '')
  const where = and(
    grant?.role === 'administrator' ? theirs : sql`false`,
    filter.q ? ilike(organisations.name, `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
    filter.kind && eq(organisations.kind, filter.kind),
    filter.country && eq(organisations.country, filter.country),
    filter.closed ? undefined : isNull(organisations.closedAt),
  )
  const [{ total } = { total: 0 }] = await db.select({ total: count() }).from(organisations).where(where)
  const rows = await db
    .select({
      organisation: organisations,
      members: sql<number>`(select count(distinct ${grants.personId})::int from ${grants} where ${grants.organisationId} = ${organisations}.id and ${grants.endedAt} is null)`,
    })
    .from(organisations)
    .where(where)
    .orderBy(asc(collated(organisations.name, language)), asc(organisations.id))
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
  return { organisations: rows.map(({ organisation, members }) => ({ ...organisation, members })), total }
}
export type OrganisationLine = Awaited<ReturnType<typeof listOrganisations>>['organisations'][number]

/** One organisation with its place and the people who hold a role in it now. */
export async function findOrganisation(db: Db, id: string) {
  const [found] = await db
    .select({ organisation: organisations, place: places })
    .from(organisations)
    .leftJoin(places, eq(places.id, organisations.placeId))
    .where(eq(organisations.id, id))
  if (!found) return undefined
  const members = await db
    .select({
      grantId: grants.id,
      role: grants.role,
      since: grants.createdAt,
      personId: people.id,
      name: people.name,
      email: people.email,
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .where(and(eq(grants.organisationId, id), isNull(grants.endedAt), isNull(people.deletedAt)))
    .orderBy(asc(grants.createdAt))
  return { ...found.organisation, place: found.place, members }
}
export type OrganisationPage = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>

/** A municipality's administration needs its place, and a place is in the organisation's own country. */
async function placeFits(db: Db, country: string, placeId: string | undefined): Promise<boolean> {
  if (!placeId) return true
  const [place] = await db.select({ country: places.country }).from(places).where(eq(places.id, placeId))
  return place?.country === country
}

/** Adds an organisation. Refused when the rules say so; a duplicate name throws the database's own error (`isDuplicate`). */
export async function addOrganisation(db: Db, actor: Member, input: OrganisationInput, now: Date): Promise<string> {
  return db.transaction(async (tx) => {
    if (!mayAddOrganisation(actor, input.country)) throw new Refused('organisation.refused')
    if (!(await placeFits(tx, input.country, input.placeId))) throw new Refused('organisation.refused')
    const id = newId()
    await tx.insert(organisations).values({ ...input, id, createdAt: now, updatedAt: now })
    await record(tx, actor, 'organisation.added', now, {
      country: input.country,
      placeId: input.placeId,
      data: { organisationId: id, kind: input.kind, name: input.name },
    })
    return id
  })
}

/** Changes name, language, place and contact. Throws ChangedMeanwhile when somebody else was faster. */
export async function changeOrganisation(
  db: Db,
  actor: Member,
  id: string,
  input: OrganisationChange,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(organisations).where(eq(organisations.id, id))
    if (!before || !mayManageOrganisation(actor, before)) throw new Refused('organisation.refused')
    const { revision, ...values } = input
    // Whom an organisation's roles reach follows from its place: its own administrators cannot move it.
    const placeId = mayAddOrganisation(actor, before.country) ? (values.placeId ?? null) : before.placeId
    if (!(await placeFits(tx, before.country, placeId ?? undefined))) throw new Refused('organisation.refused')
    const changed = await tx
      .update(organisations)
      .set({
        ...values,
        placeId,
        email: values.email ?? null,
        website: values.website ?? null,
        updatedAt: now,
        revision: revision + 1,
      })
      .where(and(eq(organisations.id, id), eq(organisations.revision, revision)))
      .returning({ id: organisations.id })
    if (!changed.length) throw new ChangedMeanwhile()
    await record(tx, actor, 'organisation.changed', now, {
      country: before.country,
      placeId,
      data: { organisationId: id, name: input.name, before: before.name },
    })
  })
}

/** Closes an organisation: its roles reach nothing any more, what it did stays. */
export async function closeOrganisation(db: Db, actor: Member, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.id, id), isNull(organisations.closedAt)))
    if (!found) return
    if (!mayAddOrganisation(actor, found.country)) throw new Refused('organisation.refused')
    await tx
      .update(organisations)
      .set({ closedAt: now, updatedAt: now, revision: found.revision + 1 })
      .where(eq(organisations.id, id))
    await record(tx, actor, 'organisation.closed', now, {
      country: found.country,
      placeId: found.placeId,
      data: { organisationId: id, name: found.name },
    })
  })
}
