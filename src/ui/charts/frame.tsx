/** What stands around every chart: title, sentence for screen readers, legend, source and the table of the same figures. Draws no marks. */
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { useLanguage, useWords } from '#ui/language.tsx'
import { type Column, DataTable, textId } from '#ui/tables.tsx'
import { PHONE_WIDTH, ROOMY_WIDTH, shortened, textWidth } from './labels.ts'
import { digitsOf, type Writer, writerOf } from './numbers.ts'
import type { ChartProps } from './props.ts'
import { type ChartTexts, chartTexts } from './texts.ts'

export type Reader = { language: Language; t: ChartTexts; write: Writer; digits: number }

/** The reader's words and how this chart writes its numbers. */
export function useReader(chart: Pick<ChartProps, 'unit' | 'digits'>, values: readonly number[]): Reader {
  const language = useLanguage()
  const digits = chart.digits ?? digitsOf(values)
  return { language, t: chartTexts.in(language), write: writerOf(language, chart.unit, digits), digits }
}

export type Table = { columns: Column[]; rows: Record<string, Child>[] }

export type FrameProps = {
  chart: ChartProps
  /** Read aloud in place of the drawing, unless the chart has its own summary. */
  says: string
  legend?: Child
  table?: Table
  /** Nothing to draw: a sentence stands there instead. */
  empty?: boolean
  children: (ids: FrameIds) => Child
}
export type FrameIds = { title: string; says: string; hatch: string }

const idsOf = (key: string): FrameIds => {
  const id = `chart-${textId(key)}`
  return { title: `${id}-title`, says: `${id}-says`, hatch: `${id}-hatch` }
}

export const Frame = ({ chart, says, legend, table, empty, children }: FrameProps) => {
  const language = useLanguage()
  const t = chartTexts.in(language)
  const words = useWords()
  const { title, unit, source, summary, note } = chart
  // Equal ids are only made by equal charts, so what they point at is the same.
  const ids = idsOf(`${title} ${says} ${JSON.stringify(table?.rows ?? [])}`)
  return (
    <figure class="chart">
      <figcaption class="chart-head">
        <span class="chart-title" id={ids.title}>
          {title}
        </span>
        {unit && <span class="chart-unit">{unit}</span>}
        <span class={summary ? 'chart-summary' : 'ds-sr-only'} id={ids.says}>
          {summary ?? says}
        </span>
      </figcaption>
      {empty ? (
        <p class="chart-nothing">{t('nothing')}</p>
      ) : (
        <>
          {legend}
          {children(ids)}
        </>
      )}
      <SourceLine source={source} note={note} />
      {table && !empty && (
        <details class="chart-table">
          <summary>{words('figures')}</summary>
          <DataTable caption={title} captionHidden columns={table.columns} rows={table.rows} />
        </details>
      )}
    </figure>
  )
}

/** Where the figures or the outlines come from. */
export const SourceLine = ({ source, note }: Pick<ChartProps, 'source' | 'note'>) => {
  const words = useWords()
  if (!source && !note) return null
  return (
    <p class="chart-source">
      {note && <span>{note} </span>}
      {source && (
        <span>
          {words('source')}:{' '}
          {source.href ? (
            <a class="ds-link" href={source.href}>
              {source.text}
            </a>
          ) : (
            source.text
          )}
        </span>
      )}
    </p>
  )
}

export type DrawingProps = {
  ids: FrameIds
  height: number
  /** Marks are links: the drawing is then a group that a keyboard can enter, not one image. */
  linked?: boolean
  /** Room for words left of the drawing, in pixels. */
  axis?: number
  /** Room for words right of the lines where the screen is wide, in pixels. */
  ends?: number
  children?: Child
}

/**
 * A drawing that is as wide as its place: x is in percent, y and text in pixels, so words keep their size on a phone.
 * Room for the axis is padding of the element, by class because styles in attributes are forbidden.
 */
export const Drawing = ({ ids, height, linked, axis = 0, ends = 0, children }: DrawingProps) => {
  const left = axis > 0 ? ` chart-axis-${Math.min(16, Math.ceil(axis / 8))}` : ''
  const right = ends > 0 ? ` chart-ends-${Math.min(13, Math.ceil(ends / 16))}` : ''
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: aria-labelledby names the title and the sentence of the figure
    <svg
      class={`chart-drawing${left}${right}`}
      width="100%"
      height={height}
      role={linked ? 'group' : 'img'}
      aria-labelledby={`${ids.title} ${ids.says}`}
    >
      {children}
    </svg>
  )
}

/** One mark with its words on hover; a link when it leads somewhere. */
export const Marked = ({ title, href, class: name, children }: MarkedProps) =>
  href ? (
    <a href={href} class={name}>
      <title>{title}</title>
      {children}
    </a>
  ) : (
    <g class={name}>
      <title>{title}</title>
      {children}
    </g>
  )
type MarkedProps = { title: string; href?: string; class?: string; children?: Child }

/** A name on a line of its own. One too long for a phone is cut there only; its mark and the table have it whole. */
export const RowName = ({ label }: { label: string }) =>
  textWidth(label) <= PHONE_WIDTH ? (
    <tspan>{label}</tspan>
  ) : (
    <>
      <tspan class="chart-tight">{shortened(label, PHONE_WIDTH - 12)}</tspan>
      <tspan class="chart-roomy">{shortened(label, ROOMY_WIDTH)}</tspan>
    </>
  )

