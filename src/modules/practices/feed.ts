/** Practices as entries of an Atom feed. */
import type { AtomEntry } from '#platform/atom.ts'
import type { Language } from '#platform/languages.ts'
import { countryName, placeName } from './naming.ts'
import type { PracticeLine } from './queries.ts'

/** `list`: whole address of the list, below which practices live. */
export const entryOf = (list: string, language: Language, practice: PracticeLine): AtomEntry => {
  const place = practice.place && placeName(practice.place, language).text
  return {
    id: `urn:uuid:${practice.id}`,
    title: practice.title,
    lang: practice.lang,
    href: `${list}/${encodeURIComponent(practice.slug)}`,
    published: practice.publishedAt,
    updated: practice.updatedAt,
    summary: practice.summary,
    author: [place, countryName(practice.country, language)].filter(Boolean).join(', '),
    categories: practice.topics.map(({ id, name }) => ({ term: id, label: name })),
  }
}
