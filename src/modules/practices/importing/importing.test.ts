/** An existing collection comes into the portal and goes out again: as an editor does it, with the faults that real collections have. */
import assert from 'node:assert/strict'
import { eq, inArray, sql } from 'drizzle-orm'
import { follows } from '#core/following/schema.ts'
import { importJobs } from '#core/imports/jobs.ts'
import { importedRows, imports } from '#core/imports/schema.ts'
import { writeZip } from '#core/imports/zip.ts'
import { people } from '#core/people/schema.ts'
import { records } from '#core/records/schema.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries } from '#platform/schema.ts'
import { type Browser, type Journey, journey } from '#tests/journey.ts'
import { practices } from '../schema.ts'

const page = (path: string) => `/mk${path}`
const utf8 = (text: string) => new TextEncoder().encode(text)

/** windows-1251, as old programs of the region write. */
function cyrillic(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1251')
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text].map((letter) => bytes.get(letter) ?? 0x3f))
}

/** Uploads a table and answers the address of its import. */
async function upload(
  browser: Browser,
  name: string,
  bytes: Uint8Array,
  more: { archive?: Uint8Array; country?: string } = {},
) {
  const form = new FormData()
  form.set('importer', 'practices')
  form.set('country', more.country ?? 'mk')
  form.set('file', new File([new Uint8Array(bytes)], name))
  if (more.archive) form.set('archive', new File([new Uint8Array(more.archive)], 'files.zip'))
  const answer = await browser.post(page('/imports/new'), form)
  const address = answer.headers.get('location') ?? ''
  assert.equal(answer.status, 303, await answer.text())
  return { address, id: address.split('/').at(-1) ?? '' }
}

const rowOf = async ({ db }: Journey, id: string) => {
  const [row] = await db.select().from(imports).where(eq(imports.id, id))
  assert.ok(row)
  return row
}

/** What the form of the columns would send, as it was guessed, with what the person changes. */
async function columns(
  world: Journey,
  id: string,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  const row = await rowOf(world, id)
  const mapping = Object.entries(row.mapping).map(([field, at]) => [`column.${field}`, at])
  return { ...Object.fromEntries(mapping), revision: String(row.revision), intent: 'check', ...changes }
}

/** Does the work that waits, as the worker of a process would. */
async function work(world: Journey, queue: string, id: string) {
  const job = importJobs.find((one) => one.queue === queue)
  const { portal, db, clock } = world
  const config = (await import('#tests/database.ts')).testConfig({})
  await job?.run({ db, config, now: clock.now, jobId: newId(), publish: async () => {} }, { importId: id })
  assert.ok(portal)
}

async function importAll(world: Journey, browser: Browser, id: string, changes: Record<string, string> = {}) {
  await browser.post(page(`/imports/${id}/columns`), await columns(world, id, changes))
  if ((await rowOf(world, id)).state === 'checking') await work(world, 'imports.check', id)
  const checked = await rowOf(world, id)
  assert.equal(checked.state, 'checked', JSON.stringify(checked.problem))
  await browser.post(page(`/imports/${id}/run`), { revision: String(checked.revision) })
  await work(world, 'imports.run', id)
  return rowOf(world, id)
}

const TABLE = `Наслов;Општина;Резиме;Тема;Почеток;Износ;Валута;Непознато
Осветлување со половина струја;Општина Велес;Заменивме светилки.;отпад;01.03.2021;1.234,56;ден;а
Чешми што не течат напразно;BITOLA;Поправени чешми.;Water supply;пролет 2020;;;б
Зимска служба со распоред;Непостоечко;Распоред.;;2019;;;в
Чешми што не течат напразно;Битола;Уште еднаш.;;;;;г
`

