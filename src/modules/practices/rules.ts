/** What is allowed with a practice: states, and who may read, write and review. Pure: no database, no clock. */

import type { RecordRow } from '#core/records/schema.ts'
import { allCountries, countryOf } from '#countries/index.ts'
import { type Actor, covers, type Grant, type Role } from '#platform/actor.ts'
import type { Language } from '#platform/languages.ts'
import type { State } from './schema.ts'

/** From each state, where each step leads. A step that is not named is not possible. */
const NEXT = {
  draft: { submit: 'submitted' },
  submitted: { publish: 'published', askChanges: 'changes_asked', withdraw: 'draft', archive: 'archived' },
  changes_asked: { submit: 'submitted' },
  published: { archive: 'archived', revise: 'draft' },
  archived: { restore: 'published', revise: 'draft' },
} as const satisfies Record<State, Partial<Record<Step, State>>>

export const AUTHOR_STEPS = ['submit', 'withdraw', 'revise'] as const
export const REVIEWER_STEPS = ['publish', 'askChanges', 'archive', 'restore'] as const
export type Step = (typeof AUTHOR_STEPS)[number] | (typeof REVIEWER_STEPS)[number]

/** What the rules need to know of a practice. */
export type PracticeFacts = Pick<
  RecordRow,
  'ownerId' | 'organisationId' | 'country' | 'placeId' | 'visibility' | 'publishedVersion'
> & {
  state: State
  /** Everyone who wrote a version of its text. */
  writers: readonly string[]
}
type Whose = Pick<PracticeFacts, 'ownerId' | 'organisationId'>
type Where = Pick<PracticeFacts, 'country' | 'placeId'>

/** Where a step leads, or nothing when the state does not allow it. */
export function next(practice: Pick<PracticeFacts, 'state' | 'publishedVersion'>, step: Step): State | undefined {
  const wasPublished = practice.publishedVersion !== null
  // Taken out of the lists by a reviewer, it comes back through a reviewer; what never was public has nothing to restore.
  if (practice.state === 'archived' && (step === 'restore') !== wasPublished) return undefined
  const steps: Partial<Record<Step, State>> = NEXT[practice.state]
  return steps[step]
}

/** Roles that write in the name of their organisation. */
export const WRITING_ROLES: readonly Role[] = ['officer', 'mayor', 'administrator']

/**
 * The organisation in whose name a new practice is written. In a municipality only the administration writes for it, not its
 * councillors; other organisations are small, and all their people do. Nobody: the person writes in their own name.
 */
export function writesFor(actor: Actor): Grant['organisation'] {
  const { grant } = actor
  const organisation = grant?.organisation ?? null
  return organisation?.kind === 'municipality' && !WRITING_ROLES.includes(grant?.role ?? 'member') ? null : organisation
}

/** Its owner, and those who write in the name of the organisation that it belongs to. */
export function isAuthor(actor: Actor, practice: Whose): boolean {
  if (actor.id === null) return false
  if (practice.ownerId === actor.id) return true
  const { grant } = actor
  return (
    grant?.organisation != null &&
    grant.organisation.id === practice.organisationId &&
    WRITING_ROLES.includes(grant.role)
  )
}

/** An editor of the kind of organisation that publishes practices in the country, or an editor for the country as such. */
export function isReviewer(actor: Actor, practice: Where): boolean {
  const { grant } = actor
  if (actor.id === null || grant?.role !== 'editor' || grant.placeId) return false
  const { organisation } = grant
  if (!organisation) return covers(grant, { country: practice.country })
  const publisher = countryOf(practice.country).practicesArePublishedBy
  return organisation.kind === publisher && organisation.country === practice.country
}

/** Nobody decides on what they wrote, neither as owner nor as the writer of any version. */
export const mayReview = (actor: Actor, practice: PracticeFacts): boolean =>
  isReviewer(actor, practice) && !isAuthor(actor, practice) && !practice.writers.includes(actor.id ?? '')

/** What is public stays readable while its authors revise it; the rest is its authors' and, once sent for review, the reviewers'. */
export const mayRead = (actor: Actor, practice: Omit<PracticeFacts, 'writers'>): boolean =>
  practice.visibility === 'public' || mayReadManuscript(actor, practice)

/** The text that is being worked on, its notes and versions. A draft is only its authors' until they send it. */
export const mayReadManuscript = (
  actor: Actor,
  practice: Pick<PracticeFacts, 'ownerId' | 'organisationId' | 'country' | 'placeId' | 'state'>,
): boolean => isAuthor(actor, practice) || (practice.state !== 'draft' && isReviewer(actor, practice))

export const mayEdit = (actor: Actor, practice: PracticeFacts): boolean =>
  isAuthor(actor, practice) && (practice.state === 'draft' || practice.state === 'changes_asked')

/** What never was public may be thrown away by its authors. */
export const mayRemove = (actor: Actor, practice: PracticeFacts): boolean =>
  mayEdit(actor, practice) && practice.publishedVersion === null

/**
 * Who puts a public practice into another language. Those in whose name it was written, into any. Editors of its country, into any, since they answer
 * for what the public reads of it. Editors of other countries, into the languages of their own country: nobody knows them better,
 * and it is how a practice comes to a country where nobody of its own could translate it.
 */
export function mayTranslate(actor: Actor, practice: Whose & Pick<Where, 'country'>, into: Language): boolean {
  if (isAuthor(actor, practice)) return true
  const { grant } = actor
  if (actor.id === null || grant?.role !== 'editor') return false
  return (
    covers(grant, { country: practice.country }) ||
    allCountries.some(({ code, languages }) => languages.includes(into) && covers(grant, { country: code }))
  )
}

/** May this actor take this step now? */
export function may(actor: Actor, step: Step, practice: PracticeFacts): boolean {
  if (next(practice, step) === undefined) return false
  return (AUTHOR_STEPS as readonly Step[]).includes(step) ? isAuthor(actor, practice) : mayReview(actor, practice)
}
