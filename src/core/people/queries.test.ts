/** What administration may see and change of people, roles, organisations and invitations, on a real database. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { type Actor, type Member, nobody } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db, isDuplicate } from '#platform/database.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { organisationFilter, peopleFilter } from './forms.ts'
import { invite, listInvitations, withdrawInvitation } from './invitation-queries.ts'
import {
  addOrganisation,
  changeOrganisation,
  closeOrganisation,
  findOrganisation,
  listOrganisations,
} from './organisation-queries.ts'
import { endGrant, findPerson, giveGrant, listPeople } from './people-queries.ts'
import { grants, people } from './schema.ts'
import { EXAMPLE_PEOPLE, type ExampleKey, exampleOrganisation, examplePersonId } from './seed.ts'
import { actingGrant, grantsOf } from './session.ts'

const now = new Date('2026-03-02T09:00:00Z')
const asPerson = async (db: Db, key: ExampleKey): Promise<Member> => {
  const held = await grantsOf(db, examplePersonId(key))
  return {
    ...nobody,
    id: examplePersonId(key),
    name: key,
    grants: held,
    grant: actingGrant(held, null),
    requestId: 'test',
  }
}
/** An administrator of one organisation, made for the test. */
const administratorOf = async (db: Db, organisationId: string): Promise<Member> => {
  await db.insert(grants).values({
    id: newId(),
    personId: examplePersonId('councillor'),
    role: 'administrator',
    organisationId,
    createdAt: now,
  })
  const held = await grantsOf(db, examplePersonId('councillor'))
  const grant = held.find(({ role }) => role === 'administrator') ?? null
  return { ...nobody, id: examplePersonId('councillor'), name: 'councillor', grants: held, grant, requestId: 'test' }
}
const veles = exampleOrganisation('municipality', 'mk', 'MK00101')
const bitola = exampleOrganisation('municipality', 'mk', 'MK00501')
const everything = peopleFilter.parse({})
const refused = (promise: Promise<unknown>) => assert.rejects(promise, Refused)

journey('The portal’s administrator finds people by name, e-mail, role and country', async ({ db }) => {
  const administrator = await asPerson(db, 'administrator')
  const all = await listPeople(db, administrator, everything, 'mk')
  assert.equal(all.people.length, EXAMPLE_PEOPLE.length)
  const officers = await listPeople(db, administrator, peopleFilter.parse({ role: 'officer', country: 'mk' }), 'mk')
  assert.deepEqual(
    officers.people.map(({ id }) => id).sort(),
    (['officer', 'neighbour', 'officer-sq'] as const).map(examplePersonId).sort(),
  )
  const byName = await listPeople(db, administrator, peopleFilter.parse({ q: 'ана пр' }), 'mk')
  assert.deepEqual(
    byName.people.map(({ name }) => name),
    ['Ана Примерова', 'Оксана Прикладна'],
  )
  const [officer] = (await listPeople(db, administrator, peopleFilter.parse({ q: 'officer@example' }), 'mk')).people
  assert.deepEqual(
    officer?.roles.map(({ role, organisation }) => [role, organisation?.id, organisation?.name]),
    [['officer', veles, 'Општина Велес (пример)']],
  )
  assert.deepEqual((await listPeople(db, administrator, peopleFilter.parse({ q: '100%' }), 'mk')).people, [])
})

journey('A long list of people goes on where the page before ended, also between namesakes', async ({ db }) => {
  const administrator = await asPerson(db, 'administrator')
  const namesakes = Array.from({ length: 45 }, (_, i) => ({
    id: newId(),
    name: i % 2 ? 'Марија Иста' : 'Ѓорѓи Ист',
    email: `isti${i}@example.org`,
    createdAt: now,
    updatedAt: now,
  }))
  await db.insert(people).values(namesakes)
  const seen: string[] = []
  let after: string | undefined
  for (let pages = 0; pages < 10; pages++) {
    const page = await listPeople(db, administrator, { ...everything, after }, 'mk')
    seen.push(...page.people.map(({ id }) => id))
    after = page.next
    if (!after) break
  }
  assert.equal(seen.length, 45 + EXAMPLE_PEOPLE.length)
  assert.equal(new Set(seen).size, seen.length)
})

journey('An organisation’s administrator sees its own people only, an officer nobody', async ({ db }) => {
  const administrator = await administratorOf(db, veles)
  const mine = await listPeople(db, administrator, everything, 'mk')
  assert.deepEqual(
    mine.people.map(({ id }) => id).sort(),
    (['officer', 'mayor', 'councillor'] as const).map(examplePersonId).sort(),
  )
  assert.equal(await findPerson(db, administrator, examplePersonId('neighbour')), undefined)
  assert.ok(await findPerson(db, administrator, examplePersonId('mayor')))
  for (const key of ['officer', 'editor', 'citizen'] as const) {
    const actor = await asPerson(db, key)
    assert.deepEqual((await listPeople(db, actor, everything, 'mk')).people, [])
    assert.deepEqual((await listOrganisations(db, actor, organisationFilter.parse({}), 'mk')).total, 0)
  }
})

