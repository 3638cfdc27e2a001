import assert from 'node:assert/strict'
import { and, eq, isNull } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { grants } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { networkHashOf, voterHashOf } from '#core/verification/index.ts'
import { practices } from '#modules/practices/schema.ts'
import { nobody } from '#platform/actor.ts'
import { testConfig } from '#tests/database.ts'
import { type Form, type Journey, journey } from '#tests/journey.ts'
import { findCall } from './calls.ts'
import { listEntries } from './entries.ts'
import { moveByClock } from './moving.ts'
import { erase, ownData } from './own-data.ts'
import { awardCategories, awardCriteria, awards, awardVotes, weeklyPractices } from './schema.ts'
import { castVote } from './votes.ts'
import { byRule, fillWeeks, listWeeks, weekIn } from './weeks.ts'

const DAY = 86_400_000
const ZONE = 'Europe/Skopje'
const dayAfter = (moment: Date, days: number) =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .add({ days })
    .toString()
const config = testConfig({})

const callFrom = (now: Date): Record<string, string> => ({
  language: 'mk',
  year: '2030',
  title: 'Награда за тивки практики',
  description: 'За практики што функционираат без многу зборови.',
  rules: 'Се пријавува објавена практика, во една категорија.',
  'category-1-mk': 'Вода и улици',
  'category-1-en': 'Water and streets',
  'category-3-mk': 'Луѓе',
  'criterion-1-mk': 'Резултат',
  'weight-1': '60',
  'criterion-2-mk': 'Повторливост',
  'weight-2': '40',
  opensOn: dayAfter(now, 1),
  entriesUntil: dayAfter(now, 3),
  judgingUntil: dayAfter(now, 6),
  votingUntil: dayAfter(now, 9),
  poolFrom: '2020-01-01',
  poolTo: dayAfter(now, 0),
  shortlistLength: '2',
  jurors: 'expert@example.org\nofficer-sq@example.org, neighbour@example.org',
})

const publishedPractices = (db: Journey['db']) =>
  db
    .select({ id: records.id, organisationId: records.organisationId, ownerId: records.ownerId })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(and(eq(records.country, 'mk'), eq(records.visibility, 'public'), eq(practices.state, 'published')))
    .orderBy(records.id)

async function organisationOf(db: Journey['db'], key: Parameters<typeof examplePersonId>[0]) {
  const [grant] = await db
    .select({ id: grants.organisationId })
    .from(grants)
    .where(and(eq(grants.personId, examplePersonId(key)), isNull(grants.endedAt)))
  return grant?.id
}

const SURE = { 'sure-submit': 'on' }
const SLUG = encodeURIComponent('награда-за-тивки-практики')
const at = (page = '') => `/mk/awards/${SLUG}${page}`

/** A call, announced and with four entries, at the first moment of judging. */
async function calledAndEntered(world: Journey) {
  const { db, as, clock } = world
  const start = clock.now
  const editor = await as('editor')
  assert.equal((await editor.post('/mk/awards/new', callFrom(start))).status, 303)
  const [row] = await db.select().from(awards).where(eq(awards.year, 2030))
  assert.ok(row)
  const announced = await editor.post(at('/announce'), { revision: '1' })
  assert.equal(announced.status, 303)
  const categories = await db
    .select()
    .from(awardCategories)
    .where(eq(awardCategories.awardId, row.id))
    .orderBy(awardCategories.position)
  const criteria = await db
    .select()
    .from(awardCriteria)
    .where(eq(awardCriteria.awardId, row.id))
    .orderBy(awardCriteria.position)
  const all = await publishedPractices(db)
  const tetovo = await organisationOf(db, 'officer-sq')
  const own = all.find(({ organisationId }) => organisationId === tetovo)
  assert.ok(own)
  const others = all.filter(({ id }) => id !== own.id).slice(0, 3)
  clock.now = new Date(start.getTime() + 2 * DAY)
  return { row, categories, criteria, own, others, start }
}
type Entered = Awaited<ReturnType<typeof calledAndEntered>>

async function enterAll({ as, clock, db }: Journey, { row, categories, own, others, start }: Entered) {
  const officer = await as('officer-sq')
  const category = categories[0]?.id ?? ''
  assert.equal((await officer.post(at('/enter'), { practice: own.id, category })).status, 303)
  const editor = await as('editor')
  for (const { id } of others) await editor.post(at('/enter'), { practice: id, category })
  clock.now = new Date(start.getTime() + 4.5 * DAY)
  return listEntries(db, row.id)
}

