/** The top of every page: name, menu, search, languages, colours and account. The page decides what stands in it. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { suggestAttributes } from './forms/field.tsx'
import { useWords } from './language.tsx'
import { Logo } from './logo.tsx'
import { Hidden } from './words.tsx'

export const SCHEMES = ['auto', 'light', 'dark'] as const
export type Scheme = (typeof SCHEMES)[number]

export type MenuItem = { href: string; label: string; current?: boolean }
export type LanguageItem = { href: string; language: Language; label: string; current?: boolean }
export type AccountItem = { href: string; label: string }
export type SiteHeaderProps = {
  homeHref: string
  name: string
  /** What the portal is, in a few words beside its name. */
  tagline?: string
  menu: readonly MenuItem[]
  searchAction: string
  searchValue?: string
  searchSuggestUrl?: string
  /** Each leads to this page in that language. */
  languages: readonly LanguageItem[]
  /** Signed out: a link to sign in. Signed in: the person's name and where they may go. */
  account: { href: string; label: string } | { name: string; items: readonly AccountItem[]; more?: Child }
  /** Posts `scheme` and `back` (the page to return to) to `action`. */
  scheme: { current: Scheme; action: string; back: string }
}
export const SiteHeader = (props: SiteHeaderProps) => {
  const { homeHref, name, tagline, menu, searchAction, searchValue, searchSuggestUrl, languages, account, scheme } =
    props
  const t = useWords()
  const language = languages.find(({ current }) => current)
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <a class="site-name" href={homeHref}>
          <Logo />
          <span>
            <span class="site-name-word">{name}</span>
            {tagline && <span class="site-tagline">{tagline}</span>}
          </span>
        </a>
        <details class="dropdown language-switch" name="header">
          <summary>
            <Hidden>{t('language')}: </Hidden>
            <span class="language-full">{language?.label}</span>
            <span class="language-code" aria-hidden="true">
              {language?.language.toUpperCase()}
            </span>
          </summary>
          <ul class="dropdown-panel">
            {languages.map((item) => (
              <li>
                <a
                  href={item.href}
                  lang={item.language}
                  hreflang={item.language}
                  aria-current={item.current ? 'true' : undefined}
                >
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </details>
        <button class="ds-button menu-open" data-variant="secondary" type="button" popovertarget="site-menu">
          {t('menu')}
        </button>
        <div class="site-menu" id="site-menu" popover="auto">
          <button
            class="ds-button menu-close"
            data-variant="tertiary"
            type="button"
            popovertarget="site-menu"
            popovertargetaction="hide"
          >
            {t('close')}
          </button>
          {/* biome-ignore lint/a11y/useSemanticElements: <search> is too young for the browsers of 2023 */}
          <form class="site-search" role="search" method="get" action={searchAction}>
            <input
              class="ds-input"
              type="search"
              name="q"
              id="site-search"
              value={searchValue}
              aria-label={t('search')}
              {...suggestAttributes(searchSuggestUrl, t)}
            />
            <button class="ds-button" data-variant="primary" type="submit">
              <SearchIcon />
              <span class="site-search-word">{t('searchButton')}</span>
            </button>
          </form>
          <SchemeSwitch {...scheme} />
          {'href' in account ? (
            <a class="ds-button site-account" data-variant="secondary" href={account.href}>
              {account.label}
            </a>
          ) : (
            <details class="dropdown site-account" name="header">
              <summary>
                <Hidden>{t('account')}: </Hidden>
                {account.name}
              </summary>
              <div class="dropdown-panel">
                <ul>
                  {account.items.map((item) => (
                    <li>
                      <a href={item.href}>{item.label}</a>
                    </li>
                  ))}
                </ul>
                {account.more}
              </div>
            </details>
          )}
          <nav class="site-nav" aria-label={t('mainMenu')}>
            <ul>
              {menu.map((item) => (
                <li>
                  <a href={item.href} aria-current={item.current ? 'true' : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  )
}

const SchemeSwitch = ({ current, action, back }: SiteHeaderProps['scheme']) => {
  const t = useWords()
  return (
    <details class="dropdown scheme-switch" name="header">
      <summary>
        <SchemeIcon />
        <span class="scheme-word">{t('appearance')}</span>
      </summary>
      <form class="dropdown-panel" method="post" action={action}>
        <input type="hidden" name="back" value={back} />
        {SCHEMES.map((scheme) => (
          <button type="submit" name="scheme" value={scheme} aria-pressed={scheme === current ? 'true' : 'false'}>
            {t(scheme)}
          </button>
        ))}
      </form>
    </details>
  )
}

const SearchIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" stroke-linecap="round" />
  </svg>
)
const SchemeIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2" />
    <path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" />
  </svg>
)
