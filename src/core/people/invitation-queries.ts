/** SQL of invitations: sent by mail, accepted once, withdrawn. Only the hash of a link's token is kept. */
import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, isAdministrator, type Member, theProgram } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { permit, Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { DEFAULT_LANGUAGE } from '#platform/languages.ts'
import { sendLater } from '#platform/mail.ts'
import { countInvitation } from './doors.ts'
import { reachFrom } from './example-accounts.ts'
import type { InviteInput } from './forms.ts'
import { invitationLetter } from './letters.ts'
import { addGrant, administratorsBeside, reachOf } from './people-queries.ts'
import { mayInvite, type Reach } from './rules.ts'
import { type Invitation, invitations, organisations, people } from './schema.ts'

const VALID_DAYS = 14
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const newToken = () => randomBytes(32).toString('base64url')
const expiry = (now: Date) => new Date(now.getTime() + VALID_DAYS * 24 * 60 * 60 * 1000)

/** Invites somebody into a role and mails the link. Refused when the rules say so, an example account for a real e-mail too. Returns the invitation's id. */
export async function invite(db: Db, actor: Member, input: InviteInput, config: Config, now: Date): Promise<string> {
  await countInvitation(db, actor.id, now)
  return db.transaction(async (tx) => {
    const reach = await reachOf(tx, input)
    if (!reach || !mayInvite(actor, input.role, reach)) throw new Refused('invitation.refused')
    permit((await reachFrom(tx, actor.id))(input.email), 'invitation.refused')
    const token = newToken()
    const id = newId()
    await tx.insert(invitations).values({
      id,
      email: input.email,
      language: input.language,
      role: input.role,
      organisationId: reach.organisation?.id,
      country: reach.country,
      placeId: reach.placeId,
      tokenHash: hashOf(token),
      invitedBy: actor.id,
      createdAt: now,
      expiresAt: expiry(now),
    })
    const organisation = await nameOf(tx, reach)
    await sendLater(tx, invitationLetter(config, { ...input, organisation, inviter: actor.name, token }), now)
    await record(tx, actor, 'invitation.sent', now, {
      country: reach.organisation?.country ?? reach.country,
      placeId: reach.organisation?.placeId ?? reach.placeId,
      data: { invitationId: id, role: input.role, organisationId: reach.organisation?.id },
    })
    return id
  })
}
const nameOf = async (tx: Db, { organisation }: Reach) => {
  if (!organisation) return null
  const [row] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisation.id))
  return row?.name ?? null
}

/** Open invitations that the actor could have sent, newest first. */
export async function listInvitations(db: Db, actor: Actor, now: Date) {
  const { grant } = actor
  const theirs: SQL | undefined = isAdministrator(actor)
    ? undefined
    : grant?.role !== 'administrator'
      ? sql`false`
      : grant.organisation
        ? eq(invitations.organisationId, grant.organisation.id)
        : grant.placeId
          ? or(eq(invitations.placeId, grant.placeId), eq(organisations.placeId, grant.placeId))
          : or(eq(invitations.country, grant.country ?? ''), eq(organisations.country, grant.country ?? ''))
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      country: invitations.country,
      placeId: invitations.placeId,
      organisationId: invitations.organisationId,
      organisation: organisations.name,
      inviter: people.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
    .leftJoin(people, eq(people.id, invitations.invitedBy))
    .where(and(stillOpen(now), theirs))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(200)
}
export type InvitationLine = Awaited<ReturnType<typeof listInvitations>>[number]

const stillOpen = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt), gt(invitations.expiresAt, now))

/** Takes an invitation back; its link no longer works. */
export async function withdrawInvitation(db: Db, actor: Member, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, id), stillOpen(now)))
    if (!found) return
    const reach = await reachOf(tx, found)
    if (!reach || !mayInvite(actor, found.role, reach)) throw new Refused('invitation.refused')
    permit((await reachFrom(tx, actor.id))(found.email), 'invitation.refused')
    await tx.update(invitations).set({ withdrawnAt: now }).where(eq(invitations.id, id))
    await record(tx, actor, 'invitation.withdrawn', now, {
      country: found.country,
      placeId: found.placeId,
      data: { invitationId: id, role: found.role },
    })
  })
}

/** The open invitation behind a link, with what the page says about it. */
export async function findInvitation(db: Db, token: string, now: Date) {
  const [found] = await db
    .select({ invitation: invitations, organisation: organisations.name, inviter: people.name })
    .from(invitations)
    .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
    .leftJoin(people, eq(people.id, invitations.invitedBy))
    .where(and(eq(invitations.tokenHash, hashOf(token)), stillOpen(now), isNull(organisations.closedAt)))
  return found
}
export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>

/** The first administrator's link is printed in the terminal and has no address; all others are for one e-mail. */
export const isFor = (invitation: Pick<Invitation, 'email'>, email: string) =>
  invitation.email === '' || invitation.email === email

/** Takes the role that was offered and acts in it from now on. False when the invitation is for another e-mail or no longer open. */
export async function acceptInvitation(db: Db, actor: Member, token: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .update(invitations)
      .set({ acceptedAt: now })
      .where(and(eq(invitations.tokenHash, hashOf(token)), stillOpen(now)))
      .returning()
    const reach = found && (await reachOf(tx, found))
    if (!found || !reach || !isFor(found, actor.email)) {
      if (found) await tx.update(invitations).set({ acceptedAt: null }).where(eq(invitations.id, found.id))
      return false
    }
    const grantId = await addGrant(
      tx,
      actor,
      { personId: actor.id, role: found.role, reach, grantedBy: found.invitedBy },
      now,
    )
    await tx.update(people).set({ actingGrantId: grantId, updatedAt: now }).where(eq(people.id, actor.id))
    await record(tx, actor, 'invitation.accepted', now, {
      country: reach.organisation?.country ?? reach.country,
      placeId: reach.organisation?.placeId ?? reach.placeId,
      data: { invitationId: found.id, role: found.role },
    })
    return true
  })
}

/**
 * A link by which the first administrator of an empty portal registers; undefined when there is one already. Each call makes a new link and
 * withdraws the one before, so only the one printed last works.
 */
export async function firstAdministratorInvitation(db: Db, config: Config, now: Date): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    if ((await administratorsBeside(tx, null)) > 0) return undefined
    await tx
      .update(invitations)
      .set({ withdrawnAt: now })
      .where(and(eq(invitations.email, ''), stillOpen(now)))
    const token = newToken()
    await tx.insert(invitations).values({
      id: newId(),
      email: '',
      language: DEFAULT_LANGUAGE,
      role: 'administrator',
      tokenHash: hashOf(token),
      createdAt: now,
      expiresAt: expiry(now),
    })
    await record(tx, theProgram, 'invitation.sent', now, { data: { role: 'administrator', first: true } })
    return `${config.publicUrl}/${DEFAULT_LANGUAGE}/account/invitation?token=${token}`
  })
}
