/** Until when a practice counts as true, and who may say that it still is. Pure: no database, no clock. */
import type { Actor } from '#platform/actor.ts'
import { isAuthor, isReviewer, type PracticeFacts } from '../rules.ts'
import type { Standing } from '../schema.ts'

/**
 * Two years: long enough that two budgets show whether a practice goes on, short enough that its prices and its contact still help.
 * No law of the four countries sets a term, so it is the same in all of them.
 */
export const REVIEW_MONTHS = 24
/** Links of the letter work so long: two holiday months do not make them useless. */
export const TOKEN_DAYS = 60
/** Who has not answered after a month is reminded once. */
export const REMIND_AFTER_DAYS = 30

const dayOf = (moment: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

/** The local day from which what was true at a moment has to be asked again. */
export const reviewDayAfter = (moment: Date, timeZone: string): string =>
  dayOf(moment, timeZone).add({ months: REVIEW_MONTHS }).toString()

/** What the rules need to know. A practice from before there were reviews has no day of its own: it counts from its publication. */
export type StandingFacts = { standing: Standing | null; reviewOn: string | null; publishedAt: Date | null }

export const reviewDayOf = ({ reviewOn, publishedAt }: Omit<StandingFacts, 'standing'>): string | null =>
  reviewOn ?? (publishedAt && reviewDayAfter(publishedAt, 'UTC'))

/** Countries are hours apart and the term is two years: the day changes for all at midnight UTC. */
export const todayOf = (now: Date) => now.toISOString().slice(0, 10)

export const FLAGS = ['ended', 'stale', 'changed'] as const
export type Flag = (typeof FLAGS)[number]
/** What readers must know first; nothing for a practice that is as it is described. */
export function flagOf(facts: StandingFacts, now: Date): Flag | undefined {
  if (facts.standing === 'ended') return 'ended'
  const day = reviewDayOf(facts)
  if (day !== null && day <= todayOf(now)) return 'stale'
  return facts.standing === 'changed' ? 'changed' : undefined
}

/** Ended and stale ones stand at the end of lists; what has changed is still done. */
export function isFresh(facts: StandingFacts, now: Date): boolean {
  const flag = flagOf(facts, now)
  return flag !== 'ended' && flag !== 'stale'
}

type Whose = Pick<
  PracticeFacts,
  'ownerId' | 'organisationId' | 'country' | 'placeId' | 'visibility' | 'publishedVersion' | 'state'
>
/** What the public reads; what is in the archive is nobody's to confirm. */
export const canAnswer = ({ visibility, publishedVersion, state }: Omit<Whose, 'country' | 'placeId'>): boolean =>
  visibility === 'public' && publishedVersion !== null && state !== 'archived'

/** Its authors; and the country's editors, who ask those who do not write back. */
export const mayAnswer = (actor: Actor, practice: Whose): boolean =>
  canAnswer(practice) && (isAuthor(actor, practice) || isReviewer(actor, practice))
