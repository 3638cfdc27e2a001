/** Every chart and map in every state: empty, one value, missing, negative, many, long names. For whoever builds with them. */
import { Heading, Section } from '#ui/words.tsx'
import { BarChart } from './bar-chart.tsx'
import { Choropleth } from './choropleth.tsx'
import { AGE_GROUPS, ageFigure, type GalleryPlace, galleryData } from './gallery-data.ts'
import { Histogram } from './histogram.tsx'
import { LineChart } from './line-chart.tsx'
import { LocatorMap } from './locator-map.tsx'
import type { PointStatus, Series } from './props.ts'
import { Pyramid } from './pyramid.tsx'
import { DotPlot, RangeChart } from './range-chart.tsx'
import { Scatter } from './scatter.tsx'
import { SmallMultiples } from './small-multiples.tsx'
import { StackedBar } from './stacked-bar.tsx'

const CENSUS = { text: 'State Statistical Office, census of 5 September 2021', href: 'https://makstat.stat.gov.mk' }
const EXAMPLE = { text: 'invented figures, only to show the drawing' }
const VELES = 'MK00101'

const change = (place: GalleryPlace) => {
  const before = place.figure('population', 2002)
  const now = place.figure('population')
  return before && now ? (100 * (now - before)) / before : null
}
const density = (place: GalleryPlace) => {
  const people = place.figure('population')
  return people && place.area ? people / place.area : null
}
const old = (place: GalleryPlace) => {
  const people = place.figure('population')
  const aged = [13, 14, 15, 16, 17].map((index) => place.figure(ageFigure(index)))
  return people && aged.every((one) => one !== null) ? (100 * aged.reduce((sum, one) => sum + one, 0)) / people : null
}
const shares = (place: GalleryPlace | undefined) =>
  AGE_GROUPS.map((_, index) => {
    const people = place?.figure('population')
    const group = place?.figure(ageFigure(index)) ?? null
    return people && group !== null ? (100 * group) / people : null
  })
const href = (place: { code: string }) => `#${place.code}`
const wave = (start: number, step: number, noise: number, from = 2015): Series['points'] =>
  Array.from({ length: 11 }, (_, i) => ({ x: from + i, value: start + step * i + noise * Math.sin(i * 1.7) }))

export const ChartGallery = () => (
  <div lang="en">
    <Bars />
    <Lines />
    <Profiles />
    <Spreads />
    <Maps />
  </div>
)