/** Hatching means: the source has no figure. */
export const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="chart-hatch-ground" width="6" height="6" />
      <path class="chart-hatch-line" d="M1 0v6" />
    </pattern>
  </defs>
)

export type LegendItem = {
  label: string
  class: string
  shape?: 'area' | 'line' | 'dot' | 'hatch' | 'outline' | 'dashed' | 'hollow'
}

/** What the colours mean. `narrow` is only for screens on which the words beside the lines have no room. */
export const Legend = ({ items, narrow, id = '' }: { items: readonly LegendItem[]; narrow?: boolean; id?: string }) => (
  <ul class={narrow ? 'chart-legend chart-legend-narrow' : 'chart-legend'}>
    {items.map((item, index) => (
      <li>
        <Swatch item={item} id={`${id || textId(item.label)}-${index}`} />
        {item.label}
      </li>
    ))}
  </ul>
)

const Swatch = ({ item: { class: name, shape = 'area' }, id }: { item: LegendItem; id: string }) => (
  <svg width="20" height="14" aria-hidden="true" class="chart-swatch">
    {shape === 'hatch' && <Hatch id={`swatch-${id}`} />}
    {shape === 'hatch' && <rect width="20" height="14" fill={`url(#swatch-${id})`} class="chart-none" />}
    {shape === 'area' && <rect width="20" height="14" class={name} />}
    {shape === 'outline' && <rect x="2" y="2" width="16" height="10" class={name} />}
    {shape === 'line' && <path d="M0 7h20" class={name} />}
    {shape === 'dashed' && <path d="M0 7h20" class={`${name} chart-uncertain`} />}
    {shape === 'dot' && <circle cx="10" cy="7" r="5" class={name} />}
    {shape === 'hollow' && <circle cx="10" cy="7" r="4" class={`${name} chart-hollow`} />}
  </svg>
)

/** Grid lines across with their numbers left of the drawing. */
export const RowTicks = ({
  ticks,
  write,
}: {
  ticks: readonly { value: number; y: number }[]
  write: (v: number) => string
}) => (
  <g class="chart-grid">
    {ticks.map(({ value, y }) => (
      <>
        <line x2="100%" y1={y} y2={y} class={value === 0 ? 'chart-zero' : undefined} />
        <text x="-8" y={y + 4} text-anchor="end">
          {write(value)}
        </text>
      </>
    ))}
  </g>
)

/** Words under the drawing; those that would touch on a phone show only where there is room. */
export const ColumnLabels = ({ labels, y }: { labels: readonly ColumnLabel[]; y: number }) => (
  <g class="chart-labels">
    {labels.map(({ text, x, presence = 'always', own, anchor = 'middle' }) =>
      presence === 'never' ? null : (
        <text
          x={x}
          y={y}
          text-anchor={anchor}
          class={
            [presence === 'roomy' && 'chart-roomy', own && 'chart-own-label'].filter(Boolean).join(' ') || undefined
          }
        >
          {text}
        </text>
      ),
    )}
  </g>
)
export type ColumnLabel = {
  text: string
  x: string
  presence?: 'always' | 'roomy' | 'never'
  own?: boolean
  anchor?: 'start' | 'middle' | 'end'
}

/** The highest and the lowest of named values, as a sentence says them. */
export function extremesOf(marks: readonly { label: string; value: number | null }[], write: Writer) {
  const known = marks.filter((mark): mark is { label: string; value: number } => mark.value !== null)
  const words = (mark?: { label: string; value: number }) => (mark ? `${mark.label} (${write.full(mark.value)})` : '')
  const sorted = known.toSorted((a, b) => a.value - b.value)
  return { known, lowest: words(sorted[0]), highest: words(sorted.at(-1)), missing: marks.length - known.length }
}

/** The sentence of charts that show one value a name. */
export function saysOf(t: ChartTexts, title: string, marks: readonly SpokenMark[], write: Writer): string {
  const { known, lowest, highest, missing } = extremesOf(marks, write)
  if (known.length === 0) return t('saysEmpty', { title })
  const own = marks.find((mark) => mark.highlight)
  return [
    t('saysBars', { title, count: known.length, highest, lowest }),
    missing > 0 && t('saysMissing', { count: missing }),
    own && t('saysOwn', { own: `${own.label}, ${own.value === null ? t('noData') : write.full(own.value)}` }),
  ]
    .filter(Boolean)
    .join(' ')
}
type SpokenMark = { label: string; value: number | null; highlight?: boolean }

export const isNumber = (value: number | null | undefined): value is number => value !== null && value !== undefined

export const valueColumns = (t: ChartTexts, chart: ChartProps, label = t('value')): Column[] => [
  { key: 'name', label: chart.nameLabel ?? t('name') },
  { key: 'value', label: chart.unit ? `${label} (${chart.unit})` : label, align: 'end' },
]

/** A name in the table leads where its mark leads. */
export const nameCell = (mark: { label: string; href?: string }): Child =>
  mark.href ? <a href={mark.href}>{mark.label}</a> : mark.label
