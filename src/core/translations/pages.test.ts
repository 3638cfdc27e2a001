/** Walks as translators and readers do: translate side by side, keep up with the original, meet one another, ask a machine. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import { readConfig } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'
import { auditEntries } from '#platform/schema.ts'
import { type Browser, type Journey, journey } from '#tests/journey.ts'
import { examplePersonId } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { currentSlug, kindNamed, latest } from '../records/index.ts'
import { contents, type Fields, records } from '../records/schema.ts'
import { carryOut } from './orders.ts'
import { languagesOf } from './queries.ts'
import { countWaiting, listWaiting } from './waiting.ts'

/** A published example that nobody has translated. */
async function untranslated({ db }: Journey, language: Language = 'mk', country = 'mk') {
  const all = await db
    .select()
    .from(records)
    .where(and(eq(records.kind, 'practice'), eq(records.visibility, 'public'), eq(records.language, language)))
  const { rows } = await db.execute<{ id: string }>(sql`select id from practices where state = 'archived'`)
  const archived = new Set(rows.map(({ id }) => id))
  for (const record of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (archived.has(record.id) || record.country !== country || record.publishedVersion !== 1) continue
    const texts = await db
      .select({ language: contents.language })
      .from(contents)
      .where(eq(contents.recordId, record.id))
    if (texts.some((text) => text.language !== language)) continue
    const source = await latest(db, record.id, language)
    if (source?.version !== 1) continue
    const slug = (await currentSlug(db, 'practice', record.id)) ?? ''
    return { id: record.id, record, source, slug, path: `/practices/${encodeURIComponent(slug)}` }
  }
  throw new Error('no example without translations')
}
type Found = Awaited<ReturnType<typeof untranslated>>

const NAMES = [
  'summary',
  'background',
  'practice',
  'results',
  'costs',
  'partners',
  'legalBasis',
  'obstacles',
  'replication',
  'contact',
]
const paragraphsOf = (fields: Fields) => NAMES.flatMap((name) => fields[name] ?? [])

/** The form filled in: every paragraph as `say` has it. */
const filled = ({ source }: Found, say: (text: string, at: number) => string, more: Record<string, string> = {}) => ({
  title: 'Titulli i përkthyer',
  seen: '0',
  source: String(source.version),
  base: String(source.version),
  ...Object.fromEntries(paragraphsOf(source.fields).map(({ id, text }, at) => [`p-${id}`, say(text, at)])),
  ...more,
})
const shqip = (_: string, at: number) => `Paragrafi numër ${at + 1} në shqip.`

const formAt = (found: Found, into: Language) => `/mk/translations/${found.id}/${into}`

/** The authors publish a new version: the first paragraph of the results says something else, and the summary has one more. */
async function change({ db, clock }: Journey, { id, source }: Found) {
  const [result, ...rest] = source.fields.results ?? []
  assert.ok(result)
  const fields = {
    ...source.fields,
    results: [{ id: result.id, text: `${result.text} Ова е нова реченица.` }, ...rest],
    summary: [...(source.fields.summary ?? []), { id: '019a0000-0000-7000-8000-00000000abcd', text: 'Нов пасус.' }],
  }
  const { recordId, language, status, title, authorId } = source
  const text = { recordId, language, status, title, authorId }
  await db.insert(contents).values({ ...text, version: 2, fields, createdAt: clock.now })
  await db.update(records).set({ publishedVersion: 2 }).where(eq(records.id, id))
  return result
}

const translate = async (browser: Browser, found: Found, into: Language, values: Record<string, string>) =>
  browser.post(formAt(found, into), values)

