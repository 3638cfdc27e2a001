/** Lines, little charts and age profiles in every state, for the gallery. */
import { Heading, Section } from '#ui/words.tsx'
import { AGE_GROUPS, ageFigure, CENSUS, EXAMPLE, galleryData, href, shares, VELES, wave } from './gallery-data.ts'
import { LineChart } from './line-chart.tsx'
import type { PointStatus } from './props.ts'
import { Pyramid } from './pyramid.tsx'
import { SmallMultiples } from './small-multiples.tsx'

export const Lines = () => {
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

export const Profiles = () => {
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