const pointsFor = ({ criteria }: Entered, ...given: number[]): Form =>
  Object.fromEntries(criteria.map(({ id }, index) => [id, String(given[index] ?? 0)]))

journey('an award goes its whole year: called, entered, judged, voted on and decided', async (world) => {
  const { as, anyone, clock, db, letters, newBrowser } = world
  // Sessions end by the real clock, so the year is told as past.
  clock.now = new Date(clock.now.getTime() - 12 * DAY)
  const start = clock.now
  const editor = await as('editor')
  const wrong = await editor.post('/mk/awards/new', {
    ...callFrom(start),
    'weight-2': '30',
    votingUntil: dayAfter(start, 5),
  })
  assert.equal(wrong.status, 422)
  const shown = await wrong.text()
  assert.match(shown, /Збирот на тежините мора да биде 100/)
  assert.match(shown, /Гласањето мора да заврши/)
  assert.match(shown, /value="Вода и улици"/, 'what was typed is not lost')
  const stranger = await editor.post('/mk/awards/new', { ...callFrom(start), jurors: 'nikoj@example.net' })
  assert.match(await stranger.text(), /Никој нема сметка со: nikoj@example.net/)
  assert.equal((await anyone.get(at())).status, 404)

  const world2 = await calledAndEntered(world)
  const { own, criteria, categories } = world2
  assert.equal((await letters()).filter(({ subject }) => /Награда за тивки практики/.test(subject)).length, 3)
  const foreigner = await as('foreign-editor')
  for (const page of ['/manage', '/edit', '/decide']) assert.equal((await foreigner.get(at(page))).status, 403)
  for (const step of ['/take-back', '/remove', '/jurors', '/shortlist', '/networks'])
    assert.equal((await foreigner.post(at(step), { revision: '2' })).status, 403)
  const officer = await as('officer')
  assert.equal((await officer.get(at('/enter'))).status, 403, 'Veles has no practice to enter')
  assert.equal((await officer.post(at('/enter'), { practice: own.id, category: categories[0]?.id ?? '' })).status, 403)
  const entries = await enterAll(world, world2)
  assert.equal(entries.length, 4)
  const late = await editor.post(at('/enter'), {
    practice: entries[0]?.practiceId ?? '',
    category: categories[0]?.id ?? '',
  })
  assert.equal(late.status, 403, 'entries close at their moment')
  await moveByClock(db, { publicUrl: 'http://localhost:3000', now: clock.now })
  assert.equal(
    (await letters()).filter(({ subject }) => /оценување: Награда за тивки/.test(subject)).length,
    2,
    'jurors are told to begin',
  )

  // The jury: who wrote something or comes from its municipality does not judge it.
  const ownEntry = entries.find(({ practiceId }) => practiceId === own.id)?.id ?? ''
  const free = entries.map(({ id }) => id).filter((id) => id !== ownEntry)
  const juror = await as('officer-sq')
  assert.match((await juror.visit(at('/jury'))).text, /Овие не ги оценувате/)
  assert.equal((await juror.post(at('/jury'), {})).status, 422, 'without accepting there is no judging')
  assert.equal((await juror.post(at(`/jury/${free[0]}`), pointsFor(world2, 9, 9))).status, 403)
  await juror.post(at('/jury'), { accept: 'on', conflicts: [] })
  assert.equal((await juror.post(at(`/jury/${ownEntry}`), pointsFor(world2, 10, 10))).status, 403)
  const half = await juror.post(at(`/jury/${free[0]}`), { [criteria[0]?.id ?? '']: '9' })
  assert.equal(half.status, 422)
  assert.match((await juror.visit(at(`/jury/${free[0]}`))).text, /<option value="9" selected/, 'what was given is kept')
  assert.equal((await juror.post(at(`/jury/${free[0]}/points`), pointsFor(world2, 9, 9))).status, 204)
  await juror.post(at(`/jury/${free[1]}`), pointsFor(world2, 5, 5))
  assert.match((await juror.submit(at('/jury/submit'), SURE)).text, /1 практика уште чека поени/)
  await juror.post(at(`/jury/${free[2]}`), pointsFor(world2, 3, 3))
  const expert = await as('expert')
  await expert.post(at('/jury'), { accept: 'on', conflicts: free[2] ?? '' })
  for (const [id, points] of [
    [ownEntry, 8],
    [free[0], 9],
    [free[1], 5],
  ] as const)
    await expert.post(at(`/jury/${id}`), pointsFor(world2, points, points))
  assert.doesNotMatch((await expert.visit(at('/jury'))).text, /од 10,/)
  assert.match((await expert.submit(at('/jury/submit'))).text, /Прво означете го полето/)
  await expert.post(at('/jury/submit'), SURE)
  assert.match((await expert.visit(at('/jury'))).text, /9,00 од 10, 1 член/)
  assert.doesNotMatch(
    (await juror.visit(at('/jury'))).text,
    /од 10,/,
    'averages are hidden until one has sent one’s own',
  )
  for (const browser of [editor, anyone]) assert.doesNotMatch((await browser.visit(at())).text, /од 10,/)
  assert.equal((await editor.post(at('/shortlist'), { entries: free })).status, 403, 'judging goes on')
  await juror.post(at('/jury/submit'), SURE)
  assert.equal((await juror.post(at(`/jury/${free[0]}`), pointsFor(world2, 1, 1))).status, 403, 'what was sent stays')

  clock.now = new Date(start.getTime() + 7.5 * DAY)
  const manage = await editor.visit(at('/manage'))
  assert.match(manage.text, /8,00 од 10, 1 член на жирито · оценета од помалку од двајца/)
  const changed = { entries: [ownEntry, free[0] ?? '', free[2] ?? ''] }
  assert.match((await editor.submit(at('/shortlist'), changed)).text, /кажете зошто/)
  await editor.post(at('/shortlist'), { ...changed, reason: 'Третата е единствената од село.' })
  assert.match((await anyone.visit(at())).text, /Третата е единствената од село/)

  // The public: one press, or a letter; one vote a person and category.
  const citizen = await as('citizen')
  assert.match((await citizen.submit(at('/votes'), { entry: free[0] ?? '' })).text, /Вашиот глас е заведен/)
  assert.match((await citizen.submit(at('/votes'), { entry: ownEntry })).text, /Веќе гласавте/)
  const visitor = newBrowser()
  const voteAs = async (email: string, entry: string) => {
    const asked = await visitor.post(at(`/votes/new?entry=${entry}`), { email })
    assert.equal(asked.status, 303)
    const letter = (await letters()).findLast(({ to }) => to === email.toLowerCase())
    const token = /token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
    return (await visitor.submit('/mk/verification/confirm', { token })).text
  }
  assert.match(await voteAs('vesna.p@gmail.com', ownEntry), /Вашиот глас е заведен/)
  assert.match(await voteAs('vesnap+2@gmail.com', ownEntry), /Веќе гласавте/)
  assert.match(await voteAs('goce@example.net', ownEntry), /Вашиот глас е заведен/)
  assert.match(
    await voteAs('citizen@example.org', ownEntry),
    /Веќе гласавте/,
    'an account has no second vote by letter',
  )
  for (const browser of [editor, anyone, citizen])
    for (const page of ['', ...(browser === editor ? ['/manage'] : [])])
      assert.doesNotMatch((await browser.visit(at(page))).text, /\d гласа?\b/, 'nobody sees the count')
  assert.equal((await editor.get(at('/decide'))).status, 403)

  clock.now = new Date(start.getTime() + 10.5 * DAY)
  assert.match(
    (await citizen.submit(at('/votes'), { entry: free[0] ?? '' })).text,
    /Гласањето заврши/,
    'no job has run, and still it is over',
  )
  const places = { [`rank-${free[0]}`]: '1', [`rank-${ownEntry}`]: '2' }
  const reasons = { [`reason-${free[0]}-mk`]: 'Најдобро измерена.', [`reason-${ownEntry}-mk`]: 'Најмногу сакана.' }
  assert.equal((await editor.post(at('/decide'), places)).status, 422, 'a winner has a reason')
  const turned = { [`rank-${free[0]}`]: '2', [`rank-${ownEntry}`]: '1', ...reasons }
  assert.match(await (await editor.post(at('/decide'), turned)).text(), /не ги следат поените/)
  assert.equal((await editor.post(at('/decide'), { ...places, ...reasons })).status, 303)
  const page = (await anyone.visit(at())).text
  assert.match(page, /Прво место од жирито[\s\S]*Најдобро измерена[\s\S]*Второ место од жирито, Избор на јавноста/)
  assert.match(page, /Димитар Примеров/)
  assert.doesNotMatch(page, /Никола Примеров/, 'who did not accept is not named')
  const practice = (await anyone.visit(`/id/${own.id}`)).path.replace(/^\/en/, '/mk')
  assert.match((await anyone.visit(practice)).text, /Второ место од жирито, Избор на јавноста, 2030/)
  assert.ok((await letters()).some(({ subject }) => subject === 'Praktika juaj fitoi: Награда за тивки практики'))
  const data = await anyone.get('/api/v1/awards/entries.csv')
  assert.match(await data.text(), /Награда за тивки практики/)
  assert.match(await (await anyone.get('/mk/awards/list.atom')).text(), /Награда за тивки практики · Доделена/)
})

