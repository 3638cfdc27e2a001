/** Example practices: written by us, marked as examples, in real municipalities, showing every state. Runs once on a new portal. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { grants, organisations, people } from '#core/people/schema.ts'
import { places } from '#core/places/schema.ts'
import { fieldsOf } from '#core/records/index.ts'
import { contents, type Fields, records, slugs } from '#core/records/schema.ts'
import { tasks } from '#core/tasks/schema.ts'
import { recordTopics, topics } from '#core/topics/schema.ts'
import { countryOf } from '#countries/index.ts'
import { ORGANISATION_KINDS } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId, slugOf } from '#platform/ids.ts'
import { LANGUAGES } from '#platform/languages.ts'
import type { SeedContext } from '#platform/module.ts'
import { ROOT } from '#platform/root.ts'
import { practices, reviewNotes, SECTIONS, STATES } from './schema.ts'
import { NOTES, type SeedNote } from './seed-notes.ts'
import { CONFIRM_TASK } from './standing/asking.ts'
import { exampleStanding, STALE, STALE_DAYS } from './standing/seed.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)
const example = z.object({
  language: z.enum(LANGUAGES),
  place: z.string(),
  organisation: z.enum(ORGANISATION_KINDS),
  topics: z.array(z.string()).min(1).max(5),
  period: z.object({ from: month, to: month.nullable() }),
  cost: z.object({ amount: z.number(), currency: z.string(), date: month }).nullable(),
  state: z.enum(STATES),
  title: z.string(),
  innovator: z.string(),
  ...(Object.fromEntries(SECTIONS.map((section) => [section, z.string()])) as Record<
    (typeof SECTIONS)[number],
    z.ZodString
  >),
})
export type Example = z.infer<typeof example> & { file: string }

const FOLDER = join(ROOT, 'src/modules/practices/examples')

/** All examples, in an order in which later practices come later. */
export async function readExamples(): Promise<Example[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'))
  const read = await Promise.all(
    files.map(async (file) => {
      const content = example.parse(JSON.parse(await readFile(join(FOLDER, file), 'utf8')))
      return { ...content, file: file.replace('.json', '') }
    }),
  )
  const end = ({ period }: Example) => period.to ?? period.from
  return read.sort((a, b) => end(a).localeCompare(end(b)) || a.file.localeCompare(b.file))
}

const DAY = 86_400_000
const daysBefore = (moment: Date, days: number) => new Date(moment.getTime() - days * DAY)

/** From two years ago until yesterday, never before the practice itself had ended; what is in review arrived last. */
function publicationOf(one: Example, index: number, count: number, now: Date): Date {
  const spread = daysBefore(now, Math.round(730 - (index / count) * 725) + (index % 3))
  if (one.file === STALE) return daysBefore(now, STALE_DAYS.published)
  const ended = new Date(`${one.period.to ?? one.period.from}-28T09:00:00Z`)
  return new Date(Math.min(Math.max(spread.getTime(), ended.getTime()), daysBefore(now, 1).getTime()))
}

const textsOf = (one: Example) => Object.fromEntries(SECTIONS.map((section) => [section, one[section]]))

/** How a practice looked before its authors added the last sentence of their results: a version to compare with. */
const earlier = (fields: Fields): Fields => ({
  ...fields,
  results: (fields.results ?? []).map((p) => ({ ...p, text: p.text.replace(/(?<=[.!?]) [^.!?]*[.!?]$/u, '') })),
  practice: (fields.practice ?? []).slice(0, -1),
})

type Rows = {
  records: (typeof records.$inferInsert)[]
  contents: (typeof contents.$inferInsert)[]
  practices: (typeof practices.$inferInsert)[]
  notes: (typeof reviewNotes.$inferInsert)[]
  topics: (typeof recordTopics.$inferInsert)[]
  slugs: (typeof slugs.$inferInsert)[]
  tasks: (typeof tasks.$inferInsert)[]
}

