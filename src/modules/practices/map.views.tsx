/** Practices on maps, one a country, each with its municipalities in a table. Draws nothing itself: charts do. */
import { Choropleth } from '#ui/charts/index.tsx'
import { DataTable, Heading, Meta } from '#ui/index.tsx'
import { changedQuery, type PracticeFilter } from './filters.ts'
import type { CountryMap } from './maps.ts'
import { countryName, type PracticeTexts, placeName } from './naming.ts'

type Props = { t: PracticeTexts; filter: PracticeFilter; maps: readonly CountryMap[] }

export const PracticeMaps = ({ t, filter, maps }: Props) => (
  <>
    {maps.map((map) => (
      <section class="section">
        <Heading level={2}>{countryName(map.country, t.language)}</Heading>
        <PracticeMap t={t} filter={filter} map={map} />
      </section>
    ))}
    <Meta>{t('list.mapNoPlace')}</Meta>
  </>
)

const PracticeMap = ({ t, filter, map }: Omit<Props, 'maps'> & { map: CountryMap }) => {
  const { language } = t
  const narrowed = (change: Partial<PracticeFilter>) =>
    `/${language}/practices${changedQuery(filter, { ...change, view: 'cards' })}`
  const hrefOf = (code: string) => narrowed(map.level === 'municipality' ? { place: code } : { region: code })
  const most = Math.max(1, ...map.counts.values())
  return (
    <>
      {map.areas.length > 0 && (
        <Choropleth
          title={t('list.mapTitle', { country: countryName(map.country, language) })}
          unit={t('list.mapUnit')}
          topology={map.topology}
          values={map.counts}
          names={new Map(map.areas.map((area) => [area.code, placeName(area, language).text]))}
          hrefs={new Map([...map.counts].filter(([, count]) => count > 0).map(([code]) => [code, hrefOf(code)]))}
          classes={{
            breaks:
              most > 2
                ? [1, 2, Math.ceil((most + 3) / 2)].filter((b, i, all) => all.indexOf(b) === i && b <= most)
                : [1],
          }}
          points={
            map.level === 'municipality'
              ? []
              : map.places.flatMap((place) =>
                  place.latitude !== null && place.longitude !== null
                    ? [
                        {
                          code: place.code,
                          lat: place.latitude,
                          lon: place.longitude,
                          name: placeName(place, language).text,
                          value: place.count,
                          href: narrowed({ place: place.code }),
                        },
                      ]
                    : [],
                )
          }
        />
      )}
      <DataTable
        caption={t('list.mapTable')}
        columns={[
          { key: 'place', label: t('list.place') },
          { key: 'count', label: t('list.mapCount'), align: 'end' },
        ]}
        rows={map.places.map((place) => {
          const { text, lang } = placeName(place, language)
          return {
            place: (
              <a href={narrowed({ place: place.code })} lang={lang}>
                {text}
              </a>
            ),
            count: String(place.count),
          }
        })}
      />
    </>
  )
}
