/** A practice as reference managers read it from a page: Dublin Core, and the names that Highwire gave them. Search engines read `jsonLdOf`. */
import { countryOf } from '#countries/index.ts'
import type { Head } from '#platform/http.ts'
import { authorText, type PracticeTexts, placeName } from './naming.ts'
import type { PracticeReading } from './reading.ts'

type Addresses = { address: string; lastingAddress: string }

/** https://www.dublincore.org/specifications/dublin-core/dc-html/ and https://scholar.google.com/intl/en/scholar/inclusion.html#indexing */
export function citationMeta(
  t: PracticeTexts,
  practice: PracticeReading,
  { address, lastingAddress }: Addresses,
): Head['meta'] {
  const { text, place, country } = practice
  const { timeZone, names } = countryOf(country)
  const published = (practice.publishedAt ?? practice.updatedAt).toLocaleDateString('sv', { timeZone })
  const author = authorText(practice, t.language)
  const lang = text.language
  return [
    { name: 'DC.title', content: text.title, lang },
    { name: 'DC.creator', content: author },
    { name: 'DC.publisher', content: t('page.portal') },
    { name: 'DC.date', content: published },
    { name: 'DC.language', content: text.language },
    { name: 'DC.identifier', content: lastingAddress },
    { name: 'DC.type', content: 'Text' },
    { name: 'DC.coverage', content: place ? placeName(place, t.language).text : names[t.language] },
    ...practice.topics.map(({ name }) => ({ name: 'DC.subject', content: name })),
    { name: 'DC.rights', content: 'https://creativecommons.org/licenses/by/4.0/' },
    { name: 'citation_title', content: text.title, lang },
    { name: 'citation_author', content: author },
    { name: 'citation_publisher', content: t('page.portal') },
    { name: 'citation_publication_date', content: published.replaceAll('-', '/') },
    { name: 'citation_language', content: text.language },
    { name: 'citation_public_url', content: lastingAddress },
    { name: 'citation_pdf_url', content: `${address}.pdf` },
  ]
}