journey('however often and from wherever a person votes at once, one vote counts', async (world) => {
  const { db, as, clock } = world
  const [call] = await db.select({ id: awards.id }).from(awards).where(eq(awards.state, 'voting'))
  assert.ok(call)
  const entries = (await listEntries(db, call.id)).filter(({ shortlisted }) => shortlisted)
  const [first] = entries
  assert.ok(first)
  const before = await db.$count(awardVotes)
  const citizen = await as('citizen')
  const found = await findCall(db, nobody, call.id, 'mk', clock.now)
  const rivals = entries.filter(({ categoryId }) => categoryId === first.categoryId)
  const context = { publicUrl: 'http://localhost:3000', now: clock.now }
  const byLetter = (entryId: string) =>
    castVote(
      db,
      nobody,
      call.id,
      entryId,
      {
        personId: null,
        email: 'citizen@example.org',
        voterHash: voterHashOf(config, 'citizen@example.org'),
        networkHash: networkHashOf(config, '192.0.2.1'),
      },
      context,
    )
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => {
      const entry = rivals[index % rivals.length]?.id ?? ''
      return index % 2
        ? byLetter(entry)
        : citizen.post(`/mk/awards/${encodeURIComponent(found?.slug ?? '')}/votes`, { entry })
    }),
  )
  assert.equal((await db.$count(awardVotes)) - before, 1)

  const personId = examplePersonId('citizen')
  const kept = await ownData(db, personId)
  const [vote] = await db.select().from(awardVotes).where(eq(awardVotes.personId, personId))
  assert.equal((kept.votes as unknown[]).length, vote ? 1 : 0)
  await erase(db, personId)
  assert.equal((await db.$count(awardVotes)) - before, 1, 'the vote of who leaves stays, without a name')
  assert.equal(await db.$count(awardVotes, eq(awardVotes.personId, personId)), 0)
  assert.equal(await byLetter(first.id), 'already', 'and their mailbox has no second one')
})

