/** Nobody of another municipality or country, and nobody from the street, reads or changes what is not theirs, at any address of the portal. */
import assert from 'node:assert/strict'
import { eq, sql } from 'drizzle-orm'
import { comments } from '#core/discussion/schema.ts'
import { files } from '#core/files/schema.ts'
import { importedRows, imports } from '#core/imports/schema.ts'
import { type ExampleKey, exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { grants, invitations, people, sessions } from '#core/people/schema.ts'
import { boundaries, places } from '#core/places/schema.ts'
import { addRecord } from '#core/records/index.ts'
import { contents, records, slugs } from '#core/records/schema.ts'
import { methods } from '#modules/methods/schema.ts'
import { practices, type State } from '#modules/practices/schema.ts'
import { ROLES } from '#platform/actor.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries, formDrafts, outbox } from '#platform/schema.ts'
import { allRoutes, type RouteLine } from '../scripts/routes.ts'
import { type Browser, type Journey, journey } from './journey.ts'

/** In everything that strangers must not see; in no address and no question of theirs. */
const MARK = 'тајна7391'

/**
 * Addresses that rightly answer anybody. What is not named here, in OWN or in WITHIN_REACH must refuse every stranger: whoever adds an
 * address decides which it is.
 */
const OPEN = [
  'GET /:language',
  'GET /:language/about',
  'GET /:language/accessibility',
  'GET /:language/account/check-mail',
  'GET /:language/account/confirm',
  'GET /:language/account/forgotten-password',
  'GET /:language/account/invitation',
  'GET /:language/account/new-password',
  'GET /:language/account/register',
  'GET /:language/account/sign-in',
  'GET /:language/account/sign-in/code',
  'GET /:language/awards',
  'GET /:language/awards/list.atom',
  'GET /:language/awards/weeks',
  'GET /:language/awards/weeks.atom',
  'GET /:language/collections',
  'GET /:language/collections/list.atom',
  'GET /:language/compare',
  'GET /:language/fund',
  'GET /:language/learn',
  'GET /:language/methods',
  'GET /:language/methods/data',
  'GET /:language/methods/list.atom',
  'GET /:language/methods/suggest',
  'GET /:language/nominations',
  'GET /:language/nominations/:recordId/new',
  'GET /:language/nominations/chain',
  'GET /:language/nominations/receipts/:id',
  'GET /:language/open-data',
  'GET /:language/overview',
  'GET /:language/overview/:year',
  'GET /:language/overview/:year/:list',
  'GET /:language/overview/:year/municipalities',
  'GET /:language/places',
  'GET /:language/places/:country',
  'GET /:language/places/:country/:slug',
  'GET /:language/places/codebook',
  'GET /:language/places/compare',
  'GET /:language/places/suggest',
  'GET /:language/practices',
  'GET /:language/practices/data',
  'GET /:language/practices/export',
  'GET /:language/practices/export/public.csv',
  'GET /:language/practices/export/public.json',
  'GET /:language/practices/export/public.xlsx',
  'GET /:language/practices/export/public.zip',
  'GET /:language/practices/list.atom',
  'GET /:language/practices/still-true',
  'GET /:language/privacy',
  'GET /:language/questions',
  'GET /:language/replications',
  'GET /:language/search',
  'GET /:language/search/suggest',
  'GET /:language/services',
  'GET /:language/support',
  'GET /:language/take-part',
  'GET /:language/together',
  'GET /:language/topics',
  'GET /:language/topics/:id',
  'GET /:language/topics/suggest',
  'GET /:language/ui',
  'GET /:language/verification/:id',
  'GET /:language/verification/confirm',
  'GET /api/v1/collections',
  'GET /api/v1/collections/list.json',
  'GET /api/v1/methods',
  'GET /api/v1/methods/list.csv',
  'GET /api/v1/methods/list.json',
  'GET /api/v1/nominations/chain.csv',
  'GET /api/v1/nominations/chain.jsonl',
  'GET /api/v1/nominations/counts.json',
  'GET /api/v1/awards',
  'GET /api/v1/awards/entries.csv',
  'GET /api/v1/awards/entries.json',
  'GET /api/v1/awards/list.json',
  'GET /api/v1/awards/weeks.csv',
  'GET /api/v1/awards/weeks.json',
  'GET /api/v1/overview/:file',
  'GET /api/v1/places/:file{[0-9a-f-]{36}\\.json}',
  'GET /api/v1/places/boundaries/:file',
  'GET /api/v1/places/figures.csv',
  'GET /api/v1/places/list.csv',
  'GET /api/v1/places/list.geojson',
  'GET /api/v1/places/list.json',
  'GET /api/v1/practices',
  'GET /api/v1/practices/list.csv',
  'GET /api/v1/practices/list.json',
  'GET /api/v1/replications',
  'GET /api/v1/replications/list.csv',
  'GET /api/v1/replications/list.json',
  'GET /api/v1/topics',
  'GET /api/v1/topics/:id',
  'GET /api/v1/topics/list.csv',
  'GET /api/v1/topics/list.json',
  'GET /api/v1/topics/list.jsonld',
  'GET /api/v1/topics/list.ttl',
  'GET /api/v1/verification/challenge',
  'POST /:language/account/confirm',
  'POST /:language/account/forgotten-password',
  'POST /:language/account/new-password',
  'POST /:language/account/register',
  'POST /:language/account/sign-in',
  'POST /:language/account/sign-in/code',
  'POST /:language/nominations/:recordId/new',
  'POST /:language/practices/still-true',
  'POST /:language/scheme',
  'POST /:language/verification/:id',
  'POST /:language/verification/confirm',
  // These end or change who asks: last.
  'POST /:language/account/sign-out',
  'POST /:language/account/try/:key',
]

/** Addresses at which whoever is signed in meets only what is their own. */
const OWN = [
  'GET /:language/account',
  'GET /:language/account/data.json',
  'GET /:language/account/delete',
  'GET /:language/account/passkeys',
  'GET /:language/account/password',
  'GET /:language/account/sessions',
  'GET /:language/account/two-step',
  'GET /:language/desk',
  'GET /:language/discussion/mine',
  'GET /:language/collections/mine',
  'GET /:language/following',
  'GET /:language/practices/mine',
  'GET /:language/practices/export/all.csv',
  'GET /:language/practices/export/all.json',
  'GET /:language/practices/export/all.xlsx',
  'GET /:language/practices/export/all.zip',
  'GET /:language/practices/new',
  'POST /:language/account/acting',
  'POST /:language/account/invitation',
  'POST /:language/account/passkeys/remove',
  'POST /:language/account/password',
  'POST /:language/account/profile',
  'POST /:language/account/sessions/end',
  'POST /:language/account/two-step',
  'POST /:language/account/two-step/codes',
  'POST /:language/account/two-step/confirm',
  'POST /:language/account/two-step/off',
  'POST /:language/collections/mine',
  'POST /:language/drafts/:key',
  'POST /:language/drafts/:key/drop',
  'POST /:language/nominations/:recordId',
  'POST /:language/practices/new',
  'POST /:language/account/delete',
  'POST /:language/account/sessions/end-all',
]

/** Lists and forms of administration, which each keeper uses as far as their role reaches. */
const WITHIN_REACH = [
  'GET /:language/awards/new',
  'GET /:language/awards/weeks/pick',
  'POST /:language/awards/new',
  'POST /:language/awards/weeks/pick',
  'GET /:language/administration',
  'GET /:language/administration/invitations',
  'GET /:language/administration/invitations/new',
  'GET /:language/administration/moderation',
  'GET /:language/administration/organisations',
  'GET /:language/administration/organisations/new',
  'GET /:language/administration/organisations/suggest',
  'GET /:language/administration/people',
  'GET /:language/administration/roles',
  'GET /:language/discussion/moderation',
  'GET /:language/discussion/settings',
  'GET /:language/imports',
  'GET /:language/imports/new',
  'GET /:language/imports/template.csv',
  'GET /:language/imports/template.xlsx',
  'GET /:language/methods/new',
  'GET /:language/nominations/board',
  'GET /:language/translations',
  'POST /:language/administration/invitations',
  'POST /:language/imports/new',
  'POST /:language/methods/new',
  'POST /:language/nominations/board/examine',
  'POST /:language/nominations/board/invalidate',
  'POST /:language/nominations/board/restore',
]

type World = Awaited<ReturnType<typeof secretsOfVeles>>

/** What the municipality of Veles and its officer have that is nobody else's business. */
async function secretsOfVeles({ db, as, clock }: Journey) {
  const now = clock.now
  const officer = examplePersonId('officer')
  const organisation = exampleOrganisation('municipality', 'mk', 'MK00101')
  await as('officer')
  const [place] = await db.select({ id: places.id }).from(places).where(eq(places.code, 'MK00101'))
  const [session] = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, officer))
  const [grant] = await db.select({ id: grants.id }).from(grants).where(eq(grants.personId, officer))
  assert.ok(place && session && grant)

  const practice = async (state: State, slug: string, titles: string[], publishedVersion: number | null) => {
    const visibility = publishedVersion === null ? ('restricted' as const) : ('public' as const)
    const whose = { country: 'mk', placeId: place.id, organisationId: organisation, ownerId: officer }
    const { id } = await addRecord(db, { kind: 'practice', language: 'mk', visibility, ...whose }, now)
    const publishedAt = publishedVersion === null ? null : now
    await db.update(records).set({ publishedVersion, publishedAt }).where(eq(records.id, id))
    await db
      .insert(practices)
      .values({ id, state, innovator: publishedVersion === null ? `Иноватор ${MARK}` : 'Општина Велес' })
    for (const [index, title] of titles.entries())
      await db.insert(contents).values({
        recordId: id,
        language: 'mk',
        version: index + 1,
        status: 'original',
        title,
        fields: { summary: [{ id: 'a', text: title }] },
        authorId: officer,
        createdAt: now,
      })
    await db.insert(slugs).values({ kind: 'practice', slug, targetId: id })
    const file = {
      id: newId(),
      recordId: id,
      uploadedBy: officer,
      name: publishedVersion === null ? `${MARK}.txt` : 'јавна.txt',
      type: 'text/plain',
      size: 5,
    }
    await db.insert(files).values({ ...file, sha256: '0'.repeat(64), createdAt: now })
    return { id, slug, file: file.id, isPublic: publishedVersion !== null }
  }
  const targets = [
    await practice('draft', 'чешма-во-нацрт', [`Чешма ${MARK}`], null),
    await practice('submitted', 'чешма-во-преглед', [`Чешма ${MARK}`], null),
  ]
  // Public in its first version; what its authors write now is not.
  const changing = await practice('draft', 'чешма-што-се-менува', ['Чешма за сите', `Чешма ${MARK}`], 1)

  // Proposed, and read by nobody else before an editor.
  const method = await addRecord(
    db,
    { kind: 'method', language: 'mk', country: 'mk', organisationId: organisation, ownerId: officer },
    now,
  )
  await db.insert(methods).values({ id: method.id, kind: 'method', submittedAt: now })
  const fields = { summary: [{ id: 'a', text: `Чешма ${MARK}` }] }
  const ofMethod = { recordId: method.id, language: 'mk' as const, version: 1, status: 'original' as const }
  await db.insert(contents).values({ ...ofMethod, title: `Чешма ${MARK}`, fields, authorId: officer, createdAt: now })
  await db.insert(slugs).values({ kind: 'method', slug: 'чешма-како-метод', targetId: method.id })

  const invitation = {
    id: newId(),
    email: `${MARK}@veles.example`,
    role: 'officer' as const,
    organisationId: organisation,
  }
  await db.insert(invitations).values({
    ...invitation,
    language: 'mk',
    tokenHash: MARK,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  })
  const letter = newId()
  const text = `Писмо ${MARK}`
  await db
    .insert(outbox)
    .values({ id: letter, at: now, to: invitation.email, language: 'mk', subject: text, text, html: text })
  const drawn = newId()
  const source = `Катастар ${MARK}`
  const topology = { type: 'Topology', objects: {}, arcs: [] }
  await db
    .insert(boundaries)
    .values({ id: drawn, country: 'mk', level: 'municipality', topology, source, createdAt: now })
  const draft = { personId: officer, key: `practice.${targets[0]?.id}`, values: { title: MARK }, updatedAt: now }
  await db.insert(formDrafts).values(draft)
  const table = newId()
  const begun = {
    importer: 'practices',
    country: 'mk',
    format: 'csv' as const,
    sha256: '0'.repeat(64),
    options: {},
    mapping: {},
  }
  const whose = { personId: examplePersonId('editor'), createdAt: now, updatedAt: now, state: 'checked' as const }
  await db.insert(imports).values({ id: table, name: `${MARK}.csv`, ...begun, ...whose })
  await db.insert(importedRows).values({ importId: table, row: 2, state: 'ready', title: `Чешма ${MARK}` })
  // Said about what all may read, and read by nobody else before a moderator.
  const comment = newId()
  await db.insert(comments).values({
    id: comment,
    recordId: changing.id,
    authorId: officer,
    language: 'mk',
    text: `Коментар ${MARK}`,
    state: 'waiting',
    createdAt: now,
  })
  const [entry] = await db.select({ id: auditEntries.id }).from(auditEntries).limit(1)
  await db
    .update(people)
    .set({ name: `Ана ${MARK}` })
    .where(eq(people.id, officer))
  return { targets, officer, organisation, place, session, grant, invitation, letter, comment, drawn, table, entry }
}

