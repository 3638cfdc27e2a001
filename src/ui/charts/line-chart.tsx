/** Figures over time: one line a series, broken where a figure is missing, hollow and dashed where it is not final. */
import { line } from 'd3-shape'
import { ColumnLabels, Drawing, Frame, isNumber, Legend, type LegendItem, RowTicks, useReader } from './frame.tsx'
import { presenceOf, ROOMY_WIDTH, shortened, spread, widest } from './labels.ts'
import { tickDigits, writerOf } from './numbers.ts'
import type { LineChartProps, Series } from './props.ts'
import { axisOf, percent, rounded } from './scales.ts'

const HEIGHT = 240
const TOP = 12
const MOST_COLOURS = 6
const WIDEST_END = 190
const MOST_NAMES = 12
/** Beside the colour of "own" stand only kinds that no eye takes for it. */
const BESIDE_OWN = [0, 3, 2, 5]

/** Own series in the colour of "own"; then the palette; past it, or beside an own one among many, grey. */
export function seriesClasses(series: readonly Series[]): string[] {
  const own = series.some(({ highlight }) => highlight)
  const palette = own ? BESIDE_OWN : Array.from({ length: MOST_COLOURS }, (_, index) => index)
  const others = series.filter(({ highlight }) => !highlight).length
  let next = 0
  return series.map(({ highlight }) => {
    if (highlight) return 'series-own'
    const kind = own && others > palette.length ? undefined : palette[next++]
    return kind === undefined ? 'series-rest' : `series-${kind}`
  })
}

type Point = { x: number; y: number | null; certain: boolean }

/**
 * The two drawings of one series in the coordinates of the plot: what is certain, and the steps that lead to or from an uncertain point.
 * A missing figure breaks both.
 */
export function linePaths(points: readonly Point[]): { solid: string; dashed: string } {
  const draw = line<Point>()
    .defined(({ y }) => y !== null)
    .x(({ x }) => x)
    .y(({ y }) => y ?? 0)
    .digits(2)
  const solid: Point[][] = [[]]
  const dashed: Point[][] = []
  points.forEach((point, index) => {
    const before = points[index - 1]
    if (before && before.y !== null && point.y !== null && !(before.certain && point.certain)) {
      dashed.push([before, point])
      solid.push([point])
    } else if (point.y === null) solid.push([])
    else solid.at(-1)?.push(point)
  })
  const join = (parts: Point[][]) =>
    parts
      .filter((part) => part.length > 1)
      .map((part) => draw(part) ?? '')
      .join('')
  return { solid: join(solid), dashed: join(dashed) }
}

