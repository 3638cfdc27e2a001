/** The pages of repeated practices for readers: the list and one of them. Those of writers are in writing.pages.tsx. */
import { listTopics, topicName } from '#core/topics/index.ts'
import { countryName } from '#modules/practices/index.ts'
import { found, open, router, to } from '#platform/http.ts'
import { collatorOf } from '#platform/texts.ts'
import { replicationFilter } from './forms.ts'
import { showReplication } from './page.tsx'
import { choicesOf, countListed, findReplication, listReplications } from './queries.ts'
import { texts } from './texts.ts'
import { ReplicationsPage } from './views.tsx'
import { writing } from './writing.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const filter = replicationFilter.parse(c.req.query())
  const [list, total, choices, topics] = await Promise.all([
    listReplications(db, filter, language),
    countListed(db, filter),
    choicesOf(db),
    listTopics(db),
  ])
  const byName = (a: { label: string }, b: { label: string }) => collatorOf(language).compare(a.label, b.label)
  const countries = choices.countries.map((value) => ({ value, label: countryName(value, language) })).sort(byName)
  const offered = topics
    .filter(({ id }) => choices.topics.includes(id))
    .map((topic) => ({ value: topic.id, label: topicName(topic, language) }))
    .sort(byName)
  const props = { t, filter, ...list, total, countries, topics: offered }
  return c.render(<ReplicationsPage {...props} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/replications'), label: t('list.title') }],
  })
})

// `/new` comes before the addresses of single ones.
pages.route('/', writing)

pages.get('/:slug', open, async (c) => {
  const { db, actor, language } = c.var
  const slug = c.req.param('slug')
  const reading = found(await findReplication(db, actor, slug, language))
  if (reading.line.slug !== slug) return c.redirect(to(c, `/replications/${encodeURI(reading.line.slug)}`), 301)
  return showReplication(c, reading)
})