/** All addresses of a route that name something of Veles. */
function addressesOf({ path }: RouteLine, veles: World): string[] {
  const fill = (values: Record<string, string>) =>
    path.replaceAll(/:(\w+)(\{[^}]*\}(?:\\\.json\})?)?/g, (_, name: string, pattern = '') => {
      const value = { language: 'mk', country: 'mk', name: 'x', into: 'sq', ...values }[name]
      assert.ok(value, `${path}: say what ":${name}" is of Veles`)
      return encodeURI(pattern.endsWith('pdf}') ? `${value}.pdf` : value)
    })
  if (path.includes('/administration/')) {
    const ids: Record<string, string> = {
      people: veles.officer,
      organisations: veles.organisation,
      invitations: veles.invitation.id,
      roles: veles.grant.id,
      outbox: veles.letter,
      audit: String(veles.entry?.id),
    }
    return [fill({ id: ids[path.split('/')[3] ?? ''] ?? '' })]
  }
  if (path.startsWith('/api/v1/places'))
    return [fill({ file: path.includes('{') ? `${veles.place.id}.json` : 'mk-municipality.json' })]
  if (path.includes('/overview/')) return [fill({ year: '2026', list: 'practices', file: '2026.json' })]
  if (path.includes('/imports/')) return [fill({ id: veles.table })]
  if (path.includes('/discussion/:id')) return [fill({ id: veles.comment })]
  if (path.includes('/methods/')) return [fill({ slug: 'чешма-како-метод' })]
  if (path.includes('/topics/')) return [fill({ id: 'water-supply' })]
  if (path.includes('/places/boundaries/')) return [fill({ id: veles.drawn })]
  if (path.includes('/places/')) return [fill({ slug: 'велес' })]
  if (path.includes('/account/')) return [fill({ key: 'citizen' })]
  return veles.targets.map(({ id, slug, file }) =>
    fill({
      slug,
      recordId: id,
      key: `practice.${id}`,
      id: path.includes('/files/') ? file : id,
    }),
  )
}

