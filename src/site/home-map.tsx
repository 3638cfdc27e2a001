/** The map of the front page: where practices come from, in the first of the countries served. */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { boundariesOf, nameOf, placesAt } from '#core/places/index.ts'
import { records } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import type { CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import { Choropleth } from '#ui/charts/index.tsx'
import type { Topology } from '#ui/charts/topology.ts'
import { LanguageProvider, useLanguage } from '#ui/index.tsx'
import { type SiteTexts, siteTexts } from './texts.ts'

type HomeMapFacts = {
  country: CountryCode
  others: CountryCode[]
  topology: Topology
  names: Map<string, string>
  hrefs: Map<string, string>
  values: Map<string, number | null>
}

/** The map as it looks to everybody, or nothing when no country has boundaries of municipalities. */
export const drawHomeMap = (db: Db, countries: readonly CountryCode[], language: Language) =>
  keptDrawing(db, 'home.map', [language, countries], async () => {
    const map = await findHomeMap(db, countries, language)
    return (
      map && (
        <LanguageProvider language={language}>
          <HomeMap t={siteTexts.in(language)} map={map} />
        </LanguageProvider>
      )
    )
  })

async function findHomeMap(
  db: Db,
  countries: readonly CountryCode[],
  language: Language,
): Promise<HomeMapFacts | undefined> {
  for (const country of countries) {
    const topology = await boundariesOf(db, country, 'municipality')
    if (!topology) continue
    const [places, counts] = await Promise.all([placesAt(db, country, 'municipality'), countByPlace(db, country)])
    return {
      country,
      others: countries.filter((code) => code !== country),
      topology,
      names: new Map(places.map((place) => [place.code, nameOf(place, language)])),
      hrefs: new Map(places.map((place) => [place.code, `/${language}/places/${country}/${place.slug}`])),
      values: new Map(places.map((place) => [place.code, counts.get(place.id) ?? 0])),
    }
  }
  return undefined
}

async function countByPlace(db: Db, country: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ placeId: records.placeId, count: sql<number>`count(*)::int` })
    .from(records)
    .where(and(eq(records.country, country), eq(records.visibility, 'public'), isNotNull(records.placeId)))
    .groupBy(records.placeId)
  return new Map(rows.map(({ placeId, count }) => [placeId ?? '', count]))
}

const HomeMap = ({ t, map }: { t: SiteTexts; map: HomeMapFacts }) => {
  const language = useLanguage()
  return (
    <>
      <Choropleth
        title={t('home.map', { country: countryOf(map.country).names[language] })}
        topology={map.topology}
        object="places"
        values={map.values}
        names={map.names}
        hrefs={map.hrefs}
        classes={{ breaks: [1, 2, 3], whole: true }}
        source={{ text: t('home.map.source') }}
      />
      {map.others.length > 0 && (
        <p class="meta">
          {t('home.map.others')}:{' '}
          {map.others.map((code, index) => (
            <>
              {index > 0 && ', '}
              <a href={`/${language}/places/${code}`}>{countryOf(code).names[language]}</a>
            </>
          ))}
        </p>
      )}
    </>
  )
}
