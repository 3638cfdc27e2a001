/** SQL of people and their roles, for administration: shows and changes only what the actor's own role reaches. */
import { and, asc, countDistinct, desc, eq, exists, gt, ilike, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, isAdministrator, type Member, type Role } from '#platform/actor.ts'
import { collated, type Db, PAGE_SIZE } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { permit, Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { reachFrom } from './example-accounts.ts'
import type { GrantInput, PeopleFilter } from './forms.ts'
import { mayEndGrant, mayGrant, type Reach, WHOLE_PORTAL } from './rules.ts'
import { grants, organisations, people } from './schema.ts'

/** Administrators of the portal see everybody; others the people with a role where their own reaches. */
function visibleTo(db: Db, actor: Actor): SQL | undefined {
  const { grant } = actor
  if (isAdministrator(actor)) return undefined
  if (grant?.role !== 'administrator') return sql`false`
  const within = grant.organisation
    ? eq(grants.organisationId, grant.organisation.id)
    : grant.placeId
      ? or(eq(grants.placeId, grant.placeId), eq(organisations.placeId, grant.placeId))
      : or(eq(grants.country, grant.country ?? ''), eq(organisations.country, grant.country ?? ''))
  return withRole(db, within)
}
const withRole = (db: Db, condition: SQL | undefined) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(grants)
      .leftJoin(organisations, eq(organisations.id, grants.organisationId))
      .where(and(eq(grants.personId, people.id), isNull(grants.endedAt), condition)),
  )

