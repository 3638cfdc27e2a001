/** The site's own pages: home, the seven entries, my desk, search, open data, about. */
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { linesOf } from '#core/records/index.ts'
import { DRAFT_KEY, dropDraft, keepDraft } from '#platform/drafts.ts'
import { postedForm } from '#platform/forms.ts'
import { found, member, memberOf, open, type RequestContext, router, to } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countTry } from '#platform/limits.ts'
import { type Module, SECTIONS, type Section } from '#platform/module.ts'
import { Gallery } from '#ui/gallery.tsx'
import { SCHEMES } from '#ui/index.tsx'
import { administration } from './administration/pages.tsx'
import { deskItems } from './desk.ts'
import { SCHEME_COOKIE } from './frame.tsx'
import { HomePage } from './home.tsx'
import { drawHomeMap } from './home-map.tsx'
import { listOrganisationsOf, newestOfTopics, pathOfId } from './queries.ts'
import { search, suggest } from './search.ts'
import { SECTION_FACTS } from './sections.ts'
import { siteTexts } from './texts.ts'
import { AboutPage, DeskPage, OpenDataPage, SearchPage, SectionPage, TextPage } from './views.tsx'

const searchQuery = z.object({ q: z.string().trim().max(200).catch('').default('') })

export function pages(modules: readonly Module[]) {
  const routes = router()

  routes.get('/', open, async (c) => {
    const t = siteTexts.in(c.var.language)
    const parts = await Promise.all(modules.map((module) => module.home?.(c.var)))
    const map = await drawHomeMap(c.var.db, c.var.config.countries, c.var.language)
    return c.render(<HomePage t={t} parts={parts.filter((part) => part !== undefined)} map={map} />, {
      title: t('name'),
      description: t('about.lead'),
    })
  })

  for (const section of SECTIONS) routes.get(`/${section}`, open, (c) => showSection(c, section))
  const showSection = async (c: RequestContext, section: Section) => {
    const t = siteTexts.in(c.var.language)
    const facts = SECTION_FACTS[section]
    const lines = await linesOf(c.var, await newestOfTopics(c.var.db, facts.topics, 6))
    const helpers = facts.organisations.length
      ? await listOrganisationsOf(c.var.db, c.var.config.countries, facts.organisations, c.var.language)
      : []
    const own = modules.filter((module) => module.section === section && module.title)
    return c.render(
      <SectionPage t={t} section={section} modules={own} topics={facts.topics} lines={lines} organisations={helpers} />,
      {
        title: t(`section.${section}`),
        description: t(`section.${section}.lead`),
        breadcrumbs: [],
      },
    )
  }

  routes.get('/desk', member, async (c) => {
    const t = siteTexts.in(c.var.language)
    const items = await deskItems({ ...c.var, actor: memberOf(c) }, modules)
    return c.render(<DeskPage t={t} actor={memberOf(c)} items={items} now={c.var.now} />, {
      title: t('account.desk'),
      breadcrumbs: [],
      hidden: true,
    })
  })

  routes.get('/search', open, async (c) => {
    const t = siteTexts.in(c.var.language)
    const { q } = searchQuery.parse(c.req.query())
    const lines = q ? await search(c.var, modules, q) : []
    return c.render(<SearchPage t={t} words={q} lines={lines} />, {
      title: q ? t('search.title', { words: q }) : t('search.heading'),
      breadcrumbs: [],
      hidden: true,
    })
  })
  routes.get('/search/suggest', open, async (c) => {
    const { q } = searchQuery.parse(c.req.query())
    return c.json(q.length < 2 ? [] : await suggest(c.var, modules, q))
  })

  routes.get('/open-data', open, (c) => {
    const t = siteTexts.in(c.var.language)
    return c.render(<OpenDataPage t={t} modules={modules} />, { title: t('footer.open-data'), breadcrumbs: [] })
  })
  routes.get('/about', open, (c) => {
    const t = siteTexts.in(c.var.language)
    return c.render(<AboutPage t={t} config={c.var.config} />, { title: t('footer.about'), breadcrumbs: [] })
  })
  for (const name of ['accessibility', 'privacy'] as const)
    routes.get(`/${name}`, open, (c) => {
      const t = siteTexts.in(c.var.language)
      return c.render(<TextPage t={t} name={name} />, { title: t(`footer.${name}`), breadcrumbs: [] })
    })
  routes.get('/ui', open, (c) =>
    c.render(<Gallery />, { title: siteTexts.in(c.var.language)('footer.ui'), hidden: true }),
  )

  /** A lasting address: the id never changes, whatever the title becomes. */
  routes.get('/id/:id', open, async (c) => {
    const id = c.req.param('id')
    return c.redirect(
      to(c, encodeURI(found(isId(id) ? await pathOfId(c.var.db, c.var.actor, modules, id) : undefined))),
      302,
    )
  })

  routes.post('/scheme', open, async (c) => {
    const form = await postedForm(c)
    const scheme = SCHEMES.find((name) => name === form.values.scheme) ?? 'auto'
    setCookie(c, SCHEME_COOKIE, scheme, {
      path: '/',
      maxAge: 31_536_000,
      sameSite: 'Lax',
      httpOnly: true,
      secure: c.var.config.secure,
    })
    return c.redirect(ownPath(form.values.back) ?? `/${c.var.language}`, 303)
  })

  /** Long forms post here what is typed, as it is typed. */
  routes.post('/drafts/:key', member, async (c) => {
    const key = c.req.param('key')
    if (!DRAFT_KEY.test(key)) return c.json({ saved: false }, 400)
    await countTry(c.var.db, `draft ${memberOf(c).id}`, { tries: 600, seconds: 3600 }, c.var.now)
    const { draftKey: _, ...values } = (await postedForm(c)).values
    await keepDraft(c.var.db, memberOf(c), key, values, c.var.now)
    return c.json({ saved: true, at: c.var.now.toISOString() })
  })
  routes.post('/drafts/:key/drop', member, async (c) => {
    await dropDraft(c.var.db, memberOf(c), c.req.param('key'))
    const { values } = await postedForm(c)
    return c.redirect(ownPath(values.back) ?? `/${c.var.language}/desk`, 303)
  })

  routes.route('/administration', administration(modules))
  return routes
}

/** A path of this site out of a form, never another site's address. */
const ownPath = (value: unknown) =>
  typeof value === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(value) ? value : undefined
