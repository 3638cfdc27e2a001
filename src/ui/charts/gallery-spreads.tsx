/** Intervals, dots, distributions and clouds in every state, for the gallery. */
import { Section } from '#ui/words.tsx'
import { CENSUS, change, EXAMPLE, type GalleryPlace, galleryData, href, old, VELES } from './gallery-data.ts'
import { Histogram } from './histogram.tsx'
import { DotPlot, RangeChart } from './range-chart.tsx'
import { Scatter } from './scatter.tsx'

export const Spreads = () => {
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
