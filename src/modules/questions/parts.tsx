/** What questions have for the pages of others: a practice, a desk, lists that mix kinds, those who follow. */
import { sql } from 'drizzle-orm'
import { currentSlug, findRecord, readableBy } from '#core/records/index.ts'
import { tasksFor } from '#core/tasks/index.ts'
import type { Member } from '#platform/actor.ts'
import { keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { DeskItem, EventFacts, Kind, Part, Reader, RecordFacts, Told } from '#platform/module.ts'
import { ButtonLink, LanguageProvider } from '#ui/index.tsx'
import { UNANSWERED_TASK } from './changes.ts'
import { linesWhere, type QuestionLine, questionsAbout, waitingFor } from './queries.ts'
import { canBeAsked, mayAsk } from './rules.ts'
import { texts } from './texts.ts'
import { QuestionCards, questionPage } from './views.tsx'

export async function actions({ actor, language }: Reader, record: RecordFacts) {
  // A visitor is asked to sign in and comes back to the form.
  if (!(actor.id === null ? canBeAsked(record) : mayAsk(actor, record))) return undefined
  return (
    <ButtonLink href={`/${language}/questions/new?about=${record.id}`} variant="secondary">
      {texts.in(language)('ask.title')}
    </ButtonLink>
  )
}

/** Below a practice: what was asked and answered first, then what waits. The ages change with the day. */
export async function recordPart({ db, language, now }: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (record.kind !== 'practice' || record.publishedVersion === null) return undefined
  const t = texts.in(language)
  const content = await keptDrawing(
    db,
    'questions.practice',
    [language, record.id, now.toISOString().slice(0, 13)],
    async () => {
      const lines = await questionsAbout(db, record.id, language)
      return lines.length === 0 ? undefined : (
        <LanguageProvider language={language}>
          <QuestionCards t={t} lines={lines} now={now} />
        </LanguageProvider>
      )
    },
  )
  return content ? { id: 'questions', title: t('list.title'), content } : undefined
}

/** Questions that wait for the actor's answer; for editors those that nobody answered in time. */
export async function deskOf({ db, actor, language }: Reader & { actor: Member }): Promise<DeskItem[]> {
  const t = texts.in(language)
  const tasks = await tasksFor(db, actor, [UNANSWERED_TASK])
  const late = tasks.map(({ record }) => sql`${record.id}::uuid`)
  const [waiting, unanswered] = await Promise.all([
    waitingFor(db, actor, language),
    late.length
      ? linesWhere(db, language, sql`q.state = 'waiting' and r.id in (${sql.join(late, sql`, `)})`, sql`q.due, r.id`)
      : [],
  ])
  const item = (line: QuestionLine, reason: string, part: string): DeskItem => ({
    title: line.title,
    lang: line.lang,
    href: questionPage(language, line.slug, part),
    reason,
    due: line.due,
  })
  return [
    ...waiting.map((line) => item(line, t('desk.answer', { about: line.about.title }), '#answer')),
    ...unanswered.map((line) => item(line, t('desk.unanswered', { about: line.about.title }), '')),
  ]
}

export const kind: Kind = {
  name: (language) => texts.in(language)('kind'),
  async load({ db, actor, language }, ids) {
    if (ids.length === 0) return []
    const wanted = sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )
    const lines = await linesWhere(db, language, sql`r.id in (${wanted}) and ${readableBy(actor, 'r')}`)
    return lines.map((line) => ({
      id: line.id,
      kind: 'question',
      href: questionPage(language, line.slug),
      title: line.title,
      summary: line.summary,
      lang: line.lang,
      note: texts.in(language)(`state.${line.state}`),
      at: line.askedAt,
      example: line.example,
    }))
  },
  readable: (actor) => readableBy(actor),
  async pathOf(db, id) {
    const record = await findRecord(db, id)
    return record?.kind === 'question' ? `/questions/${(await currentSlug(db, 'question', id)) ?? id}` : undefined
  },
  discussed: true,
  fields: [{ name: 'question', label: (language) => texts.in(language)('ask.question') }],
}

/** What followers of a practice, or of a question about it, are told. */
export const told: Record<string, (language: Language, event: EventFacts) => Told | undefined> = {
  'practice.asked': (language, { data }) => {
    const t = texts.in(language)
    const path = typeof data.path === 'string' ? { path: data.path } : {}
    return { subject: t('told.asked.subject'), sentence: t('told.asked'), ...path }
  },
  'question.answered': (language) => {
    const t = texts.in(language)
    return { subject: t('told.answered.subject'), sentence: t('told.answered') }
  },
}
