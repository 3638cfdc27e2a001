import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AwardFacts,
  canShortlist,
  canVote,
  dueSteps,
  maySeeAverages,
  maySeeVotes,
  PHASES,
  phaseOf,
} from './rules.ts'
import type { AwardState } from './schema.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const award = (state: AwardState, announced = true): AwardFacts => ({
  ...{ state, announced, country: 'mk', poolFrom: '2025-01-01', poolTo: '2025-12-31' },
  ...{ opensAt: day(2), entriesUntil: day(4), judgingUntil: day(6), votingUntil: day(8) },
})

test('an award stands where the clock says, though its row lags behind', () => {
  for (const [state, at, phase] of [
    ['draft', 1, 'announced'],
    ['draft', 2, 'open'],
    ['draft', 5, 'judging'],
    ['open', 3, 'open'],
    ['open', 4, 'judging'],
    ['judging', 5, 'judging'],
    ['judging', 6, 'shortlisting'],
    ['voting', 7, 'voting'],
    ['voting', 8, 'counting'],
    ['decided', 9, 'decided'],
  ] as const)
    assert.equal(phaseOf(award(state), day(at)), phase, `${state} on day ${at}`)
  assert.equal(phaseOf(award('draft', false), day(5)), 'draft', 'what nobody announced never opens')
  assert.deepEqual(dueSteps(award('draft'), day(5)), ['open', 'judge'])
  assert.deepEqual(dueSteps(award('open'), day(3)), [])
  assert.deepEqual(dueSteps(award('draft', false), day(9)), [])
})

test('a vote ends at its moment and not a millisecond later', () => {
  const end = day(8)
  assert.equal(canVote(phaseOf(award('voting'), new Date(end.getTime() - 1))), true)
  assert.equal(canVote(phaseOf(award('voting'), end)), false)
})

test('nobody sees what the others gave before sending their own points', () => {
  const waiting = { declaredAt: day(4), submittedAt: null }
  const sent = { declaredAt: day(4), submittedAt: day(5) }
  for (const phase of PHASES) {
    const seen = (isEditor: boolean, juror: typeof waiting | typeof sent | undefined, everybodySubmitted = false) =>
      maySeeAverages({ isEditor, juror, everybodySubmitted }, phase)
    assert.equal(seen(false, undefined), phase === 'decided', `a visitor while ${phase}`)
    if (phase === 'judging') {
      assert.equal(seen(false, waiting), false)
      assert.equal(seen(false, sent), true)
      assert.equal(seen(true, undefined), false)
      assert.equal(seen(true, undefined, true), true)
      assert.equal(seen(true, waiting), false, 'an editor on the jury is a juror first')
    }
    if (['shortlisting', 'voting', 'counting'].includes(phase)) assert.equal(seen(true, undefined), true)
  }
})

test('the count of votes is for nobody before the end', () => {
  for (const phase of PHASES) {
    assert.equal(maySeeVotes(false, phase), phase === 'decided')
    assert.equal(maySeeVotes(true, phase), ['counting', 'decided'].includes(phase))
  }
})

test('a shortlist is confirmed when judging is over or all have sent, and while there is time to vote', () => {
  const facts = award('judging')
  assert.equal(canShortlist('judging', false, facts, day(5)), false)
  assert.equal(canShortlist('judging', true, facts, day(5)), true)
  assert.equal(canShortlist('shortlisting', false, facts, day(7)), true)
  assert.equal(canShortlist('shortlisting', false, facts, day(8)), false)
})
