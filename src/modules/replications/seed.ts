/** Writes the example chains of municipalities that learned from each other; does nothing where there are some. */
import { and, eq, inArray } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { places } from '#core/places/schema.ts'
import { fieldsOf } from '#core/records/index.ts'
import { contents, records, slugs } from '#core/records/schema.ts'
import { placeName } from '#modules/practices/index.ts'
import type { Db } from '#platform/database.ts'
import { newId, slugOf } from '#platform/ids.ts'
import type { SeedContext } from '#platform/module.ts'
import { EXAMPLES, type Example } from './examples.ts'
import { replications } from './schema.ts'

const DAY = 86_400_000

/** Examples of the countries and practices that the portal has; a chain without its beginning starts at the author. */
export async function seed({ db, now, log }: SeedContext): Promise<void> {
  const [there] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, 'replication'), eq(records.example, true)))
    .limit(1)
  if (there) return
  const placeRows = await db
    .select()
    .from(places)
    .where(inArray(places.code, [...new Set(EXAMPLES.map(({ place }) => place))]))
  const placeOf = new Map(placeRows.map((place) => [place.code, place]))
  const practiceOf = await practicesByTitle(db)
  const served = EXAMPLES.filter(({ place, practice }) => placeOf.has(place) && practiceOf.has(practice))
  const ids = new Map(served.map(({ key }) => [key, newId()]))
  for (const [index, one] of served.entries()) {
    const place = placeOf.get(one.place)
    const practiceId = practiceOf.get(one.practice)
    const id = ids.get(one.key)
    if (!place || !practiceId || !id) continue
    const at = new Date(now.getTime() - (served.length - index) * 17 * DAY)
    const title = `${placeName({ ...place, slug: null }, one.language).text}: ${one.practice}`
    await addExample(db, one, { id, practiceId, placeId: place.id, at, title, ids, practiceOf })
  }
  log(`${served.length} example replications`)
}

/** Published example practices by the title of their original. */
async function practicesByTitle(db: Db): Promise<Map<string, string>> {
  const titles = [...new Set(EXAMPLES.flatMap(({ practice, own }) => (own ? [practice, own] : [practice])))]
  const rows = await db
    .select({ id: records.id, title: contents.title })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.language, records.language)))
    .where(
      and(
        eq(records.kind, 'practice'),
        eq(records.visibility, 'public'),
        eq(records.example, true),
        inArray(contents.title, titles),
      ),
    )
  return new Map(rows.map(({ id, title }) => [title, id]))
}

type Known = {
  id: string
  practiceId: string
  placeId: string
  at: Date
  title: string
  ids: ReadonlyMap<string, string>
  practiceOf: ReadonlyMap<string, string>
}

async function addExample(db: Db, one: Example, { id, practiceId, placeId, at, title, ids, practiceOf }: Known) {
  const acting = EXAMPLE_PEOPLE.find(({ role, organisation }) => role === 'officer' && organisation?.[2] === one.place)
  const ownerId = acting ? examplePersonId(acting.key) : null
  await db.transaction(async (tx) => {
    await tx.insert(records).values({
      id,
      kind: 'replication',
      country: one.country,
      placeId,
      organisationId: exampleOrganisation('municipality', one.country, one.place),
      ownerId,
      visibility: 'public',
      language: one.language,
      publishedVersion: 1,
      publishedAt: at,
      createdAt: at,
      updatedAt: at,
      example: true,
    })
    await tx.insert(replications).values({
      id,
      practiceId,
      learnedFromId: one.from ? ids.get(one.from) : null,
      ownPracticeId: one.own ? practiceOf.get(one.own) : null,
      startedOn: one.startedOn,
      costAmount: one.cost?.amount,
      costCurrency: one.cost?.currency,
      costDate: one.cost?.date,
      recommendation: one.recommendation,
    })
    await tx.insert(contents).values({
      recordId: id,
      language: one.language,
      version: 1,
      status: 'original',
      title,
      fields: fieldsOf({ changes: one.changes, result: one.result, advice: one.advice }),
      authorId: ownerId,
      createdAt: at,
    })
    await tx.insert(slugs).values({ kind: 'replication', slug: slugOf(title), targetId: id })
  })
}
