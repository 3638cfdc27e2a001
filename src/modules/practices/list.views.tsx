/** The list of practices as HTML: filters with counts, cards or maps, ways to sort, go on and take it away. */
import type { Child } from 'hono/jsx'
import type { SizeClass } from '#core/places/index.ts'
import { emptyForm } from '#platform/forms.ts'
import { isLanguage, LANGUAGE_NAMES } from '#platform/languages.ts'
import type { Badge } from '#platform/module.ts'
import { collatorOf } from '#platform/texts.ts'
import {
  Actions,
  ButtonLink,
  Checkbox,
  Choice,
  Columns,
  Empty,
  Field,
  FilterChips,
  FilterPanel,
  Heading,
  Lead,
  type Option,
  type OptionGroup,
  SortLinks,
  Tabs,
} from '#ui/index.tsx'
import type { Facet, Facets, FacetValue } from './facets.ts'
import {
  changedQuery,
  filterQuery,
  type Narrowing,
  narrowedBy,
  type PracticeFilter,
  SORTS,
  type Sort,
} from './filters.ts'
import { Compared } from './fit/views.tsx'
import { PracticeMaps } from './map.views.tsx'
import type { CountryMap } from './maps.ts'
import { countryName, type PracticeTexts, sizeText } from './naming.ts'
import type { PracticePage } from './queries.ts'
import { PracticeList } from './views.tsx'

const SORT_TEXTS = {
  newest: 'list.newest',
  fit: 'list.fit',
  title: 'list.byTitle',
  municipality: 'list.byMunicipality',
} as const satisfies Record<Sort, string>

/** What a choice is called: by code for the fixed ones, by the name that came with the count for the others. */
function choiceText(t: PracticeTexts, name: Narrowing, value: string, label: string | null | undefined): string {
  if (name === 'country') return countryName(value, t.language)
  if (name === 'size') return sizeText(t, value as SizeClass)
  if (name === 'language') return isLanguage(value) ? LANGUAGE_NAMES[value] : value
  return label ?? value
}

const withCount = (t: PracticeTexts, facet: Facet, { value, label, count }: FacetValue): Option => ({
  value,
  label: `${choiceText(t, facet, value, label)} (${count})`,
})

/** Choices in the order in which people look for them: sizes and years by number, the rest by name. */
function optionsOf(t: PracticeTexts, facet: Facet, facets: Facets, chosen: string | undefined): Option[] {
  const values = facets[facet]
  const missing = chosen !== undefined && !values.some(({ value }) => value === chosen)
  const all = missing ? [...values, { value: chosen, label: null, group: null, count: 0 }] : values
  const options = all.map((value) => withCount(t, facet, value))
  if (facet === 'year' || facet === 'size') return options
  return options.sort((a, b) => collatorOf(t.language).compare(a.label, b.label))
}

/** Broad topics, each followed by its narrower ones. */
function topicOptions(t: PracticeTexts, facets: Facets): (Option | OptionGroup)[] {
  const sorted = [...facets.topic].sort((a, b) => collatorOf(t.language).compare(a.label ?? '', b.label ?? ''))
  return sorted
    .filter(({ group }) => group === null)
    .map((broad) => ({
      group: broad.label ?? broad.value,
      options: [broad, ...sorted.filter(({ group }) => group === broad.label)].map((value) =>
        withCount(t, 'topic', value),
      ),
    }))
}

/** Regions of one country in a row; of several countries under the name of each. */
function regionOptions(t: PracticeTexts, facets: Facets, chosen: string | undefined): (Option | OptionGroup)[] {
  const countries = [...new Set(facets.region.map(({ group }) => group ?? ''))]
  if (countries.length < 2) return optionsOf(t, 'region', facets, chosen)
  return countries.map((country) => ({
    group: countryName(country, t.language),
    options: optionsOf(
      t,
      'region',
      { ...facets, region: facets.region.filter(({ group }) => group === country) },
      undefined,
    ),
  }))
}

type ListProps = {
  t: PracticeTexts
  filter: PracticeFilter
  facets: Facets
  page: PracticePage
  maps: CountryMap[]
  /** Name of the municipality that the list is narrowed to. */
  place: string | undefined
  mayWrite: boolean
  now: Date
  /** Marks of recognition, by id. */
  badges: ReadonlyMap<string, readonly Badge[]>
  /** For who acts for a municipality: how well each practice fits it, by id, and how many are compared at most. */
  fit: { marks: ReadonlyMap<string, Child>; most: number } | undefined
}

