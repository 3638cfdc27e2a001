/** Finds out in which encoding the bytes of a text are, by the letters that each would give, and turns them into text. Never guesses a letter: what is no text stays marked. */

/** What files of the region are written in; the person may choose another one than was found. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1250',
  'koi8-u',
  'ibm866',
  'iso-8859-5',
] as const
export type Encoding = (typeof ENCODINGS)[number]
export const isEncoding = (value: unknown): value is Encoding => ENCODINGS.includes(value as Encoding)

/** Stands where bytes are no letter (Unicode 3.2, U+FFFD). */
export const BROKEN = '\ufffd'

/** Bytes that are looked at: enough to be sure, quick with the largest file. */
const SAMPLE = 200_000

export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = byMark(bytes)
  if (marked) return marked
  const sample = bytes.subarray(0, SAMPLE)
  const wide = withoutMark(sample)
  if (wide) return wide
  const { valid, broken } = countSequences(sample)
  // A file of UTF-8 in which a few bytes were damaged stays UTF-8: each damaged place is told, the rest is right.
  if (broken === 0 || valid >= 4 * broken) return 'utf-8'
  const ranked = (['windows-1251', 'windows-1250', 'koi8-u', 'ibm866', 'iso-8859-5'] as const)
    .map((encoding) => ({ encoding, score: likelihood(new TextDecoder(encoding).decode(sample)) }))
    .sort((a, b) => b.score - a.score)
  return ranked[0]?.encoding ?? 'windows-1251'
}

/** The text without its mark of byte order. What is not of the encoding becomes U+FFFD, which is told as a problem of its cell. */
export const decodeText = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes)

function byMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: every other byte is the page of the letter, 0 for Latin and 4 for Cyrillic. */
function withoutMark(bytes: Uint8Array): Encoding | undefined {
  const pairs = Math.floor(bytes.length / 2)
  if (pairs < 2) return undefined
  const pages = [0, 0]
  for (let at = 0; at < pairs * 2; at++)
    if (bytes[at] === 0 || bytes[at] === 4) pages[at % 2] = (pages[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = pages
  if (odd > 0.9 * pairs) return 'utf-16le'
  return even > 0.9 * pairs ? 'utf-16be' : undefined
}

/** Characters of several bytes that are whole UTF-8, and bytes that are not (RFC 3629). A character cut off at the end counts as neither. */
function countSequences(bytes: Uint8Array): { valid: number; broken: number } {
  let valid = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    if (more > 0 && at + more >= bytes.length) break
    let isWhole = more > 0
    for (let next = 1; next <= more; next++) isWhole &&= ((bytes[at + next] ?? 0) & 0xc0) === 0x80
    if (isWhole) {
      valid++
      at += more
    } else broken++
  }
  return { valid, broken }
}

/** Letters of the portal's languages beyond a–z, and signs that ordinary texts have. */
const OWN_LETTERS = new Set('абвгдежзийклмнопрстуфхцчшщъыьэюяёѐѝѓѕјљњќџґєіїңөүëçšžčćđ')
const OWN_SIGNS = new Set('«»“”„‘’‚–—…№§°€·\u00a0©®±')

/** The more of the text is letters of our languages in their usual case, the greater. */
function likelihood(text: string): number {
  let score = 0
  let previous = ' '
  for (const letter of text) {
    if (letter > '\x7f') {
      const lower = letter.toLowerCase()
      if (!OWN_LETTERS.has(lower)) score -= OWN_SIGNS.has(letter) ? 0 : 3
      else if (lower === letter) score += 2
      // A capital letter begins a word or stands among capitals.
      else score += isLower(previous) ? -3 : 1
      if (OWN_LETTERS.has(lower) && isOtherScript(letter, previous)) score -= 3
    } else if (previous > '\x7f' && OWN_LETTERS.has(previous.toLowerCase()) && isOtherScript(letter, previous))
      score -= 3
    previous = letter
  }
  return score
}
const isLower = (letter: string) => /\p{Ll}/u.test(letter)
const isOtherScript = (a: string, b: string) =>
  /\p{L}/u.test(a) && /\p{L}/u.test(b) && /\p{Script=Cyrillic}/u.test(a) !== /\p{Script=Cyrillic}/u.test(b)
