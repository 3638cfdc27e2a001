/** Open data of practices: whole, in a shape that stays, harmless in a spreadsheet, and the same whoever asks. */
import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { contents, records } from '#core/records/schema.ts'
import { journey } from '#tests/journey.ts'
import { OPEN_FIELDS, type OpenPractice } from './export.ts'
import { everything } from './filters.ts'
import { countPractices } from './queries.ts'
import { practices } from './schema.ts'

type Answer = { total: number; practices: OpenPractice[]; next: string | null; licence: string }

journey(
  'whoever takes the list as CSV gets every public practice once, with all columns',
  async ({ anyone, db, clock }) => {
    const answer = await anyone.get('/api/v1/practices/list.csv')
    assert.match(answer.headers.get('content-type') ?? '', /text\/csv/)
    const bytes = Buffer.from(await answer.arrayBuffer())
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'Excel needs the mark to read Cyrillic')
    const rows = parse<Record<string, string>>(bytes, { bom: true, columns: true })
    assert.deepEqual(Object.keys(rows[0] ?? {}), [...OPEN_FIELDS])
    assert.equal(rows.length, await countPractices(db, everything, clock.now))
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  },
)

journey('a text that a spreadsheet would run as a formula reaches it as text', async ({ anyone, db }) => {
  const [row] = await db.select().from(records).where(eq(records.visibility, 'public')).limit(1)
  await db
    .update(contents)
    .set({ title: '=HYPERLINK("http://evil.example")' })
    .where(eq(contents.recordId, row?.id ?? ''))
  const text = await (await anyone.get('/api/v1/practices/list.csv')).text()
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true })
  assert.equal(rows.find(({ id }) => id === row?.id)?.title, `'=HYPERLINK("http://evil.example")`)
})

journey(
  'the JSON of an officer shows no more than that of a visitor, and keeps the filters of the list',
  async ({ anyone, as }) => {
    const path = '/api/v1/practices/list.json?country=mk&language=sq'
    const visitors = (await (await anyone.get(path)).json()) as Answer
    const officers = (await (await (await as('officer')).get(path)).json()) as Answer
    assert.deepEqual(officers, visitors)
    assert.ok(visitors.total > 0)
    assert.equal(visitors.practices.length, visitors.total)
    assert.ok(visitors.practices.every(({ country, languages }) => country === 'MK' && languages.includes('sq')))
    assert.deepEqual(Object.keys(visitors.practices[0] ?? {}).sort(), [...OPEN_FIELDS].sort())
  },
)

journey('a program reads one practice by its id, and learns nothing of a draft', async ({ anyone, db }) => {
  const rows = await db.select({ id: practices.id, state: practices.state }).from(practices)
  const idOf = (state: string) => rows.find((row) => row.state === state)?.id
  const published = await anyone.get(`/api/v1/practices/${idOf('published')}`)
  assert.equal(published.status, 200)
  for (const state of ['submitted', 'changes_asked', 'archived'])
    assert.equal((await anyone.get(`/api/v1/practices/${idOf(state)}`)).status, 404, state)
  assert.equal((await anyone.get('/api/v1/practices/not-an-id')).status, 404)
})

journey('a program learns who translated a practice, into what, and from which version', async ({ anyone }) => {
  const answer = await anyone.get(`/api/v1/practices/list.json?q=${encodeURIComponent('Прво регистар')}`)
  const { practices: found } = (await answer.json()) as { practices: OpenPractice[] }
  const lights = found.find(({ title }) => title.startsWith('Прво регистар'))
  assert.deepEqual(lights?.translations, ['sq:human:1'])
  assert.equal(lights?.version, 2)
})
