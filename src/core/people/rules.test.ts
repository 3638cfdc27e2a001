/** Rules of roles and of where one may be sent after signing in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Actor, type Grant, nobody, ROLES, type Role } from '#platform/actor.ts'
import { passwordProblem } from './passwords.ts'
import {
  grantableRoles,
  mayAddOrganisation,
  mayEndGrant,
  mayGrant,
  mayManageOrganisation,
  mayReach,
  ownPath,
  type Reach,
  roleFits,
  WHOLE_PORTAL,
} from './rules.ts'

const veles = { id: 'veles', kind: 'municipality', name: 'Велес', country: 'mk', placeId: 'place-veles' } as const
const bitola = { id: 'bitola', kind: 'municipality', name: 'Битола', country: 'mk', placeId: 'place-bitola' } as const
const centre = { id: 'centre', kind: 'resource_centre', name: 'Центар', country: 'mk', placeId: null } as const
const sofia = { id: 'sofia', kind: 'ngo', name: 'София', country: 'bg', placeId: null } as const
const REACHES: Record<string, Reach> = {
  portal: WHOLE_PORTAL,
  mk: { ...WHOLE_PORTAL, country: 'mk' },
  bg: { ...WHOLE_PORTAL, country: 'bg' },
  'place of Veles': { ...WHOLE_PORTAL, placeId: 'place-veles' },
  Veles: { ...WHOLE_PORTAL, organisation: veles },
  Bitola: { ...WHOLE_PORTAL, organisation: bitola },
  centre: { ...WHOLE_PORTAL, organisation: centre },
  Sofia: { ...WHOLE_PORTAL, organisation: sofia },
}
const acting = (role: Role, reach: Partial<Omit<Grant, 'id' | 'role'>> = {}): Actor => {
  const grant: Grant = { id: 'grant', role, organisation: null, country: null, placeId: null, ...reach }
  return { ...nobody, id: 'me', grant, grants: [grant] }
}
const reachesGivenBy = (actor: Actor, role: Role) =>
  Object.keys(REACHES).filter((name) => mayGrant(actor, role, REACHES[name] ?? WHOLE_PORTAL))

test('an administrator gives roles as far as their own reaches', () => {
  assert.deepEqual(reachesGivenBy(acting('administrator'), 'administrator'), Object.keys(REACHES))
  assert.deepEqual(reachesGivenBy(acting('administrator', { country: 'mk' }), 'administrator'), [
    'mk',
    'Veles',
    'Bitola',
    'centre',
  ])
  assert.deepEqual(reachesGivenBy(acting('administrator', { placeId: 'place-veles' }), 'administrator'), [
    'place of Veles',
    'Veles',
  ])
  assert.deepEqual(reachesGivenBy(acting('administrator', { organisation: veles }), 'administrator'), ['Veles'])
  assert.deepEqual(reachesGivenBy(acting('administrator', { organisation: centre }), 'administrator'), ['centre'])
})

test('nobody but an administrator gives roles', () => {
  for (const role of ROLES.filter((one) => one !== 'administrator'))
    for (const reach of [{}, { country: 'mk' }, { organisation: veles }])
      for (const given of ROLES) assert.deepEqual(reachesGivenBy(acting(role, reach), given), [])
  for (const given of ROLES) assert.deepEqual(reachesGivenBy(nobody, given), [])
})

test('a role is given only where it says something true', () => {
  assert.ok(roleFits('mayor', REACHES.Veles ?? WHOLE_PORTAL))
  assert.ok(!roleFits('mayor', REACHES.centre ?? WHOLE_PORTAL))
  assert.ok(!roleFits('officer', WHOLE_PORTAL))
  assert.ok(!roleFits('editor', { organisation: veles, country: 'bg', placeId: null }))
  assert.deepEqual(grantableRoles(acting('administrator'), WHOLE_PORTAL), ['administrator', 'editor', 'moderator'])
})

test('whoever can be made administrator can give no more than the one who made them', () => {
  const reach = fc.constantFrom(...Object.values(REACHES))
  fc.assert(
    fc.property(reach, reach, reach, (mine, given, further) => {
      const giver = acting('administrator', { ...mine, organisation: named(mine) })
      const receiver = acting('administrator', { ...given, organisation: named(given) })
      if (mayGrant(giver, 'administrator', given) && mayGrant(receiver, 'administrator', further))
        assert.ok(mayGrant(giver, 'administrator', further))
    }),
  )
})
const named = ({ organisation }: Reach): Grant['organisation'] =>
  organisation && { ...organisation, name: organisation.id }

test('the last administrator of the portal stays, others may leave', () => {
  const grant = { personId: 'me', role: 'administrator', reach: WHOLE_PORTAL } as const
  assert.ok(!mayEndGrant(acting('administrator'), grant, 0))
  assert.ok(mayEndGrant(acting('administrator'), grant, 1))
  assert.ok(
    mayEndGrant(
      acting('officer', { organisation: veles }),
      { personId: 'me', role: 'officer', reach: { ...WHOLE_PORTAL, organisation: veles } },
      0,
    ),
  )
  assert.ok(
    !mayEndGrant(
      acting('officer', { organisation: veles }),
      { personId: 'other', role: 'officer', reach: { ...WHOLE_PORTAL, organisation: veles } },
      0,
    ),
  )
})

test('organisations are looked after by their own administrators and added by those of the country', () => {
  assert.ok(mayManageOrganisation(acting('administrator', { organisation: veles }), veles))
  assert.ok(!mayManageOrganisation(acting('administrator', { organisation: veles }), bitola))
  assert.ok(!mayManageOrganisation(acting('mayor', { organisation: veles }), veles))
  assert.ok(mayAddOrganisation(acting('administrator', { country: 'mk' }), 'mk'))
  assert.ok(!mayAddOrganisation(acting('administrator', { country: 'mk' }), 'bg'))
  assert.ok(!mayAddOrganisation(acting('administrator', { organisation: centre }), 'mk'))
})

test('after signing in nobody is sent to another site', () => {
  for (const next of ['/mk/practices?topic=water#top', '/uk/practices/втор-живот', '/'])
    assert.ok(ownPath(next)?.startsWith('/'), next)
  for (const next of [
    '',
    'mk',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/mk/..//evil.example',
  ])
    assert.equal(ownPath(next), undefined, next)
  fc.assert(
    fc.property(fc.string(), (text) => {
      const path = ownPath(text)
      if (path !== undefined) assert.equal(new URL(path, 'https://portal.example').origin, 'https://portal.example')
    }),
  )
})

test('passwords that others would guess are refused, long phrases in any language are not', () => {
  const refused = [
    ['кратка', 'tooShort'],
    ['п'.repeat(129), 'tooLong'],
    ['Password1234', 'common'],
    ['P@ssw0rd!!!!!', 'common'],
    ['iloveyou2024!', 'common'],
    ['passwordpassword', 'common'],
    ['2026patokaz2026', 'common'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['абвабвабвабвабв', 'repeated'],
    ['йцукенгшщзхъ', 'repeated'],
    ['anaprobnaanaprobna', 'personal'],
  ] as const
  for (const [password, problem] of refused)
    assert.equal(passwordProblem(password, ['Ana Probna', 'ana@veles.example']), problem, password)
  for (const password of [
    'сина река под мостот',
    'correct horse battery staple',
    'Fg7#kLq2!xZ9v',
    'тоолордо күн чыкты',
  ])
    assert.equal(passwordProblem(password, ['Ana Probna', 'ana@veles.example']), undefined, password)
})

test('an example account reaches only e-mails that nobody can have', () => {
  for (const email of [
    'officer@example.org',
    'ana@veles.example',
    'a@mail.example.com',
    'x@deleted.invalid',
    'A@EXAMPLE.NET',
  ])
    assert.ok(mayReach({ example: true }, email), email)
  for (const email of ['ana@opstina.mk', 'a@notexample.org', 'a@example.org.mk', 'example.org@opstina.mk', '']) {
    assert.ok(!mayReach({ example: true }, email), email)
    assert.ok(mayReach({ example: false }, email), email)
  }
})
