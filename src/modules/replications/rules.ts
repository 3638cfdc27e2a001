/** Who may say that a municipality applied a practice, change it and take it back. Pure: no database, no clock. */
import type { RecordRow } from '#core/records/schema.ts'
import { isReviewer, WRITING_ROLES } from '#modules/practices/index.ts'
import type { Actor, Grant } from '#platform/actor.ts'
import type { REPLICATION_STATES } from './schema.ts'

export type ReplicationState = (typeof REPLICATION_STATES)[number]
/** withdraw, publish: by the municipality itself; takeDown, restore: by an editor of the country, who says why. */
export type Step = 'withdraw' | 'publish' | 'takeDown' | 'restore'

/** From each state, where each step leads. What an editor took down, only an editor brings back. */
const NEXT = {
  published: { withdraw: 'withdrawn', takeDown: 'withdrawn' },
  withdrawn: { publish: 'published', restore: 'published' },
} as const satisfies Record<ReplicationState, Partial<Record<Step, ReplicationState>>>

export const STEPS_OF_EDITORS: readonly Step[] = ['takeDown', 'restore']

type Whose = Pick<RecordRow, 'organisationId' | 'country' | 'placeId'>
export type ReplicationFacts = Whose & { state: ReplicationState; takenDown: boolean }

export function next({ state, takenDown }: Pick<ReplicationFacts, 'state' | 'takenDown'>, step: Step) {
  if (state === 'withdrawn' && (step === 'restore') !== takenDown) return undefined
  const steps: Partial<Record<Step, ReplicationState>> = NEXT[state]
  return steps[step]
}

type Municipality = NonNullable<Grant['organisation']> & { placeId: string }

/** The municipality for which the actor speaks, as they act now: its officers, mayor and administrators. */
export function municipalityOf({ id, grant }: Actor): Municipality | undefined {
  const organisation = grant?.organisation
  if (id === null || !grant || organisation?.kind !== 'municipality' || !organisation.placeId) return undefined
  return WRITING_ROLES.includes(grant.role) ? { ...organisation, placeId: organisation.placeId } : undefined
}

export type AppliedPractice = Pick<RecordRow, 'kind' | 'visibility' | 'publishedVersion' | 'organisationId' | 'placeId'>

/** A municipality says so of public practices of others; what is its own needs no repeating. */
export function mayReplicate(actor: Actor, practice: AppliedPractice): boolean {
  const municipality = municipalityOf(actor)
  return (
    municipality !== undefined &&
    practice.kind === 'practice' &&
    practice.visibility === 'public' &&
    practice.publishedVersion !== null &&
    practice.organisationId !== municipality.id &&
    practice.placeId !== municipality.placeId
  )
}

/** Whoever speaks for the municipality that applied it. */
export const speaksFor = (actor: Actor, { organisationId }: Pick<Whose, 'organisationId'>): boolean =>
  organisationId !== null && municipalityOf(actor)?.id === organisationId

/** Saving what was withdrawn publishes it again, so it is refused where that is. */
export const mayEdit = (actor: Actor, replication: ReplicationFacts): boolean =>
  speaksFor(actor, replication) && !(replication.state === 'withdrawn' && replication.takenDown)

export function may(actor: Actor, step: Step, replication: ReplicationFacts): boolean {
  if (next(replication, step) === undefined) return false
  return STEPS_OF_EDITORS.includes(step)
    ? isReviewer(actor, replication) && !speaksFor(actor, replication)
    : speaksFor(actor, replication)
}
