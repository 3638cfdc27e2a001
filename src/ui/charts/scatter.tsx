/** Two figures of many places: one's own marked, the ones that stand apart named. Draws no line of fit: the reader judges. */
import { Drawing, Frame, isNumber, Marked, nameCell, RowTicks, useReader } from './frame.tsx'
import {
  type Box,
  type LabelWish,
  PHONE_WIDTH,
  placeBeside,
  presenceOf,
  ROOMY_WIDTH,
  shortened,
  widest,
} from './labels.ts'
import { digitsOf, tickDigits, writerOf } from './numbers.ts'
import { outliersOf } from './outliers.ts'
import type { ScatterProps } from './props.ts'
import { axisOf, percent, rounded } from './scales.ts'

const TOP = 26
const HEIGHT = 320
const FLOOR = TOP + HEIGHT
const MOST_LABELS = 10

export const Scatter = (props: ScatterProps) => {
  const known = props.points.filter((p): p is typeof p & { x: number; y: number } => isNumber(p.x) && isNumber(p.y))
  const missing = props.points.length - known.length
  const { language, t } = useReader(props, [])
  const xWrite = writerOf(language, props.x.unit, props.x.digits ?? digitsOf(known.map(({ x }) => x)))
  const yWrite = writerOf(language, props.y.unit, props.y.digits ?? digitsOf(known.map(({ y }) => y)))
  const xAxis = axisOf(
    known.map(({ x }) => x),
    { range: [2, 98], fromZero: false },
  )
  const yAxis = axisOf(
    known.map(({ y }) => y),
    { range: [FLOOR, TOP], fromZero: false },
  )
  const xTicks = writerOf(language, props.x.unit, tickDigits(xAxis.ticks))
  const yTicks = writerOf(language, props.y.unit, tickDigits(yAxis.ticks))
  const axisWidth = widest(yAxis.ticks.map(yTicks.plain), 12) + 12
  const named = presenceOf(xAxis.ticks.length, widest(xAxis.ticks.map(xTicks.plain), 12), axisWidth)
  const own = known.findIndex(({ highlight }) => highlight)
  const wanted = [...new Set([...(own >= 0 ? [own] : []), ...outliersOf(known)])].slice(0, MOST_LABELS)
  const labels = labelsOf(
    wanted.map((index) => ({ index, must: index === own, text: shortened(known[index]?.label ?? '', 150) })),
    known.map((point) => ({ x: xAxis.at(point.x), y: yAxis.at(point.y) })),
    axisWidth,
  )
  const title = (point: (typeof known)[number]) =>
    `${point.label}: ${props.x.label} ${xWrite.full(point.x)}, ${props.y.label} ${yWrite.full(point.y)}`
  const withUnit = ({ label, unit }: { label: string; unit?: string }) => (unit ? `${label} (${unit})` : label)
  // One's own point is drawn last, over the others; the order of links stays the given one.
  const drawn = known.toSorted((a, b) => Number(a.highlight ?? false) - Number(b.highlight ?? false))
  const ownPoint = known[own]
  return (
    <Frame
      chart={props}
      says={
        known.length === 0
          ? t('saysEmpty', { title: props.title })
          : [
              t('saysScatter', { title: props.title, count: known.length, x: props.x.label, y: props.y.label }),
              missing > 0 && t('saysMissing', { count: missing }),
              ownPoint && t('saysOwn', { own: title(ownPoint) }),
            ]
              .filter(Boolean)
              .join(' ')
      }
      empty={known.length === 0}
      table={{
        columns: [
          { key: 'name', label: props.nameLabel ?? t('name') },
          { key: 'x', label: withUnit(props.x), align: 'end' },
          { key: 'y', label: withUnit(props.y), align: 'end' },
        ],
        rows: props.points.map((point) => ({
          name: nameCell(point),
          x: isNumber(point.x) ? xWrite.plain(point.x) : t('noData'),
          y: isNumber(point.y) ? yWrite.plain(point.y) : t('noData'),
        })),
      }}
    >
      {(ids) => (
        <Drawing ids={ids} height={FLOOR + 46} linked={known.some(({ href }) => href)} axis={axisWidth}>
          <text x={-axisWidth} y="12" class="chart-axis-title">
            {withUnit(props.y)}
          </text>
          <RowTicks ticks={yAxis.ticks.map((value) => ({ value, y: rounded(yAxis.at(value)) }))} write={yTicks.plain} />
          <g class="chart-grid">
            {xAxis.ticks.map((tick, index) => (
              <>
                <line x1={percent(xAxis.at(tick))} x2={percent(xAxis.at(tick))} y1={TOP} y2={FLOOR} />
                {named[index] !== 'never' && (
                  <text
                    x={percent(xAxis.at(tick))}
                    y={FLOOR + 17}
                    text-anchor="middle"
                    class={named[index] === 'roomy' ? 'chart-roomy' : undefined}
                  >
                    {xTicks.plain(tick)}
                  </text>
                )}
              </>
            ))}
          </g>
          <text x="100%" y={FLOOR + 38} text-anchor="end" class="chart-axis-title">
            {withUnit(props.x)}
          </text>
          {drawn.map((point) => (
            <Marked title={title(point)} href={point.href} class="chart-row">
              <circle
                cx={percent(xAxis.at(point.x))}
                cy={rounded(yAxis.at(point.y))}
                r={point.highlight ? 7 : 4.5}
                class={point.highlight ? 'chart-dot chart-own' : 'chart-dot chart-dot-many'}
              />
            </Marked>
          ))}
          <g class="chart-names">
            {labels.map(({ text, x, dx, y, anchor, roomy, must }) => (
              <text
                x={percent(x)}
                dx={rounded(dx)}
                y={rounded(y)}
                text-anchor={anchor}
                class={[roomy && 'chart-roomy', must && 'chart-own-label'].filter(Boolean).join(' ') || undefined}
              >
                {text}
              </text>
            ))}
          </g>
        </Drawing>
      )}
    </Frame>
  )
}

