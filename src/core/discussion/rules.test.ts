import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Actor, type Grant, nobody, ROLES } from '#platform/actor.ts'
import { anchorOf, anchorValue, missingIn } from './forms.ts'
import {
  answersFor,
  canAnswer,
  countLinks,
  firstState,
  isNewcomer,
  KNOWN_AFTER,
  mayEdit,
  mayModerate,
  mayReport,
  maySee,
  maySet,
  mayWithdraw,
  mayWrite,
  moderatesCountry,
  next,
  stateAfterEdit,
} from './rules.ts'
import { COMMENT_STATES, MODERATIONS } from './schema.ts'

const centre = { id: 'centre', kind: 'resource_centre', name: 'Центар', country: 'mk', placeId: null } as const
const veles = { id: 'veles', kind: 'municipality', name: 'Велес', country: 'mk', placeId: 'p-veles' } as const
const grant = (role: Grant['role'], organisation: Grant['organisation'] = null, more: Partial<Grant> = {}): Grant => ({
  id: 'g',
  role,
  organisation,
  country: null,
  placeId: null,
  ...more,
})
const person = (id: string, held: Grant | null = null): Actor => ({ ...nobody, id, grant: held })
const record = { ownerId: 'ana', organisationId: 'veles', country: 'mk', visibility: 'public' } as const
const now = new Date('2026-11-21T10:00:00Z')
const states = fc.constantFrom(...COMMENT_STATES)
const settings = fc.constantFrom(null, ...MODERATIONS)

test('whoever moderates is known by their role over the whole country, and never decides on their own words', () => {
  const moderator = person('mod', grant('moderator', centre))
  const comment = { authorId: 'sara', example: false }
  assert.ok(mayModerate({ actor: moderator, isExample: false }, comment, record))
  assert.ok(!mayModerate({ actor: moderator, isExample: false }, { ...comment, authorId: 'mod' }, record))
  assert.ok(!mayModerate({ actor: moderator, isExample: false }, comment, { ...record, ownerId: 'mod' }))
  assert.ok(!mayModerate({ actor: moderator, isExample: false }, comment, { ...record, country: 'bg' }))
  assert.ok(
    !mayModerate({ actor: moderator, isExample: true }, comment, record),
    'an example decides over examples only',
  )
  assert.ok(mayModerate({ actor: moderator, isExample: true }, { ...comment, example: true }, record))
  for (const role of ROLES) {
    assert.ok(!moderatesCountry(person('x', grant(role, veles)), 'mk'), `${role} of a municipality`)
    assert.ok(!moderatesCountry(person('x', grant(role, null, { placeId: 'p-veles' })), 'mk'), `${role} of a place`)
    assert.equal(
      moderatesCountry(person('x', grant(role, null, { country: 'mk' })), 'mk'),
      role === 'moderator' || role === 'editor',
    )
  }
  assert.ok(maySet(person('x', grant('administrator')), 'bg'))
  assert.ok(!maySet(person('x', grant('officer', veles)), 'mk'))
})

test('new people wait for a moderator, known ones do not, unless the country has said otherwise', () => {
  assert.ok(isNewcomer(person('sara'), KNOWN_AFTER - 1))
  assert.ok(!isNewcomer(person('sara'), KNOWN_AFTER))
  assert.ok(!isNewcomer(person('ana', grant('officer', veles)), 0))
  assert.equal(firstState(null, true, false), 'waiting')
  assert.equal(firstState(null, false, false), 'shown')
  assert.equal(firstState('before', false, false), 'waiting')
  assert.equal(firstState('before', true, true), 'shown')
  assert.equal(firstState('after', true, false), 'shown')
})

test('no way leads from a withdrawn comment back to readers, and none shows a comment without a moderator', () => {
  fc.assert(
    fc.property(states, fc.array(fc.constantFrom('show', 'refuse', 'withdraw', 'resubmit')), (from, steps) => {
      let state = from
      for (const step of steps) {
        const to = next(state, step as 'show')
        if (state === 'withdrawn') assert.equal(to, undefined)
        if (to === 'shown') assert.equal(step, 'show')
        state = to ?? state
      }
    }),
  )
  fc.assert(
    fc.property(states, settings, fc.boolean(), fc.boolean(), (state, setting, newcomer, moderates) => {
      const after = stateAfterEdit(state, firstState(setting, newcomer, moderates))
      if (after === 'shown') assert.equal(state, 'shown')
    }),
  )
})

