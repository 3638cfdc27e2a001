/** Readers' journeys: finding a practice, reading it in any language, taking it away, and what is not for them. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { slugs } from '#core/records/schema.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { type Journey, journey } from '#tests/journey.ts'
import { practices, type State } from './schema.ts'

const LIGHTING = '/practices/прво-регистар-па-замена-улично-осветлување-што-може-да-се-измери'

async function slugIn(db: Journey['db'], state: State): Promise<string> {
  const [row] = await db
    .select({ slug: slugs.slug })
    .from(slugs)
    .innerJoin(practices, eq(practices.id, slugs.targetId))
    .where(eq(practices.state, state))
  return encodeURI(row?.slug ?? '')
}

journey('a visitor narrows the list, sees the choices, and takes one away', async ({ anyone }) => {
  const { status, text } = await anyone.visit('/mk/practices?country=mk&topic=water-supply')
  assert.equal(status, 200)
  assert.match(text, /<strong>1 практика<\/strong>/)
  assert.match(text, /filter-chip" href="\/mk\/practices\?topic=water-supply"/)
  assert.match(text, /lang="sq"/, 'Albanian titles say that they are Albanian')
})

journey('a list without a result says what to try', async ({ anyone }) => {
  const { status, text } = await anyone.visit('/uk/practices?q=неіснуюче')
  assert.equal(status, 200)
  assert.match(text, /Приберіть один із фільтрів/)
})

journey('the list and its map open in every language', async ({ anyone }) => {
  for (const language of LANGUAGES)
    for (const page of ['/practices', '/practices?view=map', '/practices/data'])
      assert.equal((await anyone.get(`/${language}${page}`)).status, 200, `${language}${page}`)
})

journey('a reference manager finds author, date, title and the lasting address of a practice', async ({ anyone }) => {
  const { text } = await anyone.visit(`/mk${encodeURI(LIGHTING)}`)
  const said = new Map(
    [...text.matchAll(/<meta name="([\w.]+)" content="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  assert.match(said.get('citation_title') ?? '', /^Прво регистар/)
  assert.equal(said.get('DC.title'), said.get('citation_title'))
  assert.match(said.get('citation_author') ?? '', /Пробиштип/)
  assert.match(said.get('citation_publication_date') ?? '', /^\d{4}\/\d\d\/\d\d$/)
  assert.equal(said.get('DC.language'), 'mk')
  assert.match(said.get('DC.identifier') ?? '', /\/id\/[0-9a-f-]{36}$/)
  const pdf = await anyone.get(new URL(said.get('citation_pdf_url') ?? '').pathname)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
})

journey('a reader sees the whole practice, its source for citing and its likes', async ({ anyone }) => {
  const { status, text } = await anyone.visit(`/mk${encodeURI(LIGHTING)}`)
  assert.equal(status, 200)
  assert.match(text, /<h1[^>]*>Прво регистар/)
  assert.match(text, /21\.400\.000/)
  assert.match(text, /Пробиштип/)
  assert.match(text, /Ова е пример/)
  assert.match(text, /\/id\/[0-9a-f-]{36}<\/p>/)
  const [, jsonLd = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? []
  const data = JSON.parse(jsonLd) as Record<string, unknown>
  assert.equal(data['@type'], 'Article')
  assert.equal(data.inLanguage, 'mk')
})

journey(
  'who reads another language is told that the text is Macedonian, and so is their screen reader',
  async ({ anyone }) => {
    const { text } = await anyone.visit(`/bg${encodeURI(LIGHTING)}`)
    assert.match(text, /Четете оригинала \(Македонски\)/)
    assert.match(text, /<h1[^>]*lang="mk"/)
    assert.match(text, /hreflang="uk"/)
  },
)

journey('a practice can be printed as a PDF that says its title and language', async ({ anyone }) => {
  const answer = await anyone.get(`/mk${encodeURI(LIGHTING)}.pdf`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
  assert.match(bytes.toString('latin1'), /\/Lang \(mk\)/)
})

journey('a feed reader gets the list that was narrowed, in well-formed Atom', async ({ anyone }) => {
  const answer = await anyone.get('/mk/practices/list.atom?country=mk')
  assert.match(answer.headers.get('content-type') ?? '', /application\/atom\+xml/)
  const text = await answer.text()
  assert.ok((text.match(/<entry /g) ?? []).length >= 10)
  assert.doesNotMatch(text, /&(?!amp;|lt;|gt;|quot;)/)
  assert.match(text, /rel="self"[^>]*country=mk/)
})

journey(
  'a visitor meets neither drafts nor what is in review, and reads of an archived one that it is',
  async ({ anyone, db }) => {
    for (const state of ['submitted', 'changes_asked'] as const) {
      const slug = await slugIn(db, state)
      assert.equal((await anyone.get(`/mk/practices/${slug}`)).status, 404, state)
      assert.equal((await anyone.get(`/mk/practices/${slug}.pdf`)).status, 404, state)
    }
    const { status, text } = await anyone.visit(`/en/practices/${await slugIn(db, 'archived')}`)
    assert.equal(status, 200)
    assert.match(text, /in the archive/)
    assert.match(text, /noindex/)
  },
)

journey('an old address of a practice leads to the one that it has now', async ({ anyone, db }) => {
  const [row] = await db
    .select()
    .from(slugs)
    .where(eq(slugs.slug, LIGHTING.split('/').at(-1) ?? ''))
  assert.ok(row)
  await db
    .insert(slugs)
    .values({ kind: 'practice', slug: 'стар-наслов', targetId: row.targetId, retiredAt: new Date() })
  const answer = await anyone.get(`/mk/practices/${encodeURI('стар-наслов')}`)
  assert.equal(answer.status, 301)
  assert.equal(decodeURI(answer.headers.get('location') ?? ''), `/mk${LIGHTING}`)
})
