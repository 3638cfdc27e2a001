/** Who may say that a practice was applied, and who takes it back, case by case. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Grant, nobody, type Role } from '#platform/actor.ts'
import { may, mayEdit, mayReplicate, type ReplicationFacts } from './rules.ts'

const grant = (role: Role, kind: 'municipality' | 'resource_centre', id: string, placeId: string | null): Grant => ({
  id: 'grant',
  role,
  organisation: { id, kind, name: id, country: 'mk', placeId },
  country: null,
  placeId: null,
})
const as = (one: Grant | null): Actor => ({ ...nobody, id: 'person', grant: one })
const veles = (role: Role) => as(grant(role, 'municipality', 'veles', 'place-veles'))
const bitola = as(grant('officer', 'municipality', 'bitola', 'place-bitola'))
const editor = as(grant('editor', 'resource_centre', 'centre', null))

const practice = {
  kind: 'practice',
  visibility: 'public',
  publishedVersion: 1,
  organisationId: 'bitola',
  placeId: 'place-bitola',
} as const

test('those who speak for another municipality say that it applied a public practice', () => {
  for (const role of ['officer', 'mayor', 'administrator'] as const)
    assert.ok(mayReplicate(veles(role), practice), role)
  for (const role of ['councillor', 'member', 'editor'] as const) assert.ok(!mayReplicate(veles(role), practice), role)
  for (const actor of [nobody, as(null), editor, bitola]) assert.ok(!mayReplicate(actor, practice))
  assert.ok(!mayReplicate(veles('officer'), { ...practice, visibility: 'restricted' }))
  assert.ok(!mayReplicate(veles('officer'), { ...practice, publishedVersion: null }))
})

test('a municipality takes back and publishes again; what an editor took down only an editor brings back', () => {
  const own = { organisationId: 'veles', country: 'mk', placeId: 'place-veles' }
  const facts = (state: ReplicationFacts['state'], takenDown: boolean): ReplicationFacts => ({
    ...own,
    state,
    takenDown,
  })
  const officer = veles('officer')
  assert.ok(may(officer, 'withdraw', facts('published', false)))
  assert.ok(may(officer, 'publish', facts('withdrawn', false)))
  assert.ok(!may(officer, 'publish', facts('withdrawn', true)))
  assert.ok(!may(officer, 'takeDown', facts('published', false)))
  assert.ok(may(editor, 'takeDown', facts('published', false)))
  assert.ok(may(editor, 'restore', facts('withdrawn', true)))
  assert.ok(!may(editor, 'restore', facts('withdrawn', false)))
  assert.ok(!may(editor, 'withdraw', facts('published', false)))
  assert.ok(!may(bitola, 'withdraw', facts('published', false)))
  assert.ok(mayEdit(officer, facts('withdrawn', false)))
  assert.ok(!mayEdit(officer, facts('withdrawn', true)))
})
