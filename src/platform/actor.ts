/** Who is asking, in whose name, and over what their roles reach. Pure: how a person signs in is in core/people. */
import type { Language } from './languages.ts'

export const ROLES = ['administrator', 'editor', 'moderator', 'officer', 'mayor', 'councillor', 'member'] as const
export type Role = (typeof ROLES)[number]

export const ORGANISATION_KINDS = [
  'municipality',
  'resource_centre',
  'ministry',
  'agency',
  'association',
  'donor',
  'ngo',
  'expert',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** A role of a person: in an organisation, in a country, in a place, or (all three empty) in the whole portal. */
export type Grant = {
  id: string
  role: Role
  organisation: { id: string; kind: OrganisationKind; name: string; country: string; placeId: string | null } | null
  country: string | null
  placeId: string | null
}

export type Actor = {
  /** The person, or null for a visitor and for the program itself. */
  id: string | null
  name: string
  email: string
  language: Language
  /** Languages that the person reads beside the page's, the dearest first. */
  reading?: readonly Language[]
  /** The one grant in whose name the person acts now; powers come from it alone. */
  grant: Grant | null
  /** All that the person could choose to act as. */
  grants: readonly Grant[]
  sessionId: string | null
  /** Names the request in logs and in the audit trail. */
  requestId: string
}
/** Somebody who is signed in. */
export type Member = Actor & { id: string }

export const nobody: Actor = {
  id: null,
  name: '',
  email: '',
  language: 'en',
  grant: null,
  grants: [],
  sessionId: null,
  requestId: '',
}
/** The program itself: jobs, seeds, migrations. */
export const theProgram: Actor = { ...nobody, name: 'Patokaz', requestId: 'program' }

export const isMember = (actor: Actor): actor is Member => actor.id !== null

/** What a decision is about: a record or organisation of a country, perhaps of a place. */
export type Scope = { country?: string | null; placeId?: string | null; organisationId?: string | null }

/** Organisations whose people act for one place; all others act for their whole country. */
const LOCAL: readonly OrganisationKind[] = ['municipality', 'expert', 'ngo', 'donor']

/** Does a grant reach what a decision is about? */
export function covers(grant: Grant, scope: Scope): boolean {
  const { organisation } = grant
  if (grant.placeId) return scope.placeId === grant.placeId
  if (grant.country) return scope.country === grant.country
  if (!organisation) return true
  if (scope.organisationId === organisation.id) return true
  if (LOCAL.includes(organisation.kind)) return organisation.placeId !== null && scope.placeId === organisation.placeId
  return scope.country === organisation.country
}

/** Does the actor, as they act now, hold one of these roles over the scope? */
export const holds = (actor: Actor, roles: Role | readonly Role[], scope: Scope): boolean =>
  actor.grant !== null && [roles].flat().includes(actor.grant.role) && covers(actor.grant, scope)

/** Looks after the portal as a whole: people, settings, reference data. */
export const isAdministrator = (actor: Actor): boolean =>
  actor.grant?.role === 'administrator' && !actor.grant.organisation && !actor.grant.country && !actor.grant.placeId
