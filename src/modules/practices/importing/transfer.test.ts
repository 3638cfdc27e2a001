/** What goes out comes in again as it was: every text, fact, language, state and file; and a large collection comes in quickly. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import fc from 'fast-check'
import { writeCsv } from '#core/imports/csv.ts'
import { importJobs } from '#core/imports/jobs.ts'
import { imports } from '#core/imports/schema.ts'
import { examplePersonId, grantsOf } from '#core/people/index.ts'
import { addVersion, textOf } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries, events } from '#platform/schema.ts'
import { testConfig } from '#tests/database.ts'
import { type Browser, type Journey, journey } from '#tests/journey.ts'
import { practices, SECTIONS } from '../schema.ts'
import { TRANSFER_FORMATS, transferRows } from './transfer.ts'

const page = (path: string) => `/mk${path}`

/** Imports a file to the end and answers how its rows were counted. */
async function importFile(
  world: Journey,
  browser: Browser,
  bytes: Uint8Array,
  name: string,
  choices: Record<string, string>,
) {
  const { db, clock, portal } = world
  const counted = { statements: 0 }
  const logger = { logQuery: () => void counted.statements++ }
  const watched = drizzle({ client: portal.pool, casing: 'snake_case', logger })
  const form = new FormData()
  form.set('importer', 'practices')
  form.set('country', 'mk')
  form.set('file', new File([new Uint8Array(bytes)], name))
  const answer = await browser.post(page('/imports/new'), form)
  assert.equal(answer.status, 303, await answer.text())
  const id = answer.headers.get('location')?.split('/').at(-1) ?? ''
  const row = async () => {
    const [found] = await db.select().from(imports).where(eq(imports.id, id))
    assert.ok(found)
    return found
  }
  const run = async (queue: string) => {
    const job = importJobs.find((one) => one.queue === queue)
    await job?.run(
      { db: watched, config: testConfig({}), now: clock.now, jobId: newId(), publish: async () => {} },
      { importId: id },
    )
  }
  const mapped = await row()
  const mapping = Object.entries(mapped.mapping).map(([field, at]) => [`column.${field}`, at])
  const settled = { ...Object.fromEntries(mapping), ...choices, revision: String(mapped.revision), intent: 'check' }
  const posted = await browser.post(page(`/imports/${id}/columns`), settled)
  assert.equal(posted.status, 303, await posted.text())
  if ((await row()).state === 'checking') await run('imports.check')
  const checked = (await row()).counts
  await browser.post(page(`/imports/${id}/run`), { revision: String((await row()).revision) })
  await run('imports.run')
  return { id, checked, counts: (await row()).counts, statements: counted.statements }
}

/** The editor of North Macedonia as the editor of every country that has practices in the test. */
async function exported({ db }: Journey, withFiles = false) {
  const id = examplePersonId('editor')
  const [grant = null] = await grantsOf(db, id)
  const actor = {
    id,
    name: '',
    email: '',
    language: 'mk' as const,
    grant,
    grants: [],
    sessionId: null,
    requestId: 'test',
  }
  const rows: Record<string, string>[] = []
  for await (const { updated_at: _, url: __, files, ...row } of transferRows({ db, origin: '', actor, withFiles }))
    if (row.country === 'MK') rows.push({ ...row, files: files ?? '' })
  return rows
}

