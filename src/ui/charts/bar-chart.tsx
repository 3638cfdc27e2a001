/** Bars of one value a name, lying or standing. Parts of a whole are in `stacked-bar.tsx`. */
import {
  ColumnLabels,
  Drawing,
  Frame,
  Hatch,
  isNumber,
  Legend,
  Marked,
  nameCell,
  RowName,
  RowTicks,
  saysOf,
  useReader,
  valueColumns,
} from './frame.tsx'
import { presenceOf, ROOMY_WIDTH, textWidth, widest } from './labels.ts'
import { tickDigits, writerOf } from './numbers.ts'
import type { BarChartProps, Mark } from './props.ts'
import { ReferenceLine } from './reference-line.tsx'
import { axisOf, percent, rounded, tightAxisOf } from './scales.ts'

const SHORT_LABEL = 112
const STANDING_HEIGHT = 200

/** Standing bars need short names: with long ones the same bars lie down, so that no name is cut or turned. */
export const BarChart = (props: BarChartProps) => {
  const room = ROOMY_WIDTH / Math.max(1, props.bars.length)
  const stands =
    props.direction === 'vertical' && props.bars.every(({ label }) => textWidth(label) < Math.max(room, 44))
  return stands ? <StandingBars {...props} /> : <LyingBars {...props} />
}

const classOfBar = ({ highlight }: Mark) => (highlight ? 'chart-bar chart-own' : 'chart-bar')
const classOfName = ({ highlight }: Mark) => (highlight ? 'chart-own-label' : undefined)

const useBars = (props: BarChartProps) => {
  const known = props.bars.map(({ value }) => value).filter(isNumber)
  const values = props.reference ? [...known, props.reference.value] : known
  const reader = useReader(props, known)
  const { t, write } = reader
  const words = (value: number | null) => (value === null ? t('noData') : write.full(value))
  const frame = {
    chart: props,
    says: saysOf(t, props.title, props.bars, write),
    empty: known.length === 0,
    table: {
      columns: valueColumns(t, props),
      rows: props.bars.map((bar) => ({
        name: nameCell(bar),
        value: bar.value === null ? t('noData') : write.plain(bar.value),
      })),
    },
  }
  return { ...reader, values, words, frame, linked: props.bars.some(({ href }) => href) }
}

const LyingBars = (props: BarChartProps) => {
  const { bars, reference } = props
  const { t, write, values, words, frame, linked } = useBars(props)
  // A name that is short stands beside its bar, a long one above it: nothing is cut on a phone.
  const nameWidth = widest(bars.map(({ label }) => label))
  const beside = nameWidth <= SHORT_LABEL
  const row = beside ? { height: 28, bar: 6, thick: 16, name: 18.5 } : { height: 42, bar: 20, thick: 13, name: 13 }
  const top = reference ? 24 : 0
  const valueRoom = Math.min(36, (100 * (widest(values.map(write.plain)) + 12)) / (280 - (beside ? nameWidth : 0)))
  const axis = tightAxisOf(values, [
    Math.min(0, ...values) < 0 ? valueRoom : 0,
    100 - (Math.max(0, ...values) > 0 ? valueRoom : 0),
  ])
  const zero = axis.at(0)
  const height = top + bars.length * row.height + 4
  return (
    <Frame {...frame}>
      {(ids) => (
        <Drawing ids={ids} height={height} linked={linked} axis={beside ? nameWidth + 10 : 0}>
          <Hatch id={ids.hatch} />
          {bars.map((bar, index) => {
            const y = top + index * row.height
            const end = bar.value === null ? zero : axis.at(bar.value)
            const left = bar.value !== null && bar.value < 0
            return (
              <Marked title={`${bar.label}: ${words(bar.value)}`} href={bar.href} class="chart-row">
                <rect class="chart-hit" y={y} width="100%" height={row.height} />
                <text
                  x={beside ? -8 : 0}
                  y={y + row.name}
                  text-anchor={beside ? 'end' : undefined}
                  class={classOfName(bar)}
                >
                  <RowName label={bar.label} />
                </text>
                {bar.value === null ? (
                  <>
                    <rect
                      x={percent(zero)}
                      y={y + row.bar}
                      width="26"
                      height={row.thick}
                      fill={`url(#${ids.hatch})`}
                      class="chart-none"
                    />
                    <text x={percent(zero)} dx="33" y={y + row.bar + row.thick / 2 + 4.5} class="chart-quiet">
                      {t('noData')}
                    </text>
                  </>
                ) : (
                  <>
                    <rect
                      x={percent(Math.min(zero, end))}
                      y={y + row.bar}
                      width={percent(Math.abs(end - zero))}
                      height={row.thick}
                      class={classOfBar(bar)}
                    />
                    <text
                      x={percent(end)}
                      dx={left ? -6 : 6}
                      y={y + row.bar + row.thick / 2 + 4.5}
                      text-anchor={left ? 'end' : undefined}
                      class={bar.highlight ? 'chart-value chart-own-label' : 'chart-value'}
                    >
                      {write.plain(bar.value)}
                    </text>
                  </>
                )}
              </Marked>
            )
          })}
          {(beside || zero > 0) && (
            <line x1={percent(zero)} x2={percent(zero)} y1={top} y2={height} class="chart-zero" />
          )}
          {reference && (
            <ReferenceLine
              at={axis.at(reference.value)}
              top={top}
              height={height}
              text={`${reference.label}: ${write.full(reference.value)}`}
            />
          )}
        </Drawing>
      )}
    </Frame>
  )
}

