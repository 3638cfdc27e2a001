/** The frame of every page of administration: its heading, the menu of what one may look after, and the way back. */
import type { Child } from 'hono/jsx'
import { type RequestContext, to } from '#platform/http.ts'
import type { NavigationItem } from '#ui/index.tsx'
import { Heading, Lead, Tabs, useLanguage } from '#ui/index.tsx'
import { type Area, areasOf } from './rules.ts'
import { texts } from './texts.ts'

/** Address of a page of administration, with the language. */
export const at = (c: RequestContext, path = '') => to(c, `/administration${path}`)

type Shown = {
  area?: Area
  /** The heading; without it the area's name. */
  title?: string
  lead?: Child
  /** Pages between the area and this one. */
  above?: NavigationItem[]
  status?: 200 | 409 | 422
}

export function show(c: RequestContext, { area, title, lead, above = [], status = 200 }: Shown, content: Child) {
  const t = texts.in(c.var.language)
  const heading = title ?? (area ? t(`area.${area}`) : t('title'))
  const isInside = area !== undefined && heading !== t(`area.${area}`)
  c.status(status)
  return c.render(
    <>
      <Heading level={1}>{heading}</Heading>
      {lead && <Lead>{lead}</Lead>}
      <Tabs
        label={t('title')}
        items={[
          { href: at(c), label: t('overview'), current: area === undefined },
          ...areasOf(c.var.actor).map((one) => ({
            href: at(c, `/${one}`),
            label: t(`area.${one}`),
            current: one === area,
          })),
        ]}
      />
      {content}
    </>,
    {
      title: heading,
      hidden: true,
      breadcrumbs: [
        { href: at(c), label: t('title') },
        ...(isInside ? [{ href: at(c, `/${area}`), label: t(`area.${area}`) }, ...above] : []),
      ],
    },
  )
}

/** The next part of a long list, and the way back to its beginning. `query`: what narrows the list. */
export const MoreLinks = ({
  path,
  query,
  parameter,
  next,
}: {
  path: string
  query: Record<string, string | undefined>
  /** The parameter that says where the list goes on. */
  parameter: string
  next: string | undefined
}) => {
  const t = texts.in(useLanguage())
  const address = (value: string | undefined) => {
    const search = new URLSearchParams()
    for (const [name, one] of Object.entries({ ...query, [parameter]: value })) if (one) search.set(name, one)
    return search.size ? `${path}?${search}` : path
  }
  if (!next && !query[parameter]) return null
  return (
    <nav class="pager" aria-label={t('list.label')}>
      {query[parameter] && (
        <a class="ds-button" data-variant="secondary" data-size="sm" rel="first" href={address(undefined)}>
          {t('list.first')}
        </a>
      )}
      {next && (
        <a class="ds-button" data-variant="secondary" data-size="sm" rel="next" href={address(next)}>
          {t('list.next')} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  )
}