journey(
  'each week has one practice: an editor’s pick, else the most recommended one that rested a year',
  async (world) => {
    const { db, as, anyone, clock } = world
    const week = weekIn('mk', clock.now)
    await db.delete(weeklyPractices).where(eq(weeklyPractices.week, week))
    const best = await byRule(db, 'mk', week)
    const before = await listWeeks(db, clock.now, 200)
    assert.ok(best && !before.some(({ practiceId }) => practiceId === best.id))
    assert.ok((await fillWeeks(db, ['mk', 'bg'], clock.now)) >= 1)
    assert.equal(await fillWeeks(db, ['mk', 'bg'], clock.now), 0, 'a week is filled once')
    const filled = (await listWeeks(db, clock.now, 200)).find((one) => one.week === week && one.country === 'mk')
    assert.deepEqual([filled?.practiceId, filled?.byEditor], [best.id, false])

    const editor = await as('editor')
    const next = await byRule(db, 'mk', week)
    assert.ok(next)
    const resting = await editor.post('/mk/awards/weeks/pick', {
      week: 'next',
      practice: best.id,
      'reason-0-mk': 'Добра е.',
    })
    assert.match(await resting.text(), /пред помалку од година/)
    const address = (await editor.visit(`/id/${next.id}`)).path.replace(/^\/en/, '/mk')
    const picked = await editor.submit('/mk/awards/weeks/pick', {
      week: 'this',
      practice: `http://localhost:3000${encodeURI(address)}`,
      'reason-0-mk': 'Вреди десет минути.',
    })
    assert.equal(picked.path, '/mk/awards/weeks')
    assert.match((await anyone.visit('/mk')).text, /Вреди десет минути/)
    assert.match((await anyone.visit(address)).text, /Практика на седмицата/)
    assert.match(await (await anyone.get('/mk/awards/weeks.atom')).text(), /Вреди десет минути/)
    assert.equal((await (await as('officer')).get('/mk/awards/weeks/pick')).status, 403)
  },
)