const StandingBars = (props: BarChartProps) => {
  const { bars, reference } = props
  const { language, write, values, words, frame, linked } = useBars(props)
  const top = 22
  const floor = top + STANDING_HEIGHT
  const axis = axisOf(values, { range: [floor, top] })
  const ticks = writerOf(language, props.unit, tickDigits(axis.ticks))
  const axisWidth = widest(axis.ticks.map(ticks.plain)) + 12
  const band = 100 / bars.length
  const thick = Math.min(band * 0.72, 14)
  const at = (index: number) => band * (index + 0.5)
  const zero = axis.at(0)
  const named = presenceOf(bars.length, widest(bars.map(({ label }) => label)), axisWidth)
  const valued = presenceOf(bars.length, widest([...values.map(write.plain)], 12), axisWidth)
  // Values are written above all bars or above none, else the silent ones look like gaps.
  const shows = valued.every((one) => one === 'always')
    ? ''
    : valued.every((one) => one !== 'never')
      ? ' chart-roomy'
      : undefined
  return (
    <Frame
      {...frame}
      legend={
        reference && (
          <Legend
            items={[
              {
                label: `${reference.label}: ${write.full(reference.value)}`,
                class: 'chart-reference-line',
                shape: 'line',
              },
            ]}
          />
        )
      }
    >
      {(ids) => (
        <Drawing ids={ids} height={floor + 26} linked={linked} axis={axisWidth}>
          <Hatch id={ids.hatch} />
          <RowTicks ticks={axis.ticks.map((value) => ({ value, y: rounded(axis.at(value)) }))} write={ticks.plain} />
          {bars.map((bar, index) => {
            const y = bar.value === null ? zero : axis.at(bar.value)
            const below = bar.value !== null && bar.value < 0
            return (
              <Marked title={`${bar.label}: ${words(bar.value)}`} href={bar.href} class="chart-row">
                <rect
                  class="chart-hit"
                  x={percent(band * index)}
                  width={percent(band)}
                  y={top}
                  height={STANDING_HEIGHT + 24}
                />
                {bar.value === null ? (
                  <rect
                    x={percent(at(index) - thick / 2)}
                    width={percent(thick)}
                    y={rounded(zero - 14)}
                    height="14"
                    fill={`url(#${ids.hatch})`}
                    class="chart-none"
                  />
                ) : (
                  <>
                    <rect
                      x={percent(at(index) - thick / 2)}
                      width={percent(thick)}
                      y={rounded(Math.min(zero, y))}
                      height={rounded(Math.abs(zero - y))}
                      class={classOfBar(bar)}
                    />
                    {shows !== undefined && (
                      <text
                        x={percent(at(index))}
                        y={rounded(below ? y + 13 : y - 5)}
                        text-anchor="middle"
                        class={`chart-value${bar.highlight ? ' chart-own-label' : ''}${shows}`}
                      >
                        {write.plain(bar.value)}
                      </text>
                    )}
                  </>
                )}
              </Marked>
            )
          })}
          {reference && (
            <g class="chart-reference">
              <line x2="100%" y1={rounded(axis.at(reference.value))} y2={rounded(axis.at(reference.value))} />
            </g>
          )}
          <ColumnLabels
            y={floor + 18}
            labels={bars.map((bar, index) => ({
              text: bar.label,
              x: percent(at(index)),
              presence: named[index],
              own: bar.highlight,
            }))}
          />
        </Drawing>
      )}
    </Frame>
  )
}
