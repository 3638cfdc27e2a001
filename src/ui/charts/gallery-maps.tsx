/** Maps in every state, for the gallery. */
import { Heading, Section } from '#ui/words.tsx'
import { Choropleth } from './choropleth.tsx'
import { CENSUS, change, density, EXAMPLE, galleryData, href, old, VELES } from './gallery-data.ts'
import { LocatorMap } from './locator-map.tsx'

export const Maps = () => {
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
