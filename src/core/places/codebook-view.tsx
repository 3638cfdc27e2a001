/** The codebook of the open data of places: what each column and figure means and where the values are from. */
import { DataTable, Heading, Lead, Section } from '#ui/index.tsx'
import type { SourceRow } from './figure-queries.ts'
import { FIGURES } from './figures.ts'
import { bareNameOf } from './names.ts'
import type { PlaceLine } from './queries.ts'
import type { T } from './texts.ts'

/** Columns of the list, in the order of the CSV; the texts say what each holds. */
export const COLUMNS = [
  'id',
  'country',
  'code',
  'level',
  'type',
  'iso_3166_2',
  'parent_code',
  'city_code',
  'name_<language>',
  'uncertain_names',
  'latitude',
  'longitude',
  'area_km2',
  'population',
  'population_year',
  'status',
  'valid_from',
  'valid_until',
  'url',
] as const

export type CountrySources = { country: PlaceLine; sources: SourceRow[] }

export const Codebook = ({ t, sources }: { t: T; sources: CountrySources[] }) => (
  <>
    <Heading level={1}>{t('codebook')}</Heading>
    <Lead>{t('codebookLead')}</Lead>
    <Section title={t('files')}>
      <ul>
        {FILES.map(({ href, label }) => (
          <li>
            <a class="ds-link" href={href}>
              {href}
            </a>
            {`: ${t(label)}`}
          </li>
        ))}
      </ul>
      <p>{t('filesFilter')}</p>
    </Section>
    <Section title={t('columns')}>
      <DataTable
        caption={t('columns')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'column', label: t('column') },
          { key: 'meaning', label: t('meaning') },
        ]}
        rows={COLUMNS.map((column) => ({
          column: <code>{column}</code>,
          meaning: t(`column.${column === 'name_<language>' ? 'name' : column}`),
        }))}
      />
    </Section>
    <Section title={t('figures')}>
      <p>{t('figuresNote')}</p>
      <DataTable
        caption={t('figures')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'code', label: t('code') },
          { key: 'name', label: t('name') },
          { key: 'unit', label: t('unit') },
        ]}
        rows={FIGURES.map((figure) => ({
          code: <code>{figure.code}</code>,
          name: figure.names[t.language],
          unit: <code>{figure.unit}</code>,
        }))}
      />
    </Section>
    <Section title={t('sources')}>
      {sources.map(({ country, sources: list }) => (
        <>
          <Heading level={3}>{bareNameOf(country, t.language).text}</Heading>
          <ul lang="en">
            {list.map((one) => (
              <li>
                <code>{one.id}</code>:{' '}
                {one.url ? (
                  <a class="ds-link" href={one.url} rel="noopener">
                    {one.title}
                  </a>
                ) : (
                  one.title
                )}
                {[one.publisher, one.date, one.licence].filter(Boolean).map((part) => `. ${part}`)}
              </li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  </>
)

const FILES = [
  { href: '/api/v1/places/list.csv', label: 'file.csv' },
  { href: '/api/v1/places/list.json', label: 'file.json' },
  { href: '/api/v1/places/list.geojson', label: 'file.geojson' },
  { href: '/api/v1/places/figures.csv', label: 'file.figures' },
] as const
