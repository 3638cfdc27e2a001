/** Walks as municipalities do that take over practices from each other: say so, change it, take it back, and are told. */
import assert from 'node:assert/strict'
import { and, eq } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { places } from '#core/places/schema.ts'
import { contents, records } from '#core/records/schema.ts'
import { events } from '#platform/schema.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { countReplications, replicationsOf, totalsByYearAndCountry } from './index.ts'
import { replications } from './schema.ts'

const LIGHTS = 'Прво регистар, па замена: улично осветлување што може да се измери'
const TREES = 'Секое дрво со број: зелен катастар што го читаат и граѓаните'
const whole = {
  language: 'mk',
  changes: 'Наместо таблици ставивме мали плочки со број, бидејќи таблиците им пречеа на корените.',
  result: 'За една година попишавме 3.100 дрвја, а пријавите за опасни гранки се решаваат за два дена.',
  advice: 'Почнете од дворовите на училиштата.',
  startedOn: '2024-04',
  costAmount: '410.000',
  costCurrency: 'MKD',
  costDate: '2024-06',
  recommendation: 'with_changes',
  learnedFrom: 'author',
}

async function practiceNamed({ db }: Pick<Journey, 'db'>, title: string): Promise<string> {
  const [row] = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(and(eq(contents.title, title), eq(records.visibility, 'public')))
  assert.ok(row)
  return row.id
}

async function ofVeles({ db }: Pick<Journey, 'db'>, practiceId: string) {
  const rows = await db
    .select({ replication: replications, record: records })
    .from(replications)
    .innerJoin(records, eq(records.id, replications.id))
    .innerJoin(places, and(eq(places.id, records.placeId), eq(places.code, 'MK00101')))
    .where(eq(replications.practiceId, practiceId))
  return rows
}

