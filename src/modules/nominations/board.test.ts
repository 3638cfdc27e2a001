import assert from 'node:assert/strict'
import { test } from 'node:test'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { events } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { findAnomalies } from './anomalies.ts'
import { countNominations } from './index.ts'
import { CONSPICUOUS, isBurst } from './rules.ts'
import { nominations } from './schema.ts'

/** The domain from which the examples have a conspicuous hour. */
const DOMAIN = 'firma.example'
const ofDomain = (db: Db) =>
  db
    .select()
    .from(nominations)
    .where(and(eq(nominations.emailDomain, DOMAIN), isNull(nominations.invalidatedAt)))
    .orderBy(asc(nominations.createdAt))
const totalOf = async (db: Db, id: string) => (await countNominations(db, [id])).get(id)?.citizens ?? 0

test('an hour stands out by the practice’s own history', () => {
  const { most, times, days } = CONSPICUOUS.burst
  assert.equal(isBurst(most, 0), false)
  assert.equal(isBurst(most + 1, 0), true)
  const usualAnHour = 4
  assert.equal(isBurst(times * usualAnHour, usualAnHour * days * 24), false, 'a practice that is always in the news')
  assert.equal(isBurst(times * usualAnHour + 1, usualAnHour * days * 24), true)
})

journey('a moderator sees what stands out, takes it out of the count, and puts it back', async ({ db, as, anyone }) => {
  const moderator = await as('moderator')
  const before = await ofDomain(db)
  const practiceId = before[0]?.practiceId ?? ''
  const total = await totalOf(db, practiceId)
  const board = await moderator.visit('/mk/nominations/board')
  for (const shown of [DOMAIN, 'Гласови од иста мрежа', 'Гласови во часот']) assert.match(board.text, new RegExp(shown))
  assert.doesNotMatch(board.text, /@example|Сара Примерова/, 'nobody is named')

  const nothing = await moderator.post('/mk/nominations/board/invalidate', { reason: 'program' })
  assert.equal(nothing.status, 422)
  const noReason = await moderator.post('/mk/nominations/board/invalidate', { ids: [before[0]?.id ?? ''] })
  assert.equal(noReason.status, 422)
  assert.match(
    await noReason.text(),
    new RegExp(`value="${before[0]?.id}"[^>]* checked`),
    'what was ticked stays ticked',
  )

  const list = `domain=${DOMAIN}&state=counted`
  const done = await moderator.submit(`/mk/nominations/board/invalidate?${list}`, { extent: 'all', reason: 'program' })
  assert.match(done.text, new RegExp(`Извадени од броењето: ${before.length}`))
  assert.equal(await totalOf(db, practiceId), total - before.length)
  assert.deepEqual(
    (await findAnomalies(db, ['mk'], new Date())).filter((one) => one.practiceId === practiceId),
    [],
  )
  const receipt = `/mk/nominations/receipts/${before[0]?.id}`
  assert.match((await anyone.visit(receipt)).text, /Овој глас сега не се брои[\s\S]*Даден од програма/)

  await moderator.submit(`/mk/nominations/board/restore?${list}`, { restore: before[0]?.id ?? '', reason: 'program' })
  assert.equal(await totalOf(db, practiceId), total - before.length + 1)
  assert.match((await anyone.visit(receipt)).text, /Вратен во броењето/)
  const told = await db.select().from(events).where(eq(events.recordId, practiceId)).orderBy(events.id)
  assert.deepEqual(
    told.map(({ type }) => type).filter((type) => type.startsWith('nomination')),
    ['nomination.invalidated', 'nomination.restored'],
  )
})

journey('what a moderator found harmless comes back only when as much was added', async ({ db, as, clock }) => {
  const moderator = await as('moderator')
  const [first] = await ofDomain(db)
  assert.ok(first)
  const { practiceId: practice, ...voice } = first
  const isShown = async () =>
    (await findAnomalies(db, ['mk'], clock.now)).some(
      ({ kind, practiceId }) => kind === 'domain' && practiceId === practice,
    )
  assert.equal(await isShown(), true)
  await moderator.post('/mk/nominations/board/examine', { kind: 'domain', practice, detail: DOMAIN })
  assert.equal(await isShown(), false)
  const createdAt = new Date(clock.now.getTime() + 60_000)
  for (let n = 0; n < CONSPICUOUS.domain.least; n++) {
    assert.equal(await isShown(), false)
    const voter = { id: crypto.randomUUID(), voterHash: `voter ${n}`, createdAt }
    await db.insert(nominations).values({ ...voice, ...voter, practiceId: practice })
  }
  assert.equal(await isShown(), true)
})

journey('nobody judges the voices of another country or of a place', async ({ db, as }) => {
  const voices = await ofDomain(db)
  const practiceId = voices[0]?.practiceId ?? ''
  const total = await totalOf(db, practiceId)
  const ids = voices.map(({ id }) => id)
  for (const key of ['citizen', 'officer', 'mayor', 'expert'] as const) {
    const browser = await as(key)
    assert.equal((await browser.get('/mk/nominations/board')).status, 403, key)
    assert.equal((await browser.post('/mk/nominations/board/invalidate', { ids, reason: 'other' })).status, 403, key)
    assert.equal((await browser.post('/mk/nominations/board/restore', { restore: ids[0] ?? '' })).status, 403, key)
  }
  const foreign = await as('foreign-editor')
  assert.doesNotMatch((await foreign.visit('/mk/nominations/board')).text, new RegExp(DOMAIN))
  await foreign.post('/mk/nominations/board/invalidate', { ids, reason: 'other' })
  const query = `?domain=${DOMAIN}`
  await foreign.post(`/mk/nominations/board/invalidate${query}`, { extent: 'all', reason: 'other' })
  const examined = { kind: 'domain', practice: practiceId, detail: DOMAIN }
  assert.equal((await foreign.post('/mk/nominations/board/examine', examined)).status, 403)
  assert.equal(await totalOf(db, practiceId), total)
})
