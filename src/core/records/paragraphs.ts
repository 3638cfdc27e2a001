/** Text as paragraphs whose ids last while the text is edited, so that comments, translations and differences can point at them. No database. */
import { newId } from '#platform/ids.ts'
import type { Fields, Paragraph } from './schema.ts'

/** Likeness from which a changed paragraph still counts as the same one. */
const SAME_FROM = 0.5

/** A blank line ends a paragraph; single line breaks stay inside it. */
export const partsOf = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n/)
    .map((part) => part.trim())
    .filter(Boolean)

export const textOf = (paragraphs: readonly Paragraph[] | undefined): string =>
  (paragraphs ?? []).map(({ text }) => text).join('\n\n')

/** The texts of all fields, as forms show them. */
export const textsOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, paragraphs]) => [name, textOf(paragraphs)]))

/**
 * Cuts a text into paragraphs. An equal paragraph of `previous` gives its id, wherever it has moved to; what is left is matched
 * in order by likeness; the rest is new.
 */
export function paragraphsOf(text: string, previous: readonly Paragraph[] = [], makeId = newId): Paragraph[] {
  const parts = partsOf(text)
  const ids: (string | undefined)[] = parts.map(() => undefined)
  const left = new Map<string, Paragraph[]>()
  for (const paragraph of previous) {
    const equal = left.get(paragraph.text)
    if (equal) equal.push(paragraph)
    else left.set(paragraph.text, [paragraph])
  }
  for (const [at, part] of parts.entries()) ids[at] = left.get(part)?.shift()?.id
  const kept = new Set(ids)
  const older = previous.filter(({ id }) => !kept.has(id))
  const newer = parts.flatMap((part, at) => (ids[at] === undefined ? [{ at, part }] : []))
  const pairs = alignedPairs(
    older.map((paragraph) => paragraph.text),
    newer.map(({ part }) => part),
  )
  for (const [o, n] of pairs) {
    const at = newer[n]?.at
    if (at !== undefined) ids[at] = older[o]?.id
  }
  return parts.map((part, at) => ({ id: ids[at] ?? makeId(), text: part }))
}

/** All fields of a record's text; fields without text are left out. */
export const fieldsOf = (texts: Record<string, string>, previous: Fields = {}): Fields =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, paragraphsOf(text, previous[name])] as const)
      .filter(([, paragraphs]) => paragraphs.length > 0),
  )

/** Pairs of positions, in the order of both lists, whose likeness is together the greatest (Needleman–Wunsch without gap costs). */
function alignedPairs(older: readonly string[], newer: readonly string[]): [older: number, newer: number][] {
  const olderBigrams = older.map(bigramsOf)
  const newerBigrams = newer.map(bigramsOf)
  const likeness = olderBigrams.map((a) =>
    newerBigrams.map((b) => {
      const dice = diceOf(a, b)
      return dice >= SAME_FROM ? dice : 0
    }),
  )
  const at = (table: number[][], row: number, column: number) => table[row]?.[column] ?? 0
  const best = Array.from({ length: older.length + 1 }, () => new Array<number>(newer.length + 1).fill(0))
  for (let o = older.length - 1; o >= 0; o--)
    for (let n = newer.length - 1; n >= 0; n--) {
      const row = best[o]
      const like = at(likeness, o, n)
      const paired = like > 0 ? like + at(best, o + 1, n + 1) : 0
      if (row) row[n] = Math.max(paired, at(best, o + 1, n), at(best, o, n + 1))
    }
  const pairs: [number, number][] = []
  for (let o = 0, n = 0; o < older.length && n < newer.length; ) {
    if (at(likeness, o, n) > 0 && at(best, o, n) === at(likeness, o, n) + at(best, o + 1, n + 1)) pairs.push([o++, n++])
    else if (at(best, o, n) === at(best, o + 1, n)) o++
    else n++
  }
  return pairs
}

type Bigrams = { size: number; counts: Map<string, number> }

function bigramsOf(text: string): Bigrams {
  const letters = [...text.toLowerCase().replace(/\s+/g, ' ')]
  const counts = new Map<string, number>()
  for (let i = 0; i + 1 < letters.length; i++) {
    const bigram = `${letters[i]}${letters[i + 1]}`
    counts.set(bigram, (counts.get(bigram) ?? 0) + 1)
  }
  return { size: Math.max(0, letters.length - 1), counts }
}

/** Dice's coefficient over pairs of letters: 0 nothing in common, 1 the same pairs (L. R. Dice, Ecology 26, 1945). */
function diceOf(a: Bigrams, b: Bigrams): number {
  if (a.size + b.size === 0) return 0
  let shared = 0
  for (const [bigram, count] of a.counts) shared += Math.min(count, b.counts.get(bigram) ?? 0)
  return (2 * shared) / (a.size + b.size)
}

/** How alike two texts are, 0 to 1. */
export const likenessOf = (a: string, b: string): number => (a === b ? 1 : diceOf(bigramsOf(a), bigramsOf(b)))

/** A translation's paragraphs with the ids of those that stand in the same place of the source; what is beyond them keeps its own. */
export const inStepWith = (source: Fields, translation: Fields): Fields =>
  Object.fromEntries(
    Object.entries(translation).map(([field, paragraphs]) => [
      field,
      paragraphs.map((paragraph, at) => ({ ...paragraph, id: source[field]?.[at]?.id ?? paragraph.id })),
    ]),
  )
