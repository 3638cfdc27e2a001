/** New practices as an Atom feed (RFC 4287), with the filters of the list. Builds text from rows; asks nothing. */
import { countryName, type PracticeTexts, placeName } from './naming.ts'
import type { PracticeLine } from './queries.ts'

export type Feed = {
  t: PracticeTexts
  /** Where the portal is, such as https://portal.example. */
  origin: string
  /** Query of the list, with its question mark. */
  query: string
  /** Query of the following page of the feed (RFC 5005). */
  nextQuery: string | undefined
  practices: readonly PracticeLine[]
  now: Date
}

export function atomFeed({ t, origin, query, nextQuery, practices, now }: Feed): string {
  const list = `${origin}/${t.language}/practices`
  const updated = new Date(Math.max(...practices.map(({ publishedAt }) => publishedAt.getTime())))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${t.language}">`,
    `<id>${escaped(`${list}/list.atom${query}`)}</id>`,
    `<title>${escaped(`${t('list.title')} · ${t('page.portal')}`)}</title>`,
    `<updated>${(practices.length ? updated : now).toISOString()}</updated>`,
    `<author><name>${escaped(t('page.portal'))}</name><uri>${escaped(origin)}</uri></author>`,
    `<rights>CC BY 4.0, https://creativecommons.org/licenses/by/4.0/</rights>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(`${list}/list.atom${query}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(list + query)}"/>`,
    ...(nextQuery
      ? [`<link rel="next" type="application/atom+xml" href="${escaped(`${list}/list.atom${nextQuery}`)}"/>`]
      : []),
    ...practices.map((practice) => entry(t, list, practice)),
    '</feed>',
    '',
  ].join('\n')
}

function entry(t: PracticeTexts, list: string, practice: PracticeLine): string {
  const place = practice.place && placeName(practice.place, t.language).text
  const from = [place, countryName(practice.country, t.language)].filter(Boolean).join(', ')
  const address = `${list}/${encodeURIComponent(practice.slug)}`
  return [
    `<entry xml:lang="${practice.lang}">`,
    `<id>urn:uuid:${practice.id}</id>`,
    `<title>${escaped(practice.title)}</title>`,
    `<link rel="alternate" type="text/html" hreflang="${practice.lang}" href="${escaped(address)}"/>`,
    `<published>${practice.publishedAt.toISOString()}</published>`,
    `<updated>${practice.updatedAt.toISOString()}</updated>`,
    `<author><name>${escaped(from)}</name></author>`,
    ...practice.topics.map(({ id, name }) => `<category term="${escaped(id)}" label="${escaped(name)}"/>`),
    `<summary>${escaped(practice.summary)}</summary>`,
    '</entry>',
  ].join('\n')
}

/** XML 1.0 allows no control characters, not even escaped ones. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
