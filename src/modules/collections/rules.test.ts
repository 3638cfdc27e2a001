/** Tables of cases: who may do what with a collection, and how its records change places. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Grant, nobody } from '#platform/actor.ts'
import { type CollectionFacts, mayEdit, mayHide, mayPublish, mayRead, mayRestore, mayWithdraw, moved } from './rules.ts'

const grant = (role: Grant['role'], id: string, kind: NonNullable<Grant['organisation']>['kind']): Grant => ({
  id: `${role} ${id}`,
  role,
  organisation: { id, kind, name: id, country: 'mk', placeId: kind === 'municipality' ? 'veles' : null },
  country: null,
  placeId: null,
})
const actor = (id: string, held: Grant | null = null): Actor => ({
  ...nobody,
  id,
  grant: held,
  grants: held ? [held] : [],
})

const collector = actor('collector')
const colleague = actor('colleague', grant('officer', 'Veles', 'municipality'))
const councillor = actor('councillor', grant('councillor', 'Veles', 'municipality'))
const moderator = actor('moderator', grant('moderator', 'centre', 'resource_centre'))
const own: CollectionFacts = {
  ownerId: 'collector',
  organisationId: null,
  country: 'mk',
  visibility: 'restricted',
  hidden: false,
  example: false,
}
const ofVeles: CollectionFacts = { ...own, visibility: 'public', organisationId: 'Veles' }
const hidden: CollectionFacts = { ...own, organisationId: 'Veles', hidden: true }

test('a collection of one’s own is seen by nobody else', () => {
  assert.ok(mayRead(collector, own))
  for (const other of [nobody, colleague, moderator]) assert.ok(!mayRead(other, own))
  assert.ok(!mayRead(colleague, { ...own, organisationId: 'Veles' }))
})

test('what is public in the name of a municipality is edited by those who write for it', () => {
  assert.ok(mayEdit(colleague, ofVeles) && mayWithdraw(colleague, ofVeles))
  assert.ok(!mayEdit(councillor, ofVeles))
  assert.ok(!mayEdit(nobody, ofVeles))
})

test('a moderator hides what is public and reads what was hidden; its collector cannot publish it past them', () => {
  const who = { actor: moderator, isExample: false }
  assert.ok(mayHide(who, ofVeles) && !mayHide(who, own))
  assert.ok(mayRead(moderator, hidden) && mayRestore(who, hidden))
  assert.ok(mayPublish(collector, own) && !mayPublish(collector, hidden))
  assert.ok(!mayHide({ actor: moderator, isExample: true }, ofVeles), 'an example account reaches no real people')
  assert.ok(!mayHide(who, { ...ofVeles, ownerId: 'moderator' }), 'nobody decides over their own')
  assert.ok(!mayHide(who, { ...ofVeles, country: 'bg' }))
})

test('a record changes places with its neighbour, and one that the collector cannot see stays', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], ['a', 'b', 'c'], 'b', 'up'), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'secret', 'c'], ['a', 'c'], 'a', 'down'), ['c', 'secret', 'a'])
  assert.deepEqual(moved(['a', 'b'], ['a', 'b'], 'a', 'up'), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], ['a', 'b'], 'secret', 'up'), ['a', 'b'])
})
