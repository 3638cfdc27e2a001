/** How alike two folded names are, for words that were mistyped. Pure. */

const pairs = (text: string): string[] => {
  const padded = ` ${text} `
  return Array.from({ length: Math.max(0, padded.length - 1) }, (_, i) => padded.slice(i, i + 2))
}

/** Sørensen–Dice coefficient over letter pairs: 0 to 1 (Dice, "Measures of the amount of ecologic association between species", 1945). */
export function likeness(a: string, b: string): number {
  const left = pairs(a)
  const right = pairs(b)
  if (left.length + right.length === 0) return 0
  const counts = new Map<string, number>()
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of right) {
    const count = counts.get(pair) ?? 0
    if (count > 0) {
      shared += 1
      counts.set(pair, count - 1)
    }
  }
  return (2 * shared) / (left.length + right.length)
}

/** Names less alike than this are other names and no slips of the pen. */
export const ALIKE = 0.6

/** The keys of `|veles|skopie|` that are most like the query; 0 when none comes near. */
export const bestLikeness = (query: string, searchNames: string): number =>
  searchNames
    .split('|')
    .filter(Boolean)
    .reduce((best, key) => Math.max(best, likeness(query, key)), 0)
