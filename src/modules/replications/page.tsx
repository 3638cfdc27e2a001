/** Shows one repeated practice with what other subjects have for it: to readers, and again when an editor's reason was not right. */
import { recordActions, recordBadges, recordParts } from '#core/records/index.ts'
import type { FormState } from '#platform/forms.ts'
import { type RequestContext, to } from '#platform/http.ts'
import type { RecordFacts } from '#platform/module.ts'
import { Badges } from '#ui/index.tsx'
import type { ReplicationReading } from './queries.ts'
import { texts } from './texts.ts'
import { beginningOf, placeText, ReplicationPage } from './views.tsx'
import { WorkNotice } from './work.views.tsx'

export async function showReplication(c: RequestContext, reading: ReplicationReading, form?: FormState) {
  const { line, record } = reading
  const t = texts.in(c.var.language)
  const facts: RecordFacts = record
  const [actions, parts, badges] = await Promise.all([
    recordActions(c.var, facts),
    recordParts(c.var, facts),
    recordBadges(c.var, [line.id]),
  ])
  const title = `${placeText(line.place, line.country, t).text}: ${line.practice.title}`
  const work = <WorkNotice t={t} actor={c.var.actor} reading={reading} form={form} />
  const marks = <Badges badges={badges.get(line.id) ?? []} />
  return c.render(
    <ReplicationPage t={t} reading={reading} actions={actions} parts={parts} badges={marks} work={work} />,
    {
      title,
      description: beginningOf(line.result, 160),
      breadcrumbs: [{ href: to(c, '/replications'), label: t('list.title') }],
      hidden: line.state !== 'published',
    },
  )
}
