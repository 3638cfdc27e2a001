/** Holds the table of states and the rules of practices, person by person. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Grant, nobody, type OrganisationKind, type Role } from '#platform/actor.ts'
import {
  AUTHOR_STEPS,
  isAuthor,
  may,
  mayEdit,
  mayRead,
  mayReadManuscript,
  mayRemove,
  mayTranslate,
  next,
  type PracticeFacts,
  REVIEWER_STEPS,
  type Step,
} from './rules.ts'
import { STATES } from './schema.ts'

const organisation = (id: string, kind: OrganisationKind, country: string, placeId: string | null = null) => ({
  id,
  kind,
  name: id,
  country,
  placeId,
})
const acting = (id: string, role: Role, rest: Partial<Grant>): Actor => {
  const grant: Grant = { id: `grant of ${id}`, role, organisation: null, country: null, placeId: null, ...rest }
  return { ...nobody, id, grant, grants: [grant] }
}
const veles = organisation('veles', 'municipality', 'mk', 'place of veles')
const bitola = organisation('bitola', 'municipality', 'mk', 'place of bitola')
const centre = organisation('centre', 'resource_centre', 'mk')

const owner = acting('owner', 'officer', { organisation: veles })
const mayor = acting('mayor', 'mayor', { organisation: veles })
const councillor = acting('councillor', 'councillor', { organisation: veles })
const neighbour = acting('neighbour', 'officer', { organisation: bitola })
const editor = acting('editor', 'editor', { organisation: centre })
const moderator = acting('moderator', 'moderator', { organisation: centre })
const countryEditor = acting('country editor', 'editor', { country: 'mk' })
const ministryEditor = acting('ministry editor', 'editor', { organisation: organisation('ministry', 'ministry', 'mk') })
const bulgarianEditor = acting('bulgarian editor', 'editor', { organisation: organisation('a', 'association', 'bg') })
const administrator = acting('administrator', 'administrator', {})
const citizen: Actor = { ...nobody, id: 'citizen' }

const draft: PracticeFacts = {
  state: 'draft',
  ownerId: 'owner',
  organisationId: 'veles',
  country: 'mk',
  placeId: 'place of veles',
  visibility: 'restricted',
  publishedVersion: null,
  writers: ['owner'],
}
const submitted: PracticeFacts = { ...draft, state: 'submitted' }
const published: PracticeFacts = { ...draft, state: 'published', visibility: 'public', publishedVersion: 1 }

test('a practice goes from its author to the reviewer and back until it is published', () => {
  assert.equal(next(draft, 'submit'), 'submitted')
  assert.equal(next(submitted, 'askChanges'), 'changes_asked')
  assert.equal(next({ ...draft, state: 'changes_asked' }, 'submit'), 'submitted')
  assert.equal(next(submitted, 'withdraw'), 'draft')
  assert.equal(next(submitted, 'publish'), 'published')
  assert.equal(next(published, 'revise'), 'draft')
  assert.equal(next(published, 'archive'), 'archived')
})

test('nobody can skip the review', () => {
  for (const state of STATES.filter((one) => one !== 'submitted'))
    assert.equal(next({ ...draft, state }, 'publish'), undefined, state)
})

test('an archived practice that was public comes back only through a reviewer', () => {
  const archived: PracticeFacts = { ...published, state: 'archived' }
  assert.equal(next(archived, 'restore'), 'published')
  assert.equal(next(archived, 'revise'), undefined)
  const declined: PracticeFacts = { ...draft, state: 'archived' }
  assert.equal(next(declined, 'restore'), undefined)
  assert.equal(next(declined, 'revise'), 'draft')
})

test('the owner and those who write for the municipality are its authors, and nobody else', () => {
  for (const author of [owner, mayor]) assert.equal(isAuthor(author, draft), true, author.id ?? '')
  for (const other of [nobody, citizen, councillor, neighbour, editor, administrator, bulgarianEditor])
    assert.equal(isAuthor(other, draft), false, other.id ?? 'visitor')
})

test('a person without an organisation is the author of what they wrote in their own name, and of nothing else', () => {
  assert.equal(isAuthor(citizen, { ownerId: 'citizen', organisationId: null }), true)
  assert.equal(isAuthor(citizen, { ownerId: 'owner', organisationId: null }), false)
  assert.equal(isAuthor({ ...nobody, id: 'deleted' }, { ownerId: null, organisationId: null }), false)
  assert.equal(isAuthor(countryEditor, { ownerId: null, organisationId: null }), false)
})

test('only editors of those who publish in the country decide on what was sent', () => {
  for (const step of ['publish', 'askChanges', 'archive'] as const) {
    for (const reviewer of [editor, countryEditor]) assert.equal(may(reviewer, step, submitted), true, step)
    for (const other of [
      nobody,
      citizen,
      owner,
      mayor,
      neighbour,
      moderator,
      ministryEditor,
      bulgarianEditor,
      administrator,
    ])
      assert.equal(may(other, step, submitted), false, `${other.id} ${step}`)
  }
})

test('nobody reviews what they wrote, whatever their role is now', () => {
  assert.equal(may({ ...editor, id: 'owner' }, 'publish', submitted), false)
  assert.equal(may(editor, 'publish', { ...submitted, writers: ['owner', 'editor'] }), false)
})

test('only authors send, withdraw and revise', () => {
  for (const step of AUTHOR_STEPS) {
    const practice = { submit: draft, withdraw: submitted, revise: published }[step]
    for (const author of [owner, mayor]) assert.equal(may(author, step, practice), true, step)
    for (const other of [nobody, citizen, councillor, neighbour, editor, administrator])
      assert.equal(may(other, step, practice), false, `${other.id} ${step}`)
  }
})

test('a visitor takes no step in any state', () => {
  for (const state of STATES)
    for (const step of [...AUTHOR_STEPS, ...REVIEWER_STEPS] as Step[])
      assert.equal(may(nobody, step, { ...draft, state }), false)
})

test('a draft is read by its authors alone; once sent, by the reviewers too', () => {
  assert.equal(mayRead(owner, draft), true)
  assert.equal(mayRead(mayor, draft), true)
  for (const other of [nobody, citizen, councillor, neighbour, editor, administrator])
    assert.equal(mayRead(other, draft), false, other.id ?? 'visitor')
  assert.equal(mayRead(editor, submitted), true)
  assert.equal(mayRead(bulgarianEditor, submitted), false)
  assert.equal(mayRead(neighbour, submitted), false)
})

test('what is public stays public while it is revised, and the new text does not show', () => {
  const revised: PracticeFacts = { ...published, state: 'draft' }
  assert.equal(mayRead(nobody, revised), true)
  assert.equal(mayReadManuscript(nobody, revised), false)
  assert.equal(mayReadManuscript(owner, revised), true)
})

test('a text is changed only while it is with its authors', () => {
  for (const state of STATES)
    assert.equal(mayEdit(owner, { ...draft, state }), state === 'draft' || state === 'changes_asked', state)
  assert.equal(mayEdit(editor, draft), false)
})

test('a draft may be thrown away, a practice that was public may not', () => {
  assert.equal(mayRemove(owner, draft), true)
  assert.equal(mayRemove(owner, { ...published, state: 'draft' }), false)
  assert.equal(mayRemove(neighbour, draft), false)
})

test('a practice of Veles is translated by its people, by editors of its country, and by others into their own languages', () => {
  const may = (actor: Actor) =>
    (['sq', 'bg', 'en'] as const).filter((into) => mayTranslate(actor, draft, into)).join(' ')
  for (const actor of [owner, mayor, editor, countryEditor, ministryEditor]) assert.equal(may(actor), 'sq bg en')
  assert.equal(may(bulgarianEditor), 'bg')
  assert.equal(may(acting('for bulgaria', 'editor', { country: 'bg' })), 'bg')
  const local = [
    acting('editor of bitola', 'editor', { organisation: bitola }),
    acting('editor over bitola', 'editor', { placeId: 'place of bitola' }),
  ]
  for (const actor of [neighbour, councillor, moderator, administrator, citizen, nobody, ...local])
    assert.equal(may(actor), '', actor.grant?.id ?? 'nobody')
})
