/** The HTML of one place: what it is, its facts with their sources, what lies in it, and what other subjects have for it. */

import type { Child } from 'hono/jsx'
import type { CountryCode } from '#platform/config.ts'
import type { Language } from '#platform/languages.ts'
import type { Part } from '#platform/module.ts'
import { numberText } from '#platform/texts.ts'
import { Actions, Alert, ButtonLink, CardGrid, Columns, Heading, Lead, Meta, Section, Statistic } from '#ui/index.tsx'
import { directoryPath, levelCounts, PlaceSearch } from './directory-views.tsx'
import { Codes, FactTable } from './fact-views.tsx'
import { areaText } from './figures.ts'
import { Likeness } from './likeness-view.tsx'
import { AgeProfile, PlaceMapView } from './map-views.tsx'
import { langOf, levelName, namesOf, pathOfPlace, typeName } from './names.ts'
import type { PlacePageFacts } from './place-page.ts'
import { PlaceLink, PlaceTable } from './place-table.tsx'
import type { OrganisationLine, PlaceLine } from './queries.ts'
import { sizeClassOf } from './rules.ts'
import { LEVELS } from './schema.ts'
import type { T } from './texts.ts'

type PlacePageProps = {
  t: T
  /** Drawn once for everybody. */
  itself: Child
  /** What other subjects show, which may depend on who reads. */
  parts: readonly Part[]
  /** Drawn once for everybody. */
  end: Child
}
export const PlacePage = ({ t, itself, parts, end }: PlacePageProps) => (
  <>
    {itself}
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
    {end}
  </>
)

export const PlaceItself = ({ t, facts }: { t: T; facts: PlacePageFacts }) => {
  const { place, above } = facts
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
      <KeyFigures t={t} place={place} />
      {place.level === 'municipality' ? (
        <Columns aside={<PlaceMapView t={t} facts={facts} />}>
          <Around t={t} facts={facts} />
        </Columns>
      ) : (
        <Columns aside={<Around t={t} facts={facts} />}>
          <PlaceMapView t={t} facts={facts} />
        </Columns>
      )}
      <Within t={t} facts={facts} />
      <FactTable t={t} facts={facts} />
      <AgeProfile t={t} facts={facts} />
      <Likeness t={t} facts={facts} />
    </>
  )
}

type PlaceEndProps = { t: T; place: PlaceLine; organisations: readonly OrganisationLine[] }
/** Whose seat the place is, and by which codes others know it. */
export const PlaceEnd = ({ t, place, organisations }: PlaceEndProps) => {
  const { language } = t
  return (
    <>
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
  const perKm2 = place.population !== null && place.areaKm2 ? place.population / place.areaKm2 : undefined
  return (
    <CardGrid>
      <Statistic
        label={t('population')}
        value={place.population === null ? t('noData') : numberText(language, place.population)}
        note={[place.populationYear, size && t(`size.${size}`)].filter(Boolean).join(' · ')}
      />
      <Statistic label={t('area')} value={place.areaKm2 === null ? t('noData') : areaText(place.areaKm2, language)} />
      {perKm2 !== undefined && (
        <Statistic
          label={t('density')}
          value={numberText(language, perKm2, { maximumFractionDigits: 1 })}
          note={t('perKm2')}
        />
      )}
    </CardGrid>
  )
}

/** Beside the map: who borders on it, and where to go from here. */
const Around = ({ t, facts }: { t: T; facts: PlacePageFacts }) => {
  const { place } = facts
  const { language } = t
  const scope = place.level === 'country' ? {} : { region: place.id }
  return (
    <>
      {place.level === 'country' && <PlaceSearch t={t} q="" country={place.country} />}
      <Neighbours t={t} facts={facts} />
      <Actions>
        {place.level !== 'country' && (
          <ButtonLink href={`/${language}/places/compare?place=${encodeURIComponent(place.slug)}`} variant="secondary">
            {t('compareWith')}
          </ButtonLink>
        )}
        {place.level !== 'municipality' && (
          <ButtonLink
            variant="secondary"
            href={directoryPath(language, { country: place.country as CountryCode, ...scope })}
          >
            {t('allOf', { units: levelName(place.country, 'municipality', language) })}
          </ButtonLink>
        )}
      </Actions>
    </>
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

/** What lies in the place, level by level: its own parts, and all its municipalities when there is a level between. */
const Within = ({ t, facts: { place, below, municipalities, counts } }: { t: T; facts: PlacePageFacts }) => {
  const { language } = t
  const direct = LEVELS.map((level) => ({ level, places: below.filter((one) => one.level === level) }))
  const between = below.every(({ level }) => level !== 'municipality')
  const groups = [...direct, ...(between ? [{ level: 'municipality' as const, places: municipalities }] : [])].filter(
    ({ places }) => places.length > 0,
  )
  const others = levelCounts(counts, place.country, language).filter(
    (one) => place.level === 'country' && !groups.some(({ level }) => level === one.level),
  )
  return (
    <>
      {groups.map(({ level, places }) => {
        const title = levelName(place.country, level, language)
        return (
          <Section title={`${title} (${numberText(language, places.length)})`} id={`level-${level}`}>
            <PlaceTable t={t} caption={title} places={places} />
          </Section>
        )
      })}
      {others.length > 0 && (
        <ul>
          {others.map((one) => (
            <li>
              <a
                class="ds-link"
                href={directoryPath(language, { country: place.country as CountryCode, level: one.level })}
              >
                {one.label}: {numberText(language, one.count)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export const pathsAbove = (above: PlaceLine[], language: Language) =>
  above.map((one) => ({ href: `/${language}${pathOfPlace(one)}`, label: namesOf(one, language).text }))