export const LineChart = (props: LineChartProps) => {
  const { series, xLabel = String, fromZero = false } = props
  const values = series.flatMap(({ points }) => points.map(({ value }) => value)).filter(isNumber)
  const { language, t, write } = useReader(props, values)
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b)
  const [firstX = 0] = xs
  const lastX = xs.at(-1) ?? 1
  const floor = TOP + HEIGHT
  const axis = axisOf(values, { range: [floor, TOP], fromZero })
  const ticks = writerOf(language, props.unit, tickDigits(axis.ticks))
  const axisWidth = widest(axis.ticks.map(ticks.plain), 12) + 12
  const at = (x: number) => (lastX === firstX ? 50 : 2 + (96 * (x - firstX)) / (lastX - firstX))
  const classes = seriesClasses(series)
  // Names stand beside the lines; of very many only one's own does, and the others are named on hover and in the table.
  const direct = series.length > 1 && (series.length <= MOST_NAMES || classes.includes('series-own'))
  const ends = series.flatMap((one, index) => {
    if (!direct || (series.length > MOST_NAMES && classes[index] !== 'series-own')) return []
    const last = one.points
      .filter((point) => point.value !== null)
      .toSorted((a, b) => a.x - b.x)
      .at(-1)
    return last && isNumber(last.value)
      ? [{ index, x: at(last.x), y: axis.at(last.value), label: shortened(one.label, WIDEST_END, 13) }]
      : []
  })
  const ys = spread(
    ends.map(({ y }) => y),
    16,
    TOP,
    floor - 2,
  )
  const endsWidth = ends.length > 0 ? widest(ends.map(({ label }) => label)) + 14 : 0
  const named = presenceOf(xs.length, widest(xs.map(xLabel), 12), axisWidth, endsWidth)
  const points = series.flatMap((one) => one.points)
  const says =
    values.length === 0
      ? t('saysEmpty', { title: props.title })
      : [`${props.title}.`, ...series.map((one) => spoken(one))].join(' ')
  function spoken(one: Series) {
    const known = one.points.filter((point) => point.value !== null).toSorted((a, b) => a.x - b.x)
    const words = (point?: Series['points'][number]) =>
      point && isNumber(point.value) ? `${write.full(point.value)} (${xLabel(point.x)})` : ''
    return known.length === 0
      ? `${one.label}: ${t('noData')}.`
      : t('saysLine', { label: one.label, from: words(known[0]), to: words(known.at(-1)) })
  }
  const uncertain = (['provisional', 'estimated'] as const)
    .filter((status) => points.some((point) => point.status === status))
    .map((status) => t(status))
    .join(', ')
  const names: LegendItem[] = series.flatMap(({ label }, index) => {
    const name = classes[index] ?? 'series-rest'
    return name === 'series-rest' && series.length > MOST_NAMES ? [] : [{ label, class: name, shape: 'line' as const }]
  })
  return (
    <Frame
      chart={props}
      says={says}
      empty={values.length === 0}
      legend={
        <>
          {series.length > 1 && <Legend items={names} narrow={direct} />}
          {uncertain && <Legend items={[{ label: uncertain, class: 'series-rest', shape: 'hollow' }]} />}
        </>
      }
      table={{
        columns: [
          { key: 'x', label: props.nameLabel ?? t('year') },
          ...series.map(({ label }, index) => ({ key: String(index), label, align: 'end' as const })),
        ],
        rows: xs.map((x) => ({
          x: xLabel(x),
          ...Object.fromEntries(
            series.map(({ points }, index) => {
              const point = points.find((one) => one.x === x)
              const status = point?.status && point.status !== 'final' ? ` (${t(point.status)})` : ''
              return [
                String(index),
                point && isNumber(point.value) ? `${write.plain(point.value)}${status}` : t('noData'),
              ]
            }),
          ),
        })),
      }}
    >
      {(ids) => (
        <Drawing
          ids={ids}
          height={floor + 26}
          axis={axisWidth}
          ends={endsWidth}
          linked={series.some(({ href }) => href)}
        >
          <RowTicks ticks={axis.ticks.map((value) => ({ value, y: rounded(axis.at(value)) }))} write={ticks.plain} />
          <ColumnLabels
            y={floor + 20}
            labels={xs.map((x, index) => ({ text: xLabel(x), x: percent(at(x)), presence: named[index] }))}
          />
          <svg
            width="100%"
            height={floor + 26}
            viewBox={`0 0 100 ${floor + 26}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            class="chart-through"
          >
            {series.map((one, index) => {
              const sorted = one.points.toSorted((a, b) => a.x - b.x)
              const paths = linePaths(
                sorted.map(({ x, value, status = 'final' }) => ({
                  x: at(x),
                  y: value === null ? null : axis.at(value),
                  certain: status === 'final',
                })),
              )
              return (
                <g class={`chart-line ${classes[index]}`}>
                  {paths.solid && <path d={paths.solid} vector-effect="non-scaling-stroke" />}
                  {paths.dashed && <path d={paths.dashed} vector-effect="non-scaling-stroke" class="chart-uncertain" />}
                </g>
              )
            })}
          </svg>
          {series.map((one, index) => {
            const known = one.points.filter((point): point is typeof point & { value: number } => point.value !== null)
            const last = known.reduce((latest, point) => Math.max(latest, point.x), Number.NEGATIVE_INFINITY)
            const shown =
              known.length <= ROOMY_WIDTH / 20
                ? known
                : known.filter(({ x, status = 'final' }) => x === last || status !== 'final')
            return (
              <g class={`chart-points ${classes[index]}`}>
                {shown.map(({ x, value, status = 'final' }) => (
                  <circle
                    cx={percent(at(x))}
                    cy={rounded(axis.at(value))}
                    r="4"
                    class={status === 'final' ? undefined : 'chart-hollow'}
                  >
                    <title>{`${one.label}, ${xLabel(x)}: ${write.full(value)}${status === 'final' ? '' : ` (${t(status)})`}`}</title>
                  </circle>
                ))}
              </g>
            )
          })}
          {direct && (
            <g class="chart-roomy">
              {ends.map((end, rank) => {
                const one = series[end.index]
                const text = (
                  <text x="100%" dx="6" y={rounded((ys[rank] ?? end.y) + 4)} class={`chart-end ${classes[end.index]}`}>
                    {end.label}
                  </text>
                )
                return one?.href ? (
                  <a href={one.href} aria-label={one.label}>
                    {text}
                  </a>
                ) : (
                  text
                )
              })}
            </g>
          )}
        </Drawing>
      )}
    </Frame>
  )
}
