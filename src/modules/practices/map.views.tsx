/** Practices on maps, one a country, each with its municipalities to choose from. Draws nothing itself: charts do. */
import { Choropleth } from '#ui/charts/index.tsx'
import { Heading, Meta, Tag } from '#ui/index.tsx'
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
  const places = map.places.map((place) => ({
    ...place,
    said: placeName(place, language),
    href: narrowed({ place: place.code }),
  }))
  const most = Math.max(1, ...places.map(({ count }) => count))
  return (
    <>
      <Choropleth
        title={t('list.mapTitle', { country: countryName(map.country, language) })}
        topology={map.topology}
        names={new Map(map.areas.map((area) => [area.code, placeName(area, language).text]))}
        classes={{ breaks: [2, 3, 5, 10].filter((limit) => limit <= most) }}
        points={places.flatMap(({ code, latitude: lat, longitude: lon, said, count, href }) =>
          lat !== null && lon !== null ? [{ code, lat, lon, name: said.text, value: count, href }] : [],
        )}
      />
      <ul class="tag-list" aria-label={t('list.mapTable')}>
        {places.map(({ said, count, href }) => (
          <li>
            <Tag href={href}>
              <span lang={said.lang}>{`${said.text} (${count})`}</span>
            </Tag>
          </li>
        ))}
      </ul>
    </>
  )
}