const questions = [
  '/mk/search?q=чешма',
  '/mk/search/suggest?q=чешма',
  '/mk/practices?q=чешма',
  '/mk/practices/list.atom?q=чешма',
  '/mk/methods?q=чешма',
  '/mk/methods/list.atom?q=чешма',
  '/mk/methods/suggest?q=чешма',
]
const ofTheChanging = ['', '/versions', '/preview', '/edit', '/review', '.pdf'].map(
  (end) => `/mk/practices/чешма-што-се-менува${end}`,
)
const isSignIn = (answer: Response) =>
  answer.status === 303 && /\/account\/sign-in/.test(answer.headers.get('location') ?? '')

/** Everything of Veles as it is kept, to see whether anybody changed it. */
async function kept({ db }: Journey, veles: World): Promise<unknown> {
  const ids = sql`array[${sql.join(
    veles.targets.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  )}]`
  const { rows } = await db.execute(sql`select jsonb_build_object(
    'records', (select jsonb_agg(to_jsonb(r) order by r.id) from records r where id = any(${ids})),
    'practices', (select jsonb_agg(to_jsonb(r) order by r.id) from practices r where id = any(${ids})),
    'contents', (select jsonb_agg(to_jsonb(r) order by r.record_id, r.version) from contents r where record_id = any(${ids})),
    'notes', (select count(*) from practice_review_notes where practice_id = any(${ids})),
    'files', (select jsonb_agg(to_jsonb(r) order by r.id) from files r where record_id = any(${ids})),
    'slugs', (select jsonb_agg(to_jsonb(r) order by r.slug) from slugs r where target_id = any(${ids})),
    'person', (select to_jsonb(r) from people r where id = ${veles.officer}),
    'roles', (select jsonb_agg(to_jsonb(r) order by r.id) from grants r where person_id = ${veles.officer} or organisation_id = ${veles.organisation}),
    'session', (select jsonb_agg(to_jsonb(r)) from sessions r where user_id = ${veles.officer}),
    'typed', (select jsonb_agg(to_jsonb(r)) from form_drafts r where person_id = ${veles.officer}),
    'organisation', (select to_jsonb(r) from organisations r where id = ${veles.organisation}),
    'organisations', (select count(*) from organisations),
    'invitations', (select jsonb_agg(to_jsonb(r)) from invitations r where organisation_id = ${veles.organisation} or place_id = ${veles.place.id}),
    'comment', (select to_jsonb(r) from comments r where id = ${veles.comment}),
    'letter', (select to_jsonb(r) from outbox r where id = ${veles.letter}),
    'import', (select to_jsonb(r) from imports r where id = ${veles.table}),
    'boundaries', (select jsonb_agg(jsonb_build_object('id', id, 'applied', applied_at)  order by id) from boundaries)
  ) as kept`)
  return rows[0]?.kept
}