journey('A role is given and ended with an entry in the trail, and never farther than one’s own', async ({ db }) => {
  const administrator = await administratorOf(db, veles)
  const citizen = examplePersonId('citizen')
  const id = await giveGrant(
    db,
    administrator,
    { personId: citizen, role: 'officer', organisationId: veles, country: undefined, placeId: undefined },
    now,
  )
  assert.equal((await grantsOf(db, citizen))[0]?.organisation?.id, veles)
  await refused(
    giveGrant(
      db,
      administrator,
      { personId: citizen, role: 'officer', organisationId: bitola, country: undefined, placeId: undefined },
      now,
    ),
  )
  await refused(
    giveGrant(
      db,
      administrator,
      { personId: citizen, role: 'administrator', organisationId: undefined, country: undefined, placeId: undefined },
      now,
    ),
  )
  await refused(
    giveGrant(
      db,
      administrator,
      { personId: citizen, role: 'editor', organisationId: veles, country: 'bg', placeId: undefined },
      now,
    ),
  )
  await refused(
    giveGrant(
      db,
      await asPerson(db, 'mayor'),
      { personId: citizen, role: 'officer', organisationId: veles, country: undefined, placeId: undefined },
      now,
    ),
  )
  await endGrant(db, administrator, id, now)
  assert.deepEqual(await grantsOf(db, citizen), [])
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.actorId, administrator.id))
  assert.deepEqual(trail.map(({ action }) => action).sort(), ['grant.ended', 'grant.given'])
})

journey(
  'The last administrator of the portal cannot be removed, not even by two at the same moment',
  async ({ db }) => {
    const administrator = await asPerson(db, 'administrator')
    await refused(endGrant(db, administrator, administrator.grant?.id ?? '', now))
    const second = await giveGrant(
      db,
      administrator,
      {
        personId: examplePersonId('citizen'),
        role: 'administrator',
        organisationId: undefined,
        country: undefined,
        placeId: undefined,
      },
      now,
    )
    const citizen = await asPerson(db, 'citizen')
    const ends = await Promise.allSettled([
      endGrant(db, administrator, administrator.grant?.id ?? '', now),
      endGrant(db, citizen, second, now),
    ])
    assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  },
)

journey('Organisations are added, changed by one of two editors, and closed with their roles', async ({ db }) => {
  const administrator = await asPerson(db, 'administrator')
  const input = {
    kind: 'ngo',
    name: 'Здружение за проба',
    language: 'mk',
    country: 'mk',
    placeId: undefined,
    email: undefined,
    website: undefined,
  } as const
  const id = await addOrganisation(db, administrator, input, now)
  await assert.rejects(addOrganisation(db, administrator, input, now), (error) => isDuplicate(error))
  const change = {
    name: 'Здружение за проби',
    language: 'mk',
    placeId: undefined,
    email: 'proba@example.org',
    website: undefined,
    revision: 1,
  } as const
  await changeOrganisation(db, administrator, id, change, now)
  await assert.rejects(changeOrganisation(db, administrator, id, { ...change, name: 'Друго' }, now), ChangedMeanwhile)
  assert.equal((await findOrganisation(db, id))?.name, 'Здружение за проби')
  await refused(changeOrganisation(db, await administratorOf(db, veles), id, { ...change, revision: 2 }, now))
  await refused(addOrganisation(db, await asPerson(db, 'officer'), { ...input, name: 'Друго здружение' }, now))

  const page = await listOrganisations(
    db,
    administrator,
    organisationFilter.parse({ kind: 'municipality', country: 'mk', q: 'велес' }),
    'mk',
  )
  assert.deepEqual(
    page.organisations.map(({ name, members }) => ({ name, members: members >= 3 })),
    [{ name: 'Општина Велес (пример)', members: true }],
  )

  await closeOrganisation(db, administrator, veles, now)
  assert.deepEqual(await grantsOf(db, examplePersonId('officer')), [])
  assert.equal((await listOrganisations(db, administrator, organisationFilter.parse({ q: 'велес' }), 'mk')).total, 0)
})

journey('An organisation has its place in its own country', async ({ db }) => {
  const administrator = await asPerson(db, 'administrator')
  const place = (await findOrganisation(db, exampleOrganisation('municipality', 'bg', 'RSE27')))?.placeId ?? undefined
  assert.ok(place)
  await refused(
    addOrganisation(
      db,
      administrator,
      {
        kind: 'municipality',
        name: 'Туѓа',
        language: 'mk',
        country: 'mk',
        placeId: place,
        email: undefined,
        website: undefined,
      },
      now,
    ),
  )
})

journey('Invitations are seen and withdrawn by those who could have sent them', async ({ db }) => {
  const administrator = await administratorOf(db, veles)
  const config = testConfig()
  const input = {
    email: 'nova@veles.example',
    language: 'mk',
    role: 'officer',
    organisationId: veles,
    country: undefined,
    placeId: undefined,
  } as const
  const id = await invite(db, administrator, input, config, now)
  await refused(invite(db, administrator, { ...input, organisationId: bitola }, config, now))
  await refused(invite(db, await asPerson(db, 'officer'), input, config, now))
  const seenBy = async (actor: Actor) => (await listInvitations(db, actor, now)).map((line) => line.id)
  assert.deepEqual(await seenBy(administrator), [id])
  assert.deepEqual(await seenBy(await asPerson(db, 'administrator')), [id])
  assert.deepEqual(await seenBy(await asPerson(db, 'officer')), [])
  await refused(withdrawInvitation(db, await asPerson(db, 'editor'), id, now))
  await withdrawInvitation(db, administrator, id, now)
  assert.deepEqual(await seenBy(administrator), [])
})
