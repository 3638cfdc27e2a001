/** Who may do what with an award, and when. The clock is given: dates hold even when the job that moves states is late. */
import { isReviewer, WRITING_ROLES } from '#modules/practices/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Award, AwardState } from './schema.ts'

/** open, judge: by the clock; vote: when an editor has confirmed the shortlist; decide: when an editor has named the winners. */
export type Step = 'open' | 'judge' | 'vote' | 'decide'
const NEXT = {
  draft: { open: 'open' },
  open: { judge: 'judging' },
  judging: { vote: 'voting' },
  voting: { decide: 'decided' },
  decided: {},
} as const satisfies Record<AwardState, Partial<Record<Step, AwardState>>>

export function next(state: AwardState, step: Step): AwardState | undefined {
  const steps: Partial<Record<Step, AwardState>> = NEXT[state]
  return steps[step]
}

export type AwardFacts = Pick<
  Award,
  'state' | 'opensAt' | 'entriesUntil' | 'judgingUntil' | 'votingUntil' | 'poolFrom' | 'poolTo'
> & {
  country: string
  /** Public since an editor announced it. */
  announced: boolean
}

/** Where the award stands by the clock, whatever its row says yet. */
export const PHASES = [
  'draft',
  'announced',
  'open',
  'judging',
  'shortlisting',
  'voting',
  'counting',
  'decided',
] as const
export type Phase = (typeof PHASES)[number]

export function phaseOf(award: Omit<AwardFacts, 'country' | 'poolFrom' | 'poolTo'>, now: Date): Phase {
  if (award.state === 'decided') return 'decided'
  if (award.state === 'voting') return now < award.votingUntil ? 'voting' : 'counting'
  if (!award.announced) return 'draft'
  if (now < award.opensAt) return 'announced'
  if (now < award.entriesUntil) return 'open'
  return now < award.judgingUntil ? 'judging' : 'shortlisting'
}

/** The steps that are due by the clock, in their order. */
export function dueSteps(award: AwardFacts, now: Date): Step[] {
  const phase = PHASES.indexOf(phaseOf(award, now))
  const steps: Step[] = []
  if (award.state === 'draft' && phase >= PHASES.indexOf('open')) steps.push('open')
  if (['draft', 'open'].includes(award.state) && phase >= PHASES.indexOf('judging')) steps.push('judge')
  return steps
}

/** The country in whose name the actor calls for awards: where they publish practices. */
export function countryEdited(actor: Actor): string | undefined {
  const country = actor.grant?.organisation?.country ?? actor.grant?.country ?? undefined
  return country !== undefined && isReviewer(actor, { country, placeId: null }) ? country : undefined
}

/** Editors who publish practices of the country look after its awards. */
export const mayManage = (actor: Actor, { country }: Pick<AwardFacts, 'country'>): boolean =>
  isReviewer(actor, { country, placeId: null })

/** Everything may change until the award is announced; then its text, and dates that lie ahead. */
export const canChangeAll = (phase: Phase) => phase === 'draft'
export const canTakeBack = (phase: Phase) => phase === 'announced'
export const canMoveDates = (phase: Phase) => ['announced', 'open', 'judging', 'shortlisting'].includes(phase)
export const canInvite = (phase: Phase) => ['draft', 'announced', 'open', 'judging'].includes(phase)

// ── Entries ─────────────────────────────────────────────────────────────────

export type CandidateFacts = {
  country: string
  organisationId: string | null
  /** In the public lists and published within the dates of the pool. */
  inPool: boolean
}

export const canEnter = (phase: Phase) => phase === 'open'
/** Municipalities enter what is theirs; editors enter anything. */
export const mayEnter = (actor: Actor, award: AwardFacts, practice: CandidateFacts): boolean =>
  practice.inPool && practice.country === award.country && (mayManage(actor, award) || entersFor(actor, practice))

export function entersFor(actor: Actor, { organisationId }: Pick<CandidateFacts, 'organisationId'>): boolean {
  const { grant } = actor
  return grant?.organisation != null && organisationId === grant.organisation.id && WRITING_ROLES.includes(grant.role)
}
/** Until the winners are named; whoever entered it for the municipality, and editors. */
export const mayWithdraw = (
  actor: Actor,
  award: AwardFacts,
  practice: Pick<CandidateFacts, 'organisationId'>,
  phase: Phase,
) => ['open', 'judging', 'shortlisting'].includes(phase) && (mayManage(actor, award) || entersFor(actor, practice))

// ── The jury ────────────────────────────────────────────────────────────────

export type JurorFacts = { declaredAt: Date | null; submittedAt: Date | null }

/** Jurors say in which entries they are not free once the entries are known. */
export const canDeclare = (phase: Phase, juror: JurorFacts) => phase === 'judging' && juror.submittedAt === null
export const canScore = (phase: Phase, juror: JurorFacts) => canDeclare(phase, juror) && juror.declaredAt !== null

type Onlooker = { isEditor: boolean; juror: JurorFacts | undefined; everybodySubmitted: boolean }
/**
 * Who sees the jury's averages. A juror, only after sending in their own points: nobody follows the others. An editor, when judging is over.
 * Everybody, when the award is decided.
 */
export function maySeeAverages({ isEditor, juror, everybodySubmitted }: Onlooker, phase: Phase): boolean {
  if (phase === 'decided') return true
  if (juror && phase === 'judging') return juror.submittedAt !== null
  const isOver = ['shortlisting', 'voting', 'counting'].includes(phase) || (phase === 'judging' && everybodySubmitted)
  return isOver && (isEditor || juror !== undefined)
}

/** When judging has ended, or everybody has sent their points before. A vote that would have ended already cannot begin. */
export const canShortlist = (
  phase: Phase,
  everybodySubmitted: boolean,
  award: Pick<AwardFacts, 'votingUntil'>,
  now: Date,
) => (phase === 'shortlisting' || (phase === 'judging' && everybodySubmitted)) && now < award.votingUntil

export const canVote = (phase: Phase) => phase === 'voting'
/** Nobody votes for what they wrote. */
export const isOwn = (personId: string | null, authorIds: readonly string[]) =>
  personId !== null && authorIds.includes(personId)
export const canDecide = (phase: Phase) => phase === 'counting'
/** The count of the public's votes is for nobody while they are cast, not even for editors. */
export const maySeeVotes = (isEditor: boolean, phase: Phase) =>
  phase === 'decided' || (isEditor && phase === 'counting')
