/** Figures and facts in rows. Charts live in `charts/` and use this table for their equal in words. */
import type { Child } from 'hono/jsx'
import { useWords } from './language.tsx'
import { Hidden } from './words.tsx'

export type Column = {
  key: string
  label: string
  /** `end` for figures: they line up by their last digit. */
  align?: 'start' | 'center' | 'end'
  sortHref?: string
  sorted?: 'ascending' | 'descending'
}
export type DataTableProps = {
  /** What the table shows; read first by a screen reader. */
  caption: string
  captionHidden?: boolean
  columns: readonly Column[]
  rows: readonly Record<string, Child>[]
  /** On a phone: `scroll` keeps columns to compare, `stack` makes one block a row. */
  responsive?: 'scroll' | 'stack'
  /** The column that names the row; the first when not said. `false` for none. */
  rowHeader?: string | false
  foot?: Record<string, Child>
}
export const DataTable = (props: DataTableProps) => {
  const { caption, captionHidden, columns, rows, responsive = 'scroll', foot } = props
  const t = useWords()
  const rowHeader = props.rowHeader === undefined ? columns[0]?.key : props.rowHeader
  const captionId = `table-${textId(caption + columns.map(({ key }) => key).join())}`
  const cell = (row: Record<string, Child>, { key, label, align }: Column) =>
    key === rowHeader ? (
      <th scope="row" data-align={align}>
        {row[key]}
      </th>
    ) : (
      <td data-align={align} data-label={responsive === 'stack' ? label : undefined}>
        {row[key]}
      </td>
    )
  const table = (
    <table class="ds-table" data-responsive={responsive} data-hover="">
      <caption id={captionId}>{captionHidden ? <Hidden>{caption}</Hidden> : caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, align, sortHref, sorted }) => (
            <th scope="col" data-align={align} aria-sort={sorted}>
              {sortHref ? (
                <a class="sort-link" href={sortHref} title={t('sort')}>
                  {label}
                </a>
              ) : (
                label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>{columns.map((column) => cell(row, column))}</tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>{columns.map((column) => cell(foot, column))}</tr>
        </tfoot>
      )}
    </table>
  )
  return responsive === 'stack' ? (
    table
  ) : (
    // A region that scrolls must be reachable by keyboard and have a name (WCAG 2.1.1).
    // biome-ignore lint/a11y/useSemanticElements: a section would put every table among the landmarks' headings
    <div class="table-scroll" role="region" aria-labelledby={captionId} tabindex={0}>
      {table}
    </div>
  )
}

/** A short stable id from a text, the same on every rendering (FNV-1a, 32 bit). */
export const textId = (text: string): string => {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}

export type Definition = { term: string; value: Child; note?: Child }
/** Facts of one record: term and value. `stacked` puts the value under its term. Items without a value are left out. */
export const DefinitionList = ({ items, stacked }: { items: readonly Definition[]; stacked?: boolean }) => (
  <dl class={stacked ? 'definitions definitions-stacked' : 'definitions'}>
    {items
      .filter(({ value }) => value !== undefined && value !== null && value !== '')
      .map(({ term, value, note }) => (
        <div>
          <dt>{term}</dt>
          <dd>
            {value}
            {note && <span class="meta">{note}</span>}
          </dd>
        </div>
      ))}
  </dl>
)