const Bars = () => {
  const { municipalities, regions } = galleryData()
  const largest = municipalities
    .toSorted((a, b) => (b.figure('population') ?? 0) - (a.figure('population') ?? 0))
    .slice(0, 12)
  const mixed = municipalities.slice(0, 9)
  return (
    <Section title="Bars" level={2}>
      <Heading level={3}>Lying, one highlighted, one without a figure, links, reference</Heading>
      <BarChart
        title="Largest municipalities"
        unit="people"
        source={CENSUS}
        reference={{ label: 'Average of 80', value: 22959 }}
        bars={largest.map((place, index) => ({
          label: place.name,
          value: index === 4 ? null : place.figure('population'),
          href: href(place),
          highlight: place.code === largest[2]?.code,
        }))}
      />
      <Heading level={3}>Negative and positive</Heading>
      <BarChart
        title="Change of population from 2002 to 2021"
        unit="%"
        source={CENSUS}
        summary="Most municipalities have fewer people than at the census of 2002."
        bars={[...mixed, ...municipalities.filter((place) => (change(place) ?? 0) > 0).slice(0, 3)].map((place) => ({
          label: place.name,
          value: change(place),
          highlight: place.code === VELES,
        }))}
      />
      <Heading level={3}>All negative, short names</Heading>
      <BarChart
        title="Balance"
        unit="%"
        source={EXAMPLE}
        bars={[2021, 2022, 2023, 2024].map((year, index) => ({ label: String(year), value: -3 - index * 2.4 }))}
      />
      <Heading level={3}>Standing</Heading>
      <BarChart
        title="Practices published a year"
        direction="vertical"
        source={EXAMPLE}
        bars={Array.from({ length: 12 }, (_, i) => ({
          label: String(2014 + i),
          value: i === 3 ? null : Math.round(20 + 60 * Math.abs(Math.sin(i))),
          highlight: i === 11,
        }))}
        reference={{ label: 'Mean', value: 51 }}
      />
      <Heading level={3}>Standing, negative</Heading>
      <BarChart
        title="Result of the budget"
        unit="million denars"
        direction="vertical"
        source={EXAMPLE}
        bars={[12.5, -8, 3, -21.5, 0, 17].map((value, i) => ({ label: String(2020 + i), value }))}
      />
      <Heading level={3}>Standing was asked, the names are too long</Heading>
      <BarChart
        title="Region"
        unit="people"
        direction="vertical"
        source={CENSUS}
        bars={regions.map((place) => ({ label: place.name, value: place.figure('population') }))}
      />
      <Heading level={3}>One value, no value, very long names</Heading>
      <BarChart title="One municipality" unit="people" bars={[{ label: 'Велес', value: 48463 }]} />
      <BarChart title="Nothing yet" bars={[{ label: 'Велес', value: null }]} />
      <BarChart
        title="Средства за подготовка на техничка документација по единица на локалната самоуправа"
        unit="денари"
        source={EXAMPLE}
        bars={[
          { label: 'Центар за развој на Југоисточниот плански регион', value: 1850000 },
          { label: 'Македонска Каменица и Македонски Брод, заедничка пријава', value: 920000, highlight: true },
          { label: 'Маврово и Ростуше', value: null },
        ]}
      />
      <Heading level={3}>Parts of a whole</Heading>
      <StackedBar
        title="Age of the population by region"
        unit="people"
        source={CENSUS}
        parts={['0–14', '15–64', '65+']}
        rows={regions.map((place, index) => {
          const sum = (from: number, to: number) => {
            const groups = Array.from({ length: to - from }, (_, i) => place.figure(ageFigure(from + i)) ?? 0)
            return groups.reduce((a, b) => a + b, 0)
          }
          return {
            label: place.name,
            values: [sum(0, 3), sum(3, 13), sum(13, 18)],
            highlight: index === 0,
            href: href(place),
          }
        })}
      />
      <StackedBar
        title="Where the money comes from"
        unit="million denars"
        share={false}
        source={EXAMPLE}
        parts={['Own revenue', 'Block grants', 'VAT grant', 'Donations', 'Borrowing', 'Other']}
        rows={[
          { label: '2023', values: [210, 380, 45, 22, 0, 12] },
          { label: '2024', values: [235, 402, 51, null, 60, 9] },
        ]}
      />
    </Section>
  )
}

