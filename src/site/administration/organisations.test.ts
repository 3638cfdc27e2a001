/** Journeys of those who look after organisations. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { exampleOrganisation } from '#core/people/index.ts'
import { organisations } from '#core/people/schema.ts'
import { journey } from '#tests/journey.ts'
import { AT, actionsOf, giveTo } from './testing.ts'

journey('An organisation is added with its place, changed by two people at once, and closed', async ({ as, db }) => {
  const first = await as('administrator')
  const twice = { kind: 'ngo', name: 'Здружение за пример', language: 'mk', country: 'mk', place: 'Велес' }
  const added = await first.submit(`${AT}/organisations`, twice)
  assert.match(added.text, /Здружение за пример/)
  const again = await first.post(`${AT}/organisations`, twice)
  assert.equal(again.status, 422)
  assert.match(await again.text(), /веќе постои/)
  const elsewhere = await first.post(`${AT}/organisations`, { ...twice, name: 'Друга', country: 'bg' })
  assert.equal(elsewhere.status, 422)
  const id = added.path.split('/').at(-1)
  const change = { name: 'Ново име', language: 'mk', place: '', revision: '1' }
  await first.submit(`${AT}/organisations/${id}`, change)
  const late = await first.post(`${AT}/organisations/${id}`, { ...change, name: 'Мое име' })
  const text = await late.text()
  assert.equal(late.status, 409)
  assert.match(text, /Ново име/)
  assert.match(text, /value="Мое име"/)
  assert.match(text, /name="revision" value="2"/)
  await first.submit(`${AT}/organisations/${id}`, { ...change, name: 'Мое име', revision: '2' })
  await first.submit(`${AT}/organisations/${id}/close`)
  const [row] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, id ?? ''))
  assert.equal(row?.name, 'Мое име')
  assert.ok(row?.closedAt)
  assert.deepEqual(
    (await actionsOf(db)).filter((action) => action.startsWith('organisation.')),
    ['organisation.added', 'organisation.changed', 'organisation.changed', 'organisation.closed'],
  )
})

journey(
  'Of two organisations with one name, an administrator of the one sees no role in the other',
  async ({ as, db }) => {
    const veles = exampleOrganisation('municipality', 'mk', 'MK00101')
    const namesake = exampleOrganisation('association', 'bg')
    const [own] = await db.select().from(organisations).where(eq(organisations.id, veles))
    await db
      .update(organisations)
      .set({ name: own?.name ?? '' })
      .where(eq(organisations.id, namesake))
    await giveTo(db, 'officer', 'editor', { organisationId: namesake })
    await giveTo(db, 'mayor', 'administrator', { organisationId: veles })
    const { text } = await (await as('mayor')).visit(`${AT}/people?q=${encodeURIComponent('Ана')}`)
    assert.match(text, /Службеник, /)
    assert.doesNotMatch(text, /Уредник, /)
  },
)
