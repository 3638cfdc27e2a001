/** Who may ask, answer and close, and when somebody is reminded. Pure: no database, no clock. */
import type { RecordRow } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import { isReviewer } from '#modules/practices/index.ts'
import type { Actor, Role } from '#platform/actor.ts'
import type { Question, QuestionState } from './schema.ts'
import { DAYS_TO_ANSWER, DAYS_TO_REMINDER, isDay } from './working-days.ts'

export type Step = 'answer' | 'close'

/** From each state, where each step leads. A question may have several answers; a closed one is only read. */
const NEXT = {
  waiting: { answer: 'answered', close: 'closed' },
  answered: { answer: 'answered', close: 'closed' },
  closed: {},
} as const satisfies Record<QuestionState, Partial<Record<Step, QuestionState>>>

export function next(state: QuestionState, step: Step): QuestionState | undefined {
  const steps: Partial<Record<Step, QuestionState>> = NEXT[state]
  return steps[step]
}

/** Why an editor closes a question. Nobody is to read on what offends or tells what is private. */
export const CLOSING_REASONS = ['settled', 'off_topic', 'duplicate', 'offensive', 'personal_data'] as const
export type ClosingReason = (typeof CLOSING_REASONS)[number]
export const hides = (reason: ClosingReason | undefined) => reason === 'offensive' || reason === 'personal_data'

/** Who answers for their organisation: those who do its work. In small organisations that have no officers, their members. */
export const ANSWERING_ROLES: readonly Role[] = ['officer', 'mayor', 'administrator', 'editor']
export const ANSWERING_IN_SMALL: readonly Role[] = [...ANSWERING_ROLES, 'member']

type Asked = Pick<Question, 'askedOrganisationId' | 'askedPersonId'>
export function mayAnswerAs(actor: Actor, { askedOrganisationId, askedPersonId }: Asked): boolean {
  if (actor.id === null) return false
  if (actor.id === askedPersonId) return true
  const { grant } = actor
  if (askedOrganisationId === null || grant?.organisation?.id !== askedOrganisationId) return false
  return (grant.organisation.kind === 'municipality' ? ANSWERING_ROLES : ANSWERING_IN_SMALL).includes(grant.role)
}
export const mayAnswer = (actor: Actor, question: Asked & { state: QuestionState }): boolean =>
  next(question.state, 'answer') !== undefined && mayAnswerAs(actor, question)

export type AskedRecord = Pick<RecordRow, 'kind' | 'visibility' | 'publishedVersion' | 'organisationId' | 'ownerId'>
/** A public practice that has somebody to ask. */
export const canBeAsked = (record: AskedRecord): boolean =>
  record.kind === 'practice' &&
  record.visibility === 'public' &&
  record.publishedVersion !== null &&
  (record.organisationId !== null || record.ownerId !== null)

/** Anyone who is signed in asks; the authors know the answer. */
export const mayAsk = (actor: Actor, record: AskedRecord): boolean =>
  actor.id !== null &&
  canBeAsked(record) &&
  record.ownerId !== actor.id &&
  !mayAnswerAs(actor, { askedOrganisationId: record.organisationId, askedPersonId: record.ownerId })

type Whose = Pick<RecordRow, 'ownerId' | 'country' | 'placeId'> & { state: QuestionState }
export const isAsker = (actor: Actor, { ownerId }: Pick<Whose, 'ownerId'>) => actor.id !== null && ownerId === actor.id
/** An editor of the country closes with a reason, whoever asked; but not what they asked themselves. */
export const closesAsEditor = (actor: Actor, question: Whose): boolean =>
  next(question.state, 'close') !== undefined && isReviewer(actor, question) && !isAsker(actor, question)
export const mayClose = (actor: Actor, question: Whose): boolean =>
  next(question.state, 'close') !== undefined && (isAsker(actor, question) || closesAsEditor(actor, question))

/** first, due: letters to those who are asked; unanswered: the editors see it on their desk. */
export const REMINDERS = ['first', 'due', 'unanswered'] as const
export type Reminder = (typeof REMINDERS)[number]

type Waiting = { askedAt: Date; due: Date; reminders: number; country: string }
/** What the day asks for, if it was not done before. Of several that were missed only the last is. */
export function reminderOf({ askedAt, due, reminders, country }: Waiting, now: Date): Reminder | undefined {
  const { timeZone } = countryOf(country)
  const reached =
    now > due
      ? 3
      : isDay(now, askedAt, DAYS_TO_ANSWER, timeZone)
        ? 2
        : isDay(now, askedAt, DAYS_TO_REMINDER, timeZone)
          ? 1
          : 0
  return reached > reminders ? REMINDERS[reached - 1] : undefined
}
/** How many steps are behind once this one is taken. */
export const remindersAfter = (reminder: Reminder) => REMINDERS.indexOf(reminder) + 1