const Filters = ({ t, filter, facets }: Pick<ListProps, 't' | 'filter' | 'facets'>) => {
  const { q, topic, country, region, place, size, year, language, confirmed, sort, view } = filter
  const form = emptyForm({ q, topic, country, region, size, year: year?.toString(), language, confirmed })
  const action = `/${t.language}/practices`
  return (
    <FilterPanel
      action={action}
      active={narrowedBy(filter).length}
      clearHref={action}
      keep={{ sort: sort === 'newest' ? undefined : sort, view: view === 'cards' ? undefined : view, place }}
    >
      <Field form={form} name="q" label={t('list.q')} type="search" />
      <Choice form={form} name="topic" label={t('list.topic')} options={topicOptions(t, facets)} />
      {(facets.country.length > 1 || country) && (
        <Choice
          form={form}
          name="country"
          label={t('list.country')}
          options={optionsOf(t, 'country', facets, country)}
        />
      )}
      <Choice form={form} name="region" label={t('list.region')} options={regionOptions(t, facets, region)} />
      <Choice form={form} name="size" label={t('list.size')} options={optionsOf(t, 'size', facets, size)} />
      <Choice form={form} name="year" label={t('list.year')} options={optionsOf(t, 'year', facets, year?.toString())} />
      <Choice
        form={form}
        name="language"
        label={t('list.language')}
        options={optionsOf(t, 'language', facets, language)}
      />
      <Checkbox form={form} name="confirmed" label={t('list.confirmed')} value="yes" />
    </FilterPanel>
  )
}

function chipsOf({ t, filter, facets, place }: ListProps) {
  return narrowedBy(filter).map((name) => {
    const value = String(filter[name])
    const label =
      name === 'q'
        ? `„${value}“`
        : name === 'place'
          ? place
          : name === 'year'
            ? value
            : name === 'confirmed'
              ? t('list.confirmed')
              : facets[name].find((choice) => choice.value === value)?.label
    const text = choiceText(t, name, value, label)
    return {
      label: name === 'size' ? t('list.sizeChip', { size: text }) : text,
      removeHref: `/${t.language}/practices${changedQuery(filter, { [name]: undefined })}`,
    }
  })
}

export const PracticesPage = (props: ListProps) => {
  const { t, filter, facets, page, maps, mayWrite, now, fit, badges } = props
  const at = (query: string) => `/${t.language}/practices${query}`
  const empty = facets.total === 0
  return (
    <div class="section">
      <Heading level={1}>{t('list.title')}</Heading>
      <Lead>{t('list.lead')}</Lead>
      {mayWrite && (
        <Actions>
          <ButtonLink href={at('/new')}>{t('list.write')}</ButtonLink>
        </Actions>
      )}
      <Columns asideFirst aside={<Filters t={t} filter={filter} facets={facets} />}>
        <p role="status">
          <strong>{t('list.count', { count: facets.total })}</strong>
        </p>
        <FilterChips chips={chipsOf(props)} clearHref={at('')} />
        <Tabs
          label={t('list.views')}
          items={[
            {
              href: at(changedQuery(filter, { view: 'cards' })),
              label: t('list.cards'),
              current: filter.view === 'cards',
            },
            { href: at(changedQuery(filter, { view: 'map' })), label: t('list.map'), current: filter.view === 'map' },
          ]}
        />
        {filter.view === 'cards' && facets.total > 1 && (
          <SortLinks
            items={SORTS.filter((sort) => sort !== 'fit' || fit).map((sort) => ({
              href: at(changedQuery(filter, { sort })),
              label: t(SORT_TEXTS[sort]),
              current: sort === filter.sort,
            }))}
          />
        )}
        {empty ? (
          <Empty
            title={t('list.emptyTitle')}
            text={t('list.empty')}
            action={
              <ButtonLink href={at('')} variant="secondary">
                {t('list.all')}
              </ButtonLink>
            }
          />
        ) : filter.view === 'map' ? (
          <PracticeMaps t={t} filter={filter} maps={maps} />
        ) : (
          <>
            {fit && filter.sort === 'fit' && <Compared language={t.language} total={facets.total} most={fit.most} />}
            <PracticeList t={t} practices={page.practices} now={now} level={2} notes={fit?.marks} badges={badges} />
            <Neighbours t={t} filter={filter} page={page} />
          </>
        )}
        <TakeAway t={t} filter={filter} />
      </Columns>
    </div>
  )
}

/** The pages before and after this one. They have no numbers: new practices would move them. */
const Neighbours = ({ t, filter, page }: Pick<ListProps, 't' | 'filter' | 'page'>) =>
  page.before || page.after ? (
    <nav class="pager" aria-label={t('list.pages')}>
      {page.before && (
        <a
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          rel="prev"
          href={`/${t.language}/practices${changedQuery(filter, { before: page.before })}`}
        >
          <span aria-hidden="true">←</span> {t('list.previous')}
        </a>
      )}
      {page.after && (
        <a
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          rel="next"
          href={`/${t.language}/practices${changedQuery(filter, { after: page.after })}`}
        >
          {t('list.next')} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  ) : null

/** The same list as a feed and as data. */
const TakeAway = ({ t, filter }: Pick<ListProps, 't' | 'filter'>) => {
  const query = filterQuery({ ...filter, after: undefined, before: undefined, sort: 'newest', view: 'cards' })
  return (
    <section class="section" aria-labelledby="take-away" data-no-print="">
      <Heading level={2} size="xs" id="take-away">
        {t('list.take')}
      </Heading>
      <ul>
        <li>
          <a href={`/${t.language}/practices/list.atom${query}`}>{t('list.feed')}</a>
        </li>
        <li>
          <a href={`/api/v1/practices/list.csv${query}`}>CSV</a>,{' '}
          <a href={`/api/v1/practices/list.json${query}`}>JSON</a> ·{' '}
          <a href={`/${t.language}/practices/data`}>{t('list.codebook')}</a>
        </li>
      </ul>
    </section>
  )
}
