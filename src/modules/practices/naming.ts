/** How places, sizes, periods and money of practices are said in the reader's language, and the addresses of their pages. Pure. */

import { namesOf, pathOfPlace, type SizeClass, sizeLimits } from '#core/places/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Language } from '#platform/languages.ts'
import { dateText, moneyText, numberText, type TextsOf } from '#platform/texts.ts'
import type { PlaceOfPractice } from './listing.ts'
import type { PracticeReading } from './reading.ts'
import type { texts } from './texts.ts'

export type PracticeTexts = TextsOf<typeof texts>

/** A name and the language it is in, when that is not the reader's. */
export type Said = { text: string; lang?: Language }

export function placeName(place: PlaceOfPractice, language: Language): Said {
  const { text, lang } = namesOf(place, language)
  return lang === language ? { text } : { text, lang }
}

export const countryName = (code: string, language: Language) => countryOf(code).names[language]

export const placePath = (place: PlaceOfPractice, language: Language) =>
  place.slug ? `/${language}${pathOfPlace({ ...place, slug: place.slug })}` : `/id/${place.id}`

/** Address of a practice, or of a page below it such as `/edit`. */
export const practicePage = (language: Language, slug: string, page = '') =>
  `/${language}/practices/${encodeURIComponent(slug)}${page}`

export function sizeText(t: PracticeTexts, size: SizeClass): string {
  const [from, below] = sizeLimits(size)
  const say = (limit: number) => numberText(t.language, limit)
  if (from === 0) return t('list.sizeUnder', { to: say(below) })
  if (below === Number.POSITIVE_INFINITY) return t('list.sizeOver', { from: say(from) })
  return t('list.sizeBetween', { from: say(from), to: say(below) })
}

/** Dates without a time are the same day everywhere. */
const monthText = (language: Language, date: string) => dateText(language, new Date(date), 'month', 'UTC')

export function periodText(t: PracticeTexts, from: string | null, to: string | null): string | undefined {
  if (from === null) return to === null ? undefined : monthText(t.language, to)
  if (to === null) return t('page.periodSince', { from: monthText(t.language, from) })
  return t('page.periodRange', { from: monthText(t.language, from), to: monthText(t.language, to) })
}

export const costText = (t: PracticeTexts, cost: NonNullable<PracticeReading['cost']>) =>
  moneyText(t.language, cost.amount, cost.currency)

export const costDateText = (t: PracticeTexts, cost: NonNullable<PracticeReading['cost']>) =>
  cost.date === null ? undefined : t('page.costAt', { date: monthText(t.language, cost.date) })

/** Who stands behind a practice: the organisation, else the place, else the country. */
export function authorText(practice: PracticeReading, language: Language): string {
  if (practice.organisation) return practice.organisation.name
  if (practice.place) return placeName(practice.place, language).text
  return countryName(practice.country, language)
}

/** A reference in the manner of APA 7: author (date). Title (version). Site. Address. */
export const citationOf = (t: PracticeTexts, practice: PracticeReading, address: string): string =>
  t('page.citation', {
    author: authorText(practice, t.language),
    date: dateText(
      t.language,
      practice.publishedAt ?? practice.updatedAt,
      'long',
      countryOf(practice.country).timeZone,
    ),
    title: practice.text.title,
    version: t('page.version', { number: practice.text.version }),
    portal: t('page.portal'),
    address,
  })
