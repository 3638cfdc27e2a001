/** Who asks: from the session cookie to the actor, in two queries. Signing in and out is Better Auth's work. */
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { type Actor, type Grant, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Auth } from './auth.ts'
import { grants, organisations, people, sessions } from './schema.ts'

/** A session that nobody used for so long has ended (ASVS 5.0, 7.3.1): three days, so that it survives a night and not a holiday. */
export const IDLE_SECONDS = 3 * 24 * 60 * 60
/** Use of a session is noted at most this often, so that reading pages does not write. */
const NOTED_EVERY_SECONDS = 15 * 60

/** The person behind a request, with all grants that hold and the one in whose name they act; nobody without a valid session. */
export async function actorOf(auth: Auth, db: Db, headers: Headers, requestId: string, now: Date): Promise<Actor> {
  const token = auth.sessionToken(headers)
  if (!token) return { ...nobody, requestId }
  const [found] = await db
    .select({
      sessionId: sessions.id,
      usedAt: sessions.updatedAt,
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      actingGrantId: people.actingGrantId,
      example: people.example,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .where(
      and(
        eq(sessions.token, token),
        gt(sessions.expiresAt, now),
        gt(sessions.updatedAt, before(now, IDLE_SECONDS)),
        isNull(people.deletedAt),
      ),
    )
  if (!found || (found.example && !auth.examples)) return { ...nobody, requestId }
  const held = await grantsOf(db, found.id)
  if (found.usedAt < before(now, NOTED_EVERY_SECONDS))
    await db.update(sessions).set({ updatedAt: now }).where(eq(sessions.id, found.sessionId))
  const { id, name, email, language, sessionId } = found
  return {
    id,
    name,
    email,
    language,
    sessionId,
    requestId,
    grants: held,
    grant: actingGrant(held, found.actingGrantId),
  }
}

const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)

/** The chosen grant while it holds; otherwise the first that the person was given. */
export const actingGrant = (held: readonly Grant[], chosen: string | null): Grant | null =>
  held.find(({ id }) => id === chosen) ?? held[0] ?? null

/** All roles that a person holds now, oldest first; those of closed organisations have ended with them. */
export async function grantsOf(db: Db, personId: string): Promise<Grant[]> {
  const rows = await db
    .select({ grant: grants, organisation: organisations })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(and(eq(grants.personId, personId), isNull(grants.endedAt), isNull(organisations.closedAt)))
    .orderBy(asc(grants.createdAt), asc(grants.id))
  return rows.map(({ grant, organisation }) => ({
    id: grant.id,
    role: grant.role,
    country: grant.country,
    placeId: grant.placeId,
    organisation: organisation && {
      id: organisation.id,
      kind: organisation.kind,
      name: organisation.name,
      country: organisation.country,
      placeId: organisation.placeId,
    },
  }))
}