journey('an officer says that Veles applied a practice, and its authors and the world learn of it', async (world) => {
  const { as, anyone, db, letters } = world
  const id = await practiceNamed(world, TREES)
  const officer = await as('officer')
  const practicePage = await officer.visit(`/mk/practices/${id}`)
  assert.match(practicePage.text, /И ние го применивме ова/)
  const owner = examplePersonId('neighbour')
  await db.update(records).set({ ownerId: owner }).where(eq(records.id, id))

  const bad = await officer.post(`/mk/replications/new?practice=${id}`, { ...whole, result: 'Добро', costDate: '' })
  assert.equal(bad.status, 422)
  const again = await bad.text()
  assert.match(again, /попишавме|мали плочки/)
  assert.match(again, /Кажете од кој месец се цените/)
  assert.match((await officer.visit(`/mk/replications/new?practice=${id}`)).text, /Продолжи со пишување/)

  const saved = await officer.submit(`/mk/replications/new?practice=${id}`, whole)
  assert.equal(saved.status, 200, saved.text)
  assert.match(saved.path, /^\/mk\/replications\//)
  assert.match(saved.text, /3\.100 дрвја/)
  const [letter] = (await letters()).filter(({ personId }) => personId === owner)
  assert.match(letter?.subject ?? '', /применија Вашата практика \(Велес\)/)

  const seen = await anyone.visit(`/bg/practices/${id}`)
  assert.match(seen.text, /Кой от кого се научи/)
  assert.match(seen.text, /Велес/)
  assert.match((await anyone.visit(saved.path)).text, /410/)
  assert.match((await anyone.visit('/mk/replications?country=mk&recommendation=with_changes')).text, /зелен катастар/)
  assert.match((await anyone.visit('/mk/places/mk/велес')).text, /Преземени и пренесени практики/)
  const csv = await (await anyone.get('/api/v1/replications/list.csv?country=mk')).text()
  assert.match(csv, /MK00101/)
  const types = (await db.select({ type: events.type }).from(events).where(eq(events.recordId, id))).map(
    ({ type }) => type,
  )
  assert.ok(types.includes('practice.replicated'))
  assert.equal((await countReplications(db, [id])).get(id), 1)
  assert.ok((await totalsByYearAndCountry(db)).some(({ year, country }) => year === 2024 && country === 'mk'))
})

journey(
  'two officers of a municipality who say it at once make one of it, and nothing typed is lost',
  async (world) => {
    const { as } = world
    const id = await practiceNamed(world, TREES)
    const [officer, mayor] = await Promise.all([as('officer'), as('mayor')])
    const path = `/mk/replications/new?practice=${id}`
    const answers = await Promise.all([
      officer.post(path, whole),
      mayor.post(path, { ...whole, advice: 'Советот на градоначалникот: побарајте помош од шумарите.' }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    )
    assert.equal((await ofVeles(world, id)).length, 1)
    const late = answers.findIndex((answer) => answer.headers.get('location')?.endsWith('/edit'))
    assert.ok(late >= 0)
    const page = await [officer, mayor][late]?.visit(answers[late]?.headers.get('location') ?? '')
    assert.match(page?.text ?? '', /веќе кажа дека ја применила/)
    assert.match(page?.text ?? '', /Продолжи со пишување/)
    // Whoever begins once more is led there too.
    assert.match((await officer.visit(path)).path, /\/edit$/)
  },
)

journey('a municipality changes what it says; of two colleagues the second sees both texts', async (world) => {
  const { as, anyone, db } = world
  const id = await practiceNamed(world, LIGHTS)
  const [own] = await ofVeles(world, id)
  assert.ok(own)
  const [officer, mayor, neighbour] = await Promise.all([as('officer'), as('mayor'), as('neighbour')])
  const path = `/mk/replications/${own.record.id}/edit`
  assert.equal((await neighbour.get(path)).status, 403)
  assert.equal((await neighbour.post(path, whole)).status, 403)
  assert.match((await officer.visit(path)).text, /Пописот не го работевме одеднаш/)
  const first = await officer.post(path, { ...whole, revision: '1' })
  assert.equal(first.status, 303, await first.clone().text())
  const second = await mayor.post(path, { ...whole, result: `${whole.result} Сметката падна двојно.`, revision: '1' })
  assert.equal(second.status, 409)
  const shown = await second.text()
  assert.match(shown, /Во меѓувреме е изменето/)
  assert.match(shown, /Сметката падна двојно/)
  assert.match((await anyone.visit(`/mk/replications/${own.record.id}`)).text, /3\.100 дрвја/)
  // Ruse learned from Veles: Veles cannot have learned from Ruse.
  const [ruse] = (await replicationsOf(db, id, 'mk')).filter(({ learnedFromId }) => learnedFromId === own.record.id)
  assert.ok(ruse)
  assert.equal((await officer.post(path, { ...whole, learnedFrom: ruse.id, revision: '2' })).status, 303)
  assert.equal((await ofVeles(world, id))[0]?.replication.learnedFromId, null)
})

journey('a municipality takes it back and publishes it again; an editor takes it down with a reason', async (world) => {
  const { as, anyone, letters } = world
  const id = await practiceNamed(world, LIGHTS)
  const [own] = await ofVeles(world, id)
  assert.ok(own)
  const [officer, editor, foreign, neighbour] = await Promise.all([
    as('officer'),
    as('editor'),
    as('foreign-editor'),
    as('neighbour'),
  ])
  const page = `/mk/replications/${own.record.id}`
  const at = (step: string) => `${page}/${step}`
  for (const stranger of [foreign, neighbour])
    for (const step of ['withdraw', 'take-down', 'restore', 'publish'])
      assert.ok(
        [403, 404].includes((await stranger.post(at(step), { revision: '1', reason: 'Затоа што сакам.' })).status),
      )
  assert.equal((await officer.post(at('withdraw'), { revision: '1' })).status, 303)
  assert.equal((await anyone.get(page)).status, 404)
  assert.match((await officer.visit(page)).text, /Повлечено/)
  assert.doesNotMatch((await anyone.visit(`/mk/practices/${id}`)).text, /Велес<\/a>/)
  assert.equal((await officer.post(at('publish'), { revision: '2' })).status, 303)

  assert.equal((await editor.post(at('take-down'), { revision: '3', reason: '' })).status, 422)
  const reason = 'Во текстот е именуван вработен. Тргнете го името.'
  assert.equal((await editor.post(at('take-down'), { revision: '3', reason })).status, 303)
  assert.equal((await anyone.get(page)).status, 404)
  assert.match((await officer.visit(page)).text, /именуван вработен/)
  assert.equal((await officer.post(at('publish'), { revision: '4' })).status, 403)
  assert.ok(
    (await letters()).some(({ text, personId }) => personId === examplePersonId('officer') && text.includes(reason)),
  )
  assert.equal((await editor.post(at('restore'), { revision: '4' })).status, 303)
  assert.match((await anyone.visit(page)).text, /Пописот не го работевме одеднаш/)
})
