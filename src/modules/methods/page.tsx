/** Shows one method or tool with what other subjects have for it: to readers, and again when an editor's decision was not right. */
import { listFiles } from '#core/files/index.ts'
import { linesOf, recordActions, recordBadges, recordParts } from '#core/records/index.ts'
import { listTopics } from '#core/topics/index.ts'
import type { FormState } from '#platform/forms.ts'
import { type RequestContext, to } from '#platform/http.ts'
import type { RecordFacts } from '#platform/module.ts'
import { Badges } from '#ui/index.tsx'
import { WorkNotice } from './form.views.tsx'
import { type MethodReading, recordsApplying } from './lines.ts'
import { texts } from './texts.ts'
import { beginningOf, MethodPage } from './views.tsx'

export async function showMethod(c: RequestContext, reading: MethodReading, form?: FormState) {
  const { line, record } = reading
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const facts: RecordFacts = record
  const [actions, parts, badges, files, topics, applied] = await Promise.all([
    recordActions(c.var, facts),
    recordParts(c.var, facts),
    recordBadges(c.var, [line.id]),
    listFiles(db, line.id),
    listTopics(db),
    recordsApplying(db, line.id).then((ids) => linesOf(c.var, ids)),
  ])
  const work = <WorkNotice t={t} actor={actor} reading={reading} form={form} />
  const marks = <Badges badges={badges.get(line.id) ?? []} />
  const shown = { t, reading, topics, files, applied, actions, parts, work, badges: marks }
  return c.render(<MethodPage {...shown} />, {
    title: line.title,
    description: beginningOf(line.summary, 160),
    breadcrumbs: [{ href: to(c, '/methods'), label: t('list.title') }],
    hidden: line.state !== 'published',
  })
}
