/** Who asks: from the session cookie to the actor, in one query. Signing in and out is Better Auth's work. */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Actor, type Grant, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { planned } from '#platform/planned.ts'
import type { Auth } from './auth.ts'
import { grants, organisations, people, sessions } from './schema.ts'

/** A session that nobody used for so long has ended (ASVS 5.0, 7.3.1): three days, so that it survives a night and not a holiday. */
export const IDLE_SECONDS = 3 * 24 * 60 * 60
/** Use of a session is noted at most this often, so that reading pages does not write. */
const NOTED_EVERY_SECONDS = 15 * 60

const grantColumns = { id: grants.id, role: grants.role, country: grants.country, placeId: grants.placeId }
const organisationColumns = {
  id: organisations.id,
  kind: organisations.kind,
  name: organisations.name,
  country: organisations.country,
  placeId: organisations.placeId,
}

/** A row a grant; one without when there is none. */
const sessionQuery = (db: Db) =>
  db
    .select({
      sessionId: sessions.id,
      usedAt: sessions.updatedAt,
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      reading: people.readingLanguages,
      actingGrantId: people.actingGrantId,
      example: people.example,
      grant: grantColumns,
      organisation: { ...organisationColumns, closedAt: organisations.closedAt },
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .leftJoin(grants, and(eq(grants.personId, people.id), isNull(grants.endedAt)))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(
      and(
        eq(sessions.token, sql.placeholder('token')),
        gt(sessions.expiresAt, sql.placeholder('now')),
        gt(sessions.updatedAt, sql.placeholder('usedAfter')),
        isNull(people.deletedAt),
      ),
    )
    .orderBy(asc(grants.createdAt), asc(grants.id))

/** The person behind a request, with all grants that hold and the one in whose name they act; nobody without a valid session. */
export async function actorOf(auth: Auth, db: Db, headers: Headers, requestId: string, now: Date): Promise<Actor> {
  const token = auth.sessionToken(headers)
  if (!token) return { ...nobody, requestId }
  const query = planned(db, 'session', () => sessionQuery(db))
  const rows = await query.execute({ token, now, usedAfter: before(now, IDLE_SECONDS) })
  const [found] = rows
  if (!found || (found.example && !auth.examples)) return { ...nobody, requestId }
  const held = rows.flatMap(({ grant, organisation }) =>
    grant && !organisation?.closedAt ? [grantOf(grant, organisation)] : [],
  )
  if (found.usedAt < before(now, NOTED_EVERY_SECONDS))
    await db.update(sessions).set({ updatedAt: now }).where(eq(sessions.id, found.sessionId))
  const { id, name, email, language, reading, sessionId } = found
  return {
    id,
    name,
    email,
    language,
    reading,
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
    .select({ grant: grantColumns, organisation: organisationColumns })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(and(eq(grants.personId, personId), isNull(grants.endedAt), isNull(organisations.closedAt)))
    .orderBy(asc(grants.createdAt), asc(grants.id))
  return rows.map(({ grant, organisation }) => grantOf(grant, organisation))
}

const grantOf = (
  grant: Omit<Grant, 'organisation'>,
  organisation: NonNullable<Grant['organisation']> | null,
): Grant => ({
  ...grant,
  organisation: organisation && {
    id: organisation.id,
    kind: organisation.kind,
    name: organisation.name,
    country: organisation.country,
    placeId: organisation.placeId,
  },
})
