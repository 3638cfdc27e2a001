/** The HTML of the directory: search box, countries, filters and the list of places. */
import { emptyForm } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import { numberText } from '#platform/texts.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  CardGrid,
  Choice,
  Columns,
  Empty,
  Field,
  type FilterChip,
  FilterChips,
  FilterPanel,
  Heading,
  HiddenField,
  Lead,
  Meta,
  Pager,
  Section,
} from '#ui/index.tsx'
import type { PlaceFilter } from './forms.ts'
import { bareNameOf, levelName, pathOfPlace, typeName } from './names.ts'
import { PlaceTable } from './place-table.tsx'
import type { PlaceLine, PlacePage } from './queries.ts'
import { SIZE_CLASSES } from './rules.ts'
import type { Level } from './schema.ts'
import type { T } from './texts.ts'

/** One input that finds places as one types; without JavaScript a plain search. */
export const PlaceSearch = ({ t, q, country }: { t: T; q: string; country?: string }) => (
  <search aria-label={t('find')}>
    <form class="form" method="get" action={`/${t.language}/places`}>
      {country && <HiddenField name="country" value={country} />}
      <Field
        form={emptyForm({ q })}
        name="q"
        type="search"
        label={t('find')}
        hint={t('findHint')}
        required
        suggestUrl={`/${t.language}/places/suggest${country ? `?country=${country}` : ''}`}
      />
      <Button>{t('search')}</Button>
    </form>
  </search>
)

export type Counts = { country: string; level: Level; type: string; count: number }[]

const countOf = (counts: Counts, country: string, level: Level) =>
  counts.filter((one) => one.country === country && one.level === level).reduce((sum, { count }) => sum + count, 0)

/** How many units of each level a country has: "80 municipalities". */
export const levelCounts = (counts: Counts, country: string, language: Language) =>
  (['region', 'district', 'municipality'] as const).flatMap((level) => {
    const count = countOf(counts, country, level)
    return count ? [{ level, count, label: levelName(country, level, language) }] : []
  })

const CountryCards = ({ t, countries, counts }: { t: T; countries: PlaceLine[]; counts: Counts }) => (
  <CardGrid>
    {countries.map((country) => (
      <Card title={bareNameOf(country, t.language).text} href={`/${t.language}${pathOfPlace(country)}`}>
        {levelCounts(counts, country.country, t.language).map(({ label, count }) => (
          <p>
            {label}: {numberText(t.language, count)}
          </p>
        ))}
      </Card>
    ))}
  </CardGrid>
)

export type DirectoryProps = {
  t: T
  filter: PlaceFilter
  countries: PlaceLine[]
  counts: Counts
  regions: PlaceLine[]
  page: PlacePage
  /** What the places of the list belong to, by id. */
  parents: ReadonlyMap<string, PlaceLine>
  pageSize: number
  /** What the search box found, when something was searched. */
  found?: PlaceLine[]
}

/** The address of the directory with some of its filters changed. */
export const directoryPath = (language: Language, filter: Partial<PlaceFilter>, change: Partial<PlaceFilter> = {}) => {
  const query = new URLSearchParams()
  const { level, sort, page, ...rest } = { ...filter, ...change }
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, String(value))
  if (level && level !== 'municipality') query.set('level', level)
  if (sort && sort !== 'name') query.set('sort', sort)
  if (page && page > 1) query.set('page', String(page))
  return `/${language}/places${query.size ? `?${query}` : ''}`
}

export const Directory = (props: DirectoryProps) => {
  const { t, filter, countries, counts, found, parents } = props
  return (
    <>
      <Heading level={1}>{t('title')}</Heading>
      <Lead>{t('lead')}</Lead>
      <PlaceSearch t={t} q={filter.q} country={filter.country} />
      <Actions>
        <ButtonLink href={`/${t.language}/places/compare`} variant="secondary">
          {t('compare')}
        </ButtonLink>
      </Actions>
      {found ? (
        <Section title={t('foundFor', { q: filter.q, count: found.length })}>
          {found.length ? (
            <PlaceTable
              t={t}
              caption={t('foundFor', { q: filter.q, count: found.length })}
              places={found}
              parents={parents}
            />
          ) : (
            <Empty text={t('nothingFound')} />
          )}
        </Section>
      ) : (
        <>
          <Section title={t('countries')}>
            <CountryCards t={t} countries={countries} counts={counts} />
          </Section>
          <List {...props} />
        </>
      )}
    </>
  )
}