/** Published once more after a change, and being changed again while the public reads the first version. */
const REVISED = 'registar-na-svetilki'
const IN_REVISION = 'snegopochistvane-na-karta'

/** Writes the examples of the countries that the portal serves; does nothing where there are some. */
export async function seed({ db, now, log }: SeedContext): Promise<void> {
  const [there] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, 'practice'), eq(records.example, true)))
    .limit(1)
  if (there) return
  const examples = await readExamples()
  const known = await knownTo(db, examples)
  const rows: Rows = { records: [], contents: [], practices: [], notes: [], topics: [], slugs: [], tasks: [] }
  const served = examples.filter((one) => known.places.has(one.place))
  for (const [index, one] of served.entries())
    addRows(rows, one, publicationOf(one, index, served.length, now), known, now)
  if (served.length === 0) return
  await db.transaction(async (tx) => {
    await tx.insert(records).values(rows.records)
    await tx.insert(practices).values(rows.practices)
    await tx.insert(contents).values(rows.contents)
    await tx.insert(slugs).values(rows.slugs)
    await tx.insert(recordTopics).values(rows.topics)
    if (rows.notes.length) await tx.insert(reviewNotes).values(rows.notes)
    if (rows.tasks.length) await tx.insert(tasks).values(rows.tasks)
  })
  log(`${served.length} example practices`)
}

type Known = Awaited<ReturnType<typeof knownTo>>

/** Places, topics, organisations and people that the examples name, in four queries. */
async function knownTo(db: Db, examples: readonly Example[]) {
  const codes = [...new Set(examples.map(({ place }) => place))]
  const placeRows = await db
    .select({ id: places.id, code: places.code, country: places.country })
    .from(places)
    .where(inArray(places.code, codes))
  const topicRows = await db.select({ id: topics.id }).from(topics)
  const organisationRows = await db
    .select({
      id: organisations.id,
      kind: organisations.kind,
      country: organisations.country,
      placeId: organisations.placeId,
    })
    .from(organisations)
    .where(eq(organisations.example, true))
  const personRows = await db
    .select({ id: people.id, role: grants.role, organisationId: grants.organisationId })
    .from(people)
    .innerJoin(grants, and(eq(grants.personId, people.id), isNull(grants.endedAt)))
    .where(eq(people.example, true))
    .orderBy(sql`${people.email}`)
  return {
    places: new Map(placeRows.map((place) => [place.code, place])),
    topics: new Set(topicRows.map(({ id }) => id)),
    organisations: organisationRows,
    people: personRows,
  }
}

/** Who acts for an organisation, in the first of these roles that anybody holds there. */
const actingFor = (known: Known, organisationId: string | undefined, roles: readonly string[]) =>
  roles
    .map((role) => known.people.find((person) => person.organisationId === organisationId && person.role === role)?.id)
    .find(Boolean)

function ownerOf(one: Example, known: Known, place: { id: string; country: string }) {
  const ofCountry = known.organisations.filter(({ country }) => country === place.country)
  const organisation =
    ofCountry.find(({ kind, placeId }) => kind === one.organisation && placeId === place.id) ??
    ofCountry.find(({ kind }) => kind === one.organisation && kind !== 'municipality')
  const AUTHORS = ['officer', 'member', 'mayor']
  const stand = ofCountry
    .filter(({ kind }) => kind === 'municipality')
    .map(({ id }) => actingFor(known, id, AUTHORS))
    .find(Boolean)
  return { organisation, personId: actingFor(known, organisation?.id, AUTHORS) ?? stand }
}

