/** One key for all spellings of a name: Cyrillic or Latin, official or informal transliteration, with or without diacritics. Pure; ranks nothing. */
import type { Language } from '#platform/languages.ts'

/**
 * Letters that stay after marks are taken off (NFD turns й into и, ѓ into г, ї into і, č into c).
 * Latin values are coarse on purpose: official tables (BGN/PCGN, ISO 9, Ukraine 2010, Bulgaria 2009) disagree about г, х, и, ц, ч, щ.
 */
const CYRILLIC: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'z',
  з: 'z',
  ѕ: 'z',
  и: 'i',
  і: 'i',
  ј: 'i',
  к: 'k',
  л: 'l',
  љ: 'li',
  м: 'm',
  н: 'n',
  њ: 'ni',
  ң: 'ng',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'u',
  ф: 'f',
  х: 'g',
  ц: 'c',
  ч: 'c',
  џ: 'z',
  ш: 's',
  щ: 'sc',
  ъ: 'a',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}

/** Latin spellings of one sound, longest first. */
const LATIN: [RegExp, string][] = [
  [/dzh|dž|xh|dj/g, 'z'],
  [/shch/g, 'sc'],
  [/sh/g, 's'],
  [/ch|ts|tz/g, 'c'],
  [/zh|dz|x/g, 'z'],
  [/kh|h/g, 'g'],
  [/gj|đ/g, 'g'],
  [/kj(?!u)/g, 'k'],
  [/[yjı]/g, 'i'],
  [/w/g, 'v'],
  [/q/g, 'k'],
]

/** "Вéлес", "Veles" and "VELES" give "veles"; "Харків" and "Kharkiv" give "garkiv"; "Чаир", "Çair" and "Chair" give "cair". */
export function fold(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/['’ʼ`ʹ"]/g, '')
  const latin = [...plain].map((letter) => CYRILLIC[letter] ?? letter).join('')
  return LATIN.reduce((text, [spelling, sound]) => text.replace(spelling, sound), latin)
    .replace(/(\p{Letter})\1+/gu, '$1')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}

/** All keys under which a place is found, each between bars: `|veles|skopie|`. */
export function searchKeys(names: Partial<Record<Language, string>>, more: readonly string[] = []): string {
  const spellings = Object.entries(names).flatMap(([language, name]) =>
    // Bulgarian щ is read and transliterated "sht" (Transliteration Act, 2009), elsewhere "shch".
    language === 'bg' ? [name, name.replaceAll('щ', 'шт').replaceAll('Щ', 'Шт')] : [name],
  )
  const keys = new Set([...spellings, ...more].map(fold).filter(Boolean))
  return `|${[...keys].join('|')}|`
}
