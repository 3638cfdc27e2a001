/** Parts of a whole as one bar a row. For one value a name there is `bar-chart.tsx`. */
import { stack } from 'd3-shape'
import { Drawing, Frame, isNumber, Legend, Marked, nameCell, RowName, useReader } from './frame.tsx'
import { textWidth } from './labels.ts'
import { writerOf } from './numbers.ts'
import type { StackedBarProps } from './props.ts'
import { percent } from './scales.ts'

const ROW = 48

export const StackedBar = (props: StackedBarProps) => {
  const { parts, rows, share = true } = props
  const values = rows.flatMap((row) => row.values).filter(isNumber)
  const { language, t, write } = useReader(props, values)
  const shares = writerOf(language, '%', 1)
  const sums = rows.map((row) => row.values.filter(isNumber).reduce((sum, value) => sum + value, 0))
  const largest = Math.max(1e-9, ...sums)
  // Layers of d3's stack: for each part the range it covers in each row.
  const layers = stack<(typeof rows)[number], number>()
    .keys(parts.map((_, part) => part))
    .value((row, part) => row.values[part] ?? 0)(rows)
  const says =
    values.length > 0
      ? t('saysParts', { title: props.title, count: rows.length, parts: parts.join(', ') })
      : t('saysEmpty', { title: props.title })
  return (
    <Frame
      chart={props}
      says={says}
      empty={values.length === 0}
      legend={<Legend items={parts.map((label, index) => ({ label, class: `category-${index % 6}` }))} />}
      table={{
        columns: [
          { key: 'name', label: props.nameLabel ?? t('name') },
          ...parts.map((label, index) => ({ key: String(index), label, align: 'end' as const })),
        ],
        rows: rows.map((row) => ({
          name: nameCell(row),
          ...Object.fromEntries(
            parts.map((_, index) => {
              const value = row.values[index]
              return [String(index), isNumber(value) ? write.plain(value) : t('noData')]
            }),
          ),
        })),
      }}
    >
      {(ids) => (
        <Drawing ids={ids} height={rows.length * ROW} linked={rows.some(({ href }) => href)}>
          {rows.map((row, index) => {
            const y = index * ROW
            const sum = sums[index] ?? 0
            const scale = 100 / (share ? sum || 1 : largest)
            const missing = parts.filter((_, part) => !isNumber(row.values[part]))
            const words = parts
              .map((label, part) => {
                const value = row.values[part]
                return `${label} ${isNumber(value) ? write.full(value) : t('noData')}`
              })
              .join(', ')
            return (
              <Marked title={`${row.label}: ${words}`} href={row.href} class="chart-row">
                <rect class="chart-hit" y={y} width="100%" height={ROW} />
                <text y={y + 14} class={row.highlight ? 'chart-own-label' : undefined}>
                  <RowName label={row.label} />
                  {missing.length > 0 && (
                    <tspan class="chart-quiet">{` – ${missing.join(', ')}: ${t('noData')}`}</tspan>
                  )}
                </text>
                {layers.map((layer, part) => {
                  const [from = 0, to = 0] = layer[index] ?? []
                  const width = (to - from) * scale
                  if (width <= 0) return null
                  const text =
                    share && props.unit !== '%'
                      ? shares.plain((100 * (to - from)) / (sum || 1))
                      : write.plain(to - from)
                  const needs = textWidth(text, 12) + 10
                  const shows = width * 2.8 >= needs ? '' : width * 5.2 >= needs ? ' chart-roomy' : undefined
                  return (
                    <g>
                      <title>{`${row.label}, ${parts[part] ?? ''}: ${write.full(to - from)}${share && props.unit !== '%' ? ` (${text})` : ''}`}</title>
                      <rect
                        x={percent(from * scale)}
                        width={percent(width)}
                        y={y + 20}
                        height="20"
                        class={`chart-part category-${part % 6}`}
                      />
                      {shows !== undefined && (
                        <text x={percent(from * scale)} dx="6" y={y + 34} class={`chart-on-part${shows}`}>
                          {text}
                        </text>
                      )}
                    </g>
                  )
                })}
              </Marked>
            )
          })}
        </Drawing>
      )}
    </Frame>
  )
}
