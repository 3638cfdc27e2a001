/** All reading SQL of questions: lists, one of them with its answers, who is asked. Writing is in changes.ts. */
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { grants, organisations, people } from '#core/people/schema.ts'
import { findRecord, findSlug, joinShownText, readableBy } from '#core/records/index.ts'
import { contents, type Fields, type RecordRow, records } from '#core/records/schema.ts'
import { type PlaceOfPractice, placeJson, type Recipient, recipients } from '#modules/practices/index.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Actor, Member } from '#platform/actor.ts'
import { type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import type { QuestionFilter } from './forms.ts'
import { ANSWERING_IN_SMALL, ANSWERING_ROLES, mayAnswerAs } from './rules.ts'
import { answers, type Question, type QuestionState, questions } from './schema.ts'

export type QuestionLine = {
  id: string
  slug: string
  title: string
  /** Language of title and question. */
  lang: Language
  summary: string
  state: QuestionState
  about: { id: string; slug: string; title: string; lang: Language; country: string; place: PlaceOfPractice | null }
  /** The first answer; nothing while the question waits. */
  answer: { text: string; lang: Language } | null
  answers: number
  askedAt: Date
  due: Date
  country: string
  example: boolean
}

type LineRow = {
  id: string
  slug: string | null
  title: string
  lang: Language
  fields: Fields
  state: QuestionState
  about_id: string
  about_slug: string | null
  about_title: string
  about_lang: Language
  about_country: string
  about_place: PlaceOfPractice | null
  answer: { text: string; lang: Language } | null
  answers: number
  asked_at: string
  due: string
  country: string
  example: boolean
}

const slugOf = (kind: string, id: SQL) => sql`(
  select s.slug from slugs s where s.kind = ${kind} and s.target_id = ${id} and s.retired_at is null limit 1)`

/** Questions `r`, `q` with what they are about, `o`, and the texts of both. */
const joined = (language: Language) => sql`
  records r join questions q on q.id = r.id
  join records o on o.id = q.about_id and o.visibility = 'public'
  left join places p on p.id = o.place_id
  ${joinShownText(language)} ${joinShownText(language, 'o', 'original')}`

const columns = sql`
  r.id, r.country, r.example, r.published_at as asked_at, ${slugOf('question', sql`r.id`)} as slug, text.title, text.fields,
  text.language as lang, q.state, q.due, o.id as about_id, o.country as about_country, ${placeJson} as about_place,
  ${slugOf('practice', sql`o.id`)} as about_slug, original.title as about_title, original.language as about_lang,
  (select count(*)::int from answers a where a.question_id = q.id) as answers,
  (select jsonb_build_object('text', a.text, 'lang', a.language) from answers a where a.question_id = q.id order by a.at, a.id limit 1) as answer`

const lineOf = (row: LineRow): QuestionLine => ({
  id: row.id,
  slug: row.slug ?? row.id,
  title: row.title,
  lang: row.lang,
  summary: (row.fields.question ?? []).map(({ text }) => text).join(' '),
  state: row.state,
  about: {
    id: row.about_id,
    slug: row.about_slug ?? row.about_id,
    title: row.about_title,
    lang: row.about_lang,
    country: row.about_country,
    place: row.about_place,
  },
  answer: row.answer,
  answers: row.answers,
  askedAt: new Date(row.asked_at),
  due: new Date(row.due),
  country: row.country,
  example: row.example,
})

/** Questions under a condition over `r`, `q`, `o`. */
export async function linesWhere(
  db: Db,
  language: Language,
  where: SQL,
  order: SQL = sql`r.published_at desc, r.id desc`,
  limit = 200,
): Promise<QuestionLine[]> {
  const { rows } = await db.execute<LineRow>(
    sql`select ${columns} from ${joined(language)} where r.kind = 'question' and ${where} order by ${order} limit ${limit}`,
  )
  return rows.map(lineOf)
}

const isPublic = sql`r.visibility = 'public'`

/** Questions about a record: those with an answer first, then those that wait, the oldest first. */
export const questionsAbout = (db: Db, recordId: string, language: Language) =>
  linesWhere(
    db,
    language,
    sql`${isPublic} and q.about_id = ${recordId}::uuid`,
    sql`(q.answered_at is null), case when q.answered_at is null then r.published_at end asc, q.answered_at desc, r.id`,
    100,
  )

const filtered = ({ state }: QuestionFilter): SQL =>
  state === 'waiting'
    ? sql`${isPublic} and q.state = 'waiting'`
    : state === 'answered'
      ? sql`${isPublic} and q.answered_at is not null`
      : isPublic

export async function listQuestions(db: Db, filter: QuestionFilter, language: Language, size = PAGE_SIZE) {
  const [milliseconds = '0', id = ''] = filter.after?.split('_') ?? []
  const start = isId(id)
    ? sql` and (r.published_at, r.id) < (${new Date(Number(milliseconds)).toISOString()}::timestamptz, ${id}::uuid)`
    : sql``
  const lines = await linesWhere(db, language, sql`${filtered(filter)}${start}`, undefined, size + 1)
  const last = lines.length > size ? lines[size - 1] : undefined
  return { lines: lines.slice(0, size), after: last && `${last.askedAt.getTime()}_${last.id}` }
}

/** How many there are in each view of the list. */
export async function countQuestions(db: Db): Promise<{ all: number; waiting: number; answered: number }> {
  const { rows } = await db.execute<{ all: number; waiting: number; answered: number }>(sql`
    select count(*)::int as all, count(*) filter (where q.state = 'waiting')::int as waiting,
      count(*) filter (where q.answered_at is not null)::int as answered
    from records r join questions q on q.id = r.id
    join records o on o.id = q.about_id and o.visibility = 'public' where ${isPublic}`)
  return rows[0] ?? { all: 0, waiting: 0, answered: 0 }
}

export type AnswerLine = {
  id: string
  text: string
  language: Language
  at: Date
  authorName: string | null
  organisation: string | null
}
export type QuestionReading = {
  line: QuestionLine
  record: RecordRow
  question: Question
  fields: Fields
  askerName: string | null
  askedOrganisation: { name: string; language: Language } | null
  answers: AnswerLine[]
}

/** A question by address or id, if this person may read it. */
export async function findQuestion(
  db: Db,
  actor: Actor,
  slugOrId: string,
  language: Language,
): Promise<QuestionReading | undefined> {
  const id = isId(slugOrId) ? slugOrId : (await findSlug(db, 'question', slugOrId))?.targetId
  if (id === undefined) return undefined
  const [line] = await linesWhere(db, language, sql`r.id = ${id}::uuid and ${readableBy(actor, 'r')}`)
  if (!line) return undefined
  const [[row], shown, said] = await Promise.all([
    db
      .select({
        record: records,
        question: questions,
        askerName: people.name,
        organisation: { name: organisations.name, language: organisations.language },
      })
      .from(records)
      .innerJoin(questions, eq(questions.id, records.id))
      .leftJoin(people, and(eq(people.id, records.ownerId), isNull(people.deletedAt)))
      .leftJoin(organisations, eq(organisations.id, questions.askedOrganisationId))
      .where(eq(records.id, id)),
    db.execute<{ fields: Fields }>(
      sql`select text.fields from records r ${joinShownText(language)} where r.id = ${id}::uuid`,
    ),
    answersOf(db, id),
  ])
  const fields = shown.rows[0]?.fields
  if (!row || !fields) return undefined
  const { record, question, askerName, organisation } = row
  return { line, record, question, fields, askerName, askedOrganisation: organisation, answers: said }
}

/** A question that everybody may read, for the letters about it; nothing when it was hidden, or what it is about. */
export async function publicQuestion(db: Db, id: string): Promise<(QuestionLine & { record: RecordRow }) | undefined> {
  const [line] = await linesWhere(db, 'en', sql`${isPublic} and r.id = ${id}::uuid`)
  const record = line && (await findRecord(db, id))
  return record && { ...line, record }
}

const answersOf = (db: Db, questionId: string): Promise<AnswerLine[]> =>
  db
    .select({
      id: answers.id,
      text: answers.text,
      language: answers.language,
      at: answers.at,
      authorName: people.name,
      organisation: organisations.name,
    })
    .from(answers)
    .leftJoin(people, and(eq(people.id, answers.authorId), isNull(people.deletedAt)))
    .leftJoin(organisations, eq(organisations.id, answers.organisationId))
    .where(eq(answers.questionId, questionId))
    .orderBy(asc(answers.at), asc(answers.id))

export type AskedAbout = { record: RecordRow; slug: string; title: string; lang: Language }

/** A practice about which one may ask: public and in the lists. */
export async function findAskable(db: Db, id: string, language: Language): Promise<AskedAbout | undefined> {
  if (!isId(id)) return undefined
  const [record, { rows }] = await Promise.all([
    findRecord(db, id),
    db.execute<{ slug: string | null; title: string; lang: Language }>(sql`
      select ${slugOf('practice', sql`r.id`)} as slug, text.title, text.language as lang
      from records r join practices pr on pr.id = r.id and pr.state <> 'archived' ${joinShownText(language)}
      where r.id = ${id}::uuid and r.visibility = 'public'`),
  ])
  const [row] = rows
  return record && row && { record, title: row.title, lang: row.lang, slug: row.slug ?? id }
}

/** Everyone who may answer: those who act for the organisation, whatever they act as just now, and the person who is asked. */
export async function askedPeople(
  db: Db,
  { askedOrganisationId, askedPersonId }: Pick<Question, 'askedOrganisationId' | 'askedPersonId'>,
): Promise<Recipient[]> {
  const acting = askedOrganisationId ? await answeringFor(db, askedOrganisationId) : []
  return recipients(db, [...new Set([...acting, ...(askedPersonId ? [askedPersonId] : [])])])
}

async function answeringFor(db: Db, organisationId: string): Promise<string[]> {
  const inSmall = sql`(${organisations.kind} <> 'municipality' and ${inArray(grants.role, [...ANSWERING_IN_SMALL])})`
  const rows = await db
    .selectDistinct({ id: grants.personId })
    .from(grants)
    .innerJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(
      and(
        eq(grants.organisationId, organisationId),
        isNull(grants.endedAt),
        or(inArray(grants.role, [...ANSWERING_ROLES]), inSmall),
      ),
    )
  return rows.map(({ id }) => id)
}

/** Who is asked about a record: its organisation; its owner too when there is none, or nobody in it who could answer. */
export async function whoIsAsked(db: Db, { organisationId, ownerId }: Pick<RecordRow, 'organisationId' | 'ownerId'>) {
  const acting = organisationId ? await answeringFor(db, organisationId) : []
  return { askedOrganisationId: organisationId, askedPersonId: acting.length === 0 ? ownerId : null }
}

/** What waits for the actor's answer, as they act now. */
export function waitingFor(db: Db, actor: Member, language: Language): Promise<QuestionLine[]> {
  const organisationId = actor.grant?.organisation?.id
  const forAll = { askedOrganisationId: organisationId ?? null, askedPersonId: null }
  const asked =
    organisationId && mayAnswerAs(actor, forAll)
      ? sql`(q.asked_organisation_id = ${organisationId}::uuid or q.asked_person_id = ${actor.id}::uuid)`
      : sql`q.asked_person_id = ${actor.id}::uuid`
  return linesWhere(db, language, sql`q.state = 'waiting' and ${asked}`, sql`q.due, r.id`, 50)
}

/** Ids of questions that wait, with what their reminders need. */
export const listWaiting = (db: Db) =>
  db
    .select({ id: questions.id })
    .from(questions)
    .innerJoin(records, eq(records.id, questions.id))
    .innerJoin(practices, eq(practices.id, questions.aboutId))
    .where(and(eq(questions.state, 'waiting'), sql`${questions.reminders} < 3`))
    .orderBy(asc(questions.due), asc(questions.id))

/** What the portal keeps of a person here. */
export const ownRows = async (db: Db, personId: string) => ({
  questions: await db
    .select({
      id: records.id,
      state: questions.state,
      title: contents.title,
      fields: contents.fields,
      at: contents.createdAt,
    })
    .from(records)
    .innerJoin(questions, eq(questions.id, records.id))
    .innerJoin(contents, eq(contents.recordId, records.id))
    .where(eq(records.ownerId, personId)),
  answers: await db.select().from(answers).where(eq(answers.authorId, personId)),
})