journey('an editor translates a practice side by side, and readers get it in their language', async (world) => {
  const { as, anyone, db } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  const page = await editor.visit(`/mk${found.path}`)
  assert.match(page.text, new RegExp(`/mk/translations/${found.id}/sq`))

  const form = await editor.visit(formAt(found, 'sq'))
  assert.equal(form.status, 200, form.text)
  const [first] = paragraphsOf(found.source.fields)
  assert.ok(first && form.text.includes(`name="p-${first.id}"`))

  const empty = await translate(editor, found, 'sq', { ...filled(found, () => ''), title: 'Titull' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Преведете барем еден пасус/)

  const saved = await translate(editor, found, 'sq', filled(found, shqip))
  assert.equal(saved.status, 303, await saved.clone().text())
  const albanian = await anyone.visit(`/sq${found.path}`)
  assert.match(albanian.text, /<h1[^>]*>Titulli i përkthyer/)
  assert.match(albanian.text, /Paragrafi numër 1 në shqip/)
  assert.match(albanian.text, /translationOfWork/)
  const chosen = await anyone.visit(`/mk${found.path}?text=sq`)
  assert.match(chosen.text, /<h1[^>]*lang="sq"[^>]*>Titulli i përkthyer/)
  assert.match(chosen.text, /rel="canonical" href="[^"]*\/sq\/practices\//)
  const macedonian = await anyone.visit(`/mk${found.path}`)
  assert.ok(macedonian.text.includes(found.source.title))
  assert.match(macedonian.text, /href="\?text=sq"/)

  const pdf = await anyone.get(`/mk${found.path}.pdf?text=sq`)
  assert.match(Buffer.from(await pdf.arrayBuffer()).toString('latin1'), /\/Lang \(sq\)/)
  const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, 'translation.saved'))
  assert.deepEqual(entry?.data, { language: 'sq', version: 1, sourceVersion: 1, status: 'human' })

  const again = await translate(editor, found, 'sq', filled(found, shqip, { seen: '1' }))
  assert.equal(again.status, 303)
  assert.equal((await latest(db, found.id, 'sq'))?.version, 1)
})

journey('what an unfinished translation lacks is read in the words of the original, and said', async (world) => {
  const { as, anyone } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  await translate(
    editor,
    found,
    'sq',
    filled(found, (_, at) => (at === 0 ? 'Vetëm përmbledhja.' : '')),
  )
  const page = await anyone.visit(`/sq${found.path}`)
  const background = found.source.fields.background?.[0]
  assert.ok(background && page.text.includes(`<span lang="mk">${background.text}`.slice(0, 40)))
  assert.match(page.text, /Ende e papërkthyer/)
  assert.match(page.text, /jo e plotë/)
})

journey('when the original changes, readers see where, and the translator says what is still right', async (world) => {
  const { as, anyone, db } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  await translate(editor, found, 'sq', filled(found, shqip))
  const changed = await change(world, found)

  const outdated = await anyone.visit(`/sq${found.path}`)
  assert.match(outdated.text, /Origjinali ka ndryshuar ndërkohë/)
  assert.ok(outdated.text.includes(`href="?text=mk#p-${changed.id}"`))
  assert.match(outdated.text, /Нов пасус/)

  const form = await editor.visit(formAt(found, 'sq'))
  assert.match(form.text, /<ins>[\s\S]*Ова е нова реченица/)
  assert.ok(form.text.includes(`name="right-${changed.id}"`))
  const versions = { seen: '1', source: '2', base: '1' }
  const unsaid = await translate(editor, found, 'sq', filled(found, shqip, versions))
  assert.equal(unsaid.status, 422)
  assert.match(await unsaid.text(), /Сменете го преводот или означете/)

  const ticked = { ...versions, [`right-${changed.id}`]: 'on' }
  const saved = await translate(editor, found, 'sq', filled(found, shqip, ticked))
  assert.equal(saved.status, 303, await saved.clone().text())
  const lines = await languagesOf(db, { ...found.record, publishedVersion: 2 }, NAMES)
  assert.deepEqual(
    lines.find(({ language }) => language === 'sq'),
    { language: 'sq', by: 'human', state: 'incomplete' },
  )
})