type Label = {
  index: number
  text: string
  x: number
  dx: number
  y: number
  anchor: string
  roomy: boolean
  must: boolean
}

/**
 * Finds room for names first at the width of a phone, then, for those left over, at the width from which more show.
 * A wider drawing only moves points apart.
 */
function labelsOf(
  wishes: readonly { index: number; text: string; must: boolean }[],
  points: readonly { x: number; y: number }[],
  axisWidth: number,
): Label[] {
  const labels: Label[] = []
  for (const roomy of [false, true]) {
    const width = (roomy ? ROOMY_WIDTH : PHONE_WIDTH) - axisWidth
    const dots: Box[] = points.map(({ x, y }) => boxAround((x * width) / 100, y, 4))
    const standing = labels.map(({ x, dx, y, anchor, text }) => {
      const length = widest([text])
      const left = (x * width) / 100 + dx - (anchor === 'end' ? length : anchor === 'middle' ? length / 2 : 0)
      return { left, right: left + length, top: y - 13, bottom: y + 4 }
    })
    const left = wishes.filter(({ index }) => !labels.some((label) => label.index === index))
    const asked: LabelWish[] = left.map(({ index, text, must }) => ({
      text,
      must,
      x: ((points[index]?.x ?? 0) * width) / 100,
      y: points[index]?.y ?? 0,
    }))
    const placed = placeBeside(asked, { left: 0, right: width, top: TOP - 8, bottom: FLOOR }, [...dots, ...standing])
    left.forEach((wish, rank) => {
      const place = placed[rank]
      const from = asked[rank]
      if (place && from)
        labels.push({
          ...wish,
          x: points[wish.index]?.x ?? 0,
          dx: place.x - from.x,
          y: place.y,
          anchor: place.anchor,
          roomy,
        })
    })
  }
  return labels
}

const boxAround = (x: number, y: number, r: number): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r })
