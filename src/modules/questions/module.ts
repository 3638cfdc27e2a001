/** How questions join the site. Read only by `site/modules.ts`. */
import { and, eq } from 'drizzle-orm'
import { textsOf } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import type { Module } from '#platform/module.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.tsx'
import { actions, deskOf, kind, recordPart, told } from './parts.tsx'
import { ownRows } from './queries.ts'
import { answers, questions as questionRows } from './schema.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const questions: Module = {
  name: 'questions',
  path: '/questions',
  section: 'support',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  kinds: { question: kind },
  actions,
  record: recordPart,
  told,
  desk: deskOf,
  jobs,
  async ownData(db, personId) {
    const { questions: asked, answers: given } = await ownRows(db, personId)
    return { questions: asked.map(({ fields, ...row }) => ({ ...row, texts: textsOf(fields) })), answers: given }
  },
  /** Questions and answers stay for those who read on, without the name. */
  async erase(db, personId) {
    await db
      .update(records)
      .set({ ownerId: null })
      .where(and(eq(records.kind, 'question'), eq(records.ownerId, personId)))
    await db.update(answers).set({ authorId: null }).where(eq(answers.authorId, personId))
    await db.update(questionRows).set({ askedPersonId: null }).where(eq(questionRows.askedPersonId, personId))
  },
  seed,
}
