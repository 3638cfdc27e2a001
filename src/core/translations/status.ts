/** Where a translation stands against its original, paragraph by paragraph, and the text that a reader gets of it. Pure. */
import type { Fields, Paragraph } from '../records/schema.ts'

/** outdated: the original has changed since; missing: not translated; superfluous: no longer in the original. */
export const PARAGRAPH_STATES = ['current', 'outdated', 'missing', 'superfluous'] as const
export type ParagraphState = (typeof PARAGRAPH_STATES)[number]

/** A text as far as its words go. */
export type Words = { title: string; fields: Fields }
/** The original as the translator had it, and as the public reads it now. */
export type Source = { before: Words; now: Words }

export type TranslationStatus = {
  title: 'current' | 'outdated'
  /** By id of the paragraph, which original and translation share. */
  paragraphs: Map<string, ParagraphState>
  /** outdated: something of the original has changed since; incomplete: only paragraphs are missing. */
  whole: 'current' | 'outdated' | 'incomplete'
}

const paragraphsIn = ({ fields }: Words, names: readonly string[]): Paragraph[] =>
  names.flatMap((name) => fields[name] ?? [])

/** `names`: the text fields of the kind; whatever else a version holds is not translated. */
export function statusOf(translation: Words, { before, now }: Source, names: readonly string[]): TranslationStatus {
  const known = new Map(paragraphsIn(before, names).map(({ id, text }) => [id, text]))
  const translated = new Set(paragraphsIn(translation, names).map(({ id }) => id))
  const paragraphs = new Map<string, ParagraphState>()
  let changed = before.title !== now.title
  for (const { id, text } of paragraphsIn(now, names)) {
    const state = !translated.has(id) ? 'missing' : known.get(id) === text ? 'current' : 'outdated'
    paragraphs.set(id, state)
    if (state === 'outdated' || (state === 'missing' && known.get(id) !== text)) changed = true
  }
  for (const id of translated)
    if (!paragraphs.has(id)) {
      paragraphs.set(id, 'superfluous')
      changed = true
    }
  const isMissing = [...paragraphs.values()].includes('missing')
  return {
    title: before.title === now.title ? 'current' : 'outdated',
    paragraphs,
    whole: changed ? 'outdated' : isMissing ? 'incomplete' : 'current',
  }
}

/** What is not as it should be, by id of the paragraph. */
export type Marks = Record<string, Exclude<ParagraphState, 'current'>>

export const marksOf = ({ paragraphs }: TranslationStatus): Marks =>
  Object.fromEntries(
    [...paragraphs].filter((entry): entry is [string, Exclude<ParagraphState, 'current'>] => entry[1] !== 'current'),
  )

/**
 * The text that a reader gets: paragraphs in the order of the original, those that nobody has translated in the words of the original,
 * and what the original no longer has where the translation had it.
 */
export function wovenFrom(translation: Words, now: Words, names: readonly string[]): Fields {
  const translated = new Map(paragraphsIn(translation, names).map((paragraph) => [paragraph.id, paragraph]))
  const present = new Set(paragraphsIn(now, names).map(({ id }) => id))
  return Object.fromEntries(
    names
      .map((name) => {
        const woven = (now.fields[name] ?? []).map((paragraph) => translated.get(paragraph.id) ?? paragraph)
        let at = 0
        for (const paragraph of translation.fields[name] ?? []) {
          const there = woven.findIndex(({ id }) => id === paragraph.id)
          if (there >= 0) at = there + 1
          else if (!present.has(paragraph.id)) woven.splice(at++, 0, paragraph)
        }
        return [name, woven] as const
      })
      .filter(([, paragraphs]) => paragraphs.length > 0),
  )
}
