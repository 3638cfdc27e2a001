/** Passwords that are refused: too short, known from breaches, guessable from the person or the portal. Asks nobody on the network; demands no kinds of characters (ASVS 5.0, 6.2). */
import { dictionary } from '@zxcvbn-ts/language-common'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

export const PASSWORD_PROBLEMS = ['tooShort', 'tooLong', 'common', 'repeated', 'personal'] as const
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number]

/** The most used passwords of known breaches, most used first. */
const breached = new Set(dictionary['passwords-common'])
const PORTAL_WORDS = [
  'patokaz',
  'патоказ',
  'municipality',
  'општина',
  'община',
  'громада',
  'komuna',
  'password',
  'лозинка',
  'парола',
  'пароль',
  'сырсөз',
  'fjalëkalimi',
]
const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'qwertzuiop',
  'abcdefghijklmnopqrstuvwxyz',
  'љњертзуиоп',
  'асдфгхјкл',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  'явертъуиоп',
]
/** What is left after all guessable parts are taken away must be at least this long. */
const OWN_CHARACTERS = 6

/** What is wrong with a password, or undefined. `about`: name and e-mail of its owner. Length counts characters, not bytes. */
export function passwordProblem(password: string, about: readonly string[] = []): PasswordProblem | undefined {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) return 'tooShort'
  if (length > LONGEST_PASSWORD) return 'tooLong'
  const plain = password.normalize('NFKC').toLowerCase()
  if (isBreached(plain)) return 'common'
  if (new Set(plain).size < 4 || isRepeated(plain) || leftWithoutRuns(plain) < OWN_CHARACTERS) return 'repeated'
  if (leftWithout(plain, wordsOf(about)) < OWN_CHARACTERS) return 'personal'
  if (leftWithout(plain, PORTAL_WORDS) < OWN_CHARACTERS) return 'common'
  return undefined
}

/** In the list as it is, without digits and signs around it, or with the usual signs for letters. */
function isBreached(plain: string): boolean {
  const bare = trimmed(plain)
  return [plain, bare, unleeted(plain), trimmed(unleeted(plain))].some((form) => form.length > 3 && breached.has(form))
}
const trimmed = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
const LETTERS: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const unleeted = (text: string) => text.replace(/[013457@$!]/g, (sign) => LETTERS[sign] ?? sign)

/** One short piece or one breached password over and over. */
function isRepeated(plain: string): boolean {
  for (let size = 1; size <= plain.length / 2; size++) {
    const piece = plain.slice(0, size)
    const repeats = piece.repeat(Math.ceil(plain.length / size)).slice(0, plain.length) === plain
    if (repeats && (size <= 5 || breached.has(piece))) return true
  }
  return false
}

/** How many characters are not part of a run along the keyboard or the alphabet. */
function leftWithoutRuns(plain: string): number {
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
  let left = plain
  for (const row of rows)
    for (let size = row.length; size >= 4; size--)
      for (let start = 0; start + size <= row.length; start++)
        left = left.replaceAll(row.slice(start, start + size), '')
  return [...left].length
}

const wordsOf = (about: readonly string[]) =>
  about
    .flatMap((text) => {
      const parts = text.split(/[\s@._+-]+/)
      return [text, parts.join(''), ...parts]
    })
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)

const leftWithout = (plain: string, words: readonly string[]) =>
  [...words.reduce((left, word) => left.replaceAll(word, ''), plain).replace(/[\d\s\p{P}]/gu, '')].length +
  // Digits and signs count once words of the person are not all that remains.
  (words.some((word) => plain.includes(word)) ? 0 : OWN_CHARACTERS)
