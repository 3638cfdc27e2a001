/** Writes the example methods and tools of the countries that the portal serves, with the tables they give away and the example practices that apply them. */
import { stringify } from 'csv-stringify/sync'
import { and, eq, inArray } from 'drizzle-orm'
import { addFile } from '#core/files/index.ts'
import { EXAMPLE_PEOPLE, exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { fieldsOf, inStepWith } from '#core/records/index.ts'
import { contents, records, slugs } from '#core/records/schema.ts'
import { addTask } from '#core/tasks/index.ts'
import { setTopics } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { nobody } from '#platform/actor.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId, slugOf } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import type { SeedContext } from '#platform/module.ts'
import { REVIEW_TASK } from './adding.ts'
import { EXAMPLES, type Example, type ExampleText, TABLES } from './examples.ts'
import { METHOD_KINDS, methods, recordMethods } from './schema.ts'

const DAY = 86_400_000

export async function seed({ db, config, store, now, log }: SeedContext): Promise<void> {
  const [there] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(inArray(records.kind, [...METHOD_KINDS]), eq(records.example, true)))
    .limit(1)
  if (there) return
  const served = EXAMPLES.filter((one) => config.countries.includes(whose(one).country))
  const practices = await examplePractices(db)
  for (const [index, one] of served.entries()) {
    const at = new Date(now.getTime() - (served.length - index) * 11 * DAY)
    const id = await addExample(db, one, practices, at)
    const table = one.table ? TABLES[one.table] : undefined
    if (!table) continue
    const file = new File(
      [
        `\ufeff${stringify(
          table.rows.map((row) => [...row]),
          { record_delimiter: '\r\n' },
        )}`,
      ],
      table.name,
    )
    const added = await addFile(
      db,
      store,
      nobody,
      { recordId: id, file, title: table.title, language: one.language },
      at,
    )
    if (!added.ok) throw new Error(`${table.name}: ${added.problem}`)
  }
  log(`${served.length} example methods and tools`)
}

/** In whose name an example was proposed. */
function whose({ by }: Example): { country: CountryCode; organisationId: string; ownerId: string } {
  const [kind, country, place] = EXAMPLE_PEOPLE.find(({ key }) => key === by)?.organisation ?? ['municipality', 'mk']
  return { country, organisationId: exampleOrganisation(kind, country, place), ownerId: examplePersonId(by) }
}

async function examplePractices(db: Db): Promise<{ id: string; title: string }[]> {
  return db
    .selectDistinct({ id: records.id, title: contents.title })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.language, records.language)))
    .where(and(eq(records.kind, 'practice'), eq(records.example, true)))
}

const textsOf = ({ summary, steps, when, limits }: ExampleText) => fieldsOf({ summary, steps, when, limits })

async function addExample(db: Db, one: Example, practices: readonly { id: string; title: string }[], at: Date) {
  const id = newId()
  const { kind, language, title, topics, state = 'published', website, licence, translations = {} } = one
  const { country, organisationId, ownerId } = whose(one)
  const isPublic = state !== 'submitted'
  const common = { recordId: id, authorId: ownerId, createdAt: at }
  const source = textsOf(one)
  await db.transaction(async (tx) => {
    await tx.insert(records).values({
      ...{ id, kind, country, organisationId, ownerId, language, createdAt: at, updatedAt: at, example: true },
      visibility: isPublic ? 'public' : 'restricted',
      publishedVersion: isPublic ? 1 : null,
      publishedAt: isPublic ? at : null,
    })
    await tx.insert(methods).values({ id, kind, state, website, licence, submittedAt: at })
    await tx.insert(contents).values([
      { ...common, language, version: 1, status: 'original', title, fields: source },
      ...Object.entries(translations).map(([into, text]) => ({
        ...common,
        language: into as Language,
        version: 1,
        sourceVersion: 1,
        status: 'human' as const,
        title: text.title,
        fields: inStepWith(source, textsOf(text)),
      })),
    ])
    await setTopics(tx, id, topics)
    await tx.insert(slugs).values({ kind: 'method', slug: slugOf(title), targetId: id })
    const applying = new Set(
      one.practices.flatMap((beginning) =>
        practices.filter((practice) => practice.title.startsWith(beginning)).map((practice) => practice.id),
      ),
    )
    if (applying.size)
      await tx.insert(recordMethods).values([...applying].map((recordId) => ({ recordId, methodId: id })))
    const organisationKind = countryOf(country).practicesArePublishedBy
    if (!isPublic) await addTask(tx, { recordId: id, kind: REVIEW_TASK, role: 'editor', organisationKind, country }, at)
  })
  return id
}
