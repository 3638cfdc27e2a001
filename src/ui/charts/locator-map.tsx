/** A small map without figures: where a place lies in its country or among its neighbours. */
import { textId } from '#ui/tables.tsx'
import { SourceLine, useReader } from './frame.tsx'
import { AreaNames, Areas, OwnOutline, Points } from './map-parts.tsx'
import { drawMap } from './outlines.ts'
import type { LocatorMapProps } from './props.ts'
import { neighboursOf } from './topology.ts'

export const LocatorMap = (props: LocatorMapProps) => {
  const { topology, object, names, hrefs, highlight, point, title } = props
  const { t } = useReader({}, [])
  const focus = props.neighboursOf
    ? [props.neighboursOf, ...neighboursOf(topology, props.neighboursOf, object)]
    : undefined
  const drawing = drawMap(topology, { object, ratio: props.ratio, focus })
  const id = `chart-${textId(`${title} ${highlight} ${props.neighboursOf} ${point?.code}`)}-title`
  const at = point && drawing.at(point.lon, point.lat)
  const place = point?.name ?? (highlight && names.get(highlight))
  return (
    <figure class="chart chart-locator">
      <figcaption class="ds-sr-only" id={id}>
        {title}. {place && t('where', { place })}
      </figcaption>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the caption names it */}
      <svg
        class="chart-map"
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        role={hrefs ? 'group' : 'img'}
        aria-labelledby={id}
      >
        <Areas
          drawing={drawing}
          look={(code) => ({
            class: code === highlight ? 'map-here' : 'map-ground',
            title: names.get(code) ?? code,
            href: hrefs?.get(code),
          })}
        />
        {focus && <OwnOutline drawing={drawing} code={highlight} />}
        {point && at && (
          <Points
            points={[{ x: at[0], y: at[1], class: 'series-own', title: point.name, href: point.href, own: true }]}
          />
        )}
        {focus && <AreaNames drawing={drawing} nameOf={(code) => names.get(code)} own={highlight} />}
      </svg>
      <SourceLine source={props.source} />
    </figure>
  )
}