journey(
  'an editor imports an old Cyrillic table, sees every fault by row and column, and takes it back',
  async (world) => {
    const { as, db } = world
    const editor = await as('editor')
    const { address, id } = await upload(editor, 'збирка.csv', cyrillic(TABLE))
    const before = await db.$count(records)
    const mapped = await editor.visit(address)
    assert.match(mapped.text, /WINDOWS-1251/)
    for (const shown of ['Осветлување со половина струја', 'Велес', '1.234,56|1234,56', '2021-03-01', 'Непознато'])
      assert.match(mapped.text, new RegExp(shown), shown)

    await editor.post(page(`/imports/${id}/columns`), await columns(world, id))
    const result = await editor.visit(address)
    assert.match(result.text, /„пролет 2020“ не е датум/)
    assert.match(result.text, /Нема општина со име „Непостоечко“/)
    assert.match(result.text, /Веќе стои во ред 3/)
    assert.equal(await db.$count(records), before, 'a check writes nothing')
    const states = await db.select().from(importedRows).where(eq(importedRows.importId, id)).orderBy(importedRows.row)
    assert.deepEqual(
      states.map(({ row, state }) => [row, state]),
      [
        [2, 'ready'],
        [3, 'refused'],
        [4, 'refused'],
        [5, 'duplicate'],
      ],
    )
    const csv = await (await editor.get(page(`/imports/${id}/problems.csv`))).text()
    assert.match(csv, /3,Одбиени,Чешми што не течат напразно,Почеток/)

    const checked = await rowOf(world, id)
    await editor.post(page(`/imports/${id}/run`), { revision: String(checked.revision) })
    assert.match((await editor.visit(address)).text, /<progress/)
    await work(world, 'imports.run', id)
    const [added] = await db.select().from(importedRows).where(eq(importedRows.state, 'added'))
    const [practice] = await db
      .select()
      .from(practices)
      .where(eq(practices.id, added?.recordId ?? ''))
    assert.deepEqual(
      [practice?.state, practice?.periodFrom, practice?.costAmount, practice?.costCurrency],
      ['draft', '2021-03-01', 1234.56, 'MKD'],
    )
    const done = await editor.visit(address)
    assert.match(done.text, /Осветлување со половина струја/)

    const undo = await editor.visit(page(`/imports/${id}/undo`))
    assert.match(undo.text, /Отстрани 1 запис/)
    await editor.post(page(`/imports/${id}/undo`), { revision: String((await rowOf(world, id)).revision) })
    await work(world, 'imports.undo', id)
    assert.equal(await db.$count(records), before)
    assert.equal((await rowOf(world, id)).state, 'undone')
    const trail = await db.select({ action: auditEntries.action }).from(auditEntries)
    for (const action of [
      'import.begun',
      'import.started',
      'practice.imported',
      'import.finished',
      'import.undone',
      'practice.removed',
    ])
      assert.ok(
        trail.some((entry) => entry.action === action),
        action,
      )
  },
)

journey('an officer, an expert and a visitor import nothing, and see no import of another country', async (world) => {
  const editor = await world.as('editor')
  const { address } = await upload(editor, 'збирка.csv', utf8(TABLE))
  for (const key of ['officer', 'expert', 'citizen'] as const) {
    const browser = await world.as(key)
    assert.equal((await browser.get(page('/imports'))).status, 403)
    assert.equal((await browser.get(address)).status, 403)
    assert.doesNotMatch((await browser.visit(page('/practices/mine'))).text, /href="\/mk\/imports"/)
  }
  for (const path of ['/practices/mine', '/administration'])
    assert.match((await editor.visit(page(path))).text, /href="\/mk\/imports"/, path)
  assert.equal((await (await world.as('foreign-editor')).get(address)).status, 404)
  assert.equal((await world.anyone.get(address)).status, 303)
})

journey(
  'what somebody has worked on since stays when an import is taken back, and the page says so before',
  async (world) => {
    const { as, db, clock } = world
    const editor = await as('editor')
    const titles = [
      'Прва увезена практика',
      'Втора увезена практика',
      'Трета увезена практика',
      'Четврта увезена практика',
    ]
    const { id } = await upload(
      editor,
      'a.csv',
      utf8(`Наслов,Резиме\n${titles.map((title) => `${title},Кратко`).join('\n')}\n`),
    )
    await importAll(world, editor, id, { 'choice.state': 'published' })
    const rows = await db.select().from(importedRows).where(eq(importedRows.importId, id)).orderBy(importedRows.row)
    const ids = rows.map(({ recordId }) => recordId ?? '')
    clock.now = new Date(clock.now.getTime() + 1000)
    await db
      .update(records)
      .set({ revision: 2 })
      .where(eq(records.id, ids[0] ?? ''))
    const [follower] = await db.select({ id: people.id }).from(people).limit(1)
    await db.insert(follows).values({ personId: follower?.id ?? '', recordId: ids[1] ?? '', at: clock.now })
    const undo = await editor.visit(page(`/imports/${id}/undo`))
    for (const title of titles.slice(0, 2)) assert.match(undo.text, new RegExp(title))
    await editor.post(page(`/imports/${id}/undo`), { revision: String((await rowOf(world, id)).revision) })
    await work(world, 'imports.undo', id)
    assert.deepEqual((await rowOf(world, id)).counts, { kept: 2, undone: 2 })
    assert.equal((await db.select().from(records).where(inArray(records.id, ids))).length, 2)
  },
)

