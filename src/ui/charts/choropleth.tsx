/** A map coloured by a figure in classes, or by kind; places without boundaries as points; hatched where there is no figure. */
import { collatorOf } from '#platform/texts.ts'
import { bordersOf, classOf, colourOf } from './breaks.ts'
import { Frame, Hatch, isNumber, Legend, type LegendItem, nameCell, saysOf, useReader, valueColumns } from './frame.tsx'
import { AreaNames, Areas, OwnOutline, Points } from './map-parts.tsx'
import { tickDigits, writerOf } from './numbers.ts'
import { drawMap } from './outlines.ts'
import type { ChoroplethProps } from './props.ts'
import { neighboursOf } from './topology.ts'

const DEFAULT_CLASSES = { method: 'quantile', count: 5 } as const

export const Choropleth = (props: ChoroplethProps) => {
  const {
    topology,
    object,
    values,
    names,
    hrefs,
    categories,
    highlight,
    points = [],
    classes = DEFAULT_CLASSES,
  } = props
  const focus =
    props.only ??
    (props.neighboursOf ? [props.neighboursOf, ...neighboursOf(topology, props.neighboursOf, object)] : undefined)
  const drawing = drawMap(topology, { object, ratio: props.ratio, focus })
  const near = drawing.areas.filter((area) => area.near).map(({ code }) => code)
  const known = [...(values ? near.map((code) => values.get(code)) : []), ...points.map(({ value }) => value)].filter(
    isNumber,
  )
  const { language, t, write } = useReader(props, known)
  const borders = bordersOf(known, classes)
  const borderWrite = writerOf(language, props.unit, Math.max(tickDigits(borders), props.digits ?? 0))
  const nameOf = (code: string) => names.get(code) ?? code
  const colour = (value: number) => `class-${colourOf(classOf(value, borders), borders.length + 1)}`
  const words = (name: string, value: number | null | undefined) =>
    `${name}: ${isNumber(value) ? write.full(value) : t('noData')}`
  const places = drawPoints()

  function drawPoints() {
    return points.flatMap(({ code, lat, lon, value, href, name }) => {
      const at = drawing.at(lon, lat)
      const hasValues = points.some((point) => point.value !== undefined)
      if (!at) return []
      const look = isNumber(value) ? colour(value) : hasValues ? 'map-point-none' : 'series-0'
      return {
        x: at[0],
        y: at[1],
        class: look,
        title: hasValues ? words(name, value) : name,
        href,
        own: code === highlight,
      }
    })
  }

  const look = (code: string, hatch: string) => {
    const href = hrefs?.get(code)
    if (categories) {
      const kind = categories.of.get(code)
      const label = kind === undefined ? t('noData') : (categories.labels[kind] ?? '')
      const title = `${nameOf(code)}: ${label}`
      return kind === undefined
        ? { fill: `url(#${hatch})`, class: 'chart-none', title, href }
        : { class: `category-${kind % 6}`, title, href }
    }
    if (!values) return { class: points.length > 0 ? 'map-plain' : 'map-ground', title: nameOf(code), href }
    const value = values.get(code)
    const title = words(nameOf(code), value)
    return isNumber(value)
      ? { class: colour(value), title, href }
      : { fill: `url(#${hatch})`, class: 'chart-none', title, href }
  }

  const missing = categories
    ? near.some((code) => !categories.of.has(code))
    : values !== undefined && near.some((code) => !isNumber(values.get(code)))
  const legend: LegendItem[] = [
    ...(categories ? categories.labels.map((label, kind) => ({ label, class: `category-${kind % 6}` })) : []),
    ...(!categories && known.length > 0
      ? Array.from({ length: borders.length + 1 }, (_, index) => ({
          class: `class-${colourOf(index, borders.length + 1)}`,
          label: classLabel(index),
        }))
      : []),
    ...(missing ? [{ label: t('noData'), class: '', shape: 'hatch' as const }] : []),
    ...(highlight ? [ownItem(highlight)] : []),
  ]

  function ownItem(code: string): LegendItem {
    const point = points.find((one) => one.code === code)
    return point
      ? { label: point.name, class: 'series-own', shape: 'dot' }
      : { label: nameOf(code), class: 'map-own-line', shape: 'outline' }
  }

  function classLabel(index: number): string {
    const from = borders[index - 1]
    const to = borders[index]
    if ('whole' in classes && classes.whole && to !== undefined && to - (from ?? 0) === 1)
      return borderWrite.plain(from ?? 0)
    if (from === undefined && to === undefined) return write.full(known[0] ?? 0)
    if (from === undefined) return t('below', { to: borderWrite.plain(to ?? 0) })
    if (to === undefined) return t('above', { from: borderWrite.plain(from) })
    return t('range', { from: borderWrite.plain(from), to: borderWrite.plain(to) })
  }

  const compare = collatorOf(language).compare
  const marks = [
    ...(values || categories || hrefs
      ? near.map((code) => ({ code, label: nameOf(code), value: values?.get(code) ?? null, href: hrefs?.get(code) }))
      : []),
    ...points.map(({ code, name, value, href }) => ({ code, label: name, value: value ?? null, href })),
  ]
    .map((mark) => ({ ...mark, highlight: mark.code === highlight }))
    .sort((a, b) => compare(a.label, b.label))
  const kindOf = (code: string) => categories?.labels[categories.of.get(code) ?? -1] ?? t('noData')
  const [nameColumn, valueColumn] = valueColumns(t, props)
  const counted = !categories && known.length > 0
  return (
    <Frame
      chart={props}
      says={`${t('saysMap', { title: props.title, count: near.length + points.length })}${counted ? ` ${saysOf(t, props.title, marks, write)}` : ''}`}
      legend={legend.length > 0 && <Legend items={legend} id={`${object ?? ''}${near.length}`} />}
      table={
        marks.length > 0
          ? {
              columns: [
                ...(nameColumn ? [nameColumn] : []),
                ...(categories
                  ? [{ key: 'value', label: t('kind') }]
                  : valueColumn && (values || counted)
                    ? [valueColumn]
                    : []),
              ],
              rows: marks.map((mark) => ({
                name: nameCell(mark),
                value: categories ? kindOf(mark.code) : isNumber(mark.value) ? write.plain(mark.value) : t('noData'),
              })),
            }
          : undefined
      }
    >
      {(ids) => (
        // biome-ignore lint/a11y/noSvgWithoutTitle: aria-labelledby names the title and the sentence of the figure
        <svg
          class="chart-map"
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          role={hrefs || points.some(({ href }) => href) ? 'group' : 'img'}
          aria-labelledby={`${ids.title} ${ids.says}`}
        >
          <Hatch id={ids.hatch} />
          <Areas drawing={drawing} look={(code) => look(code, ids.hatch)} />
          <OwnOutline drawing={drawing} code={highlight} />
          {places.length > 0 && <Points points={places} />}
          {props.labels !== false && places.length === 0 && (
            <AreaNames drawing={drawing} nameOf={nameOf} own={highlight} />
          )}
        </svg>
      )}
    </Frame>
  )
}