type Stranger = { name: string; browser: Browser; isSomebody: boolean }

/** Nobody, people of every kind, and every role there is in Bitola, over Bitola, and over Bulgaria. */
async function* strangers({ as, db, newBrowser, clock }: Journey): AsyncGenerator<Stranger> {
  yield { name: 'nobody', browser: newBrowser(), isSomebody: false }
  for (const key of ['neighbour', 'foreign-editor', 'citizen', 'expert', 'officer-bg', 'editor-kg'] as const)
    yield { name: key, browser: await as(key), isSomebody: true }
  const [bitola] = await db.select({ id: places.id }).from(places).where(eq(places.code, 'MK00501'))
  const overall = ROLES.filter((role) => ['administrator', 'editor', 'moderator'].includes(role))
  const reaches: [ExampleKey, string, readonly (typeof ROLES)[number][], Partial<typeof grants.$inferInsert>][] = [
    [
      'neighbour',
      'of Bitola',
      ROLES.filter((role) => role !== 'officer'),
      { organisationId: exampleOrganisation('municipality', 'mk', 'MK00501') },
    ],
    ['neighbour', 'over Bitola', overall, { placeId: bitola?.id }],
    ['officer-bg', 'over Bulgaria', overall, { country: 'bg' }],
  ]
  for (const [key, where, roles, reach] of reaches)
    for (const role of roles) {
      const browser = await as(key)
      const personId = examplePersonId(key)
      const id = newId()
      await db.insert(grants).values({ id, personId, role, createdAt: clock.now, ...reach })
      await db.update(people).set({ actingGrantId: id }).where(eq(people.id, personId))
      yield { name: `${role} ${where}`, browser, isSomebody: true }
    }
}

