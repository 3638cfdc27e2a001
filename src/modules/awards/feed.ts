/** Awards and practices of the week as Atom feeds (RFC 4287). Builds text; asks nothing. */
import type { Language } from '#platform/languages.ts'

export type FeedEntry = {
  id: string
  /** Without the language. */
  path: string
  title: string
  lang: Language
  published: Date
  updated: Date
  summary: string
}
export type Feed = {
  language: Language
  origin: string
  path: string
  /** The page that shows the same. */
  page: string
  title: string
  now: Date
  entries: readonly FeedEntry[]
}

export function atomFeed({ language, origin, path, page, title, now, entries }: Feed): string {
  const at = (where: string) => escaped(`${origin}/${language}${where}`)
  const updated = new Date(Math.max(...entries.map((entry) => entry.updated.getTime())))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${at(path)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${(entries.length ? updated : now).toISOString()}</updated>`,
    `<author><name>Patokaz</name><uri>${escaped(origin)}</uri></author>`,
    `<rights>CC BY 4.0, https://creativecommons.org/licenses/by/4.0/</rights>`,
    `<link rel="self" type="application/atom+xml" href="${at(path)}"/>`,
    `<link rel="alternate" type="text/html" href="${at(page)}"/>`,
    ...entries.map((entry) =>
      [
        `<entry xml:lang="${entry.lang}">`,
        `<id>${escaped(entry.id)}</id>`,
        `<title>${escaped(entry.title)}</title>`,
        `<link rel="alternate" type="text/html" href="${at(entry.path)}"/>`,
        `<published>${entry.published.toISOString()}</published>`,
        `<updated>${entry.updated.toISOString()}</updated>`,
        `<summary>${escaped(entry.summary)}</summary>`,
        '</entry>',
      ].join('\n'),
    ),
    '</feed>',
    '',
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
