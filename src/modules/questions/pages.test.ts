/** Walks as people do who ask the authors of a practice, and as authors do who answer, late, or not at all. */
import assert from 'node:assert/strict'
import { and, desc, eq } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { testConfig } from '#tests/database.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { jobs } from './jobs.ts'
import { answers, questions } from './schema.ts'

const TREES = 'Секое дрво со број: зелен катастар што го читаат и граѓаните'
const asked = {
  language: 'mk',
  title: 'Со што ги закачувате плочките на дрвјата?',
  question: 'Кај нас првите плочки паднаа по една зима. Кој материјал го користите и колку трае?',
}

/** A practice of the municipality of Veles, which has an officer and a mayor. */
async function practiceOfVeles({ db }: Pick<Journey, 'db'>): Promise<string> {
  const [row] = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(and(eq(contents.title, TREES), eq(records.visibility, 'public')))
  assert.ok(row)
  const organisationId = exampleOrganisation('municipality', 'mk', 'MK00101')
  await db
    .update(records)
    .set({ organisationId, ownerId: examplePersonId('officer') })
    .where(eq(records.id, row.id))
  return row.id
}

async function newest({ db }: Pick<Journey, 'db'>) {
  const [row] = await db
    .select()
    .from(questions)
    .innerJoin(records, eq(records.id, questions.id))
    .where(eq(records.example, false))
    .orderBy(desc(records.createdAt), desc(records.id))
    .limit(1)
  assert.ok(row)
  return row
}

journey(
  'a citizen asks the authors of a practice, two of them answer, and the citizen closes the question',
  async (world) => {
    const { as, anyone, letters } = world
    const about = await practiceOfVeles(world)
    const citizen = await as('citizen')
    assert.match((await citizen.visit(`/mk/practices/${about}`)).text, /Прашајте го авторот/)
    const bad = await citizen.post(`/mk/questions/new?about=${about}`, { ...asked, title: 'Плочки' })
    assert.equal(bad.status, 422)
    assert.match(await bad.text(), /паднаа по една зима/)
    const page = await citizen.submit(`/mk/questions/new?about=${about}`, asked)
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /Чека одговор/)
    const sent = (await letters()).filter(({ subject }) => subject.startsWith('Прашање за Вас'))
    assert.deepEqual(
      sent.map(({ personId }) => personId).toSorted(),
      [examplePersonId('officer'), examplePersonId('mayor')].toSorted(),
    )

    const [officer, mayor, councillor, neighbour] = await Promise.all([
      as('officer'),
      as('mayor'),
      as('councillor'),
      as('neighbour'),
    ])
    assert.match(await (await officer.get('/mk/desk')).text(), /Со што ги закачувате/)
    assert.doesNotMatch(await (await councillor.get('/mk/desk')).text(), /Со што ги закачувате/)
    const answer = { language: 'mk', text: 'Со нерѓосувачки шрафови и пружина. Траат веќе три зими.' }
    for (const stranger of [councillor, neighbour, citizen])
      assert.equal((await stranger.post(`${encodeURI(page.path)}/answers`, answer)).status, 403)
    assert.equal((await officer.post(`${encodeURI(page.path)}/answers`, { language: 'mk', text: '' })).status, 422)
    for (const [browser, text] of [
      [officer, answer.text],
      [mayor, 'Шрафовите ги купува комуналното претпријатие, 90 денари по дрво.'],
    ] as const)
      assert.equal((await browser.post(`${encodeURI(page.path)}/answers`, { ...answer, text })).status, 303)
    const read = await anyone.visit(page.path)
    assert.match(read.text, /нерѓосувачки/)
    assert.match(read.text, /90 денари/)
    assert.match(read.text, /Автор на практиката/)
    assert.match((await anyone.visit(`/sq/practices/${about}`)).text, /нерѓосувачки/)
    assert.ok(
      (await letters()).some(({ personId, text }) => personId === examplePersonId('citizen') && /три зими/.test(text)),
    )
    assert.doesNotMatch(await (await officer.get('/mk/desk')).text(), /Со што ги закачувате/)
    assert.match((await anyone.visit('/mk/questions?state=answered')).text, /Со што ги закачувате/)

    assert.equal((await citizen.post(`${encodeURI(page.path)}/close`, { revision: '1' })).status, 303)
    assert.equal((await newest(world)).questions.state, 'closed')
    assert.equal((await officer.post(`${encodeURI(page.path)}/answers`, answer)).status, 409)
  },
)