const List = ({ t, filter, countries, counts, regions, page, pageSize, parents }: DirectoryProps) => {
  const chips = chipsOf(t, filter, regions, countries)
  const clearHref = directoryPath(t.language, { sort: filter.sort })
  const pages = Math.ceil(page.total / pageSize)
  return (
    <Section title={t('list')} id="list">
      <Columns
        asideFirst
        aside={
          <FilterPanel
            action={`/${t.language}/places`}
            active={chips.length}
            clearHref={clearHref}
            keep={{ sort: filter.sort }}
          >
            <Filters t={t} filter={filter} countries={countries} counts={counts} regions={regions} />
          </FilterPanel>
        }
      >
        <FilterChips chips={chips} clearHref={clearHref} />
        <Meta>{t('total', { count: page.total })}</Meta>
        {page.total === 0 ? (
          <Empty text={t('nothingMatches')} />
        ) : (
          <PlaceTable
            t={t}
            caption={t('list')}
            places={page.lines}
            parents={parents}
            sort={{ by: filter.sort, href: (sort) => `${directoryPath(t.language, filter, { sort, page: 1 })}#list` }}
          />
        )}
        <Pager
          page={filter.page}
          pages={pages}
          href={(number) => `${directoryPath(t.language, filter, { page: number })}#list`}
        />
      </Columns>
    </Section>
  )
}

type FiltersProps = Pick<DirectoryProps, 't' | 'filter' | 'countries' | 'counts' | 'regions'>
const Filters = ({ t, filter, countries, counts, regions }: FiltersProps) => {
  const { language } = t
  const form = emptyForm({
    country: filter.country,
    region: filter.region,
    level: filter.level,
    type: filter.type,
    size: filter.size,
  })
  const country = filter.country
  const levels = (['municipality', 'district', 'region'] as const).filter((level) =>
    countries.some((one) => countOf(counts, one.country, level) > 0),
  )
  const types = [
    ...new Map(
      counts
        .filter((one) => one.level !== 'country' && (!country || one.country === country))
        .map((one) => [one.type, one]),
    ).values(),
  ]
  return (
    <>
      <Choice
        form={form}
        name="country"
        label={t('country')}
        options={countries.map((one) => ({ value: one.country, label: bareNameOf(one, language).text }))}
      />
      {country && (
        <Choice
          form={form}
          name="region"
          label={levelName(country, 'region', language)}
          options={regions.map((one) => ({ value: one.id, label: bareNameOf(one, language).text }))}
        />
      )}
      <Choice
        form={form}
        name="level"
        label={t('level')}
        empty={false}
        options={levels.map((level) => ({
          value: level,
          label: country ? levelName(country, level, language) : t(`level.${level}`),
        }))}
      />
      <Choice
        form={form}
        name="type"
        label={t('type')}
        options={types.map((one) => ({ value: one.type, label: typeName(one, language) }))}
      />
      <Choice
        form={form}
        name="size"
        label={t('size')}
        options={SIZE_CLASSES.map((size) => ({ value: size, label: t(`size.${size}`) }))}
      />
    </>
  )
}

function chipsOf(t: T, filter: PlaceFilter, regions: PlaceLine[], countries: PlaceLine[]): FilterChip[] {
  const { language } = t
  const chip = (label: string, change: Partial<PlaceFilter>) => ({
    label,
    removeHref: `${directoryPath(language, filter, { ...change, page: 1 })}#list`,
  })
  const country = countries.find((one) => one.country === filter.country)
  const region = regions.find((one) => one.id === filter.region)
  return [
    ...(country ? [chip(bareNameOf(country, language).text, { country: undefined, region: undefined })] : []),
    ...(region ? [chip(bareNameOf(region, language).text, { region: undefined })] : []),
    ...(filter.type
      ? [
          chip(
            typeName(
              { type: filter.type, level: 'municipality', country: filter.country ?? countries[0]?.country ?? 'mk' },
              language,
            ),
            { type: undefined },
          ),
        ]
      : []),
    ...(filter.size ? [chip(t(`size.${filter.size}`), { size: undefined })] : []),
  ]
}
