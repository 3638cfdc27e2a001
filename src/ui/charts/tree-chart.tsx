/** Who comes after whom, as a tree that grows to the right, and the same as a nested list: the only one that a phone shows. */
import { type HierarchyNode, hierarchy, tree } from 'd3-hierarchy'
import type { Child } from 'hono/jsx'
import type { Language } from '#platform/languages.ts'
import { textId } from '#ui/tables.tsx'
import { shortened } from './labels.ts'

export type TreeItem = {
  label: string
  href: string
  /** A few words: a year, an answer. */
  note?: string
  /** Language of the label, when it is not the page's. */
  lang?: Language
  children: readonly TreeItem[]
}
export type TreeChartProps = {
  title: string
  /** Read aloud in place of the drawing. */
  says: string
  /** Opens the list where the drawing is shown. */
  listLabel: string
  root: TreeItem
}

/** Pixels of a row: a label above its line and a note below it. */
const ROW = 54
/** Width that a column has at least where the drawing is shown (15rem, the steps in tree.css), without its dot. */
const LABEL = 222
/** More generations than that would need a wider page; the list has no such end. */
const MOST_LEVELS = 5

type Placed = { item: TreeItem; x: string; y: number; parent: { x: string; y: number } | undefined }

/** The tidy tree of Reingold and Tilford (1981): rows in pixels, generations in percent of the width. */
function placedIn(root: HierarchyNode<TreeItem>): { nodes: Placed[]; height: number } {
  const laid = tree<TreeItem>().nodeSize([ROW, 1])(root)
  const rows = laid.descendants().map(({ x }) => x)
  const top = Math.min(...rows)
  const at = (node: { x: number; depth: number }) => ({
    x: `${((100 * node.depth) / (root.height + 1)).toFixed(2)}%`,
    y: Math.round(node.x - top + ROW / 2),
  })
  const nodes = laid
    .descendants()
    .map((node) => ({ item: node.data, ...at(node), parent: node.parent ? at(node.parent) : undefined }))
  return { nodes, height: Math.max(...rows) - top + ROW }
}

export const TreeChart = ({ title, says, listLabel, root }: TreeChartProps) => {
  const grown = hierarchy(root, (item) => [...item.children])
  const levels = grown.height + 1
  const id = `tree-${textId(`${title} ${JSON.stringify(root)}`)}`
  const list = (
    <ul class="tree-list">
      <TreeBranch item={root} />
    </ul>
  )
  return (
    <figure class="chart tree">
      <figcaption class="chart-head">
        <span class="chart-title" id={`${id}-title`}>
          {title}
        </span>
        <span class="ds-sr-only" id={`${id}-says`}>
          {says}
        </span>
      </figcaption>
      <div class="tree-views" data-levels={levels <= MOST_LEVELS ? levels : undefined}>
        <Drawn id={id} root={grown} />
        <details class="chart-table tree-opened">
          <summary>{listLabel}</summary>
          {list}
        </details>
        <div class="tree-plain">{list}</div>
      </div>
    </figure>
  )
}

const Drawn = ({ id, root }: { id: string; root: HierarchyNode<TreeItem> }) => {
  const { nodes, height } = placedIn(root)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing whose marks are links is a group that a keyboard enters
    <svg
      class="chart-drawing tree-drawing"
      width="100%"
      height={height}
      role="group"
      aria-labelledby={`${id}-title ${id}-says`}
    >
      <g class="tree-lines">
        {nodes.map(({ x, y, parent }) =>
          parent ? (
            <>
              <line x1={parent.x} y1={parent.y} x2={x} y2={parent.y} />
              <line x1={x} y1={parent.y} x2={x} y2={y} />
            </>
          ) : null,
        )}
      </g>
      {nodes.map(({ item, x, y }) => (
        <Mark item={item} x={x} y={y} />
      ))}
    </svg>
  )
}

const Mark = ({ item, x, y }: Pick<Placed, 'item' | 'x' | 'y'>) => {
  const { label, href, note, lang } = item
  return (
    <a href={href} class="tree-mark" lang={lang}>
      <title>{note ? `${label}, ${note}` : label}</title>
      <circle cx={x} cy={y} r="6" />
      <text x={x} y={y} dx="12" dy="-6" class="tree-name">
        {shortened(label, LABEL, 14)}
      </text>
      {note && (
        <text x={x} y={y} dx="12" dy="16" class="chart-quiet">
          {shortened(note, LABEL)}
        </text>
      )}
    </a>
  )
}

const TreeBranch = ({ item }: { item: TreeItem }): Child => (
  <li>
    <a class="ds-link" href={item.href} lang={item.lang}>
      {item.label}
    </a>
    {item.note && <span class="meta"> {item.note}</span>}
    {item.children.length > 0 && (
      <ul>
        {item.children.map((child) => (
          <TreeBranch item={child} />
        ))}
      </ul>
    )}
  </li>
)
