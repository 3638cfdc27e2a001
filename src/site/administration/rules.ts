/** Who may look after which part of the portal. Pure; what exactly each sees there is decided by core/people and the queries. */
import { type Actor, isAdministrator } from '#platform/actor.ts'

/** The parts of administration, in the order of its menu. */
export const AREAS = [
  'people',
  'roles',
  'invitations',
  'organisations',
  'moderation',
  'audit',
  'outbox',
  'jobs',
  'reference-data',
] as const
export type Area = (typeof AREAS)[number]

/** An administrator of an organisation, country or place looks after its people; what concerns the whole portal is not theirs. */
const OF_PEOPLE: readonly Area[] = ['people', 'roles', 'invitations', 'organisations']

/** What the actor, as they act now, may look after. Nothing for those who only work in the portal. */
export function areasOf(actor: Actor): readonly Area[] {
  const { grant } = actor
  if (actor.id === null || !grant) return []
  if (isAdministrator(actor)) return AREAS
  if (grant.role === 'administrator') return grant.organisation ? OF_PEOPLE : [...OF_PEOPLE, 'moderation']
  return grant.role === 'editor' || grant.role === 'moderator' ? ['moderation'] : []
}

/** An address of which enough is left to recognise one's own: what visitors who try the portal see of other people. */
export const maskedEmail = (email: string): string => email.replace(/^(.).*@(.).*(\.[^.]*)$/u, '$1…@$2…$3')

/** The letters of links in mails open accounts to whoever reads them. */
export const withoutTokens = (text: string): string => text.replaceAll(/([?&]token=)[^\s&]+/g, '$1…')
