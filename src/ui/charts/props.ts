/** The properties of every chart and map: what a caller knows, without pixels or colours. */
import type { Feature, Topology } from './topology.ts'

export type Source = { text: string; href?: string }

/** What all charts share. */
export type ChartProps = {
  title: string
  /** Shown beside the title and after numbers where there is room; '%' is written as the language writes percent. */
  unit?: string
  source?: Source
  /** What the reader should see in it, shown under the title; without it a sentence is made for screen readers only. */
  summary?: string
  note?: string
  /** Digits after the decimal point; chosen from the values when left out. */
  digits?: number
  /** Column heading of the names in the table; "Name" when left out. */
  nameLabel?: string
}

/** One bar, dot or row. `null` means that the source has no figure: it is shown as such, never as zero. */
export type Mark = {
  label: string
  value: number | null
  href?: string
  /** One's own place: drawn in the colour of "own" and in bold. */
  highlight?: boolean
}

export type BarChartProps = ChartProps & {
  bars: Mark[]
  direction?: 'horizontal' | 'vertical'
  /** A line to compare with, such as the average of the country. */
  reference?: { label: string; value: number }
}

/** Parts of a whole, one row a place or year. Values are in one unit; the row is scaled to its sum when `share` is set. */
export type StackedBarProps = ChartProps & {
  parts: string[]
  rows: { label: string; values: (number | null)[]; href?: string; highlight?: boolean }[]
  share?: boolean
}

/** Age groups from the youngest up, drawn upwards; with `compare` a second outline such as the country's shares. */
export type PyramidProps = ChartProps & {
  groups: string[]
  own: { label: string; values: (number | null)[] }
  compare?: { label: string; values: (number | null)[] }
}

export const POINT_STATUSES = ['final', 'provisional', 'estimated'] as const
export type PointStatus = (typeof POINT_STATUSES)[number]

export type Series = {
  label: string
  /** `x` is a year, or any number that grows evenly. */
  points: { x: number; value: number | null; status?: PointStatus }[]
  highlight?: boolean
  href?: string
}

export type LineChartProps = ChartProps & {
  series: Series[]
  /** How an x is written; years as they are when left out. */
  xLabel?: (x: number) => string
  /** Begins the scale at zero; otherwise at a round number under the lowest value. */
  fromZero?: boolean
}

/** Little charts on one scale: lines over x, or bars when each has few points. */
export type SmallMultiplesProps = ChartProps & {
  panels: Series[]
  kind?: 'line' | 'bar'
  xLabel?: (x: number) => string
}

/** A value with the interval in which it lies: years, experts, peers. */
export type RangeChartProps = ChartProps & {
  rows: (Mark & { low?: number | null; high?: number | null })[]
  lowLabel?: string
  highLabel?: string
  reference?: { label: string; value: number }
}

export type DotPlotProps = ChartProps & { rows: Mark[]; reference?: { label: string; value: number } }

export type ScatterProps = ChartProps & {
  x: { label: string; unit?: string; digits?: number }
  y: { label: string; unit?: string; digits?: number }
  points: { label: string; x: number | null; y: number | null; href?: string; highlight?: boolean }[]
}

export type HistogramProps = ChartProps & {
  values: (number | null)[]
  /** One's own value, marked above its column. */
  own?: { label: string; value: number | null }
  /** What is counted, in the plural: "municipalities". */
  countLabel?: string
  /** About how many columns; round borders come first. */
  columns?: number
}

export type ClassMethod = 'quantile' | 'equal'
/** A method with a number of classes (3 to 7), or inner borders given by the caller; `whole` for counts, whose legend reads 0, 1, 2, 3 and more. */
export type Classes = { method: ClassMethod; count: number } | { breaks: number[]; whole?: boolean }

export type MapPoint = { code: string; lat: number; lon: number; value?: number | null; href?: string; name: string }

export type ChoroplethProps = ChartProps & {
  topology: Topology
  /** Name of the object in the topology; `places` when left out. */
  object?: string
  values?: ReadonlyMap<string, number | null>
  names: ReadonlyMap<string, string>
  hrefs?: ReadonlyMap<string, string>
  classes?: Classes
  /** Colour by kind instead of by number: code to index in `labels`; at most six kinds. */
  categories?: { of: ReadonlyMap<string, number>; labels: string[] }
  highlight?: string
  /** Places without a boundary. */
  points?: MapPoint[]
  /** Shows only this place and the ones that touch it. */
  neighboursOf?: string
  /** Shows only these places, for an inset such as the city of ten municipalities. */
  only?: readonly string[]
  /** Names of the largest places written on the map; true when left out. */
  labels?: boolean
  /** Width to height; 1.5 when left out. The drawing itself scales with the page. */
  ratio?: number
}

/** A small map without figures: where a place lies. */
export type LocatorMapProps = {
  title: string
  topology: Topology
  object?: string
  names: ReadonlyMap<string, string>
  hrefs?: ReadonlyMap<string, string>
  highlight?: string
  neighboursOf?: string
  point?: MapPoint
  ratio?: number
  /** Where the outlines come from. */
  source?: Source
}

export type { Feature, Topology }
