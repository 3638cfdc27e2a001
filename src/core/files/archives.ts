/** Looks into ZIP archives, which office documents are too, without unpacking them: which entries they name, and whether something else hides around them. */

/** What the directory of an archive says (PKWARE APPNOTE 6.3). */
export type Archive = { names: string[] /** Nothing stands before the first entry or after the end. */; whole: boolean }

const END = 0x06054b50
const END_ZIP64 = 0x06064b50
const ENTRY = 0x02014b50
const END_LENGTH = 22

/** The place of the record that ends an archive, when one ends exactly where the bytes end. */
function endRecord(view: DataView): number | undefined {
  const from = view.byteLength - END_LENGTH
  for (let at = from; at >= Math.max(0, from - 0xffff); at--)
    if (view.getUint32(at, true) === END && at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength)
      return at
  return undefined
}

/** Do the bytes end as an archive does? A picture or PDF that does is two files in one. */
export const endsAsArchive = (bytes: Uint8Array): boolean =>
  endRecord(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) !== undefined

/** Undefined when there is no directory that can be read. */
export function readArchive(bytes: Uint8Array): Archive | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  // What asks for the larger format (ZIP64) is far beyond any upload.
  if (count === 0xffff || start === 0xffffffff) return undefined
  const names: string[] = []
  let firstEntry = start
  let at = start
  const decoder = new TextDecoder()
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) return undefined
    const nameLength = view.getUint16(at + 28, true)
    names.push(decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)))
    firstEntry = Math.min(firstEntry, view.getUint32(at + 42, true))
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  // Between directory and end only the larger format's own end may stand; some programs always write it.
  const nothingBetween = at === end || view.getUint32(at, true) === END_ZIP64
  return { names, whole: firstEntry === 0 && nothingBetween }
}

/** Places where office programs keep macros: VBA projects and old macro sheets, OpenDocument's Basic and scripts. */
const MACROS = /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/)|^(Basic|Scripts)\//i
/** What runs when somebody clicks on it after unpacking. */
const PROGRAMS =
  /\.(exe|dll|com|scr|pif|cpl|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|jar|lnk|reg|apk|app|dmg|iso|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|sh)$/i

export const hasMacros = ({ names }: Archive): boolean => names.some((name) => MACROS.test(name))
/** Programs, or names that lead out of the folder into which one unpacks. */
export const hasPrograms = ({ names }: Archive): boolean =>
  names.some((name) => PROGRAMS.test(name) || /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/i.test(name))
