/** Who may invite whom, give which role, and look after which organisation. Pure: no database, no clock. */
import {
  type Actor,
  covers,
  type Grant,
  isAdministrator,
  type OrganisationKind,
  ROLES,
  type Role,
  type Scope,
} from '#platform/actor.ts'

/** What a role is given over: an organisation, a country, a place, or (nothing of these) the whole portal. */
export type Reach = {
  organisation: { id: string; kind: OrganisationKind; country: string; placeId: string | null } | null
  country: string | null
  placeId: string | null
}
export const WHOLE_PORTAL: Reach = { organisation: null, country: null, placeId: null }

/** Roles that belong to an organisation of a kind; elsewhere they would say something untrue. */
const ONLY_IN: Partial<Record<Role, readonly OrganisationKind[]>> = {
  mayor: ['municipality'],
  councillor: ['municipality'],
}
/** Roles that make sense without an organisation: over a country, a place or the portal. */
const WITHOUT_ORGANISATION: readonly Role[] = ['administrator', 'editor', 'moderator']

/** Does the role fit what it is given over? A role never has two of organisation, country and place. */
export function roleFits(role: Role, reach: Reach): boolean {
  const given = [reach.organisation, reach.country, reach.placeId].filter((part) => part !== null)
  if (given.length > 1) return false
  if (!reach.organisation) return WITHOUT_ORGANISATION.includes(role)
  return ONLY_IN[role]?.includes(reach.organisation.kind) ?? true
}

const scopeOf = ({ organisation, country, placeId }: Reach): Scope =>
  organisation
    ? { organisationId: organisation.id, country: organisation.country, placeId: organisation.placeId }
    : { country, placeId }

/** Does a role of `grant` reach everything that `reach` would? Nobody gives more than they hold. */
function reachesAsFar(grant: Grant, reach: Reach): boolean {
  const wholePortal = !reach.organisation && !reach.country && !reach.placeId
  const theirsIsWhole = !grant.organisation && !grant.country && !grant.placeId
  if (wholePortal || theirsIsWhole) return theirsIsWhole
  if (grant.organisation) return reach.organisation?.id === grant.organisation.id
  return covers(grant, scopeOf(reach))
}

/**
 * May the actor give this role over this? The portal's administrators give any role, an administrator of a country, a place or an
 * organisation those within it. Nobody else gives roles.
 */
export const mayGrant = (actor: Actor, role: Role, reach: Reach): boolean =>
  actor.grant?.role === 'administrator' && roleFits(role, reach) && reachesAsFar(actor.grant, reach)

/** Inviting is giving a role to somebody who is not here yet. */
export const mayInvite = mayGrant

/** Roles that the actor may give over this, in the order of ROLES. */
export const grantableRoles = (actor: Actor, reach: Reach): Role[] =>
  ROLES.filter((role) => mayGrant(actor, role, reach))

/** Whose role may be ended: anybody's own, and what one could have given. The last administrator of the portal stays. */
export function mayEndGrant(
  actor: Actor,
  grant: { personId: string; role: Role; reach: Reach },
  administratorsLeft: number,
): boolean {
  const ofPortal =
    grant.role === 'administrator' && !grant.reach.organisation && !grant.reach.country && !grant.reach.placeId
  if (ofPortal && administratorsLeft < 1) return false
  return actor.id === grant.personId || mayGrant(actor, grant.role, grant.reach)
}

/** Name, contact and members of an organisation: its own administrators and those who reach it. */
export const mayManageOrganisation = (actor: Actor, organisation: NonNullable<Reach['organisation']>): boolean =>
  actor.grant?.role === 'administrator' && reachesAsFar(actor.grant, { ...WHOLE_PORTAL, organisation })

/** New organisations, and the end of one: the portal's administrators and those of the country. */
export const mayAddOrganisation = (actor: Actor, country: string): boolean =>
  actor.grant?.role === 'administrator' &&
  !actor.grant.organisation &&
  reachesAsFar(actor.grant, { ...WHOLE_PORTAL, country })

/** The list of all people with their e-mail addresses. */
export const maySeePeople = (actor: Actor): boolean => isAdministrator(actor)

/** An example account is everybody's: nobody changes or deletes it, or leaves a password, a second step or a key on it. */
export const mayChangeAccount = (person: { example: boolean }): boolean => !person.example

/** An e-mail that no person can have: its domain is set aside for examples and tests (RFC 2606, RFC 6761). */
export const isNobodysEmail = (email: string): boolean =>
  /[@.](example(\.(com|net|org))?|test|invalid|localhost)$/i.test(email)

/** An example account is everybody's, so it invites, writes to and decides over example people only. */
export const mayReach = (actor: { example: boolean }, email: string): boolean => !actor.example || isNobodysEmail(email)

/** Where to go after signing in: a path of this portal, or nothing. Never another site, however it is written. */
export function ownPath(next: string | undefined | null): string | undefined {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\p{Cc}\\]/u.test(next) || next.length > 2000)
    return undefined
  const base = 'http://portal.invalid'
  try {
    const url = new URL(next, base)
    return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}
