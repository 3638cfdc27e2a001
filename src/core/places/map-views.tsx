/** The map and the age profile of a place, from its outlines and figures. */
import { Choropleth, LocatorMap, Pyramid } from '#ui/charts/index.tsx'
import { Section } from '#ui/index.tsx'
import { AGE_GROUPS } from './engine/features.ts'
import type { FigureRow } from './figure-queries.ts'
import { bareNameOf, levelName, nameOf, pathOfPlace } from './names.ts'
import type { PlacePageFacts } from './place-page.ts'
import type { PlaceLine } from './queries.ts'
import type { T } from './texts.ts'

type Props = { t: T; facts: PlacePageFacts }

const density = ({ population, areaKm2 }: PlaceLine) => (population !== null && areaKm2 ? population / areaKm2 : null)

export const PlaceMapView = ({ t, facts }: Props) => {
  const { place, map, municipalities, above } = facts
  if (!map) return null
  const { language } = t
  const names = new Map(map.outlines.map((one) => [one.code, bareNameOf(one, language).text]))
  const hrefs = new Map(map.outlines.map((one) => [one.code, `/${language}${pathOfPlace(one)}`]))
  const name = nameOf(place, language)
  const source = map.source ? { text: t('mapSource', { source: map.source }) } : undefined
  const shared = { topology: map.topology, names, hrefs, source }
  const point = (one: PlaceLine) =>
    one.latitude === null || one.longitude === null
      ? []
      : [
          {
            code: one.code,
            lat: one.latitude,
            lon: one.longitude,
            value: one.population,
            href: `/${language}${pathOfPlace(one)}`,
            name: nameOf(one, language),
          },
        ]

  if (place.level === 'country') {
    const values = new Map(map.outlines.map((one) => [one.code, density(one)]))
    const known = [...values.values()].some((value) => value !== null)
    const title = t('mapOf', { units: levelName(place.country, map.level, language) })
    return known ? (
      <Choropleth {...shared} title={title} unit={t('perKm2')} values={values} digits={0} />
    ) : (
      <LocatorMap {...shared} title={title} />
    )
  }
  if (place.level === 'municipality') {
    if (map.level === 'municipality')
      return <LocatorMap {...shared} title={t('where', { name })} highlight={place.code} neighboursOf={place.code} />
    const region = above.find(({ level }) => level === 'region')
    return <LocatorMap {...shared} title={t('where', { name })} neighboursOf={region?.code} point={point(place)[0]} />
  }
  const inside = map.level === 'municipality' ? municipalities.filter(({ code }) => names.has(code)) : []
  if (inside.length > 0)
    return (
      <Choropleth
        {...shared}
        title={t('mapPopulation', { name })}
        values={new Map(inside.map((one) => [one.code, one.population]))}
        only={inside.map(({ code }) => code)}
      />
    )
  const region = place.level === 'region' ? place : above.find(({ level }) => level === 'region')
  const points = municipalities.flatMap(point)
  if (!region || !names.has(region.code)) return null
  return points.some(({ value }) => value !== null) ? (
    <Choropleth
      {...shared}
      title={t('mapPopulation', { name })}
      only={[region.code]}
      highlight={region.code}
      points={points}
    />
  ) : (
    <LocatorMap {...shared} title={t('where', { name })} highlight={region.code} />
  )
}

/** Shares of the newest census with age groups; nothing when a place has none. */
function ageShares(
  figures: FigureRow[],
  placeId: string,
): { year: number; source: string; shares: (number | null)[] } | undefined {
  const own = figures.filter((row) => row.placeId === placeId)
  const newest = own.find((row) => row.figure === AGE_GROUPS[0]?.figure)
  if (!newest) return undefined
  const values = AGE_GROUPS.map(
    ({ figure }) => own.find((row) => row.figure === figure && row.year === newest.year)?.value,
  )
  const total = values.reduce((sum: number, value) => sum + (value ?? 0), 0)
  if (total === 0) return undefined
  return {
    year: newest.year,
    source: newest.source,
    shares: values.map((value) => (value === undefined ? null : (value / total) * 100)),
  }
}

export const AgeProfile = ({ t, facts: { place, above, figures, sources } }: Props) => {
  const { language } = t
  const own = ageShares(figures, place.id)
  if (!own) return null
  const country = above[0]
  const whole = country && ageShares(figures, country.id)
  const source = sources.get(own.source)
  return (
    <Section title={t('ages')} id="ages">
      <Pyramid
        title={t('agesTitle', { year: String(own.year) })}
        unit="%"
        digits={1}
        nameLabel={t('ageGroup')}
        groups={AGE_GROUPS.map(({ label }) => label)}
        own={{ label: nameOf(place, language), values: own.shares }}
        compare={country && whole && { label: nameOf(country, language), values: whole.shares }}
        source={
          source && { text: [source.publisher, source.title].filter(Boolean).join(', '), href: source.url ?? undefined }
        }
      />
    </Section>
  )
}