journey(
  'authors who do not answer are reminded twice, then the editors find the question on their desk',
  async (world) => {
    const { as, clock, db, letters } = world
    clock.now = new Date('2026-10-05T09:00:00Z')
    const about = await practiceOfVeles(world)
    const citizen = await as('citizen')
    assert.equal((await citizen.post(`/mk/questions/new?about=${about}`, asked)).status, 303)
    const { questions: question } = await newest(world)
    assert.equal(question.due.toISOString(), '2026-10-19T21:59:59.999Z')
    const run = async (day: string) => {
      clock.now = new Date(`${day}T04:00:00Z`)
      const context = { db, config: testConfig(), now: clock.now, jobId: 'test', publish: async () => {} }
      // Two processes may begin at once: each question is reminded once.
      await Promise.all([jobs[0]?.run(context, null), jobs[0]?.run(context, null)])
      const all = await letters()
      return all.filter(({ recordId, personId }) => recordId === question.id && personId === examplePersonId('officer'))
        .length
    }
    assert.equal(await run('2026-10-13'), 1)
    assert.equal(await run('2026-10-14'), 2)
    assert.equal(await run('2026-10-15'), 2)
    assert.equal(await run('2026-10-19'), 3)
    const desk = async (key: 'editor' | 'foreign-editor') => {
      const page = await (await as(key)).visit('/mk/desk')
      assert.equal(page.path, '/mk/desk')
      return page.text
    }
    assert.doesNotMatch(await desk('editor'), /Со што ги закачувате/)
    assert.equal(await run('2026-10-20'), 3)
    assert.match(await desk('editor'), /Авторите не одговорија навреме/)
    assert.match(await desk('editor'), /Со што ги закачувате/)
    assert.doesNotMatch(await desk('foreign-editor'), /Со што ги закачувате/)

    const officer = await as('officer')
    const answer = { language: 'mk', text: 'Извинете за доцнењето: со нерѓосувачки шрафови.' }
    assert.equal((await officer.post(`/mk/questions/${question.id}/answers`, answer)).status, 303)
    assert.doesNotMatch(await desk('editor'), /Со што ги закачувате/)
    assert.equal(await run('2026-11-02'), 3)
  },
)

journey('an editor closes what offends with a reason, and nobody else can read it any more', async (world) => {
  const { as, anyone, letters } = world
  const about = await practiceOfVeles(world)
  const citizen = await as('citizen')
  await citizen.post(`/mk/questions/new?about=${about}`, asked)
  const { records: record } = await newest(world)
  const page = `/mk/questions/${record.id}`
  for (const stranger of ['neighbour', 'foreign-editor', 'officer'] as const)
    assert.equal((await (await as(stranger)).post(`${page}/close`, { revision: '1', reason: 'offensive' })).status, 403)
  const editor = await as('editor')
  assert.equal((await editor.post(`${page}/close`, { revision: '1', reason: 'offensive' })).status, 303)
  assert.equal((await anyone.get(page)).status, 404)
  assert.match((await citizen.visit(page)).text, /Уредник го затвори/)
  assert.ok(
    (await letters()).some(({ personId, text }) => personId === examplePersonId('citizen') && /Навредува/.test(text)),
  )
})

journey('after five questions in a day the sixth waits until tomorrow, and what was typed is kept', async (world) => {
  const { as, anyone, clock } = world
  const about = await practiceOfVeles(world)
  const citizen = await as('citizen')
  const ask = (number: number) =>
    citizen.post(`/mk/questions/new?about=${about}`, { ...asked, title: `${asked.title} (${number})` })
  for (let number = 1; number <= 5; number++) assert.equal((await ask(number)).status, 303)
  assert.equal((await ask(6)).status, 429)
  assert.match((await citizen.visit(`/mk/questions/new?about=${about}&draft=1`)).text, /\(6\)/)
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
  assert.equal((await ask(6)).status, 303)
  // Those who would answer do not ask; a visitor signs in first.
  assert.equal((await (await as('officer')).get(`/mk/questions/new?about=${about}`)).status, 403)
  assert.match((await anyone.get(`/mk/questions/new?about=${about}`)).headers.get('location') ?? '', /sign-in/)
})

journey('who leaves the portal leaves questions and answers behind without a name', async (world) => {
  const { as, db } = world
  const about = await practiceOfVeles(world)
  await (await as('citizen')).post(`/mk/questions/new?about=${about}`, asked)
  const { questions: question } = await newest(world)
  await (await as('officer')).post(`/mk/questions/${question.id}/answers`, { language: 'mk', text: 'Со шрафови.' })
  const { questions: module } = await import('./module.ts')
  const kept = await module.ownData?.(db, examplePersonId('citizen'))
  assert.match(JSON.stringify(kept), /Со што ги закачувате/)
  await module.erase?.(db, examplePersonId('citizen'))
  await module.erase?.(db, examplePersonId('officer'))
  const [record] = await db.select().from(records).where(eq(records.id, question.id))
  const [answer] = await db.select().from(answers).where(eq(answers.questionId, question.id))
  assert.equal(record?.ownerId, null)
  assert.equal(answer?.authorId, null)
})
