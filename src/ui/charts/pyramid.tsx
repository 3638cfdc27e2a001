/** The age profile of a place, oldest on top, against a second one. One-sided: the censuses we have do not part women and men by age and place. */
import { Drawing, Frame, isNumber, Legend, useReader } from './frame.tsx'
import { presenceOf, widest } from './labels.ts'
import { tickDigits, writerOf } from './numbers.ts'
import type { PyramidProps } from './props.ts'
import { axisOf, percent, rounded } from './scales.ts'

const ROW = 18

export const Pyramid = (props: PyramidProps) => {
  const { groups, own, compare } = props
  const known = own.values.filter(isNumber)
  const all = [...known, ...(compare?.values.filter(isNumber) ?? [])]
  const { language, t, write } = useReader(props, all)
  const axisWidth = widest(groups, 12) + 12
  const axis = axisOf(all, { range: [0, 98], ticks: 4 })
  const ticks = writerOf(language, props.unit, tickDigits(axis.ticks))
  const presence = presenceOf(axis.ticks.length, widest(axis.ticks.map(ticks.plain), 12), axisWidth)
  const rows = groups
    .map((group, index) => ({ group, own: own.values[index], compare: compare?.values[index] }))
    .reverse()
  const height = rows.length * ROW
  const cell = (value: number | null | undefined) => (isNumber(value) ? write.plain(value) : t('noData'))
  const spoken = rows.flatMap((row) => (isNumber(row.own) ? [{ label: row.group, value: row.own }] : []))
  const sorted = spoken.toSorted((a, b) => a.value - b.value)
  const words = (one?: { label: string; value: number }) => (one ? `${one.label} (${write.full(one.value)})` : '')
  // The outline of the second profile is one line of steps, so that its form is seen at a glance; it breaks where a figure is missing.
  const outline = rows
    .map((row, index) => {
      if (!isNumber(row.compare)) return ''
      const x = rounded(axis.at(row.compare), 2)
      const joined = index > 0 && isNumber(rows[index - 1]?.compare)
      return `${joined ? `H${x}` : `M${x} ${index * ROW}`}V${(index + 1) * ROW}`
    })
    .join('')
  return (
    <Frame
      chart={props}
      says={
        known.length === 0
          ? t('saysEmpty', { title: props.title })
          : t('saysBars', {
              title: props.title,
              count: known.length,
              highest: words(sorted.at(-1)),
              lowest: words(sorted[0]),
            })
      }
      empty={known.length === 0}
      legend={
        compare && (
          <Legend
            items={[
              { label: own.label, class: 'chart-bar' },
              { label: compare.label, class: 'chart-compare', shape: 'line' },
            ]}
          />
        )
      }
      table={{
        columns: [
          { key: 'name', label: props.nameLabel ?? t('ageGroup') },
          { key: 'own', label: own.label, align: 'end' },
          ...(compare ? [{ key: 'compare', label: compare.label, align: 'end' as const }] : []),
        ],
        rows: rows.map((row) => ({ name: row.group, own: cell(row.own), compare: cell(row.compare) })),
      }}
    >
      {(ids) => (
        <Drawing ids={ids} height={height + 24} axis={axisWidth}>
          <g class="chart-grid">
            {axis.ticks.map((tick, index) => (
              <>
                <line
                  x1={percent(axis.at(tick))}
                  x2={percent(axis.at(tick))}
                  y2={height + 4}
                  class={tick === 0 ? 'chart-zero' : undefined}
                />
                {presence[index] !== 'never' && (
                  <text
                    x={percent(axis.at(tick))}
                    y={height + 19}
                    text-anchor={tick === 0 ? 'start' : axis.at(tick) > 92 ? 'end' : 'middle'}
                    class={presence[index] === 'roomy' ? 'chart-roomy' : undefined}
                  >
                    {ticks.plain(tick)}
                  </text>
                )}
              </>
            ))}
          </g>
          {rows.map((row, index) => (
            <g class="chart-row">
              <title>
                {`${row.group}: ${isNumber(row.own) ? write.full(row.own) : t('noData')}${compare ? `; ${compare.label}: ${isNumber(row.compare) ? write.full(row.compare) : t('noData')}` : ''}`}
              </title>
              <rect class="chart-hit" y={index * ROW} width="100%" height={ROW} />
              <text x="-8" y={index * ROW + 13} text-anchor="end" class="chart-small">
                {row.group}
              </text>
              {isNumber(row.own) ? (
                <rect y={index * ROW + 2} width={percent(axis.at(row.own))} height={ROW - 4} class="chart-bar" />
              ) : (
                <text x="6" y={index * ROW + 13} class="chart-quiet chart-small">
                  {t('noData')}
                </text>
              )}
            </g>
          ))}
          {outline && (
            <svg
              width="100%"
              height={height}
              viewBox={`0 0 100 ${height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              class="chart-through"
            >
              <path d={outline} class="chart-compare" vector-effect="non-scaling-stroke" />
            </svg>
          )}
        </Drawing>
      )}
    </Frame>
  )
}
