/** Who may nominate which practice, and what counts as conspicuous. Pure: no database, no clock. */
import { type Actor, holds, type Role } from '#platform/actor.ts'
import type { Voice } from './schema.ts'

/** What must be known of a practice to decide. */
export type Candidate = {
  id: string
  country: string
  placeId: string | null
  organisationId: string | null
  /** In the public lists: published and not in the archive. */
  isOpen: boolean
  /** Its owner and all who wrote a version of it. */
  authorIds: readonly string[]
}

const REPRESENTATIVES: readonly Role[] = ['officer', 'mayor', 'councillor']

/** The municipality in whose name the actor acts now, if its voice is theirs to give. */
export function municipalityOf({
  grant,
}: Actor): { organisationId: string; placeId: string; name: string } | undefined {
  const organisation = grant?.organisation
  if (organisation?.kind !== 'municipality' || !organisation.placeId) return undefined
  if (!grant || !REPRESENTATIVES.includes(grant.role)) return undefined
  return { organisationId: organisation.id, placeId: organisation.placeId, name: organisation.name }
}

/** closed: not in the public lists; own: nobody nominates what is theirs; not_entitled: the actor speaks for no municipality. */
export type Refusal = 'closed' | 'own' | 'not_entitled'

/** Why this voice cannot be given by the actor; nothing when it can. */
export function refusalOf(voice: Voice, actor: Actor, candidate: Candidate): Refusal | undefined {
  if (!candidate.isOpen) return 'closed'
  if (voice === 'citizen') return actor.id !== null && candidate.authorIds.includes(actor.id) ? 'own' : undefined
  const municipality = municipalityOf(actor)
  if (!municipality) return 'not_entitled'
  return candidate.placeId === municipality.placeId || candidate.organisationId === municipality.organisationId
    ? 'own'
    : undefined
}

/** Whoever acts for a municipality speaks in its name unless they say otherwise. */
export const usualVoice = (actor: Actor): Voice => (municipalityOf(actor) ? 'municipality' : 'citizen')

/** Moderating reaches whole countries: a role over one place or one municipality does not judge who nominates it. */
export const mayModerate = (actor: Actor, country: string): boolean =>
  holds(actor, ['moderator', 'editor', 'administrator'], { country })

// ── What is conspicuous ─────────────────────────────────────────────────────

/**
 * Borders of what the board shows. They accuse nobody: a local newspaper may bring thirty people in an hour, a school shares one network.
 * They are set so that a handful of friends stays below them.
 */
export const CONSPICUOUS = {
  /** More in one hour, and so many times the practice's own average an hour over the days before. */
  burst: { most: 10, times: 5, days: 30 },
  /** So many from one domain outside the large providers, and so large a part of all citizens' voices of the practice. */
  domain: { least: 5, share: 0.4 },
  /** So many from one network. */
  network: { least: 5 },
  /** So many from accounts younger than this, and so large a part. */
  newAccounts: { least: 5, share: 0.3, hours: 48 },
} as const
export const ANOMALIES = ['burst', 'domain', 'network', 'newAccounts'] as const
export type AnomalyKind = (typeof ANOMALIES)[number]

/** `before`: voices in the `days` before that hour. A practice without history counts as one voice an hour. */
export const isBurst = (count: number, before: number): boolean => {
  const { most, times, days } = CONSPICUOUS.burst
  return count > most && count > times * Math.max(1, before / (days * 24))
}
export const isDomainConspicuous = (count: number, all: number): boolean =>
  count >= CONSPICUOUS.domain.least && count > CONSPICUOUS.domain.share * all
export const isNetworkConspicuous = (count: number): boolean => count >= CONSPICUOUS.network.least
export const areNewAccountsConspicuous = (count: number, all: number): boolean =>
  count >= CONSPICUOUS.newAccounts.least && count > CONSPICUOUS.newAccounts.share * all

/** So many voices after somebody looked open an anomaly again. */
export const leastOf = (kind: AnomalyKind): number =>
  kind === 'burst' ? CONSPICUOUS.burst.most + 1 : CONSPICUOUS[kind].least
