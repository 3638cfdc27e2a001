/** Journeys of those who invite, and of the letters that go out. */
import assert from 'node:assert/strict'
import { eq, isNull } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { invitations, organisations, people } from '#core/people/schema.ts'
import { outbox } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { AT, actionsOf, makeReal } from './testing.ts'

journey(
  'Somebody invites a colleague, sends the letter again, and takes the invitation back',
  async ({ as, db, letters }) => {
    const browser = await as('administrator')
    const form = { email: 'nova@veles.example', language: 'sq', role: 'officer', over: 'organisation' }
    const wrong = await browser.post(`${AT}/invitations`, { ...form, email: 'нема' })
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /value="нема"/)
    const organisationId = exampleOrganisation('municipality', 'mk', 'MK00101')
    const sent = await browser.submit(`${AT}/invitations`, { ...form, organisationId })
    assert.equal(sent.path, `${AT}/invitations`)
    assert.equal((await letters()).at(-1)?.language, 'sq')
    const [first] = await db.select().from(invitations)
    await browser.submit(`${AT}/invitations/${first?.id}/send-again`)
    const [second] = await db.select().from(invitations).where(isNull(invitations.withdrawnAt))
    assert.notEqual(second?.tokenHash, first?.tokenHash)
    assert.equal((await letters()).length, 2)
    await browser.submit(`${AT}/invitations/${second?.id}/withdraw`)
    assert.equal((await db.select().from(invitations).where(isNull(invitations.withdrawnAt))).length, 0)
    assert.ok((await actionsOf(db)).includes('invitation.withdrawn'))
  },
)

journey('An administrator invites by typing the name of an organisation and of a place', async ({ as, db }) => {
  const browser = await as('administrator')
  const [bitola] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, exampleOrganisation('municipality', 'mk', 'MK00501')))
  const form = { email: 'nova@bitola.example', language: 'mk' }
  await browser.submit(`${AT}/invitations`, {
    ...form,
    role: 'officer',
    over: 'organisation',
    organisation: bitola?.name ?? '',
  })
  await browser.submit(`${AT}/invitations`, { ...form, role: 'moderator', over: 'place', place: 'Битола' })
  const rows = await db.select().from(invitations)
  assert.ok(rows.some(({ organisationId }) => organisationId === bitola?.id))
  assert.ok(rows.some(({ placeId, organisationId }) => placeId && !organisationId))
})

journey('Letters are read in the outbox, and a failed one goes out again', async ({ as, db }) => {
  const browser = await as('administrator')
  await browser.submit(`${AT}/invitations`, {
    email: 'nova@veles.example',
    language: 'mk',
    role: 'editor',
    over: 'country',
    country: 'mk',
  })
  const [letter] = await db.select().from(outbox)
  const list = await browser.visit(`${AT}/outbox`)
  assert.match(list.text, /Не е поставен сервер за пошта/)
  assert.match(list.text, /nova@veles\.example/)
  assert.match((await browser.visit(`${AT}/outbox/${letter?.id}`)).text, /token=/)
  await db.update(outbox).set({ attempts: 8, problem: 'connect ECONNREFUSED' })
  assert.match((await browser.visit(`${AT}/outbox?state=failed`)).text, /nova@veles\.example/)
  await browser.submit(`${AT}/outbox/${letter?.id}/send-again`)
  const [again] = await db.select().from(outbox)
  assert.equal(again?.attempts, 0)
  assert.ok((await actionsOf(db)).includes('letter.retried'))
})

journey(
  'With a mail server, letters open no account to whoever looks into the outbox',
  async ({ as, db }) => {
    const browser = await as('administrator')
    await browser.submit(`${AT}/invitations`, {
      email: 'nova@veles.example',
      language: 'mk',
      role: 'editor',
      over: 'country',
      country: 'mk',
    })
    const [letter] = await db.select().from(outbox)
    const { text } = await browser.visit(`${AT}/outbox/${letter?.id}`)
    assert.match(text, /token=…/)
    assert.doesNotMatch(text, /nova@veles\.example/)
  },
  { SMTP_URL: 'smtp://localhost:1' },
)

journey(
  'Who tries the portal as an example administrator cannot write to real people, and what they typed stays',
  async ({ as, db, letters }) => {
    const browser = await as('administrator')
    const form = { email: 'ana@opstina.mk', language: 'mk', role: 'editor', over: 'country', country: 'mk' }
    const answer = await browser.post(`${AT}/invitations`, form)
    assert.equal(answer.status, 422)
    const text = await answer.text()
    assert.match(text, /Лице за пример не може да кани вистински луѓе/)
    assert.match(text, /value="ana@opstina\.mk"/)
    assert.match(text, /<option value="editor" selected/)
    assert.deepEqual([await letters(), await db.select().from(invitations)], [[], []])

    await makeReal(db, 'administrator')
    assert.equal((await browser.post(`${AT}/invitations`, form)).status, 303)
    const [invitation] = await db.select().from(invitations)
    const [letter] = await letters()
    assert.equal(letter?.to, 'ana@opstina.mk')

    await db
      .update(people)
      .set({ example: true })
      .where(eq(people.id, examplePersonId('administrator')))
    assert.doesNotMatch((await browser.visit(`${AT}/invitations`)).text, new RegExp(`${invitation?.id}/`))
    for (const path of [
      `invitations/${invitation?.id}/send-again`,
      `invitations/${invitation?.id}/withdraw`,
      `outbox/${letter?.id}/send-again`,
    ])
      assert.equal((await browser.post(`${AT}/${path}`)).status, 403, path)
    assert.equal((await letters()).length, 1)
    const [kept] = await db.select().from(invitations)
    assert.equal(kept?.withdrawnAt, null)
  },
)