const Lines = () => {
  const { municipalities } = galleryData()
  const uncertain = wave(40, 1.5, 2).map((point, i) => ({
    ...point,
    value: i === 4 ? null : point.value,
    status: (i === 10 ? 'estimated' : i === 9 ? 'provisional' : 'final') as PointStatus,
  }))
  return (
    <Section title="Lines" level={2}>
      <Heading level={3}>Several series, a gap, uncertain points</Heading>
      <LineChart
        title="Collected property tax"
        unit="% of what was due"
        source={EXAMPLE}
        series={[
          { label: 'Велес', points: uncertain, highlight: true },
          { label: 'Кавадарци', points: wave(52, 0.4, 3) },
          { label: 'Вардарски плански регион', points: wave(48, 0.9, 1) },
          { label: 'Северна Македонија', points: wave(47, 0.8, 0.5) },
        ]}
      />
      <Heading level={3}>One series, from zero; many series; one point; nothing</Heading>
      <LineChart
        title="Visits to the portal"
        fromZero
        source={EXAMPLE}
        series={[{ label: 'Visits', points: wave(1200, 340, 500, 2014) }]}
      />
      <LineChart
        title="One among many"
        source={EXAMPLE}
        series={municipalities
          .slice(0, 14)
          .map((place, i) => ({ label: place.name, points: wave(30 + i * 2, 0.3 * (i % 5), 2), highlight: i === 6 }))}
      />
      <LineChart title="One year only" unit="%" series={[{ label: 'Велес', points: [{ x: 2021, value: 18.9 }] }]} />
      <LineChart title="No figures" series={[{ label: 'Велес', points: [{ x: 2021, value: null }] }]} />
      <Heading level={3}>Small multiples</Heading>
      <SmallMultiples
        title="Births per 1 000 people"
        source={EXAMPLE}
        panels={municipalities.slice(0, 8).map((place, i) => ({
          label: i === 2 ? 'Македонска Каменица' : place.name,
          points: i === 5 ? [] : wave(9 + (i % 3), -0.2, 0.6),
          highlight: i === 0,
          href: href(place),
        }))}
      />
      <SmallMultiples
        title="New enterprises"
        kind="bar"
        source={EXAMPLE}
        panels={municipalities
          .slice(8, 14)
          .map((place, i) => ({ label: place.name, points: wave(20 + 6 * i, i - 2, 4) }))}
      />
    </Section>
  )
}

const Profiles = () => {
  const { municipalities, country } = galleryData()
  const veles = municipalities.find(({ code }) => code === VELES)
  return (
    <Section title="Age profile" level={2}>
      <Pyramid
        title="Age of the people of Veles"
        unit="%"
        source={CENSUS}
        groups={AGE_GROUPS}
        own={{ label: veles?.name ?? '', values: shares(veles) }}
        compare={{ label: country?.name ?? '', values: shares(country) }}
      />
      <Pyramid
        title="Alone, with a group missing"
        unit="people"
        groups={AGE_GROUPS}
        own={{
          label: 'Велес',
          values: AGE_GROUPS.map((_, i) => (i === 6 ? null : (veles?.figure(ageFigure(i)) ?? null))),
        }}
      />
    </Section>
  )
}

const Spreads = () => {
  const { municipalities } = galleryData()
  const some = municipalities.slice(0, 6)
  return (
    <Section title="Spreads" level={2}>
      <RangeChart
        title="Score of the needs assessment with the range of its peers"
        unit="points"
        source={EXAMPLE}
        lowLabel="lowest peer"
        highLabel="highest peer"
        reference={{ label: 'Median of all', value: 54 }}
        rows={some.map((place, i) => ({
          label: place.name,
          value: i === 3 ? null : 40 + i * 7.3,
          low: 31 + i * 4,
          high: 66 + i * 5,
          highlight: i === 1,
          href: href(place),
        }))}
      />
      <DotPlot
        title="Dwellings per household"
        digits={2}
        source={CENSUS}
        rows={some.map((place, i) => ({
          label: place.name,
          value: (place.figure('dwellings') ?? 0) / (place.figure('households') ?? 1),
          highlight: i === 0,
        }))}
      />
      <Histogram
        title="Share of people aged 65 and over"
        unit="%"
        countLabel="municipalities"
        source={CENSUS}
        values={[...municipalities.map(old), null]}
        own={{
          label: 'Велес',
          value: old(municipalities.find(({ code }) => code === VELES) ?? (municipalities[0] as GalleryPlace)),
        }}
      />
      <Histogram title="One value repeated" values={[5, 5, 5]} countLabel="municipalities" />
      <Histogram
        title="Negative and positive"
        unit="%"
        values={municipalities.map(change)}
        countLabel="municipalities"
        columns={12}
        own={{ label: 'Маврово и Ростуше', value: -60 }}
      />
      <Scatter
        title="Where people grow old"
        source={CENSUS}
        x={{ label: 'Change of population 2002–2021', unit: '%' }}
        y={{ label: 'People aged 65 and over', unit: '%' }}
        points={municipalities.map((place) => ({
          label: place.name,
          x: change(place),
          y: old(place),
          href: href(place),
          highlight: place.code === VELES,
        }))}
      />
      <Scatter
        title="Three points, one without a figure"
        x={{ label: 'x' }}
        y={{ label: 'y' }}
        points={[
          { label: 'А', x: 1, y: 2 },
          { label: 'Б', x: 2, y: 1, highlight: true },
          { label: 'В', x: 3, y: null },
        ]}
      />
    </Section>
  )
}

