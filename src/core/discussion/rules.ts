/** What is allowed with a comment: its states, who writes, edits and decides, and how much new people may write. Pure: no database, no clock. */
import type { RecordRow } from '#core/records/schema.ts'
import { type Actor, covers, type Grant, isMember, type Role } from '#platform/actor.ts'
import type { Limit } from '#platform/limits.ts'
import type { CommentRow, CommentState, Moderation } from './schema.ts'

export type CommentStep = 'show' | 'refuse' | 'withdraw' | 'resubmit'

/** From each state, where each step leads. A refused comment may be shown after all; a withdrawn one stays withdrawn. */
const NEXT = {
  waiting: { show: 'shown', refuse: 'refused', withdraw: 'withdrawn', resubmit: 'waiting' },
  shown: { refuse: 'refused', withdraw: 'withdrawn', resubmit: 'waiting' },
  refused: { show: 'shown', withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Record<CommentState, Partial<Record<CommentStep, CommentState>>>

/** Where a step leads, or nothing when the state does not allow it. */
export const next = (state: CommentState, step: CommentStep): CommentState | undefined =>
  (NEXT[state] as Partial<Record<CommentStep, CommentState>>)[step]

/** So many shown comments make a new person a known one: most who come to advertise never have the third. */
export const KNOWN_AFTER = 3

/** Somebody whom nobody knows yet: no role, and fewer than three comments that were shown. */
export const isNewcomer = (actor: Actor, shownComments: number): boolean =>
  actor.grant === null && shownComments < KNOWN_AFTER

export type Allowance = { comments: Limit; links: number }
/**
 * New people get three comments an hour and one link in each: enough for a question and its answers, too little for
 * advertising by program. Twenty an hour is more than anybody writes by hand with thought.
 */
export const ALLOWANCES = {
  newcomer: { comments: { tries: 3, seconds: 3600 }, links: 1 },
  known: { comments: { tries: 20, seconds: 3600 }, links: 5 },
} as const satisfies Record<string, Allowance>
/** Each edit is kept, and moderators read those of new people: enough for every slip of the pen. */
export const EDITS: Limit = { tries: 20, seconds: 3600 }
export const allowanceOf = (newcomer: boolean): Allowance => (newcomer ? ALLOWANCES.newcomer : ALLOWANCES.known)

/** A report costs a moderator minutes; a reaction costs nobody anything but the database. */
export const REPORTS: Limit = { tries: 10, seconds: 3600 }
export const REACTIONS_LIMIT: Limit = { tries: 300, seconds: 3600 }

/** Addresses of the web in a text: with a scheme, with www, or a domain with a path. */
const LINK = /https?:\/\/\S+|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*/giu
export const countLinks = (text: string): number => text.match(LINK)?.length ?? 0

type Discussed = Pick<RecordRow, 'visibility' | 'ownerId' | 'organisationId' | 'country'>
type Whose = Pick<CommentRow, 'authorId' | 'state'>

/** Records that only their authors and reviewers read are not discussed: what they say there would be public later. */
export const isDiscussed = (record: Pick<RecordRow, 'visibility'>): boolean => record.visibility !== 'restricted'

/** Whoever may read the record and is signed in, unless the country has closed its discussions. */
export const mayWrite = (actor: Actor, record: Pick<RecordRow, 'visibility'>, setting: Moderation | null): boolean =>
  isMember(actor) && isDiscussed(record) && setting !== 'closed'

/** Answers go to a comment that is shown and is no answer itself: one level, so that a thread stays a conversation. */
export const canAnswer = (parent: Pick<CommentRow, 'state' | 'parentId'>): boolean =>
  parent.state === 'shown' && parent.parentId === null

/**
 * In which state a comment begins. Nothing set: a moderator reads first what new people write. Whoever moderates the
 * country is not kept waiting for a colleague.
 */
export function firstState(setting: Moderation | null, newcomer: boolean, moderates: boolean): 'waiting' | 'shown' {
  if (moderates || setting === 'after') return 'shown'
  return setting === 'before' || newcomer ? 'waiting' : 'shown'
}

/**
 * Does this person answer for the record? Its owner, and who acts for its organisation; a councillor speaks for voters,
 * not for the administration that wrote it.
 */
export const answersFor = (actor: Actor, record: Pick<Discussed, 'ownerId' | 'organisationId'>): boolean =>
  isMember(actor) &&
  (record.ownerId === actor.id ||
    (actor.grant?.organisation != null &&
      actor.grant.organisation.id === record.organisationId &&
      actor.grant.role !== 'councillor'))

/** Half an hour for slips of the pen; after that a text stays as those who answered it read it. */
export const EDITABLE_MINUTES = 30

export const mayEdit = (
  actor: Actor,
  comment: Whose & Pick<CommentRow, 'createdAt'>,
  answers: number,
  now: Date,
): boolean =>
  isMember(actor) &&
  comment.authorId === actor.id &&
  (comment.state === 'shown' || comment.state === 'waiting') &&
  (answers === 0 || now.getTime() - comment.createdAt.getTime() < EDITABLE_MINUTES * 60_000)

/**
 * An edited text is moderated as a new one would be, or somebody could write "Bravo!" and advertise afterwards; a comment
 * that waited goes on waiting.
 */
export const stateAfterEdit = (state: CommentState, first: 'waiting' | 'shown'): CommentState =>
  state === 'shown' && first === 'waiting' ? 'waiting' : state

export const mayWithdraw = (actor: Actor, comment: Whose): boolean =>
  isMember(actor) && comment.authorId === actor.id && next(comment.state, 'withdraw') !== undefined

/** A refused comment may be written again, better. */
export const mayWriteAgain = (actor: Actor, comment: Whose): boolean =>
  isMember(actor) && comment.authorId === actor.id && comment.state === 'refused'

/** Nobody reports what they wrote themselves. */
export const mayReport = (actor: Actor, comment: Whose): boolean =>
  isMember(actor) && comment.state === 'shown' && comment.authorId !== actor.id

/** One's own comment needs no applause of one's own. */
export const mayReact = (actor: Actor, comment: Whose): boolean => mayReport(actor, comment)

/** Shown ones by whoever reads the record; waiting and refused ones by their author, and by who decides on them. */
export const maySee = (actor: Actor, comment: Whose, moderates: boolean): boolean =>
  comment.state === 'shown' || (isMember(actor) && (comment.authorId === actor.id || moderates))

export const MODERATING: readonly Role[] = ['moderator', 'editor']
export const SETTING: readonly Role[] = ['moderator', 'editor', 'administrator']

/** A role that reaches the whole country: a single municipality does not decide what is said about it. */
const reaches = (grant: Grant | null, roles: readonly Role[], country: string): boolean =>
  grant !== null && roles.includes(grant.role) && covers(grant, { country })

export const moderatesCountry = (actor: Actor, country: string): boolean =>
  isMember(actor) && reaches(actor.grant, MODERATING, country)

export const maySet = (actor: Actor, country: string): boolean =>
  isMember(actor) && reaches(actor.grant, SETTING, country)

/** `isExample`: the account is one of those in which visitors try the portal; they decide over no real person's words. */
export type Moderating = { actor: Actor; isExample: boolean }

/** Nobody decides on their own words, nor on what is said about their own record. */
export const mayModerate = (
  { actor, isExample }: Moderating,
  comment: Pick<CommentRow, 'authorId' | 'example'>,
  record: Pick<Discussed, 'ownerId' | 'country'>,
): boolean =>
  moderatesCountry(actor, record.country) &&
  comment.authorId !== actor.id &&
  record.ownerId !== actor.id &&
  (comment.example || !isExample)
