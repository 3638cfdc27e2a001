/** Bars and parts of a whole in every state, for the gallery. */
import { Heading, Section } from '#ui/words.tsx'
import { BarChart } from './bar-chart.tsx'
import { ageFigure, CENSUS, change, EXAMPLE, galleryData, href, VELES } from './gallery-data.ts'
import { StackedBar } from './stacked-bar.tsx'

export const Bars = () => {
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
