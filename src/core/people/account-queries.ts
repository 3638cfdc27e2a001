/** SQL of a person's own account: profile, sessions, keys, their data and its end. Passwords and sign-in are written by Better Auth. */
import { verifyPassword } from 'better-auth/crypto'
import { and, asc, desc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import type { Module } from '#platform/module.ts'
import { auditEntries, auditPersonal, formDrafts, outbox } from '#platform/schema.ts'
import { administratorsBeside } from './people-queries.ts'
import {
  credentials,
  grants,
  invitations,
  organisations,
  passkeys,
  people,
  sessions,
  twoFactors,
  verifications,
} from './schema.ts'

/** The person of an account with what the account page says about how they sign in. */
// `${people}.id`: in a query of one table Drizzle writes columns without their table, and inside the subquery `id` would be another one.
export async function findAccount(db: Db, personId: string) {
  const [found] = await db
    .select({
      person: people,
      hasPassword: sql<boolean>`exists (select 1 from ${credentials} where ${credentials.userId} = ${people}.id and ${credentials.password} is not null)`,
      passkeys: sql<number>`(select count(*)::int from ${passkeys} where ${passkeys.userId} = ${people}.id)`,
      sessions: sql<number>`(select count(*)::int from ${sessions} where ${sessions.userId} = ${people}.id and ${sessions.expiresAt} > now())`,
    })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deletedAt)))
  return found
}
export type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

export type ProfileInput = { name: string; language: Language; readingLanguages: Language[] }

export async function changeProfile(db: Db, actor: Member, input: ProfileInput, now: Date) {
  await db.transaction(async (tx) => {
    await tx
      .update(people)
      .set({ ...input, updatedAt: now })
      .where(eq(people.id, actor.id))
    await record(tx, actor, 'profile.changed', now, { data: { language: input.language } })
  })
}

/** Chooses in whose name the person acts. False when the role is not theirs or has ended. */
export async function chooseGrant(db: Db, actor: Member, grantId: string, now: Date): Promise<boolean> {
  if (!actor.grants.some(({ id }) => id === grantId)) return false
  await db.transaction(async (tx) => {
    await tx.update(people).set({ actingGrantId: grantId, updatedAt: now }).where(eq(people.id, actor.id))
    await record(tx, actor, 'acting-grant.chosen', now, { data: { grantId } })
  })
  return true
}

/** Does the person's password fit? A person without one never fits. */
export async function passwordFits(db: Db, personId: string, password: string): Promise<boolean> {
  const [row] = await db
    .select({ hash: credentials.password })
    .from(credentials)
    .where(
      and(eq(credentials.userId, personId), eq(credentials.providerId, 'credential'), isNotNull(credentials.password)),
    )
  return row?.hash ? verifyPassword({ hash: row.hash, password }) : false
}

/** Whose password a mailed link may set: for judging the new one against their name. */
export async function personOfResetToken(db: Db, token: string, now: Date) {
  const [person] = await db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(verifications)
    .innerJoin(people, sql`${people.id}::text = ${verifications.value}`)
    .where(
      and(
        eq(verifications.identifier, `reset-password:${token}`),
        gt(verifications.expiresAt, now),
        isNull(people.deletedAt),
      ),
    )
  return person
}

export const listSessions = (db: Db, personId: string, now: Date) =>
  db
    .select({
      id: sessions.id,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.updatedAt))
export type SessionLine = Awaited<ReturnType<typeof listSessions>>[number]

/** Ends one session of the person, or all but the one they are in, or all. Returns how many. */
export async function endSessions(
  db: Db,
  actor: Member,
  which: { id: string } | 'others' | 'all',
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, actor.id),
          which === 'all'
            ? undefined
            : which === 'others'
              ? ne(sessions.id, actor.sessionId ?? actor.id)
              : eq(sessions.id, which.id),
        ),
      )
      .returning({ id: sessions.id })
    if (ended.length) await record(tx, actor, 'sessions.ended', now, { data: { count: ended.length } })
    return ended.length
  })
}

export const listPasskeys = (db: Db, personId: string) =>
  db
    .select({ id: passkeys.id, name: passkeys.name, aaguid: passkeys.aaguid, createdAt: passkeys.createdAt })
    .from(passkeys)
    .where(eq(passkeys.userId, personId))
    .orderBy(asc(passkeys.createdAt))
export type PasskeyLine = Awaited<ReturnType<typeof listPasskeys>>[number]

