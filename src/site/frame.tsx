/** The frame of every page: head, header with the seven entries, breadcrumbs, flash, footer. Content comes from the modules. */
import type { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { isMember } from '#platform/actor.ts'
import { type Flash as FlashText, takeFlash } from '#platform/flash.ts'
import type { Env, Head, RequestContext } from '#platform/http.ts'
import { DEFAULT_LANGUAGE, LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { type Module, SECTIONS } from '#platform/module.ts'
import { asset } from '#ui/assets.ts'
import {
  Breadcrumbs,
  Flash,
  LanguageProvider,
  Main,
  SCHEMES,
  type Scheme,
  SiteFooter,
  SiteHeader,
  SkipLink,
} from '#ui/index.tsx'
import { siteTexts } from './texts.ts'

export const SCHEME_COOKIE = 'scheme'

const OPEN_GRAPH_LOCALES: Record<Language, string> = {
  mk: 'mk_MK',
  sq: 'sq_AL',
  bg: 'bg_BG',
  ru: 'ru_RU',
  ky: 'ky_KG',
  uk: 'uk_UA',
  en: 'en_GB',
}

/** Gives every request the function that draws a page. */
export function drawsPages(app: Hono<Env>, modules: readonly Module[]): void {
  app.use(async (c, next) => {
    c.setRenderer(async (content: Child, head: Head) => {
      const flash = takeFlash(c)
      const page = await (<Page c={c} content={content} head={head} flash={flash} modules={modules} />)
      return c.html(`<!doctype html>${page}`)
    })
    await next()
  })
}

type PageProps = {
  c: RequestContext
  content: Child
  head: Head
  flash: FlashText | undefined
  modules: readonly Module[]
}

const Page = ({ c, content, head, flash, modules }: PageProps) => {
  const { language, config, actor } = c.var
  const t = siteTexts.in(language)
  const url = new URL(c.req.url)
  const path = decodeURI(url.pathname).replace(/^\/(mk|sq|bg|ru|ky|uk|en)(?=\/|$)/, '')
  const addressIn = (other: Language) => `/${other}${head.alternates ? (head.alternates(other) ?? '') : path}`
  const canonical = config.publicUrl + encodeURI(head.canonical ?? `/${language}${path}`)
  const scheme = schemeOf(getCookie(c, SCHEME_COOKIE))
  // What the answer's status will be: the context tells it only through an answer.
  const { status } = c.body(null)
  const failed = status >= 400
  const title = `${status === 422 ? `${t('frame.error')} ` : ''}${head.title}`
  return (
    <LanguageProvider language={language}>
      <html lang={language} data-color-scheme={scheme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{head.title === t('name') ? `${title} · ${t('tagline')}` : `${title} · ${t('name')}`}</title>
          {head.description && <meta name="description" content={head.description} />}
          {head.hidden || failed ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
          {!head.hidden &&
            !failed &&
            LANGUAGES.map((other) => (
              <link rel="alternate" hreflang={other} href={config.publicUrl + encodeURI(addressIn(other))} />
            ))}
          {!head.hidden && !failed && (
            <link
              rel="alternate"
              hreflang="x-default"
              href={config.publicUrl + encodeURI(addressIn(DEFAULT_LANGUAGE))}
            />
          )}
          {head.feeds?.map((feed) => (
            <link rel="alternate" type={feed.type} title={feed.title} href={feed.href} />
          ))}
          {head.meta && <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />}
          {head.meta?.map(({ name, content, lang }) => (
            <meta name={name} content={content} lang={lang} />
          ))}
          <meta property="og:title" content={head.title} />
          <meta property="og:locale" content={OPEN_GRAPH_LOCALES[language]} />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={asset('site.css')} />
          <script type="module" src={asset('site.js')} />
          {head.scripts?.map((script) => (
            <script type="module" src={asset(script)} />
          ))}
          {head.jsonLd !== undefined && <script type="application/ld+json">{raw(jsonForScript(head.jsonLd))}</script>}
        </head>
        <body>
          <SkipLink />
          <SiteHeader
            homeHref={`/${language}`}
            name={t('name')}
            tagline={t('tagline')}
            menu={SECTIONS.map((section) => ({
              href: `/${language}/${section}`,
              label: t(`section.${section}`),
              current: sectionOf(path, modules) === section,
            }))}
            searchAction={`/${language}/search`}
            searchValue={path === '/search' ? c.req.query('q') : undefined}
            searchSuggestUrl={`/${language}/search/suggest`}
            languages={LANGUAGES.map((other) => ({
              href: `${encodeURI(addressIn(other))}${languageQuery(url)}`,
              language: other,
              label: LANGUAGE_NAMES[other],
              current: other === language,
            }))}
            account={
              isMember(actor)
                ? { name: actor.name, items: accountItems(c), more: <ActingAs c={c} /> }
                : { href: signInHref(c, url), label: t('account.sign-in') }
            }
            scheme={{ current: scheme, action: `/${language}/scheme`, back: url.pathname + url.search }}
          />
          <Main>
            {head.breadcrumbs && (
              <Breadcrumbs
                items={[
                  { href: `/${language}`, label: t('home') },
                  ...head.breadcrumbs,
                  ...(lastIsThisPage(head, url) ? [] : [{ href: url.pathname, label: head.title }]),
                ]}
              />
            )}
            <Flash messages={flash ? [flash] : []} />
            {content}
          </Main>
          {footerIn(language)}
        </body>
      </html>
    </LanguageProvider>
  )
}

const schemeOf = (value: string | undefined): Scheme => SCHEMES.find((scheme) => scheme === value) ?? 'auto'

/** The menu entry under which a path lives: the entry's own page, or a module's. */
const sectionOf = (path: string, modules: readonly Module[]) =>
  SECTIONS.find((section) => path === `/${section}`) ??
  modules.find((module) => path === module.path || path.startsWith(`${module.path}/`))?.section

const lastIsThisPage = (head: Head, url: URL) =>
  head.breadcrumbs?.at(-1)?.label === head.title || head.breadcrumbs?.at(-1)?.href === url.pathname

/** The same list in another language keeps its filters; `choose` makes `/` remember the language. */
const languageQuery = (url: URL) => {
  const query = new URLSearchParams(url.search)
  query.set('choose', '')
  return `?${query.toString().replace('choose=', 'choose')}`
}

const signInHref = (c: RequestContext, url: URL) => {
  const back = url.pathname.endsWith('/account/sign-in') ? '' : `?next=${encodeURIComponent(url.pathname + url.search)}`
  return `/${c.var.language}/account/sign-in${back}`
}

const accountItems = (c: RequestContext) => {
  const t = siteTexts.in(c.var.language)
  const at = (path: string) => `/${c.var.language}${path}`
  return [
    { href: at('/desk'), label: t('account.desk') },
    { href: at('/practices/mine'), label: t('account.practices') },
    { href: at('/following'), label: t('account.following') },
    { href: at('/account'), label: t('account.settings') },
    ...(['administrator', 'moderator', 'editor'].includes(c.var.actor.grant?.role ?? '')
      ? [{ href: at('/administration'), label: t('account.administration') }]
      : []),
  ]
}

/** In whose name the person acts, and the way out. */
const ActingAs = ({ c }: { c: RequestContext }) => {
  const t = siteTexts.in(c.var.language)
  const { grant } = c.var.actor
  return (
    <>
      {grant && (
        <p class="meta">
          {t(`role.${grant.role}`)}
          {grant.organisation && `, ${grant.organisation.name}`}
        </p>
      )}
      <form method="post" action={`/${c.var.language}/account/sign-out`}>
        <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
          {t('account.sign-out')}
        </button>
      </form>
    </>
  )
}

/** The foot is the same below every page of a language: drawn once. */
const feet = new Map<Language, Child>()
function footerIn(language: Language): Child {
  const t = siteTexts.in(language)
  const foot =
    feet.get(language) ??
    raw(
      String(
        <LanguageProvider language={language}>
          <SiteFooter name={t('name')} columns={footerColumns(language)} note={<p>{t('footer.note')}</p>} />
        </LanguageProvider>,
      ),
    )
  feet.set(language, foot)
  return foot
}

const footerColumns = (language: Language) => {
  const t = siteTexts.in(language)
  const at = (path: string) => `/${language}${path}`
  return [
    {
      title: t('footer.portal'),
      items: [
        { href: at('/practices'), label: t('footer.practices') },
        { href: at('/places'), label: t('footer.places') },
        { href: at('/topics'), label: t('footer.topics') },
        { href: at('/search'), label: t('footer.search') },
      ],
    },
    {
      title: t('footer.data'),
      items: [
        { href: at('/open-data'), label: t('footer.open-data') },
        { href: at('/practices/list.atom'), label: t('footer.feed') },
        { href: '/api/v1/openapi.json', label: t('footer.api') },
      ],
    },
    {
      title: t('footer.about-title'),
      items: [
        { href: at('/about'), label: t('footer.about') },
        { href: at('/accessibility'), label: t('footer.accessibility') },
        { href: at('/privacy'), label: t('footer.privacy') },
        { href: at('/ui'), label: t('footer.ui') },
      ],
    },
  ]
}

/** JSON inside a script element: `<` could close it. */
const jsonForScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')