journey('of two translators the second sees both texts and loses none', async (world) => {
  const { as, db } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  const officer = await as('officer-sq')
  assert.equal((await officer.get(formAt(found, 'sq'))).status, 403)
  const colleague = await as('editor')
  await translate(editor, found, 'sq', filled(found, shqip))
  const late = await translate(
    colleague,
    found,
    'sq',
    filled(found, (_, at) => `Fjalia ime ${at + 1}.`),
  )
  assert.equal(late.status, 409)
  const text = await late.text()
  assert.match(text, /Fjalia ime 1\./)
  assert.match(text, /Paragrafi numër/)
  assert.match(text, /Елена Примерова/)
  assert.match(text, /name="seen" value="1"/)
  assert.equal((await latest(db, found.id, 'sq'))?.version, 1)
  const merged = filled(found, (_, at) => `Fjalia ime ${at + 1}.`, { seen: '1' })
  assert.equal((await translate(colleague, found, 'sq', merged)).status, 303)
  assert.equal((await latest(db, found.id, 'sq'))?.version, 2)
})

journey('a translator is told when the original changed while they were writing', async (world) => {
  const { as } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  await change(world, found)
  const late = await translate(editor, found, 'sq', filled(found, shqip))
  assert.equal(late.status, 409)
  const text = await late.text()
  assert.match(text, /Изворниот текст се смени откако почнавте/)
  assert.match(text, /<ins>[\s\S]*Ова е нова реченица/)
  assert.match(text, /Paragrafi numër 1 në shqip/)
})

journey('what was begun is kept for later and offered again, while readers see nothing of it', async (world) => {
  const { as, anyone } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  const kept = await editor.submit(formAt(found, 'sq'), filled(found, shqip, { intent: 'later', title: '' }))
  assert.match(kept.text, /Оставено за подоцна/)
  assert.match(kept.text, /Paragrafi numër 2 në shqip/)
  assert.match((await editor.visit(formAt(found, 'sq'))).text, /Го почнавте овој превод/)
  assert.doesNotMatch((await anyone.visit(`/sq${found.path}`)).text, /Paragrafi numër/)
})

journey('who knows a language translates into it; others are refused', async (world) => {
  const { as, anyone } = world
  const found = await untranslated(world)
  const statusFor = async (browser: Browser, into: Language) => (await browser.get(formAt(found, into))).status
  const bulgarian = await as('foreign-editor')
  assert.equal(await statusFor(bulgarian, 'bg'), 200)
  assert.equal(await statusFor(bulgarian, 'sq'), 403)
  assert.equal(await statusFor(await as('editor'), 'en'), 200)
  assert.equal(await statusFor(await as('editor'), 'mk'), 404)
  assert.equal(await statusFor(await as('citizen'), 'en'), 403)
  assert.equal(await statusFor(anyone, 'en'), 303)
  assert.equal((await anyone.post(`${formAt(found, 'en')}/order`)).status, 303)
  assert.equal((await bulgarian.post(`${formAt(found, 'bg')}/order`)).status, 403)
  assert.equal((await (await as('officer')).get('/mk/translations')).status, 403)
})

journey('an editor sees what waits in a language, and the list agrees with the pages', async (world) => {
  const { as, db } = world
  const found = await untranslated(world)
  const editor = await as('editor')
  await translate(editor, found, 'sq', filled(found, shqip))
  await change(world, found)
  const list = await editor.visit('/mk/translations?language=sq&status=outdated')
  assert.equal(list.status, 200, list.text)
  assert.ok(list.text.includes(found.source.title))
  assert.match((await editor.visit('/mk/desk')).text, /Застарени преводи/)
  assert.equal((await editor.visit('/mk/translations?language=sq&status=missing&country=ua')).status, 200)

  for (const language of ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en'] as const) {
    const lines: Awaited<ReturnType<typeof listWaiting>>['lines'] = []
    for (let after: string | undefined, more = true; more; ) {
      const page = await listWaiting(db, { language, after, kind: undefined, country: undefined, status: undefined }, 5)
      lines.push(...page.lines)
      after = page.after
      more = after !== undefined
    }
    const counted = (await countWaiting(db, { kind: undefined, country: undefined })).find(
      (count) => count.language === language,
    )
    for (const state of ['missing', 'outdated', 'incomplete', 'machine'] as const)
      assert.equal(counted?.[state], lines.filter((line) => line.state === state).length, `${language} ${state}`)
    for (const line of lines) {
      const [record] = await db.select().from(records).where(eq(records.id, line.id))
      assert.ok(record)
      const names = kindNamed(record.kind)?.fields?.map(({ name }) => name) ?? []
      const own = (await languagesOf(db, record, names)).find((one) => one.language === language)
      const state = !own ? 'missing' : own.state === 'current' ? own.by : own.state
      assert.equal(line.state, state, `${line.title} in ${language}`)
    }
  }
})

