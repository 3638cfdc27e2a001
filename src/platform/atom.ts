/** Atom feeds (RFC 4287): one way to write them for every list that has one. Builds text; asks nothing. */
import type { RequestContext } from './http.ts'
import type { Language } from './languages.ts'

export type AtomEntry = {
  /** Lasting and unique: `urn:uuid:…` of a record. */
  id: string
  title: string
  /** Language of title and summary. */
  lang: Language
  /** Whole address. */
  href: string
  published?: Date | null
  updated: Date
  summary: string
  author?: string | undefined
  categories?: readonly { term: string; label: string }[]
}
export type AtomFeed = {
  language: Language
  /** Whole addresses of the feed, of the page that shows the same, and of the following page of the feed (RFC 5005). */
  self: string
  page: string
  next?: string | undefined
  title: string
  author: { name: string; uri?: string }
  /** When the feed last changed if it has no entries. */
  now: Date
  entries: readonly AtomEntry[]
}

const RIGHTS = 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/'

export function atomFeed({ language, self, page, next, title, author, now, entries }: AtomFeed): string {
  const updated = entries.length ? new Date(Math.max(...entries.map((entry) => entry.updated.getTime()))) : now
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${escaped(self)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${escaped(author.name)}</name>${author.uri ? `<uri>${escaped(author.uri)}</uri>` : ''}</author>`,
    `<rights>${RIGHTS}</rights>`,
    `<link rel="self" type="${ATOM_TYPE}" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...(next ? [`<link rel="next" type="${ATOM_TYPE}" href="${escaped(next)}"/>`] : []),
    ...entries.map(entryText),
    '</feed>',
    '',
  ].join('\n')
}

export const ATOM_TYPE = 'application/atom+xml'

/** Answers with a feed in the language of the request; its author is the portal unless said otherwise. */
export function answerAtom(
  c: RequestContext,
  feed: Omit<AtomFeed, 'language' | 'now' | 'author'> & { author?: AtomFeed['author'] },
): Response {
  const { language, now, config } = c.var
  const text = atomFeed({ language, now, author: { name: 'Patokaz', uri: config.publicUrl }, ...feed })
  return c.body(text, 200, { 'content-type': `${ATOM_TYPE}; charset=utf-8` })
}

const entryText = ({ id, title, lang, href, published, updated, summary, author, categories = [] }: AtomEntry) =>
  [
    `<entry xml:lang="${lang}">`,
    `<id>${escaped(id)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<link rel="alternate" type="text/html" hreflang="${lang}" href="${escaped(href)}"/>`,
    ...(published ? [`<published>${published.toISOString()}</published>`] : []),
    `<updated>${updated.toISOString()}</updated>`,
    ...(author ? [`<author><name>${escaped(author)}</name></author>`] : []),
    ...categories.map(({ term, label }) => `<category term="${escaped(term)}" label="${escaped(label)}"/>`),
    `<summary>${escaped(summary)}</summary>`,
    '</entry>',
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