journey('an import that was killed goes on where it was, adds nothing twice, and can be stopped', async (world) => {
  const { as, db } = world
  const editor = await as('editor')
  const count = 130
  const lines = Array.from({ length: count }, (_, at) => `Практика број ${at + 1} за испит,Кратко`)
  const { id } = await upload(editor, 'a.csv', utf8(`Наслов,Резиме\n${lines.join('\n')}\n`))
  const before = await db.$count(practices)
  await editor.post(page(`/imports/${id}/columns`), await columns(world, id))
  await editor.post(page(`/imports/${id}/run`), { revision: String((await rowOf(world, id)).revision) })
  // Two workers at once, as when a job is thought lost and is not.
  await Promise.all([work(world, 'imports.run', id), work(world, 'imports.run', id)])
  assert.equal(await db.$count(practices), before + count)
  // As if the process had died after the first batch.
  const rest = await db
    .select()
    .from(importedRows)
    .where(sql`${importedRows.importId} = ${id}::uuid and ${importedRows.row} > 101`)
  await db.delete(records).where(
    inArray(
      records.id,
      rest.map(({ recordId }) => recordId ?? ''),
    ),
  )
  await db.update(importedRows).set({ state: 'ready', recordId: null }).where(sql`${importedRows.row} > 101`)
  await db.update(imports).set({ state: 'running', problem: 'stopped' }).where(eq(imports.id, id))
  const page1 = await editor.visit(page(`/imports/${id}`))
  assert.match(page1.text, /Продолжи каде што запре/)
  await editor.post(page(`/imports/${id}/continue`), { revision: String((await rowOf(world, id)).revision) })
  await work(world, 'imports.run', id)
  assert.equal(await db.$count(practices), before + count)
  assert.deepEqual((await rowOf(world, id)).counts, { added: count })
})

journey('a row that the database refuses is told, and takes no other of its batch along', async (world) => {
  const { as, db } = world
  const editor = await as('editor')
  const number = newId()
  const lines = [
    `${number},Прва со свој број,`,
    ',Втора без број,',
    `${number},Трета со истиот број,`,
    'п4,Четврта со превод,',
    'п5,Përkthim i së katërtës,п4',
    'п6,Втора без број во друго место,',
  ]
  const table = `Наслов,Резиме,id,translation_of,language\n${lines
    .map((line) => line.split(','))
    .map(([id, title, of]) => [title, 'Кратко', id, of, of ? 'sq' : 'mk'].join(','))
    .join('\n')}\n`
  const { id } = await upload(editor, 'a.csv', utf8(table))
  const done = await importAll(world, editor, id, { 'choice.state': 'submitted', 'choice.duplicates': 'add' })
  assert.deepEqual(done.counts, { added: 5, failed: 1 })
  const rows = await db.select().from(importedRows).where(eq(importedRows.importId, id)).orderBy(importedRows.row)
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['added', 'added', 'failed', 'added', 'added', 'added'],
  )
  assert.equal(rows[0]?.recordId, number)
  assert.equal(rows[4]?.recordId, rows[3]?.recordId, 'a translation belongs to the practice that it translates')
  const languages = await db.execute<{ language: string }>(
    sql`select language from contents where record_id = ${rows[3]?.recordId}::uuid order by 1`,
  )
  assert.deepEqual(
    languages.rows.map(({ language }) => language),
    ['mk', 'sq'],
  )
  assert.match((await editor.visit(page(`/imports/${id}`))).text, /Трета со истиот број/)
})

journey('files come along in an archive; a damaged one is told, and a missing one refuses its row', async (world) => {
  const { as, db } = world
  const editor = await as('editor')
  const table =
    'Наслов,Резиме,Датотеки\nПрактика со прилог,Кратко,"упатство.txt;слика.png"\nПрактика без прилог,Кратко,нема.pdf\n'
  const archive = await writeZip([
    { name: 'збирка.csv', bytes: utf8(table), pack: true },
    { name: 'прилози/Упатство.txt', bytes: utf8('Чекор по чекор.') },
    { name: 'прилози/слика.png', bytes: utf8('не е слика') },
  ])
  const { id } = await upload(editor, 'збирка.zip', archive)
  const done = await importAll(world, editor, id)
  assert.deepEqual(done.counts, { added: 1, refused: 1 })
  const [added] = await db.select().from(importedRows).where(eq(importedRows.state, 'added'))
  const refused = added?.problems.filter(({ problem }) => problem === 'fileRefused')
  assert.deepEqual(
    refused?.map(({ column, values }) => [column, values?.value]),
    [['Датотеки', 'слика.png']],
  )
  const files = await db.execute<{ name: string }>(
    sql`select name from files where record_id = ${added?.recordId}::uuid`,
  )
  assert.deepEqual(
    files.rows.map(({ name }) => name),
    ['Упатство.txt'],
  )
})

journey('a template opens with headings that the import recognises, in every language', async (world) => {
  const editor = await world.as('editor')
  for (const language of ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en']) {
    const bytes = new Uint8Array(await (await editor.get(`/${language}/imports/template.xlsx`)).arrayBuffer())
    const { id } = await upload(editor, 'template.xlsx', bytes)
    const { mapping } = await rowOf(world, id)
    assert.deepEqual(
      Object.values(mapping).sort((a, b) => Number(a) - Number(b)),
      Array.from({ length: 31 }, (_, at) => String(at)),
      language,
    )
  }
})