test('nobody but its author sees what waits or was refused, except who decides on it', () => {
  fc.assert(
    fc.property(states, fc.constantFrom('sara', 'ana', null), fc.boolean(), (state, id, moderates) => {
      const actor = id === null ? nobody : person(id)
      const sees = maySee(actor, { authorId: 'sara', state }, moderates)
      assert.equal(sees, state === 'shown' || id === 'sara' || (id !== null && moderates))
    }),
  )
})

test('a comment is edited within half an hour, or as long as nobody has answered', () => {
  const comment = { authorId: 'sara', state: 'shown', createdAt: new Date(now.getTime() - 31 * 60_000) } as const
  assert.ok(mayEdit(person('sara'), comment, 0, now))
  assert.ok(!mayEdit(person('sara'), comment, 1, now))
  assert.ok(mayEdit(person('sara'), { ...comment, createdAt: now }, 1, now))
  assert.ok(!mayEdit(person('ana'), comment, 0, now))
  assert.ok(!mayEdit(person('sara'), { ...comment, state: 'refused' }, 0, now))
  assert.ok(mayWithdraw(person('sara'), { ...comment, state: 'refused' }))
  assert.ok(!mayWithdraw(person('ana'), comment))
  assert.ok(!mayReport(person('sara'), comment), 'nobody reports themselves')
  assert.ok(!mayReport(nobody, comment))
})

test('an answer is not answered, and nobody writes where readers may not read or comments are closed', () => {
  assert.ok(canAnswer({ state: 'shown', parentId: null }))
  assert.ok(!canAnswer({ state: 'shown', parentId: 'a' }))
  assert.ok(!canAnswer({ state: 'withdrawn', parentId: null }))
  assert.ok(mayWrite(person('sara'), record, null))
  assert.ok(!mayWrite(nobody, record, null))
  assert.ok(!mayWrite(person('sara'), record, 'closed'))
  assert.ok(!mayWrite(person('sara'), { visibility: 'restricted' }, null))
})

test('its owner and its administration answer for a record, a councillor does not', () => {
  assert.ok(answersFor(person('ana'), record))
  assert.ok(answersFor(person('branko', grant('mayor', veles)), record))
  assert.ok(!answersFor(person('vera', grant('councillor', veles)), record))
  assert.ok(!answersFor(person('marko', grant('moderator', centre)), record))
  assert.ok(!answersFor(nobody, { ownerId: null, organisationId: null }))
})

test('links are counted however they are written', () => {
  const cases: [string, number][] = [
    ['Без врски. Само текст.', 0],
    ['Видете https://primer.example/a, и http://primer.example/b.', 2],
    ['www.primer.example и primer.example/ponuda', 2],
    ['Платено 12.500/месечно, од 1.1.2026.', 0],
    ['https://www.primer.example', 1],
  ]
  for (const [text, count] of cases) assert.equal(countLinks(text), count, text)
})

test('what a comment is about survives the way through a form', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/), fc.stringMatching(/^[\w-]{0,20}$/), (field, id) => {
      assert.deepEqual(anchorOf(anchorValue({ field, paragraphId: id })), { field, paragraphId: id })
    }),
  )
  for (const bad of ['', ':x', 'a b', '<script>', 'results:']) assert.equal(anchorOf(bad), null, bad)
})

test('a refusal has a reason, and "another reason" says which', () => {
  assert.equal(missingIn({ decision: 'refuse' }), 'reason')
  assert.equal(missingIn({ decision: 'refuse', reason: 'other' }), 'note')
  assert.equal(missingIn({ decision: 'refuse', reason: 'other', note: 'Затоа.' }), undefined)
  assert.equal(missingIn({ decision: 'show' }), undefined)
})
