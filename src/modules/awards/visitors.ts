/** Voting without an account: what happens when the address is confirmed. */
import { type Confirmed, type Outcome, registerPurpose, voterHashOf } from '#core/verification/index.ts'
import { nobody } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { votedFor } from './forms.ts'
import { texts } from './texts.ts'
import { type Cast, castVote } from './votes.ts'

export const AWARD_VOTE = 'award-vote'
/** What a person is told of their vote. */
export const CAST = {
  counted: { text: 'cast.counted', color: 'success' },
  already: { text: 'cast.already', color: 'info' },
  own: { text: 'cast.own', color: 'warning' },
  closed: { text: 'cast.closed', color: 'warning' },
} as const satisfies Record<Cast, { text: string; color: string }>

/** Called once, beside the manifest. */
export const registerVoting = (): void =>
  registerPurpose(AWARD_VOTE, {
    sentence: (language, values) => {
      const { title, award } = votedFor.parse(values)
      return texts.in(language)('confirm.sentence', { title, award })
    },
    button: (language) => texts.in(language)('vote.give'),
    complete: (tx, confirmed, { config, actor, language, now }) =>
      voteAsVisitor(tx, confirmed, { config, requestId: actor.requestId, language, now }),
  })

type VisitorContext = { config: Config; requestId: string; language: Language; now: Date }

/** Whoever opens the link may be signed in; the vote is the mailbox's, so nobody's account is written down with it. */
async function voteAsVisitor(tx: Db, confirmed: Confirmed, context: VisitorContext): Promise<Outcome> {
  const { config, requestId, language, now } = context
  const { email, networkHash, values } = confirmed
  const { awardId, entryId } = votedFor.parse(values)
  const voter = { personId: null, email, voterHash: voterHashOf(config, email), networkHash }
  const cast = await castVote(tx, { ...nobody, requestId }, awardId, entryId, voter, {
    publicUrl: config.publicUrl,
    now,
  })
  const { text, color } = CAST[cast]
  return { path: `/awards/${awardId}`, message: texts.in(language)(text), color }
}
