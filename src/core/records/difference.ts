/** What changed between two versions of a text: by field, paragraph and word. Shows nothing: `Difference` of the ui does. */
import { diffArrays } from 'diff'
import { likenessOf } from './paragraphs.ts'
import type { Fields, Paragraph } from './schema.ts'

export type Change = { kind: 'same' | 'added' | 'removed'; text: string }
/** A paragraph is one part when it stayed, came or went as a whole, several when words in it changed. */
export type ChangedParagraph = Change[]
export type FieldDifference = { field: string; changed: boolean; paragraphs: ChangedParagraph[] }
/** A version as far as its text goes. */
export type Version = { title: string; fields: Fields }

/** Below this likeness a paragraph was written anew, and a mixture of words would be hard to read. */
const WORDS_FROM = 0.35

/** Every field of two versions, the title first, in the order of `names`; fields that are empty in both are left out. */
export function differenceOf(older: Version, newer: Version, names: readonly string[]): FieldDifference[] {
  const title = wordsChanged(older.title, newer.title)
  const fields = names.map((field) => ({
    field,
    paragraphs: paragraphsChanged(older.fields[field] ?? [], newer.fields[field] ?? []),
  }))
  return [{ field: 'title', paragraphs: older.title || newer.title ? [title] : [] }, ...fields]
    .filter(({ paragraphs }) => paragraphs.length > 0)
    .map(({ field, paragraphs }) => ({
      field,
      changed: paragraphs.flat().some(({ kind }) => kind !== 'same'),
      paragraphs,
    }))
}

export const isChanged = (difference: readonly FieldDifference[]) => difference.some(({ changed }) => changed)

/** A paragraph that moved is shown where it was, as removed, and where it is, as added. */
export function paragraphsChanged(older: readonly Paragraph[], newer: readonly Paragraph[]): ChangedParagraph[] {
  const before = new Map(older.map((paragraph) => [paragraph.id, paragraph.text]))
  const after = new Map(newer.map((paragraph) => [paragraph.id, paragraph.text]))
  const changes = diffArrays(
    older.map(({ id }) => id),
    newer.map(({ id }) => id),
  )
  return changes.flatMap(({ added, removed, value }) =>
    value.flatMap((id): ChangedParagraph[] => {
      const was = before.get(id) ?? ''
      const is = after.get(id) ?? ''
      if (added) return [[{ kind: 'added', text: is }]]
      if (removed) return [[{ kind: 'removed', text: was }]]
      if (was === is || likenessOf(was, is) >= WORDS_FROM) return [wordsChanged(was, is)]
      return [[{ kind: 'removed', text: was }], [{ kind: 'added', text: is }]]
    }),
  )
}

/** Words in any script, with their marks and apostrophes; numbers; single other characters. */
const TOKENS = /[\p{L}\p{M}\p{N}]+(?:['’ʼ‑-][\p{L}\p{M}\p{N}]+)*|\s+|[^\s\p{L}\p{M}\p{N}]/gu

export function wordsChanged(older: string, newer: string): ChangedParagraph {
  if (older === newer) return older ? [{ kind: 'same', text: older }] : []
  const changes = diffArrays(older.match(TOKENS) ?? [], newer.match(TOKENS) ?? []).map(
    ({ added, removed, value }): Change => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }),
  )
  return joined(changes)
}

/** Joins changes that only a space or a comma parts, and puts what went before what came: "~~two new~~ three old", not word by word. */
function joined(changes: readonly Change[]): ChangedParagraph {
  const parts: ChangedParagraph = []
  let removed = ''
  let added = ''
  const push = (kind: Change['kind'], text: string) => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text) parts.push({ kind, text })
  }
  const close = () => {
    const space = removed && added ? endSpaceOf(removed, added) : ''
    push('removed', removed.slice(0, removed.length - space.length))
    push('added', added.slice(0, added.length - space.length))
    push('same', space)
    removed = ''
    added = ''
  }
  for (const [at, { kind, text }] of changes.entries()) {
    const between = removed !== '' || added !== ''
    const isGap = kind === 'same' && between && at < changes.length - 1 && /^[\s\p{P}]{1,2}$/u.test(text)
    if (isGap || kind !== 'same') {
      if (kind !== 'added') removed += text
      if (kind !== 'removed') added += text
    } else {
      close()
      push(kind, text)
    }
  }
  close()
  return parts
}

/** The space in which both texts end: it did not change. */
const endSpaceOf = (a: string, b: string) => {
  const space = /\s*$/.exec(a)?.[0] ?? ''
  return b.endsWith(space) ? space : ''
}
