/** Walks as authors and reviewers do: write, send, be asked for changes, publish, revise, archive; and nothing typed is lost on the way. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { currentSlug, latest, textOf } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { auditEntries } from '#platform/schema.ts'
import { type Browser, type Journey, journey } from '#tests/journey.ts'
import { practices } from './schema.ts'

const TITLE = 'Второ полнење на чешмите во летните месеци'
const sentence = 'Општината ги измери сите чешми и ги поправи во рок од седум дена. '
const whole = {
  title: TITLE,
  language: 'mk',
  country: 'mk',
  topics: ['waste', 'recycling'],
  summary: sentence.repeat(2),
  background: sentence.repeat(3),
  practice: `${sentence.repeat(2)}\n\n${sentence.repeat(2)}\n\nПотоа ги запишавме сите мерења.`,
  results: `${sentence.repeat(2)}Загубата падна од 40 на 15 проценти.`,
  costs: 'Вкупно 120.000 денари за делови и работа.',
  partners: 'Јавното претпријатие и месните заедници.',
  legalBasis: 'Закон за локалната самоуправа, член 22.',
  obstacles: sentence,
  replication: sentence,
  contact: 'Одделение за комунални работи, cesmi@example.org',
  periodFrom: '2025-03',
  periodTo: '',
  costAmount: '120.000',
  costCurrency: 'MKD',
  costDate: '2025-06',
  innovator: 'Одделение за комунални работи',
  consent: 'on',
}

/** The newest practice of a person. */
async function newestOf({ db }: Journey, key: 'officer' | 'citizen' = 'officer') {
  const own = await db
    .select()
    .from(records)
    .where(eq(records.ownerId, examplePersonId(key)))
  const [record] = own.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  assert.ok(record)
  const [practice] = await db.select().from(practices).where(eq(practices.id, record.id))
  const slug = (await currentSlug(db, 'practice', record.id)) ?? ''
  return { ...record, state: practice?.state, slug, path: `/mk/practices/${encodeURIComponent(slug)}` }
}

const send = (browser: Browser, path: string, values: typeof whole, more: Record<string, string> = {}) =>
  browser.post(path, { ...values, intent: 'send', ...more })

const decide = (
  browser: Browser,
  { path, revision }: { path: string; revision: number },
  values: Record<string, string | string[]>,
) => browser.post(`${path}/review`, { revision: String(revision), ...values })

journey(
  'an officer writes a practice, an editor asks for changes and publishes it, and anyone reads it',
  async (world) => {
    const { as, anyone, db, letters } = world
    const officer = await as('officer')
    const editor = await as('editor')
    const before = (await letters()).length

    const started = await officer.submit('/mk/practices/new', { title: TITLE, language: 'mk', country: 'mk' })
    assert.equal(started.status, 200)
    assert.match(started.text, /Нацртот е зачуван/)
    let practice = await newestOf(world)
    assert.equal(practice.state, 'draft')
    assert.equal((await anyone.get(practice.path)).status, 404)
    assert.equal((await editor.get(practice.path)).status, 404)

    const sent = await send(officer, `${practice.path}/edit`, whole, { revision: String(practice.revision) })
    assert.equal(sent.status, 303, await sent.clone().text())
    practice = await newestOf(world)
    assert.equal(practice.state, 'submitted')
    const [asked] = (await letters()).slice(before)
    assert.match(asked?.subject ?? '', /За проверка/)
    assert.match(await (await editor.get('/mk/desk')).text(), new RegExp(TITLE))
    const page = await editor.visit(`${practice.path}/review`)
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /40 на 15 проценти/)

    const back = await decide(editor, practice, {
      decision: 'askChanges',
      reasons: ['results', 'other'],
      note: 'Од кога до кога?',
    })
    assert.equal(back.status, 303, await back.clone().text())
    practice = await newestOf(world)
    assert.equal(practice.state, 'changes_asked')
    const returned = (await letters()).at(-1)
    assert.match(returned?.text ?? '', /Од кога до кога/)
    assert.match(await (await officer.get('/mk/desk')).text(), /Проверувачот бара измени/)
    const form = await officer.visit(`${practice.path}/edit`)
    assert.match(form.text, /Од кога до кога/)

    await send(
      officer,
      `${practice.path}/edit`,
      { ...whole, results: `${whole.results} Од март до мај.` },
      { revision: String(practice.revision) },
    )
    practice = await newestOf(world)
    assert.equal(practice.state, 'submitted')
    const published = await decide(editor, practice, { decision: 'publish' })
    assert.equal(published.status, 303)
    practice = await newestOf(world)
    assert.equal(practice.state, 'published')
    const read = await anyone.visit(practice.path)
    assert.equal(read.status, 200)
    assert.match(read.text, /Од март до мај/)
    assert.match((await letters()).at(-1)?.subject ?? '', /Објавено/)

    const trail = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.recordId, practice.id))
    assert.deepEqual(
      trail.map(({ action }) => action).filter((action) => action !== 'practice.saved'),
      ['practice.added', 'practice.submitted', 'practice.changes_asked', 'practice.submitted', 'practice.published'],
    )
  },
)