const Maps = () => {
  const { municipalities, regions, topology, bulgaria } = galleryData()
  const names = new Map([...municipalities, ...regions].map(({ code, name }) => [code, name]))
  const hrefs = new Map(municipalities.map((place) => [place.code, href(place)]))
  const skopje = municipalities.filter(({ code }) => code.startsWith('MK008')).map(({ code }) => code)
  const values = new Map(municipalities.map((place, i) => [place.code, i % 17 === 5 ? null : density(place)]))
  return (
    <Section title="Maps" level={2}>
      <Heading level={3}>Classes of equal size, links, missing figures, own place</Heading>
      <Choropleth
        title="People per square kilometre"
        unit="people/km²"
        source={CENSUS}
        topology={topology}
        values={values}
        names={names}
        hrefs={hrefs}
        highlight={VELES}
        digits={0}
      />
      <Heading level={3}>Equal steps; fixed borders</Heading>
      <Choropleth
        title="People aged 65 and over"
        unit="%"
        source={CENSUS}
        topology={topology}
        values={new Map(municipalities.map((place) => [place.code, old(place)]))}
        names={names}
        classes={{ method: 'equal', count: 6 }}
      />
      <Choropleth
        title="Change of population 2002–2021"
        unit="%"
        source={CENSUS}
        topology={topology}
        values={new Map(municipalities.map((place) => [place.code, change(place)]))}
        names={names}
        classes={{ breaks: [-30, -15, 0] }}
        labels={false}
      />
      <Heading level={3}>Kinds; regions; an inset; a place with its neighbours</Heading>
      <Choropleth
        title="Members of the network"
        source={EXAMPLE}
        topology={topology}
        names={names}
        hrefs={hrefs}
        categories={{
          of: new Map(municipalities.filter((_, i) => i % 9 !== 4).map(({ code }, i) => [code, i % 4])),
          labels: ['Member', 'Partner', 'Applicant', 'Observer'],
        }}
      />
      <Choropleth
        title="People by region"
        unit="people"
        source={CENSUS}
        topology={topology}
        object="regions"
        values={new Map(regions.map((place) => [place.code, place.figure('population')]))}
        names={names}
        classes={{ method: 'quantile', count: 4 }}
      />
      <Choropleth
        title="The region of Skopje"
        unit="people"
        topology={topology}
        only={skopje}
        values={new Map(municipalities.map((place) => [place.code, place.figure('population')]))}
        names={names}
        hrefs={hrefs}
      />
      <Choropleth
        title="Велес и соседите"
        topology={topology}
        names={names}
        hrefs={hrefs}
        neighboursOf={VELES}
        highlight={VELES}
      />
      <Heading level={3}>Points for places without boundaries</Heading>
      <Choropleth
        title="Population of the municipalities of Bulgaria"
        unit="people"
        source={{ text: 'National Statistical Institute of Bulgaria, 31 December 2013' }}
        topology={bulgaria.topology}
        names={new Map()}
        points={bulgaria.points}
        highlight={bulgaria.points[40]?.code}
      />
      <Heading level={3}>No figures at all; where a place lies</Heading>
      <Choropleth title="Nothing reported yet" topology={topology} values={new Map()} names={names} />
      <LocatorMap title="Велес" topology={topology} names={names} highlight={VELES} />
      <LocatorMap
        title="Велес"
        topology={topology}
        names={names}
        hrefs={hrefs}
        highlight={VELES}
        neighboursOf={VELES}
      />
    </Section>
  )
}
