/** Collections as Atom (RFC 4287): the public ones, or the records of one. Builds text from rows; asks nothing. */

export type Entry = {
  id: string
  title: string
  lang: string
  href: string
  /** Absent where nobody knows. */
  at: Date | null
  summary: string
  author?: string | undefined
}
export type Feed = {
  language: string
  /** Absolute addresses of the feed and of its page. */
  self: string
  page: string
  title: string
  author: string
  updated: Date
  entries: readonly Entry[]
}

export const atomFeed = (feed: Feed): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">`,
    `<id>${escaped(feed.self)}</id>`,
    `<title>${escaped(feed.title)}</title>`,
    `<updated>${feed.updated.toISOString()}</updated>`,
    `<author><name>${escaped(feed.author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(feed.page)}"/>`,
    ...feed.entries.flatMap((entry) => [
      `<entry xml:lang="${entry.lang}">`,
      `<id>urn:uuid:${entry.id}</id>`,
      `<title>${escaped(entry.title)}</title>`,
      `<link rel="alternate" type="text/html" hreflang="${entry.lang}" href="${escaped(entry.href)}"/>`,
      `<updated>${(entry.at ?? feed.updated).toISOString()}</updated>`,
      ...(entry.author ? [`<author><name>${escaped(entry.author)}</name></author>`] : []),
      `<summary>${escaped(entry.summary)}</summary>`,
      '</entry>',
    ]),
    '</feed>',
    '',
  ].join('\n')

/** XML 1.0 allows no control characters, not even escaped ones. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