/** Letters that break careless programs: quotes, separators, formulas, controls, other scripts, pairs, signs that join. */
const odd = fc
  .array(
    fc.constantFrom(
      'Ѓ',
      'ќ',
      'ё',
      'ө',
      "'",
      '"',
      '""',
      ';',
      ',',
      '\t',
      '|',
      '\n',
      '\n\n',
      ' ',
      '=',
      '+1',
      '-',
      '@',
      '_x0041_',
      '\u0001',
      '\u0085',
      '\u2028',
      '😀',
      '👩‍👧',
      '\u0301',
      '<b>',
      '&amp;',
      '\\',
      '{}',
      'ﬁ',
      '　',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join('').normalize('NFC').trim())

const empty = ({ db }: Journey) => db.delete(records).where(eq(records.kind, 'practice'))

journey('a library that is taken away whole comes into an empty portal as it was, in every format', async (world) => {
  const { db, as, portal, clock } = world
  const editor = await as('editor')
  const mine = await db.select().from(records).where(sql`kind = 'practice' and country = 'mk'`)
  const texts = fc.sample(odd, { numRuns: mine.length * SECTIONS.length, seed: 7 })
  // Every text of the examples gets letters that break careless programs.
  for (const [at, { id, language }] of mine.entries())
    for (const content of await db.select().from(contents).where(eq(contents.recordId, id))) {
      const fields = { ...content.fields }
      for (const [index, section] of SECTIONS.entries()) {
        const text = texts[at * SECTIONS.length + index] ?? ''
        fields[section] = [
          {
            id: newId(),
            text: `${textOf(fields[section])}\n${text}`
              .normalize('NFC')
              .trim()
              .replace(/\n\s*\n/g, '\n'),
          },
        ]
      }
      const title = `${texts[at]?.replace(/\s*\n\s*/g, ' ').slice(0, 30)} ${content.title}`.trim().slice(0, 160)
      await db.update(contents).set({ title, fields }).where(sql`record_id = ${id}::uuid and language = ${language}`)
    }
  const [first] = mine.filter(({ publishedVersion }) => publishedVersion === 1)
  assert.ok(first)
  const translated = {
    recordId: first.id,
    language: 'sq' as const,
    title: 'Përkthim; "provë"',
    texts: { summary: '=Përmbledhje\n\n+1' },
  }
  await addVersion(db, { ...translated, authorId: null, status: 'machine', sourceVersion: 1 }, clock.now)
  const bytes = new TextEncoder().encode('Чекор по чекор')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await portal.store.put(sha256, bytes)
  for (const name of ['а;б "1.txt'.replace('"', ''), 'а.txt'])
    await db.execute(sql`insert into files (id, record_id, name, type, size, sha256, position, created_at)
      values (${newId()}, ${first.id}, ${name}, 'text/plain; charset=utf-8', ${bytes.length}, ${sha256}, 1, ${first.createdAt})`)

  const before = await exported(world)
  assert.ok(before.length > 15, String(before.length))
  assert.ok(new Set(before.map(({ state }) => state)).size >= 4, 'every state is there')
  const files = new Map<string, Uint8Array>()
  for (const format of TRANSFER_FORMATS) {
    const answer = await editor.get(page(`/practices/export/all.${format}`))
    files.set(format, new Uint8Array(await answer.arrayBuffer()))
  }
  const choices = { 'choice.state': 'file', 'choice.organisation': 'none', 'choice.duplicates': 'add' }
  for (const format of TRANSFER_FORMATS) {
    await empty(world)
    const { counts, checked } = await importFile(
      world,
      editor,
      files.get(format) ?? new Uint8Array(),
      `practices.${format}`,
      {
        ...choices,
        'choice.doubtful': 'leave',
      },
    )
    assert.ok((counts.added ?? 0) >= before.length, `${format}: ${JSON.stringify({ counts, checked })}`)
    const after = await exported(world)
    const inBoth = (rows: typeof before) =>
      rows
        .map(
          ({ files: names, ...row }): Record<string, string | undefined> => ({
            ...row,
            state: row.state === 'changes_asked' ? 'draft' : row.state,
            // Only an archive holds the files themselves.
            files: format === 'zip' ? names : '',
          }),
        )
        .sort((a, b) => `${a.id}${a.translation_of}`.localeCompare(`${b.id}${b.translation_of}`))
    assert.deepEqual(inBoth(after), inBoth(before), format)
  }
})

journey(
  'a visitor takes the published practices away, and learns nothing of the others',
  async ({ anyone, as, db }) => {
    const rows = JSON.parse(await (await anyone.get(page('/practices/export/public.json'))).text()) as {
      practices: Record<string, string | null>[]
    }
    const listed = await db.$count(
      records,
      sql`visibility = 'public' and id in (select id from ${practices} where state <> 'archived')`,
    )
    assert.equal(rows.practices.filter(({ translation_of }) => translation_of === null).length, listed)
    assert.equal((await anyone.get(page('/practices/export/all.csv'))).status, 303)
    const officers = await (await (await as('officer')).get(page('/practices/export/all.csv'))).text()
    assert.match(officers, /,draft,|,submitted,|,published,/)
  },
)

/** 2,000 rows with the faults of real collections; the seed makes them the same every time. */
function faultyRows(count: number): string[][] {
  const random = fc.sample(fc.nat({ max: 99 }), { numRuns: count * 4, seed: 1705 })
  const places = ['Велес', 'Општина Битола', 'Tetovë', 'Куманово', 'MK00101', 'STRUMICA', 'Охрид']
  const rows = Array.from({ length: count }, (_, at) => {
    const [a = 0, b = 0, c = 0, d = 0] = random.slice(at * 4)
    return [
      a < 3 && at > 10 ? `Практика број ${at - 7} од збирката` : `Практика број ${at} од збирката`,
      b < 4 ? 'Непостоечко Село' : (places[(a < 3 && at > 10 ? at - 7 : at) % places.length] ?? ''),
      `Општината постигна заштеда од ${c} проценти. Жителите се задоволни.`,
      d < 1 && at % 4 === 0 ? 'х'.repeat(300_000) : `Прв чекор.\n\nВтор чекор, „со наводници“; и точка-запирка ${at}.`,
      c < 5 ? '31.02.2020' : `${(at % 28) + 1}.0${(at % 9) + 1}.20${10 + (at % 14)}`,
      d > 95 ? 'многу' : `${at}.${100 + (at % 800)},50`,
      'отпад',
    ]
  })
  return [['Наслов', 'Општина', 'Резиме', 'Чекори', 'Почеток', 'Износ', 'Тема'], ...rows]
}

journey(
  'two thousand rows with the faults of real collections are checked and imported, and every fault is told',
  async (world) => {
    const editor = await world.as('editor')
    const rows = faultyRows(2000)
    const bytes = new TextEncoder().encode(writeCsv(rows))
    // Broken UTF-8 in ten rows, as when a file was cut and glued.
    for (let at = 0, broken = 0; broken < 10; at++) {
      if (bytes[at] === 0xd0 && at > 200_000 * (broken + 1)) {
        bytes[at] = 0x20
        broken++
      }
    }
    const { id, checked, counts, statements } = await importFile(world, editor, bytes, 'збирка.csv', {
      'choice.state': 'submitted',
    })
    assert.equal(
      Object.values(checked).reduce((sum, one) => sum + one, 0),
      2000,
    )
    assert.ok((checked.refused ?? 0) > 150 && (checked.duplicate ?? 0) > 20, JSON.stringify(checked))
    assert.equal(counts.added, checked.ready)
    const csv = await (await editor.get(page(`/imports/${id}/problems.csv`))).text()
    for (const sentence of [
      '„31.02.2020“ не е датум',
      'Нема општина со име „Непостоечко Село“',
      'Веќе стои во ред',
      '300.000 знаци',
      'оштетена буква',
      '„многу“ не е износ',
    ])
      assert.ok(csv.includes(sentence), sentence)
    for (const trail of [events, auditEntries])
      assert.equal(await world.db.$count(trail, sql`record_id is not null and data->>'importId' = ${id}`), counts.added)
    assert.ok(statements < 1000, `${statements} statements for 2,000 rows: they go in by batch`)
  },
)
