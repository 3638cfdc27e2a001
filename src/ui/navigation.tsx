/** Ways from page to page: breadcrumbs, pages of a list, tabs, sorting. The site's header is in `header.tsx`. */
import type { Child } from 'hono/jsx'
import { useWords } from './language.tsx'
import { Hidden } from './words.tsx'

export type NavigationItem = { href: string; label: string }

/** The way from home to here; the last item is this page. */
export const Breadcrumbs = ({ items }: { items: readonly NavigationItem[] }) => (
  <nav class="ds-breadcrumbs" aria-label={useWords()('breadcrumb')}>
    <ol>
      {items.map(({ href, label }, index) => (
        <li>
          <a class="ds-link" href={href} aria-current={index === items.length - 1 ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

export type PagerProps = {
  page: number
  /** How many pages there are, or only whether another one follows when nobody counted. */
  pages?: number
  hasNext?: boolean
  href: (page: number) => string
  /** Names it when two lists stand on one page. */
  label?: string
}
export const Pager = ({ page, pages, label, hasNext = pages !== undefined && page < pages, href }: PagerProps) => {
  const t = useWords()
  if (page <= 1 && !hasNext) return null
  return (
    <nav class="pager" aria-label={label ?? t('pages')}>
      {page > 1 && (
        <a class="ds-button" data-variant="secondary" data-size="sm" rel="prev" href={href(page - 1)}>
          <span aria-hidden="true">←</span> {t('previous')}
        </a>
      )}
      {pages === undefined ? (
        <p>{t('page', { page })}</p>
      ) : (
        <>
          <ol class="pager-pages">
            {pagesAround(page, pages).map((number) =>
              number === undefined ? (
                <li aria-hidden="true">…</li>
              ) : (
                <li>
                  <a href={href(number)} aria-current={number === page ? 'page' : undefined}>
                    <Hidden>{t('page', { page: number })}</Hidden>
                    <span aria-hidden="true">{number}</span>
                  </a>
                </li>
              ),
            )}
          </ol>
          <p class="pager-short">{t('pageOf', { page, pages })}</p>
        </>
      )}
      {hasNext && (
        <a class="ds-button" data-variant="secondary" data-size="sm" rel="next" href={href(page + 1)}>
          {t('next')} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  )
}

/** The first, the last and the pages near this one; `undefined` where some are left out. */
export const pagesAround = (page: number, pages: number): (number | undefined)[] => {
  const shown = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  const list: (number | undefined)[] = []
  let last = 0
  for (const number of [...new Set(shown)].sort((a, b) => a - b)) {
    if (number === last + 2) list.push(last + 1)
    else if (number > last + 2) list.push(undefined)
    list.push(number)
    last = number
  }
  return list
}

export type TabItem = NavigationItem & { current?: boolean; count?: number }
/** Views of the same thing, each with its own address; so they are links and not the tabs of an application. */
export const Tabs = ({ label, items }: { label: string; items: readonly TabItem[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {items.map(({ href, label: name, current, count }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {name}
            {count !== undefined && <span class="ds-badge-count">{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Ways to sort a list that is not a table. */
export const SortLinks = ({ items }: { items: readonly (NavigationItem & { current?: boolean })[] }) => (
  <nav class="sort-links" aria-label={useWords()('sortBy')}>
    <span aria-hidden="true">{useWords()('sortBy')}:</span>
    <ul>
      {items.map(({ href, label, current }) => (
        <li>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** The sections of a long page. */
export const Contents = ({ title, items }: { title: string; items: readonly NavigationItem[] }) => (
  <nav class="contents" aria-label={title}>
    <p class="contents-title">{title}</p>
    <ul>
      {items.map(({ href, label }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Something to open when one wants to know more. */
export const Details = ({ summary, open, children }: { summary: Child; open?: boolean; children?: Child }) => (
  <details class="ds-details" open={open}>
    <summary>{summary}</summary>
    <div>{children}</div>
  </details>
)

/** The first thing on a page that a keyboard reaches; leads to `<main id="content" tabindex="-1">`. */
export const SkipLink = () => (
  <a class="ds-skip-link" href="#content">
    {useWords()('skip')}
  </a>
)
