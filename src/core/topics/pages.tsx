/** The pages of topics for people: the overview, suggestions as one types, and one topic with all that the portal has on it. */
import type { CountryCode } from '#platform/config.ts'
import { found, open, router } from '#platform/http.ts'
import { topicQuery } from './forms.ts'
import { findTopics, topicName, topicPath, topicTree } from './naming.ts'
import { topicParts } from './parts.ts'
import { countRecords, findTopic, listTopics } from './queries.ts'
import type { Topic } from './schema.ts'
import { texts } from './texts.ts'
import { type Competence, TopicPage, TopicsPage } from './views.tsx'
import { lawsOfTopics } from './vocabulary.ts'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const { q } = topicQuery.parse(c.req.query())
  const [topics, counts] = await Promise.all([listTopics(db), countRecords(db)])
  const page = <TopicsPage t={t} topics={topics} counts={counts} words={q} found={findTopics(topics, q, language)} />
  return c.render(page, { title: t('title'), description: t('description'), breadcrumbs: [] })
})

pages.get('/suggest', open, async (c) => {
  const { db, language } = c.var
  const { q } = topicQuery.parse(c.req.query())
  const topics = q.length < 2 ? [] : findTopics(await listTopics(db), q, language).slice(0, 10)
  return c.json(
    topics.map((topic) => ({ href: `/${language}${topicPath(topic.id)}`, label: topicName(topic, language) })),
  )
})

pages.get('/:id', open, async (c) => {
  const { db, language, config } = c.var
  const t = texts.in(language)
  const topic = found(await findTopic(db, c.req.param('id')))
  const [topics, counts, parts] = await Promise.all([listTopics(db), countRecords(db), topicParts(c.var, topic.id)])
  const broader = topics.find(({ id }) => id === topic.broaderId)
  const narrower = topicTree(topics, language).find(({ broad }) => broad.id === topic.id)?.narrower ?? []
  const related = topics.filter(({ id }) => topic.related.includes(id))
  const competences = competencesOf(topic, config.countries)
  const name = topicName(topic, language)
  return c.render(<TopicPage {...{ t, topic, broader, narrower, related, competences, parts, counts }} />, {
    title: name,
    description: topic.descriptions[language],
    breadcrumbs: [
      { href: `/${language}/topics`, label: t('title') },
      ...(broader ? [{ href: `/${language}${topicPath(broader.id)}`, label: topicName(broader, language) }] : []),
    ],
    feeds: [
      {
        href: `/${language}/practices/list.atom?topic=${topic.id}`,
        type: 'application/atom+xml',
        title: t('page.feed', { name }),
      },
    ],
  })
})

/** What is known of the law of the countries that this portal serves. */
const competencesOf = (topic: Topic, countries: readonly CountryCode[]): Competence[] =>
  countries.flatMap((country) => {
    const citation = topic.competence[country]
    const law = lawsOfTopics()[country]
    return citation && law ? [{ country, citation, law }] : []
  })
