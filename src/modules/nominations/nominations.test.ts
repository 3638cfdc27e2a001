import assert from 'node:assert/strict'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { and, eq, ne } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { places } from '#core/places/schema.ts'
import { records } from '#core/records/schema.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Db } from '#platform/database.ts'
import { events, outbox } from '#platform/schema.ts'
import { type Browser, journey } from '#tests/journey.ts'
import { countNominations, nominationTotals } from './index.ts'
import { erase, ownData } from './own-data.ts'
import { nominations } from './schema.ts'

/** A published practice of North Macedonia that is not of Veles, so that its people may nominate it. */
async function practiceElsewhere(db: Db) {
  const [veles] = await db.select({ id: places.id }).from(places).where(eq(places.code, 'MK00101'))
  assert.ok(veles)
  const [found] = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(
      and(
        eq(practices.state, 'published'),
        eq(records.visibility, 'public'),
        eq(records.country, 'mk'),
        ne(records.placeId, veles.id),
      ),
    )
    .orderBy(records.id)
    .limit(1)
  assert.ok(found, 'the examples have such a practice')
  return { ...found, veles }
}

async function proof(browser: Browser): Promise<string> {
  const challenge = await (await browser.get('/api/v1/verification/challenge')).json()
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}
const countsOf = async (db: Db, id: string) => (await countNominations(db, [id])).get(id)
const letterTo = async (db: Db, address: string) => {
  const letters = await db.select().from(outbox).where(eq(outbox.to, address)).orderBy(outbox.at, outbox.id)
  return letters.at(-1)
}

