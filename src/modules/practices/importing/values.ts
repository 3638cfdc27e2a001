/** Single values as people write them in tables: dates, money, languages, yes and no, lists. Pure; what cannot be understood is undefined, never guessed. */
import { number } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { localeOf } from '#platform/texts.ts'

const FIRST_YEAR = 1900
const LAST_YEAR = 2100

/** Names of months as they stand alone and beside a day, in every language, without a final full stop. */
const MONTHS = new Map<string, number>(
  LANGUAGES.flatMap((language) =>
    Array.from({ length: 12 }, (_, month) => month).flatMap((month) => {
      const day = new Date(Date.UTC(2020, month, 15))
      const alone = new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' }).format(day)
      const beside = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'long', timeZone: 'UTC' })
        .formatToParts(day)
        .find(({ type }) => type === 'month')?.value
      return [alone, beside ?? alone].map((name) => [name.toLowerCase(), month + 1] as const)
    }),
  ),
)

/**
 * A day as ISO 8601 has it. A month or a year is its first day, or its last one when it ends something. Day before month, as all our
 * countries write. A day that no calendar has is undefined.
 */
export function dateOf(text: string, ends = false): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*(г(од(ина|а)?)?|р(оку|ік)?|ж(ыл)?)?\.?$/u, '')
    .trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(t[\d:.]+z?)?$/.exec(plain)
  if (iso) return day(iso[1], iso[2], iso[3])
  const usual = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(plain)
  if (usual) return day(usual[3], usual[2], usual[1])
  const worded = /^(?:(\d{1,2})\.?\s+)?(\p{L}+)\.?,?\s+(\d{4})$/u.exec(plain)
  const month = worded && MONTHS.get(worded[2] ?? '')
  if (month) return worded[1] ? day(worded[3], month, worded[1]) : monthOf(worded[3], month, ends)
  const monthFirst = /^(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(plain)
  if (monthFirst) return monthOf(monthFirst[2], monthFirst[1], ends)
  const yearFirst = /^(\d{4})\s*[./-]\s*(\d{1,2})$/.exec(plain)
  if (yearFirst) return monthOf(yearFirst[1], yearFirst[2], ends)
  return /^\d{4}$/.test(plain) ? (ends ? day(plain, 12, 31) : day(plain, 1, 1)) : undefined
}

type Digits = string | number | undefined
const monthOf = (year: Digits, month: Digits, ends: boolean) =>
  day(year, month, ends ? new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() : 1)

function day(year: Digits, month: Digits, date: Digits): string | undefined {
  const parts = [Number(year), Number(month), Number(date)] as const
  const made = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]))
  const isReal = made.getUTCMonth() === parts[1] - 1 && made.getUTCDate() === parts[2]
  return isReal && parts[0] >= FIRST_YEAR && parts[0] <= LAST_YEAR ? made.toISOString().slice(0, 10) : undefined
}

/** Signs and words for money, beginnings in lower case; ISO 4217 codes besides. */
const CURRENCIES: readonly [start: RegExp, code: string][] = [
  [/^(€|eur|евр|євр)/, 'EUR'],
  [/^(\$|usd|us\$|дол|dollar)/, 'USD'],
  [/^(ден|mkd|мкд|den)/, 'MKD'],
  [/^(лв|bgn|лев)/, 'BGN'],
  [/^(грн|uah|₴|гривн)/, 'UAH'],
  [/^(сом|kgs|som)/, 'KGS'],
]
export function currencyOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  return /^[a-z]{3}$/.test(plain) ? plain.toUpperCase() : CURRENCIES.find(([start]) => start.test(plain))?.[1]
}

/** "1.234,56", "1 234.56 EUR", "€ 500": the amount, and the currency where it is said. */
export function moneyOf(text: string): { amount: number; currency?: string } | undefined {
  const parts = /^([\p{L}\p{Sc}.]*)\s*(\d[\d\s.,']*)\s*([\p{L}\p{Sc}$.\s]*)$/u.exec(text.trim())
  const amount = number.safeParse(parts?.[2]?.trim().replace(/[.,]$/, ''))
  if (!parts || !amount.success || amount.data > 1e12) return undefined
  const words = [parts[1], parts[3]].map((word) => word?.trim()).filter(Boolean)
  const currency = words[0] && currencyOf(words[0])
  if (words.length > 1 || (words[0] && !currency)) return undefined
  return { amount: Math.round(amount.data * 100) / 100, ...(currency && { currency }) }
}

/** Names of languages in all of them. */
const LANGUAGE_WORDS = new Map<string, Language>(
  LANGUAGES.flatMap((language) => [
    [language, language] as const,
    [LANGUAGE_NAMES[language].toLowerCase(), language] as const,
    ...LANGUAGES.map((reader) => {
      const name = new Intl.DisplayNames(localeOf(reader), { type: 'language' }).of(language)
      return [(name ?? language).toLowerCase(), language] as const
    }),
  ]),
)
/** "mk", "mk-MK", "македонски", "Albanian". */
export function languageOf(text: string): Language | undefined {
  const plain = text.trim().toLowerCase()
  return LANGUAGE_WORDS.get(plain) ?? LANGUAGE_WORDS.get(plain.replace(/[-_][a-z]{2,4}$/, ''))
}

/** Letters that only some of our languages have. */
const TELLING: readonly [letters: RegExp, language: Language][] = [
  [/[ѓѕјљњќџ]/g, 'mk'],
  [/[їєґі]/g, 'uk'],
  [/[ңөү]/g, 'ky'],
  [/[ыэё]/g, 'ru'],
  [/[ъщ]/g, 'bg'],
]
const ALBANIAN = /(?<!\p{L})(dhe|të|një|për|është|në|nga|që|me|së)(?!\p{L})/gu

/** The language that the letters speak for; `likely` settles Cyrillic and Latin texts that have none of their own. */
export function guessLanguage(text: string, likely: readonly Language[]): Language | undefined {
  const plain = text.slice(0, 5000).toLowerCase()
  const cyrillic = plain.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = plain.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (cyrillic + latin < 3) return undefined
  if (latin > cyrillic)
    return (plain.match(ALBANIAN)?.length ?? 0) + (plain.match(/ë/g)?.length ?? 0) >= 2 ? 'sq' : 'en'
  // Kyrgyz has the Russian letters too, and its own ones are rarer: one of them decides.
  if (/[ңөү]/.test(plain)) return 'ky'
  const [best] = TELLING.map(([letters, language]) => ({ language, count: plain.match(letters)?.length ?? 0 })).sort(
    (a, b) => b.count - a.count,
  )
  if (best && best.count > 0) return best.language
  return likely.find((language) => language !== 'sq' && language !== 'en')
}

const YES = ['1', 'x', 'да', 'yes', 'true', 'po', 'так', 'ооба', 'y', 'д', '+', '✓']
const NO = ['0', 'не', 'no', 'false', 'jo', 'ні', 'нет', 'жок', 'n', 'н', '-', '']
export function yesOrNo(text: string): boolean | undefined {
  const plain = text.trim().toLowerCase()
  return YES.includes(plain) ? true : NO.includes(plain) ? false : undefined
}

/** Items separated by semicolons or line breaks; one that holds a semicolon itself stands in quotation marks. */
export const itemsOf = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"]|"")*)"|[^;\n]+/g)]
    .map(([item, quoted]) => (quoted === undefined ? item : quoted.replaceAll('""', '"')).trim())
    .filter(Boolean)
export const itemsText = (items: readonly string[]): string =>
  items.map((item) => (/[;"\n]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item)).join(';')
