/** What makes a practice fit to be accepted: completeness, which is asked for, and plain measurable writing, which is advised. Pure; finds, and words nothing. */
import type { Language } from '#platform/languages.ts'
import type { Facts } from './facts.ts'
import { LENGTHS, TITLE_LENGTH } from './forms.ts'
import { type PracticeSection, SECTIONS } from './schema.ts'

export const CHECKS = [
  'title',
  'filled',
  'length',
  'topics',
  'where',
  'when',
  'consent',
  'results',
  'acronyms',
  'links',
  'sentences',
] as const
export type CheckName = (typeof CHECKS)[number]

export type Check = {
  name: CheckName
  fulfilled: boolean
  /** Without it the practice cannot be sent; the others are advice to author and reviewer. */
  needed: boolean
  /** Sections that it concerns. */
  sections: PracticeSection[]
  /** What was found: acronyms, links. */
  found: string[]
  /** What was measured: words a sentence. */
  measured?: number
}

export type Checked = {
  title: string
  language: Language
  texts: Record<PracticeSection, string>
  facts: Facts
  hasOrganisation: boolean
}

/** People read on at this length; beyond it they begin to lose the thread (plain-language guidance: 15 to 20 words, 25 at most). */
export const MOST_WORDS = 25

export function checklistOf(practice: Checked): Check[] {
  const { title, texts, facts } = practice
  const empty = SECTIONS.filter((section) => texts[section].trim() === '')
  const outside = SECTIONS.filter((section) => !empty.includes(section) && !fits(texts[section], LENGTHS[section]))
  const linked = SECTIONS.filter((section) => section !== 'contact' && linksIn(texts[section]).length > 0)
  const acronyms = unexplainedAcronyms(SECTIONS.filter((s) => s !== 'contact').map((section) => texts[section]))
  const words = wordsPerSentence(
    SECTIONS.filter((section) => !DENSE.includes(section)).map((section) => texts[section]),
    practice.language,
  )
  const check = (name: CheckName, fulfilled: boolean, more: Partial<Check> = {}): Check => ({
    name,
    fulfilled,
    needed: true,
    sections: [],
    found: [],
    ...more,
  })
  return [
    check('title', fits(title, TITLE_LENGTH)),
    check('filled', empty.length === 0, { sections: empty }),
    check('length', outside.length === 0, { sections: outside }),
    check('topics', facts.topics.length > 0),
    check('where', facts.placeId !== null || practice.hasOrganisation),
    check('when', facts.periodFrom !== null),
    check('consent', facts.innovator === null || facts.innovatorConsentAt !== null),
    check('results', /\p{Nd}/u.test(texts.results), { needed: false, sections: ['results'] }),
    check('acronyms', acronyms.length === 0, { needed: false, found: acronyms }),
    check('links', linked.length === 0, { needed: false, sections: linked }),
    check('sentences', words <= MOST_WORDS, { needed: false, measured: words }),
  ]
}

export const mayBeSent = (checks: readonly Check[]) => checks.every(({ needed, fulfilled }) => fulfilled || !needed)

const fits = (text: string, { from, to }: { from: number; to: number }) => {
  const { length } = text.trim()
  return length >= from && length <= to
}

/** Names of laws and addresses are long whatever one does. */
const DENSE: readonly PracticeSection[] = ['legalBasis', 'contact', 'partners']

export const linksIn = (text: string): string[] => text.match(/(?:https?:\/\/|www\.)\S+/giu) ?? []

/** Words that everyone reads as words. */
const KNOWN = new Set([
  'EU',
  'ЕУ',
  'ЕС',
  'ЄС',
  'BE',
  'SMS',
  'СМС',
  'PDF',
  'GPS',
  'QR',
  'IT',
  'ИТ',
  'ІТ',
  'OK',
  'ОК',
  'LED',
  'ЛЕД',
  'TV',
  'ТВ',
  'USB',
  'UN',
  'ООН',
  'ОН',
  'GIS',
  'ГИС',
  'ГІС',
  'ID',
])
const ROMAN = /^[IVXLCDMІХ]+$/u
const ACRONYM = /(?<![\p{L}\p{M}\p{N}&./@-])\p{Lu}{2,6}(?![\p{L}\p{M}\p{N}@])/gu
/** A meaning in brackets: two letters at least. */
const EXPLAINED_AFTER = /^(?:[-‑’'][\p{Ll}]+)?[”“"»«]?\s*\([^)]*\p{L}{2}[^)]*\)/u

/**
 * Acronyms whose first use says nothing of what they mean: a meaning in brackets follows ("ЈКП (јавно комунално претпријатие)"),
 * or the acronym stands in brackets behind it ("јавно комунално претпријатие (ЈКП)").
 */
export function unexplainedAcronyms(texts: readonly string[]): string[] {
  const whole = texts.join('\n')
  const seen = new Set<string>()
  const unexplained: string[] = []
  for (const { 0: acronym, index } of whole.matchAll(ACRONYM)) {
    if (seen.has(acronym) || KNOWN.has(acronym) || ROMAN.test(acronym)) continue
    seen.add(acronym)
    const before = whole.slice(0, index)
    const after = whole.slice(index + acronym.length)
    const inBrackets = /\p{L}[”“"»]?\s*\([^()]{0,40}$/u.test(before) && /^[^()]{0,40}\)/u.test(after)
    if (!inBrackets && !EXPLAINED_AFTER.test(after)) unexplained.push(acronym)
  }
  return unexplained
}

const segmenters = new Map<Language, Intl.Segmenter>()
const segmenterOf = (language: Language) => {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' })
  segmenters.set(language, segmenter)
  return segmenter
}

/** Words a sentence on average, rounded; 0 without text. Lines of a list count as sentences. */
export function wordsPerSentence(texts: readonly string[], language: Language): number {
  let sentences = 0
  let words = 0
  for (const line of texts.flatMap((text) => text.split('\n')))
    for (const { segment } of segmenterOf(language).segment(line)) {
      const count = segment.match(/[\p{L}\p{M}\p{N}]+(?:[-’'.,][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0
      if (count === 0) continue
      sentences++
      words += count
    }
  return sentences === 0 ? 0 : Math.round(words / sentences)
}
