/** The HTML of one place: what it is, its facts with their sources, what lies in it, and what other subjects have for it. */
import type { Language } from '#platform/languages.ts'
import { numberText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Columns,
  DataTable,
  DefinitionList,
  Heading,
  Lead,
  Meta,
  Section,
  Statistic,
} from '#ui/index.tsx'
import { directoryPath, levelCounts, PlaceLink, PlaceSearch, PlaceTable } from './directory-views.tsx'
import type { FigureRow, SourceRow } from './figure-queries.ts'
import { areaText, FACT_FIGURES, figureName, figureText } from './figures.ts'
import { Likeness } from './likeness-view.tsx'
import { AgeProfile, PlaceMapView } from './map-views.tsx'
import { langOf, levelName, namesOf, pathOfPlace, typeName } from './names.ts'
import type { PlacePageFacts } from './place-page.ts'
import type { PlaceLine } from './queries.ts'
import { sizeClassOf } from './rules.ts'
import type { T } from './texts.ts'

export const PlacePage = ({ t, facts }: { t: T; facts: PlacePageFacts }) => {
  const { place, above, organisations, parts } = facts
  const { language } = t
  const name = namesOf(place, language)
  return (
    <>
      <Heading level={1} lang={langOf(name, language)}>
        {name.text}
      </Heading>
      <Lead>
        {typeName(place, language)}
        {above.toReversed().map((one) => (
          <>
            {' · '}
            <PlaceLink place={one} language={language} />
          </>
        ))}
      </Lead>
      <Notes t={t} facts={facts} />
      <Columns aside={<PlaceMapView t={t} facts={facts} />}>
        <KeyFigures t={t} place={place} />
        <Actions>
          {place.level !== 'country' && (
            <ButtonLink
              href={`/${language}/places/compare?place=${encodeURIComponent(place.slug)}`}
              variant="secondary"
            >
              {t('compareWith')}
            </ButtonLink>
          )}
          {place.level !== 'municipality' && (
            <ButtonLink
              variant="secondary"
              href={directoryPath(
                language,
                place.level === 'country'
                  ? { country: place.country as 'mk' }
                  : { country: place.country as 'mk', region: place.id },
              )}
            >
              {t('allOf', { units: levelName(place.country, 'municipality', language) })}
            </ButtonLink>
          )}
        </Actions>
        {place.level === 'country' && <PlaceSearch t={t} q="" country={place.country} />}
        <Neighbours t={t} facts={facts} />
      </Columns>
      <Within t={t} facts={facts} />
      <FactTable t={t} facts={facts} />
      <AgeProfile t={t} facts={facts} />
      <Likeness t={t} facts={facts} />
      {parts.map((part) => (
        <Section title={part.title} id={part.id}>
          {part.content}
          {part.href && (
            <p>
              <a class="ds-link" href={part.href}>
                {t('showAll')}
              </a>
            </p>
          )}
        </Section>
      ))}
      {organisations.length > 0 && (
        <Section title={t('organisations')}>
          <ul>
            {organisations.map((one) => (
              <li>
                <span lang={one.language === language ? undefined : one.language}>{one.name}</span>
                {one.website && (
                  <>
                    {' · '}
                    <a class="ds-link" href={one.website} rel="noopener">
                      {t('website')}
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Codes t={t} place={place} />
    </>
  )
}

/** What a reader must know before trusting the page: an ended unit, an unsure name, a place not under its state's control. */
const Notes = ({ t, facts: { place, successor } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  const { lang } = namesOf(place, language)
  return (
    <>
      {place.validUntil && (
        <Alert color="warning" title={t('ended', { date: place.validUntil })}>
          {successor ? (
            <p>
              {t('successor')} <PlaceLink place={successor} language={language} />
            </p>
          ) : undefined}
        </Alert>
      )}
      {place.status === 'occupied_before_2022' && <Alert>{t('occupied')}</Alert>}
      {place.status === 'unnamed_in_source' && <Alert>{t('unnamed')}</Alert>}
      {place.uncertainNames.includes(lang) && <Meta>{t('uncertainName')}</Meta>}
    </>
  )
}

const KeyFigures = ({ t, place }: { t: T; place: PlaceLine }) => {
  const { language } = t
  const size = place.level === 'municipality' ? sizeClassOf(place.population) : undefined
  return (
    <div class="statistics">
      <Statistic
        label={t('population')}
        value={place.population === null ? t('noData') : numberText(language, place.population)}
        note={place.populationYear === null ? undefined : String(place.populationYear)}
      />
      <Statistic label={t('area')} value={place.areaKm2 === null ? t('noData') : areaText(place.areaKm2, language)} />
      {place.population !== null && place.areaKm2 !== null && (
        <Statistic
          label={t('density')}
          value={numberText(language, place.population / place.areaKm2, { maximumFractionDigits: 1 })}
          note={t('perKm2')}
        />
      )}
      {size && <Statistic label={t('size')} value={t(`size.${size}`)} />}
    </div>
  )
}

const Neighbours = ({ t, facts: { place, map } }: { t: T; facts: PlacePageFacts }) => {
  if (place.level !== 'municipality' || map?.level !== 'municipality') return null
  const neighbours = map.outlines.filter(({ code }) => map.neighbours.includes(code))
  if (neighbours.length === 0) return null
  return (
    <Section title={t('neighbours')} level={2}>
      <ul class="tag-list">
        {neighbours.map((one) => (
          <li>
            <PlaceLink place={one} language={t.language} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What lies in the place: its own parts, and for a region all its municipalities when there is a level between. */
const Within = ({ t, facts: { place, below, municipalities, counts } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  const level = below[0]?.level
  if (!level) return null
  const title = levelName(place.country, level, language)
  const between = level !== 'municipality' && municipalities.length > 0
  const others =
    place.level === 'country' ? levelCounts(counts, place.country, language).filter((one) => one.level !== level) : []
  return (
    <>
      <Section title={`${title} (${numberText(language, below.length)})`} id="parts">
        <PlaceTable t={t} caption={title} places={below} />
        {others.map((one) => (
          <p>
            <a class="ds-link" href={directoryPath(language, { country: place.country as 'mk', level: one.level })}>
              {one.label}: {numberText(language, one.count)}
            </a>
          </p>
        ))}
      </Section>
      {between && (
        <Section
          title={`${levelName(place.country, 'municipality', language)} (${numberText(language, municipalities.length)})`}
          id="municipalities"
        >
          <PlaceTable t={t} caption={levelName(place.country, 'municipality', language)} places={municipalities} />
        </Section>
      )}
    </>
  )
}

const sourceOf = (sources: Map<string, SourceRow>, id: string | null) => {
  const source = id ? sources.get(id) : undefined
  if (!source) return ''
  const words = [source.publisher, source.title, source.date].filter(Boolean).join(', ')
  return source.url ? (
    <a class="ds-link" href={source.url} rel="noopener" lang="en">
      {words}
    </a>
  ) : (
    <span lang="en">{words}</span>
  )
}

const FactTable = ({ t, facts: { place, figures, sources } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  const own = figures.filter(({ placeId }) => placeId === place.id)
  const rows = FACT_FIGURES.flatMap((code) => own.filter(({ figure }) => figure === code)).map((row: FigureRow) => ({
    figure: figureName(row.figure, language),
    value: figureText(row.figure, row.value, language, place.country),
    year: String(row.year),
    source: sourceOf(sources, row.source),
  }))
  if (place.areaKm2 !== null)
    rows.push({
      figure: t('area'),
      value: areaText(place.areaKm2, language),
      year: '',
      source: sourceOf(sources, place.areaSource),
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

const Codes = ({ t, place }: { t: T; place: PlaceLine }) => {
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
            .map(([system, code]) => ({ term: system, value: code })),
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

export const pathsAbove = (above: PlaceLine[], language: Language) =>
  above.map((one) => ({ href: `/${language}${pathOfPlace(one)}`, label: namesOf(one, language).text }))
