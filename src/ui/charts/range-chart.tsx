/** Dots of one value a name, with the interval in which it lies when there is one. */

import {
  Drawing,
  Frame,
  isNumber,
  Legend,
  Marked,
  nameCell,
  RowName,
  saysOf,
  useReader,
  valueColumns,
} from './frame.tsx'
import { presenceOf, widest } from './labels.ts'
import { tickDigits, writerOf } from './numbers.ts'
import type { DotPlotProps, RangeChartProps } from './props.ts'
import { ReferenceLine } from './reference-line.tsx'
import { axisOf, percent } from './scales.ts'

const ROW = 42

export const RangeChart = (props: RangeChartProps) => {
  const { rows, reference } = props
  const all = rows.flatMap(({ value, low, high }) => [value, low, high]).filter(isNumber)
  const { language, t, write } = useReader(props, all)
  const spans = rows.some(({ low, high }) => isNumber(low) && isNumber(high))
  const axis = axisOf(reference ? [...all, reference.value] : all, { range: [2, 98], ticks: 4, fromZero: false })
  const ticks = writerOf(language, props.unit, tickDigits(axis.ticks))
  const presence = presenceOf(axis.ticks.length, widest(axis.ticks.map(ticks.plain), 12))
  const top = reference ? 24 : 0
  const floor = top + rows.length * ROW
  const lowLabel = props.lowLabel ?? t('from')
  const highLabel = props.highLabel ?? t('to')
  const cell = (value: number | null | undefined) => (isNumber(value) ? write.plain(value) : t('noData'))
  return (
    <Frame
      chart={props}
      says={saysOf(t, props.title, rows, write)}
      empty={all.length === 0}
      legend={
        spans && (
          <Legend
            items={[
              { label: t('value'), class: 'chart-dot', shape: 'dot' },
              { label: `${lowLabel} – ${highLabel}`, class: 'chart-span', shape: 'line' },
            ]}
          />
        )
      }
      table={{
        columns: [
          ...valueColumns(t, props),
          ...(spans
            ? [
                { key: 'low', label: lowLabel, align: 'end' as const },
                { key: 'high', label: highLabel, align: 'end' as const },
              ]
            : []),
        ],
        rows: rows.map((row) => ({
          name: nameCell(row),
          value: cell(row.value),
          low: cell(row.low),
          high: cell(row.high),
        })),
      }}
    >
      {(ids) => (
        <Drawing ids={ids} height={floor + 26} linked={rows.some(({ href }) => href)}>
          <g class="chart-grid">
            {axis.ticks.map((tick) => (
              <line x1={percent(axis.at(tick))} x2={percent(axis.at(tick))} y1={top} y2={floor + 4} />
            ))}
            {axis.ticks.map((tick, index) => (
              <text
                x={percent(axis.at(tick))}
                y={floor + 20}
                text-anchor="middle"
                class={presence[index] === 'always' ? undefined : 'chart-roomy'}
              >
                {ticks.plain(tick)}
              </text>
            ))}
          </g>
          {rows.map((row, index) => {
            const y = top + index * ROW
            const own = row.highlight ? ' chart-own' : ''
            const interval =
              isNumber(row.low) && isNumber(row.high) ? ` (${write.plain(row.low)} – ${write.plain(row.high)})` : ''
            const words = row.value === null ? t('noData') : `${write.full(row.value)}${interval}`
            return (
              <Marked title={`${row.label}: ${words}`} href={row.href} class="chart-row chart-over">
                <rect class="chart-hit" y={y} width="100%" height={ROW} />
                <text y={y + 14} class={row.highlight ? 'chart-own-label' : undefined}>
                  <RowName label={row.label} />{' '}
                  <tspan class={row.value === null ? 'chart-quiet' : 'chart-value'}>
                    {row.value === null ? `– ${t('noData')}` : write.plain(row.value)}
                  </tspan>
                </text>
                {isNumber(row.low) && isNumber(row.high) && (
                  <line
                    x1={percent(axis.at(row.low))}
                    x2={percent(axis.at(row.high))}
                    y1={y + 28}
                    y2={y + 28}
                    class={`chart-span${own}`}
                  />
                )}
                {row.value !== null && (
                  <circle cx={percent(axis.at(row.value))} cy={y + 28} r="6" class={`chart-dot${own}`} />
                )}
              </Marked>
            )
          })}
          {reference && (
            <ReferenceLine
              at={axis.at(reference.value)}
              top={top}
              height={floor}
              text={`${reference.label}: ${write.full(reference.value)}`}
            />
          )}
        </Drawing>
      )}
    </Frame>
  )
}

/** Values as dots: for comparing where a scale need not begin at zero. */
export const DotPlot = (props: DotPlotProps) => <RangeChart {...props} />