const asPattern = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`

type HeldRole = {
  role: Role
  country: string | null
  placeId: string | null
  organisation: (NonNullable<Reach['organisation']> & { name: string }) | null
}

/**
 * People by name, 20 at a time, with the roles that the actor could give: what they do for others is not shown. `next` is what the
 * following page's `after` takes.
 */
export async function listPeople(db: Db, actor: Actor, filter: PeopleFilter, language: string) {
  const name = collated(people.name, language)
  const [last] = filter.after
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, filter.after))
    : []
  const byRole = filter.role ? eq(grants.role, filter.role) : undefined
  const byPlace = filter.country
    ? or(eq(grants.country, filter.country), eq(organisations.country, filter.country))
    : undefined
  const byOrganisation = filter.organisation ? eq(grants.organisationId, filter.organisation) : undefined
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      emailVerified: people.emailVerified,
      twoFactorEnabled: people.twoFactorEnabled,
      example: people.example,
      createdAt: people.createdAt,
      roles: sql<HeldRole[]>`coalesce((
        select json_agg(json_build_object('role', g.role, 'country', g.country, 'placeId', g.place_id, 'organisation',
          case when o.id is not null then
            json_build_object('id', o.id, 'kind', o.kind, 'name', o.name, 'country', o.country, 'placeId', o.place_id) end)
          order by g.created_at)
        from ${grants} g left join ${organisations} o on o.id = g.organisation_id
        where g.person_id = ${people}.id and g.ended_at is null and o.closed_at is null), '[]')`,
    })
    .from(people)
    .where(
      and(
        isNull(people.deletedAt),
        visibleTo(db, actor),
        filter.q ? or(ilike(people.name, asPattern(filter.q)), ilike(people.email, asPattern(filter.q))) : undefined,
        byRole || byPlace || byOrganisation ? withRole(db, and(byRole, byPlace, byOrganisation)) : undefined,
        last && filter.after
          ? or(
              gt(name, collated(sql`${last.name}`, language)),
              and(eq(name, collated(sql`${last.name}`, language)), gt(people.id, filter.after)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(name), asc(people.id))
    .limit(PAGE_SIZE + 1)
  const lines = rows.slice(0, PAGE_SIZE).map((person) => ({
    ...person,
    roles: person.roles.filter(({ role, ...reach }) => isAdministrator(actor) || mayGrant(actor, role, reach)),
  }))
  return { people: lines, next: rows.length > PAGE_SIZE ? lines.at(-1)?.id : undefined }
}
export type PersonLine = Awaited<ReturnType<typeof listPeople>>['people'][number]

/** A person as administration sees them, with all roles that hold or have ended. */
export async function findPerson(db: Db, actor: Actor, id: string) {
  const [person] = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      emailVerified: people.emailVerified,
      twoFactorEnabled: people.twoFactorEnabled,
      example: people.example,
      createdAt: people.createdAt,
    })
    .from(people)
    .where(and(eq(people.id, id), isNull(people.deletedAt), visibleTo(db, actor)))
  return person && { ...person, grants: await listGrantsOf(db, id) }
}

const listGrantsOf = (db: Db, personId: string) =>
  db
    .select({ grant: grants, organisation: organisations })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(eq(grants.personId, personId))
    .orderBy(sql`${grants.endedAt} is not null`, desc(grants.createdAt))

/** What a role would be given over, out of what was posted; undefined when the organisation is not there or closed. */
export async function reachOf(
  db: Db,
  input: { organisationId?: string | null; country?: string | null; placeId?: string | null },
): Promise<Reach | undefined> {
  if (!input.organisationId) return { ...WHOLE_PORTAL, country: input.country ?? null, placeId: input.placeId ?? null }
  const [organisation] = await db
    .select({
      id: organisations.id,
      kind: organisations.kind,
      country: organisations.country,
      placeId: organisations.placeId,
    })
    .from(organisations)
    .where(and(eq(organisations.id, input.organisationId), isNull(organisations.closedAt)))
  // A role has one reach: organisation, or country, or place.
  return organisation && { organisation, country: input.country ?? null, placeId: input.placeId ?? null }
}

/** Gives a role. Refused when the rules say so; a role that the person already holds is left as it is. Returns its id. */
export async function giveGrant(db: Db, actor: Member, input: GrantInput, now: Date): Promise<string> {
  return db.transaction(async (tx) => {
    const reach = await reachOf(tx, input)
    if (!reach || !mayGrant(actor, input.role, reach)) throw new Refused('grant.refused')
    await permitReach(tx, actor, input.personId, 'grant.refused')
    return addGrant(tx, actor, { personId: input.personId, role: input.role, reach, grantedBy: actor.id }, now)
  })
}

/** An example account decides over example people only. */
async function permitReach(tx: Db, actor: Member, personId: string, action: string): Promise<void> {
  const [person] = await tx.select({ email: people.email }).from(people).where(eq(people.id, personId))
  permit(person !== undefined && (await reachFrom(tx, actor.id))(person.email), action)
}

type NewGrant = { personId: string; role: Role; reach: Reach; grantedBy: string | null }

/** Writes the row of a role and its entry; whether it may be given has been decided. */
export async function addGrant(
  tx: Db,
  actor: Actor,
  { personId, role, reach, grantedBy }: NewGrant,
  now: Date,
): Promise<string> {
  const same = (
    column: typeof grants.country | typeof grants.placeId | typeof grants.organisationId,
    value: string | null,
  ) => (value === null ? isNull(column) : eq(column, value))
  const organisationId = reach.organisation?.id ?? null
  const [held] = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(
      and(
        eq(grants.personId, personId),
        eq(grants.role, role),
        isNull(grants.endedAt),
        same(grants.organisationId, organisationId),
        same(grants.country, reach.country),
        same(grants.placeId, reach.placeId),
      ),
    )
  if (held) return held.id
  const id = newId()
  await tx.insert(grants).values({
    id,
    personId,
    role,
    organisationId,
    country: reach.country,
    placeId: reach.placeId,
    grantedBy,
    createdAt: now,
  })
  await record(tx, actor, 'grant.given', now, {
    country: reach.organisation?.country ?? reach.country,
    placeId: reach.organisation?.placeId ?? reach.placeId,
    data: { grantId: id, personId, role, organisationId },
  })
  return id
}

/** Ends a role; its row stays. Refused when the rules say so, also for the last administrator of the portal. */
export async function endGrant(db: Db, actor: Member, grantId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ grant: grants, organisation: organisations })
      .from(grants)
      .leftJoin(organisations, eq(organisations.id, grants.organisationId))
      .where(and(eq(grants.id, grantId), isNull(grants.endedAt)))
    if (!row) return
    const { grant, organisation } = row
    const reach: Reach = { organisation, country: grant.country, placeId: grant.placeId }
    const left = await administratorsBeside(tx, grant.personId)
    if (!mayEndGrant(actor, { personId: grant.personId, role: grant.role, reach }, left))
      throw new Refused('grant-end.refused')
    await permitReach(tx, actor, grant.personId, 'grant-end.refused')
    await tx.update(grants).set({ endedAt: now }).where(eq(grants.id, grantId))
    await record(tx, actor, 'grant.ended', now, {
      country: organisation?.country ?? grant.country,
      placeId: organisation?.placeId ?? grant.placeId,
      data: { grantId, personId: grant.personId, role: grant.role, organisationId: grant.organisationId },
    })
  })
}

/**
 * How many other people are administrators of the whole portal. Takes a lock until the transaction ends: of the last two, only one can
 * leave at the same moment.
 */
export async function administratorsBeside(tx: Db, personId: string | null): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('administrators of the portal'))`)
  const [row] = await tx
    .select({ count: countDistinct(grants.personId) })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .where(
      and(
        eq(grants.role, 'administrator'),
        isNull(grants.organisationId),
        isNull(grants.country),
        isNull(grants.placeId),
        isNull(grants.endedAt),
        isNull(people.deletedAt),
        personId ? ne(grants.personId, personId) : undefined,
      ),
    )
  return row?.count ?? 0
}
