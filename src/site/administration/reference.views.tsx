/** HTML of reference data. */
import type { Language } from '#platform/languages.ts'
import { numberText } from '#platform/texts.ts'
import { Actions, ButtonLink, DataTable, DefinitionList, Empty, Section, useLanguage } from '#ui/index.tsx'
import { countryName, Moment } from './naming.tsx'
import type { CountryData, SourceLine, TopicData } from './reference.ts'
import { texts } from './texts.ts'

const Version = ({ version }: { version: string | null }) => {
  const t = texts.in(useLanguage())
  return version ? <code title={version}>{version.slice(0, 12)}</code> : <>{t('reference.notLoaded')}</>
}

/** Titles, publishers and licences of sources are kept in English. */
const ofSources = (page: Language) => (page === 'en' ? undefined : 'en')

type Props = { countries: CountryData[]; topics: TopicData; sources: SourceLine[] }
export const ReferencePage = ({ countries, topics, sources }: Props) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      <Section title={t('reference.places')} id="places">
        <DataTable
          caption={t('reference.places')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'country', label: t('country') },
            { key: 'places', label: t('reference.count'), align: 'end' },
            { key: 'figures', label: t('reference.figures'), align: 'end' },
            { key: 'newest', label: t('reference.newest'), align: 'end' },
            { key: 'boundaries', label: t('reference.boundaries') },
            { key: 'version', label: t('reference.version') },
            { key: 'loaded', label: t('reference.loaded') },
          ]}
          rows={countries.map((row) => ({
            country: countryName(language, row.country),
            places: numberText(language, row.places),
            figures: numberText(language, row.figures),
            newest: row.newestFigure ?? '–',
            boundaries: row.boundaries ? (
              <>
                {t(row.boundaries.shipped ? 'reference.shipped' : 'reference.imported')}{' '}
                <Moment date={row.boundaries.at} style="short" />
              </>
            ) : (
              '–'
            ),
            version: <Version version={row.version} />,
            loaded: row.loadedAt ? <Moment date={row.loadedAt} style="short" /> : '–',
          }))}
        />
        <Actions>
          <ButtonLink href={`/${language}/places/boundaries`} variant="secondary">
            {t('reference.import')}
          </ButtonLink>
        </Actions>
      </Section>
      <Section title={t('reference.topics')} id="topics">
        <DefinitionList
          items={[
            { term: t('reference.topicCount'), value: numberText(language, topics.topics) },
            { term: t('reference.version'), value: <Version version={topics.version} /> },
            { term: t('reference.loaded'), value: topics.loadedAt && <Moment date={topics.loadedAt} /> },
          ]}
        />
      </Section>
      <Section title={t('reference.sources')} id="sources">
        {sources.length === 0 ? (
          <Empty text={t('reference.noSources')} />
        ) : (
          <DataTable
            caption={t('reference.sources')}
            captionHidden
            responsive="stack"
            columns={[
              { key: 'title', label: t('reference.source') },
              { key: 'publisher', label: t('reference.publisher') },
              { key: 'country', label: t('country') },
              { key: 'date', label: t('reference.date') },
              { key: 'licence', label: t('reference.licence') },
            ]}
            rows={sources.map((source) => ({
              title: source.url ? (
                <a href={source.url} rel="noreferrer" lang={ofSources(language)}>
                  {source.title}
                </a>
              ) : (
                <span lang={ofSources(language)}>{source.title}</span>
              ),
              publisher: source.publisher ? <span lang={ofSources(language)}>{source.publisher}</span> : '–',
              country: countryName(language, source.country),
              date: source.date ?? '–',
              licence: source.licence ? (
                <span lang={ofSources(language)}>{source.licence}</span>
              ) : (
                t('reference.unknown')
              ),
            }))}
          />
        )}
      </Section>
    </>
  )
}
