/** Which column is which field: guessed by its heading in any of the portal's languages, then settled by the person. Pure. */
import type { ImportField } from './importer.ts'
import type { Table } from './table.ts'

/** Field → position of its column, in digits, as it is kept. */
export type Mapping = Record<string, string>

/** Headings without case, accents, signs and what stands in brackets: "Наслов (задолжително) *" is "наслов". */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The first column that fits each field, whole names before beginnings; a column is given once. */
export function guessMapping(columns: readonly string[], fields: readonly ImportField[]): Mapping {
  const folded = columns.map(foldHeading)
  const mapping: Mapping = {}
  const taken = new Set<number>()
  const names = fields.map(({ key, aliases }) => ({ key, names: [key, ...aliases].map(foldHeading).filter(Boolean) }))
  const give = (fits: (heading: string, name: string) => boolean) => {
    for (const { key, names: own } of names) {
      if (mapping[key] !== undefined) continue
      const at = folded.findIndex((heading, index) => !taken.has(index) && own.some((name) => fits(heading, name)))
      if (at < 0) continue
      mapping[key] = String(at)
      taken.add(at)
    }
  }
  give((heading, name) => heading === name)
  give((heading, name) => name.length >= 5 && heading.startsWith(name))
  return mapping
}

/** What was kept, without what the file has no column for: another sheet or separator may have been chosen since. */
export const mappingFor = (mapping: Mapping, columns: readonly string[]): Mapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, at]) => columns[Number(at)] !== undefined))

/** The values of a row by field; a field without a column is empty. */
export const valuesOf = (mapping: Mapping, cells: Table['rows'][number]['cells']): Record<string, string> =>
  Object.fromEntries(Object.entries(mapping).map(([field, at]) => [field, cells[Number(at)] ?? '']))