journey('a visitor nominates with a proof and the link of the letter, and gets a receipt', async ({ db, anyone }) => {
  const { id } = await practiceElsewhere(db)
  const before = (await countsOf(db, id))?.citizens ?? 0
  const form = await anyone.visit(`/mk/nominations/${id}/new`)
  assert.match(form.text, /data-proof=/)
  const email = 'Petar.Petrov+glas@gmail.com'
  const asked = await anyone.submit(`/mk/nominations/${id}/new`, { email, proof: await proof(anyone) })
  assert.match(asked.path, /\/mk\/verification\//)
  assert.doesNotMatch(asked.text, /petar/i, 'the page does not show the whole address')
  const link = /http:\/\/localhost:3000(\/\S+token=\S+)/.exec(
    (await letterTo(db, email.toLowerCase()))?.text ?? '',
  )?.[1]
  assert.ok(link)
  await anyone.visit(link)
  assert.equal((await countsOf(db, id))?.citizens, before, 'opening the link is not enough')
  const token = new URL(link, 'http://x').searchParams.get('token') ?? ''
  const receipt = await anyone.submit('/mk/verification/confirm', { token })
  assert.match(receipt.path, /\/mk\/nominations\/receipts\//)
  assert.match(receipt.text, /Вашата номинација е изброена/)
  assert.equal((await countsOf(db, id))?.citizens, before + 1)
  assert.match((await letterTo(db, email.toLowerCase()))?.subject ?? '', /Потврда/)

  const again = await anyone.submit(`/mk/nominations/${id}/new`, { email: 'petarpetrov@googlemail.com' })
  const code = /(\d{3}) (\d{3})/.exec((await letterTo(db, 'petarpetrov@googlemail.com'))?.text ?? '')
  const second = await anyone.submit(again.path, { code: `${code?.[1]}${code?.[2]}` })
  assert.equal(second.path, receipt.path, 'the same person comes to their first receipt')
  assert.match(second.text, /веќе ја номиниравте/)
  assert.equal((await countsOf(db, id))?.citizens, before + 1)
})

journey('a visitor without JavaScript types the code, and a wrong one is answered kindly', async ({ db, anyone }) => {
  const { id } = await practiceElsewhere(db)
  const before = (await countsOf(db, id))?.citizens ?? 0
  const bad = await anyone.post(`/mk/nominations/${id}/new`, { email: 'нема адреса' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /value="нема адреса"/)
  const { path } = await anyone.submit(`/mk/nominations/${id}/new`, { email: 'vera@example.net' })
  const [, a, b] = /(\d{3}) (\d{3})/.exec((await letterTo(db, 'vera@example.net'))?.text ?? '') ?? []
  const wrong = `${a}${b}` === '000000' ? '000001' : '000000'
  const refused = await anyone.post(path, { code: wrong })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /уште 4 пати/)
  assert.match((await anyone.submit(path, { code: `${a} ${b}` })).path, /receipts/)
  assert.equal((await countsOf(db, id))?.citizens, before + 1)
  for (let n = 0; n < 5; n++) await anyone.post(`/mk/nominations/${id}/new`, { email: `glas${n}@gmail.com` })
  const tooMany = await anyone.post(`/mk/nominations/${id}/new`, { email: 'glas6@gmail.com' })
  assert.equal(tooMany.status, 429)
  assert.match(await tooMany.text(), /glas6@gmail.com/, 'what was typed is still there')
})

journey('a citizen nominates with one press, once; and not what they wrote', async ({ db, as }) => {
  const citizen = await as('citizen')
  const { id } = await practiceElsewhere(db)
  const before = await countsOf(db, id)
  const page = await citizen.visit(`/mk/id/${id}`)
  assert.match(page.text, new RegExp(`/mk/nominations/${id}"`))
  const first = await citizen.submit(`/mk/nominations/${id}`)
  assert.match(first.text, /Вашата номинација е изброена/)
  const second = await citizen.submit(`/mk/nominations/${id}`)
  assert.equal(second.path, first.path)
  assert.match(second.text, /веќе ја номиниравте/)
  assert.deepEqual(await countsOf(db, id), { ...before, citizens: (before?.citizens ?? 0) + 1 })
  assert.match((await citizen.visit(`/mk/id/${id}`)).text, /Ја номиниравте/)
  const own = await ownData(db, examplePersonId('citizen'))
  assert.equal((own.nominations as unknown[]).length, 1)

  await db
    .update(records)
    .set({ ownerId: examplePersonId('expert') })
    .where(eq(records.id, id))
  const expert = await as('expert')
  assert.doesNotMatch((await expert.visit(`/mk/id/${id}`)).text, new RegExp(`action="/mk/nominations/${id}"`))
  assert.match((await expert.submit(`/mk/nominations/${id}`)).text, /ја напишавте вие/)
})

journey('a municipality has one voice, and none for its own practice', async ({ db, as }) => {
  const foreign = await practiceElsewhere(db)
  const before = await countsOf(db, foreign.id)
  const [mayor, councillor, citizen] = [await as('mayor'), await as('councillor'), await as('citizen')]
  assert.match((await mayor.visit(`/mk/id/${foreign.id}`)).text, /Номинирај во име на: Општина Велес/)
  const given = await mayor.submit(`/mk/nominations/${foreign.id}`, { voice: 'municipality' })
  assert.match(given.text, /Општина: <span/)
  const second = await councillor.submit(`/mk/nominations/${foreign.id}`, { voice: 'municipality' })
  assert.match(second.text, /Вашата општина веќе ја номинираше/)
  assert.equal(second.path, given.path)
  assert.deepEqual(await countsOf(db, foreign.id), { ...before, municipalities: (before?.municipalities ?? 0) + 1 })
  await councillor.submit(`/mk/nominations/${foreign.id}`, { voice: 'citizen' })
  assert.equal((await countsOf(db, foreign.id))?.citizens, (before?.citizens ?? 0) + 1)
  assert.equal((await citizen.post(`/mk/nominations/${foreign.id}`, { voice: 'municipality' })).status, 403)

  await db.update(records).set({ placeId: foreign.veles.id }).where(eq(records.id, foreign.id))
  assert.match((await mayor.submit(`/mk/nominations/${foreign.id}`)).text, /практика на вашата општина/)
})

journey('of many presses at the same moment one counts', async ({ db, as }) => {
  const { id } = await practiceElsewhere(db)
  const before = await nominationTotals(db, { country: 'mk' })
  const browsers = await Promise.all((['citizen', 'mayor', 'councillor', 'officer', 'neighbour'] as const).map(as))
  await Promise.all(browsers.flatMap((browser) => [1, 2, 3].map(() => browser.post(`/mk/nominations/${id}`))))
  const rows = await db.select().from(nominations).where(eq(nominations.practiceId, id))
  assert.equal(new Set(rows.map(({ voterHash }) => voterHash)).size, rows.length)
  const voices = rows.filter(({ voice }) => voice === 'municipality').map(({ placeId }) => placeId)
  assert.equal(new Set(voices).size, voices.length)
  const after = await nominationTotals(db, { country: 'mk' })
  assert.equal(after.citizens, before.citizens + 1, 'the citizen')
  assert.ok(after.municipalities - before.municipalities <= 2, 'Veles and Bitola, where they had not spoken')
  const counted = await db.select().from(events).where(eq(events.type, 'nomination.counted'))
  assert.equal(counted.length, after.citizens + after.municipalities - before.citizens - before.municipalities)
})

journey('a practice that is not public cannot be nominated, nor is its name told', async ({ db, anyone, as }) => {
  const [draft] = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(eq(practices.state, 'submitted'))
    .limit(1)
  assert.ok(draft)
  assert.equal((await anyone.get(`/mk/nominations/${draft.id}/new`)).status, 404)
  assert.equal((await anyone.post(`/mk/nominations/${draft.id}/new`, { email: 'a@gmail.com' })).status, 404)
  assert.equal((await (await as('citizen')).post(`/mk/nominations/${draft.id}`)).status, 404)
  assert.equal((await (await as('editor')).post(`/mk/nominations/${draft.id}`)).status, 404)
})

journey('who deletes their account leaves a voice that names nobody', async ({ db, as }) => {
  const { id } = await practiceElsewhere(db)
  const citizen = await as('citizen')
  await citizen.post(`/mk/nominations/${id}`)
  const before = await countsOf(db, id)
  await erase(db, examplePersonId('citizen'))
  assert.deepEqual(await ownData(db, examplePersonId('citizen')), { nominations: [] })
  assert.deepEqual(await countsOf(db, id), before)
  const [left] = await db
    .select()
    .from(nominations)
    .where(and(eq(nominations.practiceId, id), eq(nominations.emailDomain, '')))
  assert.equal(left?.networkHash, '')
  assert.match((await citizen.submit(`/mk/nominations/${id}`)).text, /веќе ја номиниравте/, 'nor do they speak again')
})