/** Refusals and readings change nothing for each other: four at a time, so that portal and database work at once. */
async function sideBySide(requests: readonly (() => Promise<void>)[]) {
  const left = requests.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const ask of left) await ask()
    }),
  )
}

const routes = allRoutes()
const nameOf = ({ method, path }: RouteLine) => `${method} ${path}`
const named = [...OPEN, ...OWN, ...WITHIN_REACH]
const refusing = routes.filter((route) => !named.includes(nameOf(route)))
const listed = (names: readonly string[], method: string) =>
  names
    .filter((name) => name.startsWith(`${method} `))
    .flatMap((name) => routes.find((route) => nameOf(route) === name) ?? [])

journey(
  'nobody reads or changes what belongs to another municipality, in whatever role and at whatever address',
  async (world) => {
    assert.deepEqual(
      named.filter((name) => !routes.some((route) => nameOf(route) === name)),
      [],
      'addresses that are gone',
    )
    assert.ok(refusing.length > 45, `only ${refusing.length} addresses refuse`)
    const veles = await secretsOfVeles(world)
    const before = await kept(world, veles)
    const body = {
      ...{
        revision: '1',
        decision: 'publish',
        note: 'Сменето',
        intent: 'save',
        title: 'Сменето сега',
        name: 'Сменето',
      },
      ...{
        role: 'member',
        over: 'organisation',
        organisationId: veles.organisation,
        kind: 'ngo',
      },
      ...{
        organisation: 'Општина Велес (пример)',
        personId: veles.officer,
        person: veles.officer,
        country: 'mk',
        language: 'mk',
      },
      ...{ id: veles.session.id, grant: veles.grant.id, email: 'napagjac@veles.example', token: MARK, scheme: 'dark' },
    }
    let asked = 0
    const wrong: string[] = []
    for await (const { name, browser, isSomebody } of strangers(world)) {
      const expect = (answer: Response, mayAnswer: boolean, address: string) => {
        asked++
        const refuses = [403, 404].includes(answer.status) || (!isSomebody && isSignIn(answer))
        if (answer.status >= 500 || !(mayAnswer || refuses)) wrong.push(`${name} gets ${answer.status} at ${address}`)
      }
      const read = async (address: string, mayAnswer: boolean) => {
        const answer = await browser.get(address)
        expect(answer, mayAnswer, address)
        const text = [...answer.headers].join() + (await answer.text())
        if (text.includes(MARK) || text.includes(encodeURI(MARK))) wrong.push(`${name} reads a secret at ${address}`)
      }
      const write = async (address: string, mayAnswer: boolean) =>
        expect(await browser.post(address, body), mayAnswer, `${address} (POST)`)
      const at = (route: RouteLine) => addressesOf(route, veles)
      // What does not depend on who asks is tried by a few.
      const few = ['nobody', 'neighbour'].includes(name)
      await sideBySide([
        ...refusing.flatMap((route) =>
          at(route).map((address) => () => (route.method === 'GET' ? read(address, false) : write(address, false))),
        ),
        ...[...questions, ...ofTheChanging].map((address) => () => read(encodeURI(address), true)),
        ...listed([...WITHIN_REACH, ...(few ? OWN : ['GET /:language/desk'])], 'GET')
          .flatMap(at)
          .map((address) => () => read(address, isSomebody)),
        ...(few ? listed(OPEN, 'GET') : []).flatMap(at).map((address) => () => read(address, true)),
      ])
      const posts = listed([...WITHIN_REACH, ...(few ? [...OWN, ...OPEN] : [])], 'POST')
      for (const route of posts.filter(({ path }) => !/end-all|\/delete$/.test(path)))
        for (const address of addressesOf(route, veles)) await write(address, true)
      assert.deepEqual(await kept(world, veles), before, `${name} changes something by one of these forms`)
    }
    assert.deepEqual(wrong, [])
    assert.ok(asked > 1000, `only ${asked} requests`)
  },
)
