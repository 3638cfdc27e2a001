/** The HTML of a place's facts: every figure with its year and source, its codes and its names in other languages. */
import type { Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import { DataTable, DefinitionList, Section } from '#ui/index.tsx'
import type { FigureRow, SourceRow } from './figure-queries.ts'
import { areaText, FACT_FIGURES, figureName, figureText } from './figures.ts'
import type { PlacePageFacts } from './place-page.ts'
import type { PlaceLine } from './queries.ts'
import type { T } from './texts.ts'

/** A source's day in the reader's words; a year or anything else as the source has it. */
const dayText = (date: string, language: Language) =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateText(language, new Date(`${date}T12:00:00Z`)) : date

const sourceOf = (sources: Map<string, SourceRow>, id: string | null, language: Language) => {
  const source = id ? sources.get(id) : undefined
  if (!source) return ''
  const words = [source.publisher, source.title].filter(Boolean).join(', ')
  return (
    <span>
      <span lang={language === 'en' ? undefined : 'en'}>
        {source.url ? (
          <a class="ds-link" href={source.url} rel="noopener">
            {words}
          </a>
        ) : (
          words
        )}
      </span>
      {source.date && `, ${dayText(source.date, language)}`}
    </span>
  )
}

export const FactTable = ({ t, facts: { place, figures, sources } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  const own = figures.filter(({ placeId }) => placeId === place.id)
  const rows = FACT_FIGURES.flatMap((code) => own.filter(({ figure }) => figure === code)).map((row: FigureRow) => ({
    figure: figureName(row.figure, language),
    value: figureText(row.figure, row.value, language, place.country),
    year: String(row.year),
    source: sourceOf(sources, row.source, language),
  }))
  if (place.areaKm2 !== null)
    rows.push({
      figure: t('area'),
      value: areaText(place.areaKm2, language),
      year: '',
      source: sourceOf(sources, place.areaSource, language),
    })
  return (
    <Section title={t('facts')} id="facts">
      {rows.length === 0 ? (
        <p>{t('noFacts')}</p>
      ) : (
        <DataTable
          caption={t('facts')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'figure', label: t('figure') },
            { key: 'value', label: t('value'), align: 'end' },
            { key: 'year', label: t('year'), align: 'end' },
            { key: 'source', label: t('source') },
          ]}
          rows={rows}
        />
      )}
    </Section>
  )
}

/** Proper names of code lists. */
const CODE_SYSTEMS: Record<string, string> = {
  makstat: 'MakStat',
  ntes: 'NTES',
  nuts2: 'NUTS 2',
  ocha: 'OCHA P-code',
  katottg: 'KATOTTG',
  centre: 'KATOTTG (centre)',
  ekatte_centre: 'EKATTE (centre)',
}

export const Codes = ({ t, place }: { t: T; place: PlaceLine }) => {
  const { language } = t
  const others = (Object.entries(place.names) as [Language, string][]).filter(([lang]) => lang !== language)
  return (
    <Section title={t('codes')} id="codes">
      <DefinitionList
        items={[
          { term: t('code'), value: place.code },
          { term: 'ISO 3166-2', value: place.iso },
          ...Object.entries(place.codes)
            .filter(([, code]) => code !== place.code)
            .map(([system, code]) => ({ term: CODE_SYSTEMS[system] ?? system, value: code })),
          {
            term: t('otherNames'),
            value: others.length > 0 && (
              <ul class="inline-list">
                {others.map(([lang, name]) => (
                  <li>
                    <span lang={lang}>{name}</span> ({lang}
                    {place.uncertainNames.includes(lang) && `, ${t('uncertainShort')}`})
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <p>
        {t('openData')}:{' '}
        <a class="ds-link" href={`/api/v1/places/${place.id}.json`}>
          JSON
        </a>
        {' · '}
        <a class="ds-link" href={`/${language}/places/codebook`}>
          {t('codebook')}
        </a>
      </p>
    </Section>
  )
}
