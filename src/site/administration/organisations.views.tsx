/** HTML of the list of organisations with its filters; one organisation is in organisation.views.tsx. */
import type { OrganisationLine } from '#core/people/index.ts'
import { emptyForm } from '#platform/forms.ts'
import {
  Actions,
  ButtonLink,
  Checkbox,
  Columns,
  DataTable,
  Empty,
  ExampleTag,
  Field,
  FilterPanel,
  Pager,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import { CountryChoice, KindChoice } from './choices.tsx'
import { countryName, kindName } from './naming.tsx'
import { texts } from './texts.ts'

type ListProps = {
  at: string
  lines: OrganisationLine[]
  total: number
  pages: number
  filter: { q: string; kind?: string | undefined; country?: string | undefined; closed: boolean; page: number }
  countries: readonly string[]
  mayAdd: boolean
}
export const OrganisationList = ({ at, lines, total, pages, filter, countries, mayAdd }: ListProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const path = `${at}/organisations`
  const form = emptyForm({ q: filter.q, kind: filter.kind, country: filter.country, closed: filter.closed ? 'on' : '' })
  const chosen = [filter.q, filter.kind, filter.country, filter.closed].filter(Boolean).length
  return (
    <Columns
      asideFirst
      aside={
        <FilterPanel action={path} active={chosen} clearHref={path}>
          <Field form={form} name="q" type="search" label={t('organisations.search')} />
          <KindChoice form={form} />
          <CountryChoice form={form} countries={countries} />
          <Checkbox form={form} name="closed" label={t('organisations.withClosed')} />
        </FilterPanel>
      }
    >
      {mayAdd && (
        <Actions>
          <ButtonLink href={`${path}/new`}>{t('organisations.add')}</ButtonLink>
        </Actions>
      )}
      {lines.length === 0 ? (
        <Empty text={t('organisations.none')} />
      ) : (
        <DataTable
          caption={t('organisations.caption', { count: total })}
          responsive="stack"
          columns={[
            { key: 'name', label: t('organisations.name') },
            { key: 'kind', label: t('organisations.kind') },
            { key: 'country', label: t('country') },
            { key: 'members', label: t('area.people'), align: 'end' },
          ]}
          rows={lines.map((line) => ({
            name: <OrganisationName at={at} organisation={line} />,
            kind: kindName(language, line.kind),
            country: countryName(language, line.country),
            members: line.members,
          }))}
        />
      )}
      <Pager page={filter.page} pages={pages} href={(page) => `${path}?${queryOf({ ...filter, page })}`} />
    </Columns>
  )
}

const queryOf = (filter: ListProps['filter']) => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value))
  return query
}

const OrganisationName = ({ at, organisation }: { at: string; organisation: OrganisationLine }) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      <a
        href={`${at}/organisations/${organisation.id}`}
        lang={organisation.language === language ? undefined : organisation.language}
      >
        {organisation.name}
      </a>
      {organisation.example && (
        <>
          {' '}
          <ExampleTag />
        </>
      )}
      {organisation.closedAt && (
        <>
          {' '}
          <Tag color="warning">{t('organisations.closed')}</Tag>
        </>
      )}
    </>
  )
}