journey(
  'readers keep the published version while a new one is written, and see nothing of it before it is decided',
  async (world) => {
    const { as, anyone } = world
    const officer = await as('officer')
    const editor = await as('editor')
    await send(officer, '/mk/practices/new', whole)
    let practice = await newestOf(world)
    await decide(editor, practice, { decision: 'publish' })
    practice = await newestOf(world)

    const revised = await officer.submit(`${practice.path}/revise`, { revision: String(practice.revision) })
    assert.equal(revised.status, 200, revised.text)
    practice = await newestOf(world)
    const changed = {
      ...whole,
      title: 'Сосема нов наслов на практиката',
      costAmount: '999.000',
      results: `${whole.results} Нова реченица.`,
    }
    await send(officer, `${practice.path}/edit`, changed, { revision: String(practice.revision) })
    practice = await newestOf(world)
    assert.equal(practice.state, 'submitted')
    const meanwhile = await anyone.visit(practice.path)
    assert.match(meanwhile.text, new RegExp(TITLE))
    assert.doesNotMatch(meanwhile.text, /Нова реченица|999|Сосема нов/)
    const versions = await anyone.visit(`${practice.path}/versions`)
    assert.doesNotMatch(versions.text, /Нова реченица|Сосема нов/)
    const preview = await officer.visit(`${practice.path}/preview`)
    assert.match(preview.text, /999/)
    assert.match((await editor.visit(`${practice.path}/review`)).text, /<ins>.*Нова реченица/s)

    await decide(editor, practice, { decision: 'publish' })
    const newer = await newestOf(world)
    assert.notEqual(newer.slug, practice.slug)
    const old = await anyone.visit(practice.path)
    assert.equal(old.status, 200)
    assert.match(old.text, /Нова реченица/)
    assert.match((await anyone.visit(`${newer.path}/versions`)).text, /Сосема нов/)

    const archived = await decide(editor, newer, { decision: 'archive', reasons: ['outdated'] })
    assert.equal(archived.status, 303)
    assert.doesNotMatch((await anyone.visit('/mk/practices')).text, /Сосема нов/)
    assert.equal((await anyone.get(newer.path)).status, 200)
    const last = await newestOf(world)
    await decide(editor, last, { decision: 'restore' })
    assert.match((await anyone.visit('/mk/practices')).text, /Сосема нов/)
  },
)

journey('of two who write at once, the second sees both texts and loses none', async (world) => {
  const { as, db } = world
  const officer = await as('officer')
  const mayor = await as('mayor')
  await officer.post('/mk/practices/new', whole)
  const practice = await newestOf(world)
  const seen = String(practice.revision)

  await mayor.post(`${practice.path}/edit`, {
    ...whole,
    summary: `${whole.summary} Реченица на градоначалникот.`,
    revision: seen,
  })
  const late = await officer.post(`${practice.path}/edit`, {
    ...whole,
    summary: `${whole.summary} Реченица на службеникот.`,
    revision: seen,
  })
  assert.equal(late.status, 409)
  const text = await late.text()
  assert.match(text, /<textarea[^>]*name="summary"[^>]*>[^<]*Реченица на службеникот/)
  assert.match(text, /<del>.*градоначалникот/s)
  assert.match(text, /Бранко Примеров/)
  const kept = await latest(db, practice.id, 'mk')
  assert.match(textOf(kept?.fields.summary), /градоначалникот/)

  const [, revision] = /name="revision" value="(\d+)"/.exec(text) ?? []
  const again = await officer.post(`${practice.path}/edit`, {
    ...whole,
    summary: `${whole.summary} И двајцата.`,
    revision: revision ?? '',
  })
  assert.equal(again.status, 303)
  assert.match(textOf((await latest(db, practice.id, 'mk'))?.fields.summary), /И двајцата/)
})

journey('a text that was sent meanwhile is not overwritten, and what was typed is offered again', async (world) => {
  const { as } = world
  const officer = await as('officer')
  const mayor = await as('mayor')
  await officer.post('/mk/practices/new', whole)
  const practice = await newestOf(world)
  await send(mayor, `${practice.path}/edit`, whole, { revision: String(practice.revision) })
  const late = await officer.post(`${practice.path}/edit`, {
    ...whole,
    obstacles: 'Моја мисла',
    revision: String(practice.revision),
  })
  assert.equal(late.status, 409)
  assert.match(await late.text(), /Моја мисла/)
  const now = await newestOf(world)
  await officer.post(`${now.path}/withdraw`, { revision: String(now.revision) })
  assert.match((await officer.visit(`${now.path}/edit`)).text, /Продолжи со него/)
  assert.match((await officer.visit(`${now.path}/edit?draft=1`)).text, /Моја мисла/)
})

