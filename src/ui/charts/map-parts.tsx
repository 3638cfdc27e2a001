/** What choropleth and locator map draw alike: areas, outlines, names and points, without deciding any colour. */
import { textWidth } from './labels.ts'
import type { MapDrawing } from './outlines.ts'
import { rounded } from './scales.ts'

export type AreaLook = { class?: string; fill?: string; title?: string; href?: string }

/** All areas; the ones outside the focus stand there faintly, without words. */
export const Areas = ({ drawing, look }: { drawing: MapDrawing; look: (code: string) => AreaLook }) => (
  <>
    <path d={drawing.border} class="map-border" vector-effect="non-scaling-stroke" />
    <g class="map-areas">
      {drawing.areas.map((area) => {
        if (!area.near) return <path d={area.path} class="map-far" />
        const { class: name, fill, title, href } = look(area.code)
        const path = <path d={area.path} class={name} fill={fill} />
        if (href)
          return (
            <a href={href}>
              <title>{title}</title>
              {path}
            </a>
          )
        return (
          <path d={area.path} class={name} fill={fill}>
            {title && <title>{title}</title>}
          </path>
        )
      })}
    </g>
  </>
)

/** The place that the page is about: a light line under a strong one is seen on every colour. */
export const OwnOutline = ({ drawing, code }: { drawing: MapDrawing; code: string | undefined }) => {
  const area = drawing.areas.find((one) => one.code === code)
  return area ? (
    <g class="map-own">
      <path d={area.path} class="map-own-casing" vector-effect="non-scaling-stroke" />
      <path d={area.path} class="map-own-line" vector-effect="non-scaling-stroke" />
    </g>
  ) : null
}

const NAME_SIZE = 14

/** Names inside the areas that have room for them, on wide screens: on a phone they would shrink beyond reading. */
export const AreaNames = ({ drawing, nameOf, own, most = 24 }: AreaNamesProps) => (
  <g class="map-names chart-roomy">
    {drawing.areas
      .filter(({ near }) => near)
      .toSorted((a, b) => Number(b.code === own) - Number(a.code === own) || b.area - a.area)
      .flatMap(({ code, spot }) => {
        const name = nameOf(code)
        return spot && name && textWidth(name, NAME_SIZE) + 6 <= spot.room ? [{ code, name, spot }] : []
      })
      .slice(0, most)
      .map(({ code, name, spot }) => (
        <text
          x={rounded(spot.x)}
          y={rounded(spot.y + 5)}
          text-anchor="middle"
          class={code === own ? 'chart-own-label' : undefined}
        >
          {name}
        </text>
      ))}
  </g>
)
type AreaNamesProps = { drawing: MapDrawing; nameOf: (code: string) => string | undefined; own?: string; most?: number }

export type DrawnPoint = { x: number; y: number; class: string; title: string; href?: string; own?: boolean }

/** Points keep their size on every screen: each is the round end of a line without length. */
export const Points = ({ points }: { points: readonly DrawnPoint[] }) => {
  const many = points.length > 150 ? ' map-points-many' : ''
  const dot = ({ x, y }: DrawnPoint) => `M${rounded(x)} ${rounded(y)}h.01`
  return (
    <g class={`map-points${many}`}>
      <path d={points.map(dot).join('')} class="map-halo" vector-effect="non-scaling-stroke" />
      {points
        .toSorted((a, b) => Number(a.own ?? false) - Number(b.own ?? false))
        .map((point) => {
          const name = point.own ? `${point.class} map-point-own` : point.class
          const mark = <path d={dot(point)} class={name} vector-effect="non-scaling-stroke" />
          return point.href ? (
            <a href={point.href}>
              <title>{point.title}</title>
              {mark}
            </a>
          ) : (
            <path d={dot(point)} class={name} vector-effect="non-scaling-stroke">
              <title>{point.title}</title>
            </path>
          )
        })}
    </g>
  )
}
