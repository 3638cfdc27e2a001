/** A grid of little charts on one scale: the form of many series is compared without a tangle of lines. */
import { Frame, isNumber, useReader } from './frame.tsx'
import { shortened, widest } from './labels.ts'
import { linePaths } from './line-chart.tsx'
import { tickDigits, writerOf } from './numbers.ts'
import type { Series, SmallMultiplesProps } from './props.ts'
import { axisOf, percent, rounded } from './scales.ts'

const HEIGHT = 72
const TOP = 12
const FLOOR = TOP + HEIGHT

export const SmallMultiples = (props: SmallMultiplesProps) => {
  const { panels, kind = 'line', xLabel = String } = props
  const values = panels.flatMap(({ points }) => points.map(({ value }) => value)).filter(isNumber)
  const { language, t, write } = useReader(props, values)
  const xs = [...new Set(panels.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b)
  const axis = axisOf(values, { range: [FLOOR, TOP], ticks: 3, fromZero: kind === 'bar' })
  const ticks = writerOf(language, props.unit, tickDigits(axis.ticks))
  const axisWidth = widest(axis.ticks.map(ticks.plain), 12) + 10
  const [firstX = 0] = xs
  const lastX = xs.at(-1) ?? 1
  const band = 100 / Math.max(1, xs.length)
  const at = (x: number) =>
    kind === 'bar' ? band * (xs.indexOf(x) + 0.5) : lastX === firstX ? 50 : 3 + (94 * (x - firstX)) / (lastX - firstX)
  const ends = (one: Series) => {
    const known = one.points.filter((point) => point.value !== null).toSorted((a, b) => a.x - b.x)
    return { first: known[0], last: known.at(-1), known }
  }
  const words = (point?: Series['points'][number]) =>
    point && isNumber(point.value) ? `${write.full(point.value)} (${xLabel(point.x)})` : ''
  const spoken = (one: Series) => {
    const { first, last } = ends(one)
    return first
      ? t('saysLine', { label: one.label, from: words(first), to: words(last) })
      : `${one.label}: ${t('noData')}.`
  }
  return (
    <Frame
      chart={props}
      says={
        values.length === 0
          ? t('saysEmpty', { title: props.title })
          : `${props.title}. ${panels.map(({ label }) => label).join(', ')}.`
      }
      empty={values.length === 0}
      table={{
        columns: [
          { key: 'name', label: props.nameLabel ?? t('name') },
          ...xs.map((x) => ({ key: String(x), label: xLabel(x), align: 'end' as const })),
        ],
        rows: panels.map((one) => ({
          name: one.href ? <a href={one.href}>{one.label}</a> : one.label,
          ...Object.fromEntries(
            xs.map((x) => {
              const value = one.points.find((point) => point.x === x)?.value
              return [String(x), isNumber(value) ? write.plain(value) : t('noData')]
            }),
          ),
        })),
      }}
    >
      {() => (
        <ul class="chart-panels">
          {panels.map((one) => {
            const { last, known } = ends(one)
            const own = one.highlight ? 'series-own' : 'series-0'
            const name = shortened(one.label, 300, 13)
            return (
              <li>
                <p class={one.highlight ? 'chart-panel-title chart-own-label' : 'chart-panel-title'}>
                  {one.href ? (
                    <a class="ds-link" href={one.href}>
                      {name}
                    </a>
                  ) : (
                    name
                  )}{' '}
                  <span class="chart-value">{last && isNumber(last.value) ? write.plain(last.value) : ''}</span>
                </p>
                <svg
                  class={`chart-drawing chart-axis-${Math.min(16, Math.ceil(axisWidth / 8))}`}
                  width="100%"
                  height={FLOOR + 20}
                  role="img"
                  aria-label={spoken(one)}
                >
                  <g class="chart-grid">
                    {axis.ticks.map((tick) => (
                      <>
                        <line
                          x2="100%"
                          y1={rounded(axis.at(tick))}
                          y2={rounded(axis.at(tick))}
                          class={tick === 0 ? 'chart-zero' : undefined}
                        />
                        <text x="-6" y={rounded(axis.at(tick) + 4)} text-anchor="end">
                          {ticks.plain(tick)}
                        </text>
                      </>
                    ))}
                    <text y={FLOOR + 15} class="chart-small">
                      {xLabel(firstX)}
                    </text>
                    {lastX !== firstX && (
                      <text x="100%" y={FLOOR + 15} text-anchor="end" class="chart-small">
                        {xLabel(lastX)}
                      </text>
                    )}
                  </g>
                  {known.length === 0 && (
                    <text x="50%" y={TOP + HEIGHT / 2} text-anchor="middle" class="chart-quiet">
                      {t('noData')}
                    </text>
                  )}
                  {kind === 'line' ? (
                    <>
                      <svg
                        width="100%"
                        height={FLOOR}
                        viewBox={`0 0 100 ${FLOOR}`}
                        preserveAspectRatio="none"
                        aria-hidden="true"
                        class="chart-through"
                      >
                        <PanelLine series={one} at={at} y={axis.at} class={own} />
                      </svg>
                      <g class={`chart-points ${own}`}>
                        {known.map((point) => (
                          <circle
                            cx={percent(at(point.x))}
                            cy={rounded(axis.at(point.value ?? 0))}
                            r={point === last ? 4 : 2.5}
                          >
                            <title>{words(point)}</title>
                          </circle>
                        ))}
                      </g>
                    </>
                  ) : (
                    known.map((point) => {
                      const y = axis.at(point.value ?? 0)
                      return (
                        <rect
                          x={percent(at(point.x) - band * 0.38)}
                          width={percent(band * 0.76)}
                          y={rounded(Math.min(y, axis.at(0)))}
                          height={rounded(Math.abs(axis.at(0) - y))}
                          class={one.highlight ? 'chart-bar chart-own' : 'chart-bar'}
                        >
                          <title>{words(point)}</title>
                        </rect>
                      )
                    })
                  )}
                </svg>
              </li>
            )
          })}
        </ul>
      )}
    </Frame>
  )
}

type PanelLineProps = { series: Series; at: (x: number) => number; y: (value: number) => number; class: string }
const PanelLine = ({ series, at, y, class: name }: PanelLineProps) => {
  const sorted = series.points.toSorted((a, b) => a.x - b.x)
  const { solid, dashed } = linePaths(
    sorted.map(({ x, value, status = 'final' }) => ({
      x: at(x),
      y: value === null ? null : y(value),
      certain: status === 'final',
    })),
  )
  return (
    <g class={`chart-line ${name}`}>
      {solid && <path d={solid} vector-effect="non-scaling-stroke" />}
      {dashed && <path d={dashed} vector-effect="non-scaling-stroke" class="chart-uncertain" />}
    </g>
  )
}
