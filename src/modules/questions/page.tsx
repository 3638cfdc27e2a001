/** Shows one question with what other subjects have for it: to readers, and again when an answer was not right. */
import { recordActions, recordParts } from '#core/records/index.ts'
import { isMember } from '#platform/actor.ts'
import { findDraft } from '#platform/drafts.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { type RequestContext, to } from '#platform/http.ts'
import { answerDraft } from './changes.ts'
import type { QuestionReading } from './queries.ts'
import { mayAnswer } from './rules.ts'
import { texts } from './texts.ts'
import { beginningOf, QuestionPage } from './views.tsx'

export async function showQuestion(c: RequestContext, reading: QuestionReading, typed?: FormState) {
  const { db, actor, language, now } = c.var
  const { line, record, question } = reading
  const t = texts.in(language)
  // An answer that was begun waits in its form.
  const unsent =
    !typed && isMember(actor) && mayAnswer(actor, question)
      ? await findDraft(db, actor, answerDraft(line.id))
      : undefined
  const [actions, parts] = await Promise.all([recordActions(c.var, record), recordParts(c.var, record)])
  const answerForm = typed ?? emptyForm(unsent?.values ?? { language })
  return c.render(<QuestionPage {...{ t, reading, actor, now, actions, parts, answerForm }} />, {
    title: line.title,
    description: beginningOf(line.summary, 160),
    breadcrumbs: [{ href: to(c, '/questions'), label: t('list.title') }],
    hidden: record.visibility !== 'public',
  })
}
