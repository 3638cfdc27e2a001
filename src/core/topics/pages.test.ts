/** Topics over HTTP and in the database: finding one, what stands on its page, what programs get, what records carry. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'drizzle-orm'
import { nobody } from '#platform/actor.ts'
import { journey } from '#tests/journey.ts'
import { addRecord } from '../records/index.ts'
import { chosenTopics } from './forms.ts'
import { findTopics, topicTree } from './naming.ts'
import { countRecords, listTopics, narrowerOf, setTopics, topicsOf } from './queries.ts'
import { loadTopics } from './reference.ts'
import { topics } from './schema.ts'
import { searchTopics } from './search.ts'
import { vocabularyOf, vocabularyText } from './vocabulary.ts'

const vocabulary = vocabularyOf(vocabularyText())

journey(
  'a reader goes from the overview to a broad topic, to a narrower one and to the law behind it',
  async ({ anyone }) => {
    const overview = await (await anyone.get('/mk/topics')).text()
    for (const { names } of vocabulary.topics) assert.ok(overview.includes(names.mk), names.mk)
    const cited = vocabulary.topics.find(
      (topic) => topic.broader !== null && topic.competence.mk && topic.competence.ua && topic.related.length,
    )
    assert.ok(cited)
    assert.match(overview, new RegExp(`href="/mk/topics/${cited.id}"`))
    const page = await (await anyone.get(`/ky/topics/${cited.id}`)).text()
    assert.match(page, new RegExp(`<h1[^>]*>${cited.names.ky}`))
    assert.ok(page.includes(`href="/ky/topics/${cited.broader}"`))
    assert.ok(page.includes(`href="/ky/topics/${cited.related[0]}"`))
    assert.ok(page.includes(`<span lang="mk">${cited.competence.mk}</span>`), 'a citation says in which language it is')
    assert.ok(page.includes(`<span lang="uk">${cited.competence.ua}</span>`))
    assert.match(page, new RegExp(`practices/list.atom\\?topic=${cited.id}`))
    assert.equal((await anyone.get('/mk/topics/nothing-of-the-kind')).status, 404)
  },
)

journey('a clerk finds a topic by an everyday word of any language', async ({ db, anyone }) => {
  const found = await (await anyone.get('/mk/topics?q=%D1%81%D0%BC%D0%B5%D1%82')).text()
  assert.match(found, /href="\/mk\/topics\//)
  assert.match(await (await anyone.get('/sq/topics?q=xyzxyz')).text(), /Nuk ka temë për „xyzxyz”/)
  const all = await listTopics(db)
  for (const topic of all) {
    const [first] = findTopics(all, topic.names.en, 'en')
    assert.equal(first?.id, topic.id, topic.names.en)
  }
  const lines = await searchTopics({ db, actor: nobody, language: 'bg', now: new Date() }, 'waste', 3)
  assert.ok(lines.some(({ id }) => id === 'waste'))
  assert.ok(lines.every(({ summary, lang, href }) => summary && lang === 'bg' && href.startsWith('/bg/topics/')))
  assert.deepEqual(await (await anyone.get('/bg/topics/suggest?q=x')).json(), [])
})

journey('programs get the vocabulary as a table, as JSON and as SKOS', async ({ anyone }) => {
  const csv = await (await anyone.get('/api/v1/topics/list.csv')).text()
  assert.equal(csv.trimEnd().split('\r\n').length, vocabulary.topics.length + 1)
  assert.match(csv, /^id,broader,name_mk,/)
  const json = (await (await anyone.get('/api/v1/topics/list.json')).json()) as {
    topics: { id: string; uri: string }[]
  }
  assert.equal(json.topics.length, vocabulary.topics.length)
  const [first] = json.topics
  const concept = (await (await anyone.get(new URL(first?.uri ?? '').pathname)).json()) as Record<string, unknown>
  assert.equal(concept.id, first?.uri)
  const turtle = await anyone.get('/api/v1/topics/list.ttl')
  assert.equal(turtle.headers.get('content-type'), 'text/turtle; charset=utf-8')
  const text = await turtle.text()
  assert.equal(text.match(/ a skos:Concept ;/g)?.length, vocabulary.topics.length)
  assert.ok(text.includes(`"${vocabulary.topics[0]?.names.ky}"@ky`))
  const linked = (await (await anyone.get('/api/v1/topics/list.jsonld')).json()) as { '@graph': unknown[] }
  assert.equal(linked['@graph'].length, vocabulary.topics.length + 1)
})

journey('a record carries the topics it was given, and only public ones are counted', async ({ db, clock }) => {
  const before = await countRecords(db)
  const rest = { kind: 'topic-test', country: 'mk', language: 'mk' } as const
  const open = await addRecord(db, { ...rest, visibility: 'public' }, clock.now)
  const closed = await addRecord(db, { ...rest, visibility: 'restricted' }, clock.now)
  const narrow = (await narrowerOf(db, 'governance')).filter((id) => id !== 'governance')
  assert.ok(narrow.includes('councils'))
  assert.deepEqual(await narrowerOf(db, 'councils'), ['councils'])
  assert.deepEqual(await narrowerOf(db, 'nothing'), [])
  await setTopics(db, open.id, ['councils', 'governance', 'no-such-topic'])
  await setTopics(db, open.id, ['councils', 'governance'])
  await setTopics(db, closed.id, ['councils'])
  const given = await topicsOf(db, [open.id, closed.id])
  assert.deepEqual(
    given.get(open.id)?.map(({ id }) => id),
    ['governance', 'councils'],
  )
  const after = await countRecords(db)
  assert.equal((after.get('councils') ?? 0) - (before.get('councils') ?? 0), 1)
  assert.equal(
    (after.get('governance') ?? 0) - (before.get('governance') ?? 0),
    1,
    'a record counts once for a broad topic',
  )
  await setTopics(db, open.id, [])
  assert.equal((await topicsOf(db, [open.id])).size, 0)
})

journey('the vocabulary is loaded once, mended when it changed, and never forgets a topic', async ({ db, clock }) => {
  assert.equal(await loadTopics(db, clock.now), 0)
  await db.execute(sql`update facts set value = '"older"' where name = 'topics'`)
  await db.execute(sql`update topics set position = 900 where id = 'waste'`)
  await db.insert(topics).values({
    id: 'of-yesterday',
    names: vocabulary.topics[0]?.names ?? assert.fail(),
    descriptions: vocabulary.topics[0]?.description ?? assert.fail(),
    synonyms: {},
    competence: {},
    related: [],
    position: 901,
  })
  assert.equal(await loadTopics(db, clock.now), vocabulary.topics.length)
  const all = await listTopics(db)
  assert.ok(all.some(({ id }) => id === 'of-yesterday'))
  assert.equal(
    all.findIndex(({ id }) => id === 'waste'),
    vocabulary.topics.findIndex(({ id }) => id === 'waste'),
  )
  assert.equal(topicTree(all, 'mk').length, vocabulary.topics.filter(({ broader }) => broader === null).length + 1)
})

test('an author chooses at least one topic and at most five', () => {
  const field = chosenTopics()
  assert.deepEqual(field.parse('waste'), ['waste'])
  assert.deepEqual(field.parse(['waste', 'water']), ['waste', 'water'])
  for (const wrong of [undefined, '', ['a', 'b', 'c', 'd', 'e', 'f'], ['<script>'], 5])
    assert.equal(field.safeParse(wrong).success, false)
})
