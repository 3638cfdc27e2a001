/** Who may propose, publish and change a method or a tool, and read it. Pure: no database, no clock. */
import type { RecordRow } from '#core/records/schema.ts'
import { WRITING_ROLES } from '#modules/practices/index.ts'
import { type Actor, type Grant, holds } from '#platform/actor.ts'
import type { Language } from '#platform/languages.ts'
import type { MethodState } from './schema.ts'

export const STEPS = ['publish', 'archive'] as const
export type Step = (typeof STEPS)[number]

/** From each state, where each step leads. */
const NEXT = {
  submitted: { publish: 'published', archive: 'archived' },
  published: { archive: 'archived' },
  archived: { publish: 'published' },
} as const satisfies Record<MethodState, Partial<Record<Step, MethodState>>>

export function next(state: MethodState, step: Step): MethodState | undefined {
  const steps: Partial<Record<Step, MethodState>> = NEXT[state]
  return steps[step]
}

type Whose = Pick<RecordRow, 'ownerId' | 'organisationId' | 'country'>
export type MethodFacts = Whose & { state: MethodState }

/** Editors of the country in which it was proposed, and of the whole portal. */
export const isEditor = (actor: Actor, { country }: Pick<Whose, 'country'>): boolean =>
  actor.id !== null && holds(actor, 'editor', { country })

/** The organisation in whose name something new is proposed; in a municipality only its administration speaks for it. */
export function proposesFor({ id, grant }: Actor): Grant['organisation'] {
  const organisation = id === null ? null : (grant?.organisation ?? null)
  return organisation?.kind === 'municipality' && !WRITING_ROLES.includes(grant?.role ?? 'member') ? null : organisation
}

/** Members who act for an organisation. Whoever writes a practice may add one there, in the practice's name. */
export const mayPropose = (actor: Actor): boolean => proposesFor(actor) !== null

const isAuthor = (actor: Actor, { ownerId, organisationId }: Whose): boolean =>
  actor.id !== null && (ownerId === actor.id || (organisationId !== null && proposesFor(actor)?.id === organisationId))

/** Editors always; who proposed it until it is decided on. */
export const mayEdit = (actor: Actor, method: MethodFacts): boolean =>
  isEditor(actor, method) || (method.state === 'submitted' && isAuthor(actor, method))

export const may = (actor: Actor, step: Step, method: MethodFacts): boolean =>
  next(method.state, step) !== undefined && isEditor(actor, method)

/** What belongs to all is put into other languages by those who wrote it and by editors of any country: methods know no border. */
export const mayTranslate = (actor: Actor, method: Whose, _into: Language): boolean =>
  isAuthor(actor, method) || (actor.id !== null && actor.grant?.role === 'editor' && !actor.grant.placeId)
