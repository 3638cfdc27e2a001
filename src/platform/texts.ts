/** Texts of the interface: ICU messages in flat JSON, one file a module and language; English is the shape. Not for content written by people. */
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './languages.ts'

type Messages = Record<string, string>
export type Values = Record<string, string | number | Date | null | undefined>

/** Asks for one message by key; values fill its placeholders. */
export type T<Key extends string = string> = ((key: Key, values?: Values) => string) & { language: Language }

/**
 * Binds a module's seven files into one function per language.
 * A message is parsed when first used and kept: parsing costs far more than formatting.
 */
export function defineTexts<const Shape extends Messages>(
  byLanguage: Record<Language, { [K in keyof Shape]: string }>,
) {
  type Key = keyof Shape & string
  const made = new Map<Language, T<Key>>()
  const make = (language: Language): T<Key> => {
    const messages = byLanguage[language]
    const parsed = new Map<string, IntlMessageFormat>()
    const translate = (key: Key, values?: Values) => {
      const source: string = messages[key]
      if (source === undefined) throw new Error(`No text "${key}" in ${language}`)
      if (!source.includes('{') && !source.includes("'")) return source
      let message = parsed.get(key)
      if (!message) {
        message = new IntlMessageFormat(source, localeOf(language), undefined, { ignoreTag: true })
        parsed.set(key, message)
      }
      return String(message.format(values))
    }
    return Object.assign(translate, { language })
  }
  return {
    messages: byLanguage,
    in(language: Language): T<Key> {
      let t = made.get(language)
      if (!t) {
        t = make(language)
        made.set(language, t)
      }
      return t
    },
  }
}

export type Texts = ReturnType<typeof defineTexts>
/** The function that `texts.in(language)` gives, for the types of views. */
export type TextsOf<X extends { in(language: Language): unknown }> = ReturnType<X['in']>

const LOCALES: Record<Language, string> = {
  mk: 'mk-MK',
  sq: 'sq-MK',
  bg: 'bg-BG',
  ru: 'ru',
  ky: 'ky-KG',
  uk: 'uk-UA',
  en: 'en-GB',
}

/** The locale whose numbers, dates and plurals a language uses. */
export const localeOf = (language: Language): string => LOCALES[language]

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.Collator>()
const kept = <F extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.Collator>(key: string, make: () => F): F => {
  let format = cache.get(key)
  if (!format) {
    format = make()
    cache.set(key, format)
  }
  return format as F
}

const DATE_STYLES = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** A date or moment in words; moments are given in `timeZone`, the country's zone. */
export const dateText = (
  language: Language,
  date: Date,
  style: keyof typeof DATE_STYLES = 'long',
  timeZone = 'Europe/Skopje',
) =>
  kept(
    `${language} ${style} ${timeZone}`,
    () => new Intl.DateTimeFormat(localeOf(language), { ...DATE_STYLES[style], timeZone }),
  ).format(date)

export const numberText = (language: Language, value: number, options: Intl.NumberFormatOptions = {}) =>
  kept(`${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(localeOf(language), options)).format(value)

/** An amount of money: minor units are shown only where there are any. */
export const moneyText = (language: Language, amount: number, currency: string) =>
  numberText(language, amount, {
    style: 'currency',
    currency,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  })

export const bytesText = (language: Language, bytes: number) => {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)))
  return numberText(language, bytes / 1000 ** step, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    maximumFractionDigits: 1,
  })
}

/** Sorts words as readers of the language expect. */
export const collatorOf = (language: Language) =>
  kept(`collator ${language}`, () => new Intl.Collator(localeOf(language), { numeric: true }))