journey('an incomplete practice comes back filled in when it is sent, with a link to each field', async (world) => {
  const officer = await world.as('officer')
  const answer = await send(officer, '/mk/practices/new', { ...whole, summary: 'Кратко', consent: '', results: '' })
  assert.equal(answer.status, 422)
  const text = await answer.text()
  for (const name of ['summary', 'results', 'consent']) assert.match(text, new RegExp(`href="#field-${name}"`), name)
  assert.match(text, /<textarea[^>]*name="summary"[^>]*>Кратко</)
  assert.match(text, /<textarea[^>]*name="practice"[^>]*>[^<]*Потоа ги запишавме/)
  assert.match(text, /value="waste" checked/)
  assert.match((await officer.visit('/mk/practices/new?draft=1')).text, /Потоа ги запишавме/)
})

journey('a draft needs only a title, and can be thrown away', async (world) => {
  const officer = await world.as('officer')
  assert.equal((await officer.post('/mk/practices/new', { language: 'mk', title: '' })).status, 422)
  await officer.post('/mk/practices/new', { language: 'mk', title: 'Само наслов' })
  const practice = await newestOf(world)
  const ask = await officer.post(`${practice.path}/remove`, { revision: String(practice.revision) })
  assert.match(await ask.text(), /Да се избрише нацртот/)
  await officer.post(`${practice.path}/remove`, { revision: String(practice.revision), sure: 'yes' })
  assert.equal((await officer.get(practice.path)).status, 404)
})

journey(
  'a municipality writes about itself, a citizen in their own name about a place of their choice',
  async (world) => {
    const { as, db } = world
    const officer = await as('officer')
    const citizen = await as('citizen')
    await officer.post('/mk/practices/new', whole)
    const official = await newestOf(world)
    assert.equal(official.organisationId, exampleOrganisation('municipality', 'mk', 'MK00101'))
    const nowhere = await send(citizen, '/mk/practices/new', whole)
    assert.equal(nowhere.status, 422)
    assert.match(await nowhere.text(), /href="#field-place"/)
    await send(citizen, '/mk/practices/new', { ...whole, place: official.placeId ?? '' } as typeof whole)
    const own = await newestOf(world, 'citizen')
    assert.deepEqual([own.organisationId, own.placeId], [null, official.placeId])
    const [practice] = await db.select().from(practices).where(eq(practices.id, own.id))
    assert.equal(practice?.state, 'submitted')
    assert.equal((await officer.get(`${own.path}/edit`)).status, 404)
  },
)

journey(
  'the officer of another municipality can neither see nor change a draft, nor change what is public',
  async (world) => {
    const { as } = world
    const officer = await as('officer')
    const neighbour = await as('neighbour')
    const editor = await as('editor')
    await officer.post('/mk/practices/new', whole)
    const draft = await newestOf(world)
    for (const page of ['', '/edit', '/preview', '/versions'])
      assert.equal((await neighbour.get(`${draft.path}${page}`)).status, 404, page)
    for (const page of ['/edit', '/withdraw', '/revise', '/remove'])
      assert.equal((await neighbour.post(`${draft.path}${page}`, { ...whole, revision: '1' })).status, 404, page)
    await send(officer, `${draft.path}/edit`, whole, { revision: String(draft.revision) })
    const sent = await newestOf(world)
    for (const key of ['foreign-editor', 'citizen', 'moderator', 'administrator'] as const) {
      const other = await as(key)
      assert.ok([403, 404].includes((await other.get(`${sent.path}/review`)).status), key)
      assert.ok([403, 404].includes((await decide(other, sent, { decision: 'publish' })).status), key)
    }
    await decide(editor, sent, { decision: 'publish' })
    const published = await newestOf(world)
    assert.equal((await neighbour.get(published.path)).status, 200)
    for (const page of ['/edit', '/withdraw', '/revise', '/remove'])
      assert.equal(
        (await neighbour.post(`${published.path}${page}`, { ...whole, revision: String(published.revision) })).status,
        403,
        page,
      )
  },
)

journey('an editor cannot publish what they wrote, and says why when they send something back', async (world) => {
  const { as } = world
  const editor = await as('editor')
  const officer = await as('officer')
  await send(officer, '/mk/practices/new', whole)
  const practice = await newestOf(world)
  const silent = await decide(editor, practice, { decision: 'askChanges' })
  assert.equal(silent.status, 422)
  assert.match(await silent.text(), /href="#field-reasons"/)
  const late = await decide(editor, { ...practice, revision: practice.revision - 1 }, { decision: 'publish' })
  assert.equal(late.status, 409)
  assert.equal((await newestOf(world)).state, 'submitted')
  await world.db
    .update(records)
    .set({ ownerId: examplePersonId('editor') })
    .where(eq(records.id, practice.id))
  assert.equal((await editor.get(`${practice.path}/review`)).status, 403)
  assert.equal((await decide(editor, practice, { decision: 'publish' })).status, 403)
  assert.equal((await decide(await as('officer'), practice, { decision: 'publish' })).status, 403)
})
