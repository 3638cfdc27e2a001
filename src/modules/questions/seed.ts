/** Writes the example questions and answers; does nothing where there are some. */
import { and, eq, inArray } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, examplePersonId } from '#core/people/index.ts'
import { grants } from '#core/people/schema.ts'
import { fieldsOf } from '#core/records/index.ts'
import { contents, type RecordRow, records, slugs } from '#core/records/schema.ts'
import { addTask } from '#core/tasks/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Db } from '#platform/database.ts'
import { newId, slugOf } from '#platform/ids.ts'
import type { SeedContext } from '#platform/module.ts'
import { UNANSWERED_TASK } from './changes.ts'
import { EXAMPLES, type Example } from './examples.ts'
import { whoIsAsked } from './queries.ts'
import { answers, questions } from './schema.ts'
import { DAYS_TO_ANSWER, endOfWorkingDayAfter } from './working-days.ts'

const DAY = 86_400_000
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY)

export async function seed({ db, config, now, log }: SeedContext): Promise<void> {
  const [there] = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, 'question'), eq(records.example, true)))
    .limit(1)
  if (there) return
  const rows = await db
    .select({ record: records, title: contents.title })
    .from(records)
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.language, records.language)))
    .where(
      and(
        eq(records.kind, 'practice'),
        eq(records.visibility, 'public'),
        eq(records.example, true),
        inArray(contents.title, [...new Set(EXAMPLES.map(({ about }) => about))]),
      ),
    )
  const practices = new Map(rows.map(({ record, title }) => [title, record]))
  const people = new Set(
    EXAMPLE_PEOPLE.filter(({ organisation }) => !organisation || config.countries.includes(organisation[1])).map(
      ({ key }) => key as string,
    ),
  )
  let count = 0
  for (const one of EXAMPLES) {
    const practice = practices.get(one.about)
    if (!practice || !people.has(one.asker)) continue
    await db.transaction((tx) => addExample(tx, one, practice, now))
    count++
  }
  log(`${count} example questions`)
}

async function addExample(db: Db, one: Example, practice: RecordRow, now: Date) {
  const id = newId()
  const at = daysBefore(now, one.daysAgo)
  const { country, placeId, organisationId } = practice
  const askerId = examplePersonId(one.asker)
  const due = endOfWorkingDayAfter(at, DAYS_TO_ANSWER, countryOf(country).timeZone)
  const [first] = one.answers
  const overdue = !first && now > due
  await db.insert(records).values({
    id,
    kind: 'question',
    country,
    placeId,
    organisationId,
    ownerId: askerId,
    visibility: 'public',
    language: one.language,
    publishedVersion: 1,
    publishedAt: at,
    createdAt: at,
    updatedAt: first ? daysBefore(now, first.daysAgo) : at,
    example: true,
  })
  await db.insert(questions).values({
    id,
    aboutId: practice.id,
    ...(await whoIsAsked(db, practice)),
    state: one.closed ? 'closed' : first ? 'answered' : 'waiting',
    due,
    reminders: overdue ? 3 : 0,
    remindedAt: overdue ? due : null,
    answeredAt: first ? daysBefore(now, first.daysAgo) : null,
  })
  await db.insert(contents).values({
    recordId: id,
    language: one.language,
    version: 1,
    status: 'original',
    title: one.title,
    fields: fieldsOf({ question: one.question }),
    authorId: askerId,
    createdAt: at,
  })
  await db.insert(slugs).values({ kind: 'question', slug: slugOf(one.title), targetId: id })
  const authorId = await answererOf(db, practice)
  for (const answer of one.answers)
    await db.insert(answers).values({
      id: newId(),
      questionId: id,
      authorId,
      organisationId,
      language: answer.language,
      text: answer.text,
      at: daysBefore(now, answer.daysAgo),
    })
  if (overdue) {
    const organisationKind = countryOf(country).practicesArePublishedBy
    await addTask(db, { recordId: id, kind: UNANSWERED_TASK, role: 'editor', organisationKind, country, due }, due)
  }
}

/** Who acts for the organisation of the practice, if the examples have somebody. */
async function answererOf(db: Db, { organisationId }: RecordRow): Promise<string | null> {
  if (!organisationId) return null
  const [grant] = await db
    .select({ personId: grants.personId })
    .from(grants)
    .where(and(eq(grants.organisationId, organisationId), eq(grants.role, 'officer')))
    .limit(1)
  return grant?.personId ?? null
}
