/** The pages of methods and tools for readers: the list, its feed, what the data hold, one of them. Those of writers are in writing.pages.tsx. */

import { listTopics, topicName } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { ATOM_TYPE, answerAtom } from '#platform/atom.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { found, open, router, to } from '#platform/http.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/languages.ts'
import { collatorOf } from '#platform/texts.ts'
import { filterQuery, methodFilter, suggestion } from './forms.ts'
import { choicesOf, countListed, findMethod, findMethods, listMethods, newestMethods } from './lines.ts'
import { showMethod } from './page.tsx'
import { mayPropose } from './rules.ts'
import { texts } from './texts.ts'
import { CodebookPage, MethodsPage, methodPage } from './views.tsx'
import { writing } from './writing.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, language, actor } = c.var
  const t = texts.in(language)
  const filter = methodFilter.parse(c.req.query())
  const [lines, counts, choices, topics] = await Promise.all([
    listMethods(db, filter, language),
    countListed(db, filter),
    choicesOf(db),
    listTopics(db),
  ])
  const total = filter.kind ? counts[filter.kind] : counts.method + counts.tool
  const topicOptions = topics
    .filter(({ id }) => choices.topics.includes(id) || id === filter.topic)
    .map((topic) => ({ value: topic.id, label: topicName(topic, language) }))
    .sort((a, b) => collatorOf(language).compare(a.label, b.label))
  const languageOptions = LANGUAGES.filter((one) => choices.languages.includes(one)).map((value) => ({
    value,
    label: LANGUAGE_NAMES[value],
  }))
  const props = { t, filter, lines, counts, topics, topicOptions, languageOptions, mayPropose: mayPropose(actor) }
  const query = filterQuery({ ...filter, page: 1 })
  return c.render(<MethodsPage {...props} pages={Math.ceil(total / PAGE_SIZE)} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/methods'), label: t('list.title') }],
    feeds: [{ href: `${to(c, '/methods/list.atom')}${query}`, type: ATOM_TYPE, title: t('list.title') }],
  })
})

pages.get('/list.atom', open, async (c) => {
  const { db, language, config } = c.var
  const filter = { ...methodFilter.parse(c.req.query()), page: 1 }
  const lines = await newestMethods(db, filter, language, 50)
  const t = texts.in(language)
  const page = `${config.publicUrl}${to(c, '/methods')}`
  return answerAtom(c, {
    self: `${page}/list.atom${filterQuery(filter)}`,
    page: `${page}${filterQuery(filter)}`,
    title: t('list.title'),
    entries: lines.map((line) => ({
      id: `urn:uuid:${line.id}`,
      title: line.title,
      lang: line.lang,
      href: `${page}/${encodeURIComponent(line.slug)}`,
      published: line.publishedAt,
      updated: line.updatedAt,
      summary: line.summary,
      author: countryOf(line.country).names[language],
      categories: [{ term: line.kind, label: t(`kind.${line.kind}`) }],
    })),
  })
})

/** Suggestions for inputs that find as one types. */
pages.get('/suggest', open, async (c) => {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const { q } = suggestion.parse(c.req.query())
  const lines = q.length < 2 ? [] : await findMethods(db, actor, q, language)
  return c.json(lines.map((line) => ({ id: line.id, label: line.title, note: t(`kind.${line.kind}`) })))
})

pages.get('/data', open, (c) => {
  const t = texts.in(c.var.language)
  return c.render(<CodebookPage t={t} />, {
    title: t('data.heading'),
    description: t('data.lead'),
    breadcrumbs: [{ href: to(c, '/methods'), label: t('list.title') }],
  })
})

// `/new` comes before the addresses of single ones.
pages.route('/', writing)

pages.get('/:slug', open, async (c) => {
  const { db, actor, language } = c.var
  const slug = c.req.param('slug')
  const reading = found(await findMethod(db, actor, slug, language))
  if (reading.line.slug !== slug) return c.redirect(methodPage(language, reading.line.slug), 301)
  return showMethod(c, reading)
})