export async function removePasskey(db: Db, actor: Member, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const removed = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.userId, actor.id)))
      .returning({ id: passkeys.id })
    if (removed.length) await record(tx, actor, 'passkey.removed', now)
    return removed.length > 0
  })
}

/** All that accounts, roles, mail and the audit trail keep about a person; tables of other subjects are theirs to give. */
export async function ownAccountData(db: Db, personId: string): Promise<Record<string, unknown>> {
  const [person] = await db.select().from(people).where(eq(people.id, personId))
  const roles = await db
    .select({
      role: grants.role,
      organisation: organisations.name,
      country: grants.country,
      placeId: grants.placeId,
      from: grants.createdAt,
      until: grants.endedAt,
    })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(eq(grants.personId, personId))
    .orderBy(asc(grants.createdAt))
  const ways = await db
    .select({ provider: credentials.providerId, since: credentials.createdAt })
    .from(credentials)
    .where(eq(credentials.userId, personId))
  const open = await db
    .select({
      address: sessions.ipAddress,
      browser: sessions.userAgent,
      from: sessions.createdAt,
      until: sessions.expiresAt,
    })
    .from(sessions)
    .where(eq(sessions.userId, personId))
  const letters = await db
    .select({ at: outbox.at, to: outbox.to, subject: outbox.subject, sentAt: outbox.sentAt })
    .from(outbox)
    .where(eq(outbox.personId, personId))
    .orderBy(asc(outbox.at))
  const trail = await db
    .select({
      at: auditEntries.at,
      action: auditEntries.action,
      outcome: auditEntries.outcome,
      data: auditEntries.data,
      personal: auditPersonal.values,
    })
    .from(auditEntries)
    .leftJoin(auditPersonal, eq(auditPersonal.entryId, auditEntries.id))
    .where(or(eq(auditEntries.actorId, personId), eq(auditPersonal.personId, personId)))
    .orderBy(asc(auditEntries.id))
  const drafts = await db
    .select({ key: formDrafts.key, values: formDrafts.values, updatedAt: formDrafts.updatedAt })
    .from(formDrafts)
    .where(eq(formDrafts.personId, personId))
  return {
    person: person && {
      id: person.id,
      name: person.name,
      email: person.email,
      emailConfirmed: person.emailVerified,
      language: person.language,
      readingLanguages: person.readingLanguages,
      twoStep: person.twoFactorEnabled,
      example: person.example,
      registered: person.createdAt,
    },
    roles,
    waysToSignIn: ways,
    passkeys: (await listPasskeys(db, personId)).map(({ name, createdAt }) => ({ name, createdAt })),
    sessions: open,
    letters,
    drafts,
    trail,
  }
}

/** Takes the person out of accounts, mail and personal values of the trail; roles end, rows that records point at stay without a name. */
async function eraseAccount(db: Db, personId: string, now: Date): Promise<void> {
  const [person] = await db.select({ email: people.email }).from(people).where(eq(people.id, personId))
  if (!person) return
  await db
    .update(grants)
    .set({ endedAt: now })
    .where(and(eq(grants.personId, personId), isNull(grants.endedAt)))
  for (const table of [sessions, credentials, passkeys, twoFactors])
    await db.delete(table).where(eq(table.userId, personId))
  await db.delete(verifications).where(eq(verifications.value, personId))
  await db.delete(invitations).where(eq(invitations.email, person.email))
  await db.delete(formDrafts).where(eq(formDrafts.personId, personId))
  await db.delete(outbox).where(or(eq(outbox.personId, personId), eq(outbox.to, person.email)))
  await db.delete(auditPersonal).where(eq(auditPersonal.personId, personId))
  await db
    .update(people)
    .set({
      name: '',
      email: `${newId()}@deleted.invalid`,
      emailVerified: false,
      image: null,
      actingGrantId: null,
      twoFactorEnabled: false,
      deletedAt: now,
      updatedAt: now,
    })
    .where(eq(people.id, personId))
}

/** Ends the account in every subject at once, here last. False when the person is the portal's last administrator. */
export async function deleteAccount(db: Db, actor: Member, modules: readonly Module[], now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isOfPortal = actor.grants.some(
      ({ role, organisation, country, placeId }) => role === 'administrator' && !organisation && !country && !placeId,
    )
    if (isOfPortal && (await administratorsBeside(tx, actor.id)) < 1) return false
    await record(tx, actor, 'person.deleted', now)
    for (const { erase } of modules) await erase?.(tx, actor.id)
    await eraseAccount(tx, actor.id, now)
    return true
  })
}
