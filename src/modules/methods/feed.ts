/** New methods and tools as an Atom feed (RFC 4287), with the filters of the list. Builds text from rows; asks nothing. */
import { countryOf } from '#countries/index.ts'
import type { MethodLine } from './lines.ts'
import type { MethodTexts } from './texts.ts'

type Feed = {
  t: MethodTexts
  /** Where the portal is, such as https://portal.example. */
  origin: string
  /** Query of the list, with its question mark. */
  query: string
  lines: readonly MethodLine[]
  now: Date
}
export function atomFeed({ t, origin, query, lines, now }: Feed): string {
  const list = `${origin}/${t.language}/methods`
  const updated = lines.length ? new Date(Math.max(...lines.map((line) => line.updatedAt.getTime()))) : now
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${t.language}">`,
    `<id>${escaped(`${list}/list.atom${query}`)}</id>`,
    `<title>${escaped(t('list.title'))}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${escaped(t('list.title'))}</name><uri>${escaped(list)}</uri></author>`,
    '<rights>CC BY 4.0, https://creativecommons.org/licenses/by/4.0/</rights>',
    `<link rel="self" type="application/atom+xml" href="${escaped(`${list}/list.atom${query}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(list + query)}"/>`,
    ...lines.map((line) => entry(t, list, line)),
    '</feed>',
    '',
  ].join('\n')
}

const entry = (t: MethodTexts, list: string, line: MethodLine) =>
  [
    `<entry xml:lang="${line.lang}">`,
    `<id>urn:uuid:${line.id}</id>`,
    `<title>${escaped(line.title)}</title>`,
    `<link rel="alternate" type="text/html" hreflang="${line.lang}" href="${escaped(`${list}/${encodeURIComponent(line.slug)}`)}"/>`,
    `<published>${(line.publishedAt ?? line.updatedAt).toISOString()}</published>`,
    `<updated>${line.updatedAt.toISOString()}</updated>`,
    `<author><name>${escaped(countryOf(line.country).names[t.language])}</name></author>`,
    `<category term="${line.kind}" label="${escaped(t(`kind.${line.kind}`))}"/>`,
    `<summary>${escaped(line.summary)}</summary>`,
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
