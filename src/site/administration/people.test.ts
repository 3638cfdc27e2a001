/** Journeys of those who give roles, end them and sign people out. */
import assert from 'node:assert/strict'
import { and, eq, isNull } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { grants, people, sessions } from '#core/people/schema.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { AT, actionsOf, giveTo, makeReal, readAll } from './testing.ts'

journey('An administrator gives a role, and the person acts in it until it is ended', async ({ as, db }) => {
  const browser = await as('administrator')
  const citizen = examplePersonId('citizen')
  const page = await browser.submit(`${AT}/people/${citizen}/roles`, {
    role: 'officer',
    over: 'organisation',
    organisationId: exampleOrganisation('municipality', 'mk', 'MK00101'),
  })
  assert.equal(page.path, `${AT}/people/${citizen}`)
  const [grant] = await db
    .select()
    .from(grants)
    .where(and(eq(grants.personId, citizen), isNull(grants.endedAt)))
  assert.equal(grant?.role, 'officer')
  assert.ok((await actionsOf(db)).includes('grant.given'))
  const ended = await browser.submit(`${AT}/roles/${grant?.id}/end`, { back: `${AT}/people/${citizen}` })
  assert.equal(ended.path, `${AT}/people/${citizen}`)
  assert.match(ended.text, /Улогата е завршена/)
  assert.equal(
    (
      await db
        .select()
        .from(grants)
        .where(and(eq(grants.personId, citizen), isNull(grants.endedAt)))
    ).length,
    0,
  )
})

journey('A role that does not fit comes back filled in, with the reason at its field', async ({ as }) => {
  const browser = await as('administrator')
  const path = `${AT}/people/${examplePersonId('citizen')}/roles`
  const unfit = await browser.post(path, { role: 'mayor', over: 'country', country: 'mk' })
  assert.equal(unfit.status, 422)
  const text = await unfit.text()
  assert.match(text, /Оваа улога не одговара/)
  assert.match(text, /<option value="mayor" selected/)
  const unknown = await browser.post(path, { role: 'officer', over: 'organisation', organisation: 'Нема таква' })
  assert.match(await unknown.text(), /value="Нема таква"/)
})

journey('The last administrator of the portal cannot end the own role', async ({ as, db }) => {
  const browser = await as('administrator')
  const person = examplePersonId('administrator')
  const [grant] = await db.select().from(grants).where(eq(grants.personId, person))
  assert.ok(!(await browser.visit(`${AT}/people/${person}`)).text.includes(`/roles/${grant?.id}/end`))
  assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 403)
  await giveTo(db, 'expert', 'administrator')
  assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 303)
})

journey('A long table of roles is read page by page without losing or repeating one', async ({ as, db }) => {
  const browser = await as('administrator')
  for (let i = 0; i < 15; i++) {
    const kinds = ['association', 'municipality', 'ministry'] as const
    const organisationId = exampleOrganisation(kinds[i % 3] ?? 'ministry', 'mk')
    await db.insert(grants).values({
      id: newId(),
      personId: examplePersonId('citizen'),
      role: 'member',
      organisationId,
      createdAt: new Date(),
    })
  }
  await giveTo(db, 'citizen', 'editor', { country: 'bg' })
  const seen = await readAll(browser, `${AT}/roles`, /\/administration\/roles\/([^/"]+)\/end"/g)
  // All but the last administrator's, which has no button.
  assert.equal(seen.size, (await db.select().from(grants).where(isNull(grants.endedAt))).length - 1)
})

journey('A person is signed out everywhere, and the trail says by whom', async ({ as, db }) => {
  const officer = await as('officer')
  const browser = await as('administrator')
  await browser.submit(`${AT}/people/${examplePersonId('officer')}/sessions/end`)
  assert.equal(
    (
      await db
        .select()
        .from(sessions)
        .where(eq(sessions.userId, examplePersonId('officer')))
    ).length,
    0,
  )
  assert.equal((await officer.get('/mk/desk')).status, 303)
  const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, 'person-sessions.ended'))
  assert.equal(entry?.actorId, examplePersonId('administrator'))
})

journey('Of a deleted account there is its end and no name', async ({ as, db }) => {
  const id = examplePersonId('expert')
  await db.update(people).set({ deletedAt: new Date(), name: '', email: 'x@deleted.invalid' }).where(eq(people.id, id))
  const page = await (await as('administrator')).visit(`${AT}/people/${id}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Избришана сметка/)
  assert.doesNotMatch(page.text, /deleted\.invalid/)
})

journey(
  'Who tries the portal as an example administrator gives real people no role, ends none and signs nobody out',
  async ({ as, db }) => {
    const real = examplePersonId('officer')
    await db.update(people).set({ example: false, email: 'ana@opstina.mk' }).where(eq(people.id, real))
    const [grant] = await db.select().from(grants).where(eq(grants.personId, real))
    const browser = await as('administrator')
    const page = await browser.visit(`${AT}/people/${real}`)
    assert.match(page.text, /не може да менува улоги на вистински луѓе/)
    assert.doesNotMatch(page.text, new RegExp(`roles/${grant?.id}/end|people/${real}/(roles|sessions)`))
    const role = { role: 'editor', over: 'country', country: 'mk' }
    assert.equal((await browser.post(`${AT}/people/${real}/roles`, role)).status, 403)
    assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 403)
    assert.equal((await browser.post(`${AT}/people/${real}/sessions/end`)).status, 403)
    const refused = (await actionsOf(db)).filter((action) => action.endsWith('.refused'))
    assert.deepEqual(refused, ['grant.refused', 'grant-end.refused', 'person-sessions.refused'])

    await makeReal(db, 'administrator')
    assert.equal((await browser.post(`${AT}/people/${real}/roles`, role)).status, 303)
    assert.equal((await browser.post(`${AT}/roles/${grant?.id}/end`)).status, 303)
  },
)
