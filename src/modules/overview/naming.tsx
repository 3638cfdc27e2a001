/** What the pages of the overview share: their addresses and titles, names of records, links to whole lists. */
import { countryName } from '#modules/practices/index.ts'
import type { RecordLine } from '#platform/module.ts'
import { localeOf } from '#platform/texts.ts'
import { ExampleTag, Link } from '#ui/index.tsx'
import { type ListName, type Narrowing, queryOf } from './forms.ts'
import type { OverviewTexts } from './texts.ts'

type OfYear = { year: number; country?: string | undefined }

/** Years are names, not amounts: "2026", never "2.026". */
export const yearPage = (t: OverviewTexts, year: number, page = '', narrowing: Narrowing = {}) =>
  `/${t.language}/overview/${year}${page}${queryOf(narrowing)}`

/** A title, and the country that the page is narrowed to. */
export const withCountry = (t: OverviewTexts, title: string, country: string | undefined) =>
  country === undefined ? title : `${title}: ${countryName(country, t.language)}`
export const yearTitle = (t: OverviewTexts, year: number, country: string | undefined) =>
  withCountry(t, t('year.title', { year: String(year) }), country)

/** The narrowing that a country already makes, with what is added to it. */
export const narrowingOf = (content: Pick<OfYear, 'country'>, added: Narrowing = {}): Narrowing =>
  ({ ...(content.country !== undefined && { country: content.country }), ...added }) as Narrowing
export const listPage = (t: OverviewTexts, content: OfYear, list: ListName, added?: Narrowing) =>
  yearPage(t, content.year, `/${list}`, narrowingOf(content, added))

export const monthName = (t: OverviewTexts, month: number) =>
  new Intl.DateTimeFormat(localeOf(t.language), { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, month - 1, 1)),
  )

export const RecordName = ({ t, line }: { t: OverviewTexts; line: RecordLine }) => (
  <span>
    <Link href={line.href} lang={line.lang === t.language ? undefined : line.lang}>
      {line.title}
    </Link>
    {line.note && `, ${line.note}`} {line.example && <ExampleTag />}
  </span>
)

/** Says to those who hear the page what "all" is about. */
export const AllLink = ({ t, href, about }: { t: OverviewTexts; href: string; about: string }) => (
  <a class="ds-link" href={href} aria-label={`${t('show.all')}: ${about}`}>
    {t('show.all')}
  </a>
)
