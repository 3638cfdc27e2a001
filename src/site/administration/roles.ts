/** SQL of who holds what where: all roles that hold now, by country and organisation, and those of one person. */
import { and, countDistinct, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { grants, organisations, people } from '#core/people/schema.ts'
import { type Actor, isAdministrator, ROLES } from '#platform/actor.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { collated, type Db, PAGE_SIZE } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'

export const rolesFilter = z.object({
  role: z.enum(ROLES).optional().catch(undefined),
  country: z.enum(COUNTRY_CODES).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type RolesFilter = z.output<typeof rolesFilter>

/** All roles of a person, those that hold first, the newest first. */
export const grantsOfPerson = (db: Db, personId: string) =>
  db
    .select({ grant: grants, organisation: organisations, person: { email: people.email } })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(eq(grants.personId, personId))
    .orderBy(sql`${grants.endedAt} is not null`, sql`${grants.createdAt} desc`)
export type GrantWithOrganisation = Awaited<ReturnType<typeof grantsOfPerson>>[number]

/** Roles that hold in an organisation, with their people, the oldest first. */
export const grantsOfOrganisation = (db: Db, organisationId: string) =>
  db
    .select({
      grant: grants,
      organisation: organisations,
      person: { id: people.id, name: people.name, email: people.email, example: people.example },
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(and(eq(grants.organisationId, organisationId), isNull(grants.endedAt), isNull(people.deletedAt)))
    .orderBy(grants.createdAt, grants.id)

/** People who look after the whole portal. */
export async function countPortalAdministrators(db: Db): Promise<number> {
  const [row] = await db
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
      ),
    )
  return row?.count ?? 0
}

/** What the actor's own role reaches; the whole portal's administrators see all. */
function within(actor: Actor): SQL | undefined {
  const { grant } = actor
  if (isAdministrator(actor)) return undefined
  if (grant?.role !== 'administrator') return sql`false`
  if (grant.organisation) return eq(grants.organisationId, grant.organisation.id)
  if (grant.placeId) return or(eq(grants.placeId, grant.placeId), eq(organisations.placeId, grant.placeId))
  return or(eq(grants.country, grant.country ?? ''), eq(organisations.country, grant.country ?? ''))
}

/** Roles that hold, of people who are here, ordered by country, organisation and role; 20 at a time. */
export async function listGrants(db: Db, actor: Actor, filter: RolesFilter, language: Language) {
  const country = sql<string>`coalesce(${organisations.country}, ${grants.country}, '')`
  const organisation = collated(sql`coalesce(${organisations.name}, '')`, language)
  const [last] = filter.after
    ? await db
        .select({ country, organisation: sql<string>`coalesce(${organisations.name}, '')`, id: grants.id })
        .from(grants)
        .leftJoin(organisations, eq(organisations.id, grants.organisationId))
        .where(eq(grants.id, filter.after))
    : []
  const rows = await db
    .select({
      grant: grants,
      organisation: organisations,
      person: { id: people.id, name: people.name, email: people.email, example: people.example },
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(
      and(
        isNull(grants.endedAt),
        isNull(organisations.closedAt),
        isNull(people.deletedAt),
        within(actor),
        filter.role && eq(grants.role, filter.role),
        filter.country && sql`${country} = ${filter.country}`,
        last &&
          sql`(${country}, ${organisation}, ${grants.id}) > (${last.country}, ${collated(sql`${last.organisation}::text`, language)}, ${last.id}::uuid)`,
      ),
    )
    .orderBy(country, organisation, grants.id)
    .limit(PAGE_SIZE + 1)
  const lines = rows.slice(0, PAGE_SIZE)
  return { grants: lines, next: rows.length > PAGE_SIZE ? lines.at(-1)?.grant.id : undefined }
}
export type GrantLine = Awaited<ReturnType<typeof listGrants>>['grants'][number]
