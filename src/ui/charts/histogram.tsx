/** How values are spread over classes of one width, and where one's own lies. */
import { columnsOf } from './breaks.ts'
import { ColumnLabels, Drawing, Frame, isNumber, Marked, RowTicks, useReader } from './frame.tsx'
import { presenceOf, shortened, textWidth, widest } from './labels.ts'
import { tickDigits, writerOf } from './numbers.ts'
import type { HistogramProps } from './props.ts'
import { axisOf, percent, rounded } from './scales.ts'

const HEIGHT = 200

export const Histogram = (props: HistogramProps) => {
  const { own } = props
  const values = props.values.filter(isNumber)
  const missing = props.values.length - values.length
  const { language, t, write } = useReader(props, values)
  const columns = columnsOf(values, props.columns)
  const countLabel = props.countLabel ?? ''
  const counts = writerOf(language, countLabel, 0)
  const top = isNumber(own?.value) ? 40 : 16
  const floor = top + HEIGHT
  const axis = axisOf(
    columns.map(({ count }) => count),
    { range: [floor, top], ticks: 4 },
  )
  const ticks = axis.ticks.filter(Number.isInteger)
  const axisWidth = widest(ticks.map(counts.plain), 12) + 12
  const low = columns[0]?.from ?? 0
  const high = columns.at(-1)?.to ?? 1
  const at = (value: number) => (high === low ? 50 : 3 + (94 * (value - low)) / (high - low))
  const borders = high === low ? [low] : [...columns.map(({ from }) => from), high]
  const bordersWrite = writerOf(language, props.unit, tickDigits(borders))
  const named = presenceOf(borders.length, widest(borders.map(bordersWrite.plain), 12), axisWidth)
  const range = (from: number, to: number) =>
    from === to ? bordersWrite.full(from) : t('range', { from: bordersWrite.plain(from), to: bordersWrite.full(to) })
  const peak = columns.toSorted((a, b) => b.count - a.count)[0]
  const ownHere = (from: number, to: number) =>
    isNumber(own?.value) && own.value >= from && (own.value < to || (to === high && own.value === high))
  const ownText = own && isNumber(own.value) ? `${shortened(own.label, 160)}: ${write.full(own.value)}` : ''
  const ownAt = own && isNumber(own.value) ? at(Math.min(high, Math.max(low, own.value))) : 0
  const ownShare = (100 * textWidth(ownText)) / (280 - axisWidth)
  const anchor =
    ownAt + ownShare / 2 > 100
      ? ownAt - ownShare < 0
        ? { x: 100, side: 'end' }
        : { x: ownAt, side: 'end' }
      : ownAt - ownShare / 2 < 0
        ? { x: ownAt + ownShare > 100 ? 0 : ownAt, side: 'start' }
        : { x: ownAt, side: 'middle' }
  return (
    <Frame
      chart={props}
      says={
        peak
          ? [
              t('saysHistogram', {
                title: props.title,
                count: values.length,
                lowest: write.full(Math.min(...values)),
                highest: write.full(Math.max(...values)),
                peak: range(peak.from, peak.to),
              }),
              missing > 0 && t('saysMissing', { count: missing }),
              ownText && t('saysOwn', { own: ownText }),
            ]
              .filter(Boolean)
              .join(' ')
          : t('saysEmpty', { title: props.title })
      }
      empty={columns.length === 0}
      table={{
        columns: [
          { key: 'name', label: props.unit ? `${t('class')} (${props.unit})` : t('class') },
          { key: 'count', label: countLabel || t('value'), align: 'end' },
        ],
        rows: [
          ...columns.map(({ from, to, count }) => ({ name: range(from, to), count: counts.plain(count) })),
          ...(missing > 0 ? [{ name: t('noData'), count: counts.plain(missing) }] : []),
        ],
      }}
    >
      {(ids) => (
        <Drawing ids={ids} height={floor + 26} axis={axisWidth}>
          <RowTicks ticks={ticks.map((value) => ({ value, y: rounded(axis.at(value)) }))} write={counts.plain} />
          {columns.map(({ from, to, count }) => {
            const left = from === to ? 30 : at(from)
            const right = from === to ? 70 : at(to)
            return (
              <Marked title={`${range(from, to)}: ${counts.full(count)}`} class="chart-row">
                <rect x={percent(left)} width={percent(right - left)} y={top} height={HEIGHT} class="chart-hit" />
                <rect
                  x={percent(left + 0.15)}
                  width={percent(right - left - 0.3)}
                  y={rounded(axis.at(count))}
                  height={rounded(floor - axis.at(count))}
                  class={ownHere(from, to) ? 'chart-bar chart-own' : 'chart-bar'}
                />
              </Marked>
            )
          })}
          {ownText && (
            <g class="chart-mine">
              <line x1={percent(ownAt)} x2={percent(ownAt)} y1={top - 18} y2={floor} />
              <text x={percent(anchor.x)} y={top - 24} text-anchor={anchor.side} class="chart-own-label">
                {ownText}
              </text>
            </g>
          )}
          <ColumnLabels
            y={floor + 18}
            labels={borders.map((border, index) => ({
              text: bordersWrite.plain(border),
              x: percent(at(border)),
              presence: named[index],
            }))}
          />
        </Drawing>
      )}
    </Frame>
  )
}
