/** Charts of the practices of a year: by topic, month, country, region, municipality, and of all years. */
import { countryName, placeName } from '#modules/practices/index.ts'
import { BarChart, Choropleth } from '#ui/charts/index.tsx'
import type { Count, Division } from './figures.ts'
import type { Narrowing } from './forms.ts'
import type { CountryMap } from './map.ts'
import { listPage, monthName, narrowingOf, yearPage } from './naming.tsx'
import type { OverviewTexts } from './texts.ts'
import type { YearContent } from './year.ts'

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

export const Charts = ({ t, content }: { t: OverviewTexts; content: YearContent }) => {
  const { by } = content.figures
  const practices = (added: Narrowing) => listPage(t, content, 'practices', added)
  const bars = (division: Division, narrowing: (count: Count) => Narrowing, label = (count: Count) => count.name) =>
    by[division].map((one) => ({ label: label(one), value: one.count, href: practices(narrowing(one)) }))
  const bySize = (rows: ReturnType<typeof bars>) => rows.toSorted((a, b) => b.value - a.value)
  return (
    <>
      <BarChart
        title={t('chart.topics')}
        nameLabel={t('name.topic')}
        note={t('chart.topicsNote')}
        digits={0}
        bars={bySize(bars('topic', ({ key }) => ({ topic: key })))}
      />
      <BarChart
        title={t('chart.months')}
        nameLabel={t('name.month')}
        digits={0}
        bars={MONTHS.filter((month) => content.asOf === undefined || month <= content.asOf.getUTCMonth() + 1).map(
          (month) => {
            const count = by.month.find(({ key }) => Number(key) === month)?.count ?? 0
            const label = monthName(t, month)
            return count > 0 ? { label, value: count, href: practices({ month }) } : { label, value: 0 }
          },
        )}
      />
      {content.country === undefined && (
        <BarChart
          title={t('chart.countries')}
          nameLabel={t('name.country')}
          digits={0}
          bars={bars(
            'country',
            ({ key }) => ({ country: key as Narrowing['country'] }),
            ({ key }) => countryName(key, t.language),
          )}
        />
      )}
      {by.country.map(({ key: country }) => (
        <RegionChart t={t} country={country} regions={by.region} practices={practices} />
      ))}
      {content.maps.map((map) => (
        <MapChart t={t} map={map} practices={practices} />
      ))}
      <BarChart
        title={t('chart.years')}
        nameLabel={t('name.year')}
        direction="vertical"
        digits={0}
        bars={by.year.map(({ key, count }) => ({
          label: key,
          value: count,
          highlight: Number(key) === content.year,
          href: yearPage(t, Number(key), '', narrowingOf(content)),
        }))}
      />
    </>
  )
}

type Practices = (added: Narrowing) => string
const RegionChart = (props: { t: OverviewTexts; country: string; regions: readonly Count[]; practices: Practices }) => {
  const { t, country, regions, practices } = props
  const own = regions.filter((region) => region.country === country)
  return own.length === 0 ? null : (
    <BarChart
      title={t('chart.regions', { country: countryName(country, t.language) })}
      nameLabel={t('name.region')}
      note={t('chart.regionsNote')}
      digits={0}
      bars={own.map(({ key, name, count }) => ({
        label: name,
        value: count,
        href: practices({ country: country as Narrowing['country'], region: key }),
      }))}
    />
  )
}

const MapChart = ({ t, map, practices }: { t: OverviewTexts; map: CountryMap; practices: Practices }) => {
  const country = map.country as Narrowing['country']
  const most = Math.max(1, ...map.counts.values())
  const title = map.level === 'region' ? 'chart.mapOfRegions' : 'chart.map'
  return (
    <Choropleth
      title={t(title, { country: countryName(map.country, t.language) })}
      nameLabel={t(map.level === 'region' ? 'name.region' : 'name.municipality')}
      topology={map.topology}
      digits={0}
      classes={{ breaks: [1, 2, 3, 5, 10, 20].filter((limit) => limit <= most), whole: true }}
      names={new Map(map.areas.map((area) => [area.code, placeName(area, t.language).text]))}
      values={new Map(map.areas.map(({ code }) => [code, map.counts.get(code) ?? 0]))}
      hrefs={
        new Map(
          [...map.counts.keys()].map((code) => [
            code,
            practices(map.level === 'region' ? { country, region: code } : { country, place: code }),
          ]),
        )
      }
    />
  )
}
