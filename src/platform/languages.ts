/** The languages of the portal, their own names and reading order; knows nothing of requests. */

export const LANGUAGES = ['mk', 'sq', 'bg', 'ru', 'ky', 'uk', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** English is the authoritative language of texts and the last resort of a reader. */
export const DEFAULT_LANGUAGE: Language = 'en'

/** Each language's name as its own readers write it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  mk: 'Македонски',
  sq: 'Shqip',
  bg: 'Български',
  ru: 'Русский',
  ky: 'Кыргызча',
  uk: 'Українська',
  en: 'English',
}

/** What a reader of one language most likely reads next, the same script first: used when a text or name exists only in other languages. */
const NEXT_BEST: Record<Language, readonly Language[]> = {
  mk: ['bg', 'ru', 'uk', 'sq', 'en', 'ky'],
  sq: ['en', 'mk', 'bg', 'ru', 'uk', 'ky'],
  bg: ['mk', 'ru', 'uk', 'en', 'sq', 'ky'],
  ru: ['uk', 'bg', 'ky', 'mk', 'en', 'sq'],
  ky: ['ru', 'uk', 'bg', 'mk', 'en', 'sq'],
  uk: ['ru', 'bg', 'mk', 'en', 'ky', 'sq'],
  en: ['sq', 'mk', 'bg', 'ru', 'uk', 'ky'],
}

/** All languages in the order in which this reader would want a text: the page's, those that the reader has chosen, then the most kindred. */
export const readingOrder = (language: Language, chosen: readonly Language[] = []): readonly Language[] => [
  ...new Set([language, ...chosen, ...NEXT_BEST[language]]),
]

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language)

/** The best of the portal's languages for an Accept-Language header (RFC 9110, 12.5.4). */
export function languageFor(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean)
      return { language: tag.slice(0, 2).toLowerCase(), q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
  return wanted.map(({ language }) => language).find(isLanguage) ?? DEFAULT_LANGUAGE
}
