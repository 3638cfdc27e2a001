/** Ten thousand practices made of the paragraphs of the examples: the same at every run but for ids. Knows nothing of measuring. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { places } from '#core/places/schema.ts'
import type { Fields } from '#core/records/schema.ts'
import { topics } from '#core/topics/schema.ts'
import { countryOf } from '#countries/index.ts'
import { SECTIONS } from '#modules/practices/schema.ts'
import { type Example, readExamples } from '#modules/practices/seed.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId, slugOf } from '#platform/ids.ts'

/** In the order in which they point at each other. */
const TABLES = ['records', 'practices', 'contents', 'slugs', 'record_topics'] as const
type Table = (typeof TABLES)[number]

const DAY = 86_400_000
/** Rows of one statement. */
const CHUNK = 1000

/** Numbers that look like chance and are the same each time (mulberry32). */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    one<X>(list: readonly X[]): X {
      const chosen = list[below(list.length)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
  }
}
type Dice = ReturnType<typeof dice>

/** Adds `count` published practices of real municipalities, one in four with two versions. */
export async function fillPractices(db: Db, count: number, now: Date): Promise<void> {
  const chance = dice(2026)
  const examples = Map.groupBy(await readExamples(), ({ language }) => language)
  const municipalities = await db
    .select({ id: places.id, country: places.country })
    .from(places)
    .where(and(eq(places.level, 'municipality'), isNull(places.validUntil)))
    .orderBy(asc(places.country), asc(places.code))
  const byCountry = Map.groupBy(municipalities, ({ country }) => country as CountryCode)
  const countries = [...byCountry.keys()]
  const topicIds = (await db.select({ id: topics.id }).from(topics).orderBy(asc(topics.id))).map(({ id }) => id)
  const rows: Record<Table, object[]> = { records: [], practices: [], contents: [], slugs: [], record_topics: [] }
  for (let number = 1; number <= count; number++) {
    const country = chance.one(countries)
    const language = chance.one(countryOf(country).languages)
    const alike = examples.get(language) ?? []
    const id = newId()
    const { title } = chance.one(alike)
    const at = new Date(now.getTime() - Math.ceil((chance.below(1500) + number / count) * DAY))
    const year = at.getUTCFullYear() - 1
    const versions = chance.below(4) === 0 ? 2 : 1
    rows.records.push({
      id,
      kind: 'practice',
      country,
      place_id: chance.one(byCountry.get(country) ?? []).id,
      visibility: 'public',
      language,
      published_version: versions,
      published_at: at,
      created_at: at,
      updated_at: at,
      revision: 1,
      example: true,
    })
    rows.practices.push({
      id,
      state: 'published',
      period_from: `${year - chance.below(5)}-01-01`,
      period_to: chance.below(2) ? `${year}-12-31` : null,
      cost_amount: chance.below(90) * 10_000,
      cost_currency: countryOf(country).currency,
      cost_date: `${year}-01-01`,
      submitted_at: at,
    })
    const fields = mixedText(chance, alike)
    for (let version = 1; version <= versions; version++)
      rows.contents.push({
        record_id: id,
        language,
        version,
        status: 'original',
        title: `${title} ${number}`,
        fields: version < versions ? { ...fields, results: fields.results?.slice(0, 1) } : fields,
        created_at: at,
      })
    rows.slugs.push({ kind: 'practice', slug: `${slugOf(title)}-${number}`, target_id: id })
    for (const topic_id of new Set([chance.one(topicIds), chance.one(topicIds), chance.one(topicIds)]))
      rows.record_topics.push({ record_id: id, topic_id })
  }
  await db.transaction(async (tx) => {
    for (const table of TABLES)
      for (let start = 0; start < rows[table].length; start += CHUNK)
        await insert(tx, table, rows[table].slice(start, start + CHUNK))
  })
}

/** One value of JSON instead of thousands of parameters. Columns that are not named are the database's to fill. */
async function insert(db: Db, table: Table, rows: object[]): Promise<void> {
  const columns = sql.join(
    Object.keys(rows[0] ?? {}).map((name) => sql.identifier(name)),
    sql`, `,
  )
  await db.execute(sql`
    insert into ${sql.identifier(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb)`)
}

/** Each section from another example of the same language. */
const mixedText = (chance: Dice, alike: readonly Example[]): Fields =>
  Object.fromEntries(
    SECTIONS.map((section) => [
      section,
      chance
        .one(alike)
        [section].split('\n\n')
        .map((text) => ({ id: newId(), text })),
    ]),
  )