journey('a person who reads English rather than Russian gets a text in it, in pages and in lists', async (world) => {
  const { as, db } = world
  const found = await untranslated(world, 'ky', 'kg')
  const editor = await as('editor-kg')
  for (const [into, title] of [
    ['ru', 'Название по-русски'],
    ['en', 'A title in English'],
  ] as const)
    assert.equal((await translate(editor, found, into, filled(found, shqip, { title }))).status, 303)
  const reader = await as('citizen')
  assert.match((await reader.visit(`/mk${found.path}`)).text, /<h1[^>]*>Название по-русски/)
  await db
    .update(people)
    .set({ example: false })
    .where(eq(people.id, examplePersonId('citizen')))
  const profile = { name: 'Сара', language: 'mk', reading1: 'en', reading2: 'sq', reading3: 'en' }
  assert.equal((await reader.post('/mk/account/profile', profile)).status, 303)
  const [person] = await db
    .select()
    .from(people)
    .where(eq(people.id, examplePersonId('citizen')))
  assert.deepEqual(person?.readingLanguages, ['en', 'sq'])
  assert.match((await reader.visit(`/mk${found.path}`)).text, /<h1[^>]*>A title in English/)
  assert.match((await reader.visit('/mk/practices?country=kg')).text, /A title in English/)
})

journey(
  'a machine is asked, marks its text as its own, tells when it fails, and gives way to a person',
  async (world) => {
    const { as, anyone, db, clock } = world
    const found = await untranslated(world)
    let fails = true
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += part
      const { q } = JSON.parse(body) as { q: string[] }
      response.writeHead(fails ? 500 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ translatedText: q.map((_, at) => `Makina ${at}`) }))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/translate`
    const config = readConfig({ TRANSLATION_URL: url })
    const publish = async () => {}
    const work = () =>
      carryOut({ db, config, now: clock.now, jobId: 'test', publish }, { recordId: found.id, language: 'sq' })
    try {
      const editor = await as('editor')
      assert.match((await editor.visit(formAt(found, 'sq'))).text, /Побарај машински превод/)
      const ordered = await editor.submit(`${formAt(found, 'sq')}/order`)
      assert.match(ordered.text, /Машинскиот превод се подготвува/)
      await work()
      assert.match((await editor.visit(formAt(found, 'sq'))).text, /услугата одби/)
      fails = false
      await editor.post(`${formAt(found, 'sq')}/order`)
      await work()
      const machine = await anyone.visit(`/sq${found.path}`)
      assert.match(machine.text, /<h1[^>]*>Makina 0/)
      assert.match(machine.text, /përkthim nga makina/)

      await translate(editor, found, 'sq', filled(found, shqip, { seen: '1' }))
      const human = await anyone.visit(`/sq${found.path}`)
      assert.match(human.text, /Titulli i përkthyer/)
      assert.doesNotMatch(human.text, /përkthim nga makina/)
      await editor.post(`${formAt(found, 'sq')}/order`)
      await work()
      assert.equal((await latest(db, found.id, 'sq'))?.status, 'human')
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
  { TRANSLATION_URL: 'http://127.0.0.1:1/translate' },
)