function addRows(rows: Rows, one: Example, publication: Date, known: Known, now: Date): void {
  const place = known.places.get(one.place)
  if (!place) return
  const id = newId()
  const { organisation, personId } = ownerOf(one, known, place)
  const publisher = countryOf(place.country).practicesArePublishedBy
  const publishing = known.organisations.find(({ kind, country }) => kind === publisher && country === place.country)
  const reviewerId = actingFor(known, publishing?.id, ['editor'])
  const waits = one.state === 'submitted' || one.state === 'changes_asked' || one.state === 'draft'
  const moment = waits ? daysBefore(now, 2 + (rows.records.length % 9)) : publication
  const isPublic = one.state === 'published' || one.state === 'archived'
  const versions = one.file === REVISED || one.file === IN_REVISION ? 2 : 1
  const state = one.file === IN_REVISION ? 'draft' : one.state
  const written = daysBefore(moment, 20)
  rows.records.push({
    id,
    kind: 'practice',
    country: place.country,
    placeId: place.id,
    organisationId: organisation?.id,
    ownerId: personId,
    visibility: isPublic ? 'public' : 'restricted',
    language: one.language,
    publishedVersion: waits ? null : one.file === REVISED ? 2 : 1,
    publishedAt: waits ? null : moment,
    createdAt: written,
    updatedAt: moment,
    example: true,
  })
  rows.practices.push({
    id,
    state,
    innovator: one.innovator,
    innovatorConsentAt: written,
    periodFrom: `${one.period.from}-01`,
    periodTo: one.period.to && lastDayOf(one.period.to),
    costAmount: one.cost?.amount,
    costCurrency: one.cost?.currency,
    costDate: one.cost && `${one.cost.date}-01`,
    submittedAt: state === 'draft' ? null : daysBefore(moment, 6),
    ...(!waits && exampleStanding(one.file, moment, countryOf(place.country).timeZone, now)),
  })
  const fields = fieldsOf(textsOf(one))
  for (let version = 1; version <= versions; version++)
    rows.contents.push({
      recordId: id,
      language: one.language,
      version,
      status: 'original',
      title: one.title,
      fields: version < versions ? earlier(fields) : fields,
      authorId: personId,
      createdAt: version < versions ? written : daysBefore(moment, 6),
    })
  rows.slugs.push({ kind: 'practice', slug: slugOf(one.title), targetId: id })
  for (const topicId of one.topics) if (known.topics.has(topicId)) rows.topics.push({ recordId: id, topicId })
  const scope = { country: place.country, placeId: place.id, createdAt: daysBefore(moment, 6) }
  if (state === 'submitted')
    rows.tasks.push({
      id: newId(),
      recordId: id,
      kind: 'practice.review',
      role: 'editor',
      organisationKind: publisher,
      ...scope,
    })
  if (state === 'changes_asked' && personId)
    rows.tasks.push({ id: newId(), recordId: id, kind: 'practice.change', personId, ...scope })
  if (one.file === STALE && personId)
    rows.tasks.push({
      id: newId(),
      recordId: id,
      kind: CONFIRM_TASK,
      personId,
      country: place.country,
      createdAt: daysBefore(now, 5),
    })
  addNotes(rows, NOTES[one.file], { id, state: one.state, waits, moment, personId, reviewerId })
}

type Reviewed = {
  id: string
  state: Example['state']
  waits: boolean
  moment: Date
  personId: string | undefined
  reviewerId: string | undefined
}
/** What was said in review: sent in, then published, sent back or put into the archive with its reasons. */
function addNotes(rows: Rows, said: SeedNote | undefined, practice: Reviewed): void {
  const { id: practiceId, state, waits, moment, personId, reviewerId } = practice
  if (state === 'draft') return
  const note = (
    from: Example['state'],
    to: Example['state'],
    at: Date,
    authorId: string | undefined,
    more?: SeedNote,
  ) => rows.notes.push({ id: newId(), practiceId, authorId, version: 1, from, to, at, ...more })
  note('draft', 'submitted', daysBefore(moment, 6), personId)
  if (!waits) note('submitted', 'published', moment, reviewerId)
  if (state === 'changes_asked') note('submitted', 'changes_asked', moment, reviewerId, said)
  if (state === 'archived') note('published', 'archived', daysBefore(moment, -90), reviewerId, said)
}

const lastDayOf = (yearAndMonth: string) => {
  const [year = 0, number = 1] = yearAndMonth.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
