/** Decides by the bytes whether an upload is what its name says and a kind that the portal takes. Keeps nothing and asks no database. */
import { fileTypeFromBuffer } from 'file-type'
import { type Archive, endsAsArchive, hasMacros, hasPrograms, readArchive } from './archives.ts'
import { FILE_KINDS, type FileKind } from './kinds.ts'
import { cleanName } from './naming.ts'
import { isTooLarge, readPicture } from './pictures.ts'

/** Why a file is not taken; each has a sentence in texts/. */
export const FILE_PROBLEMS = [
  'missing',
  'empty',
  'size',
  'name',
  'type',
  'disguised',
  'macros',
  'programs',
  'picture',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

export type Inspected =
  | { ok: true; name: string; type: string; bytes: Uint8Array }
  | { ok: false; problem: FileProblem }

const refused = (problem: FileProblem): Inspected => ({ ok: false, problem })

/** `bytes` of the answer are those to keep: pictures lose what they tell beside the picture. `limit` in bytes. */
export async function inspect(givenName: string, bytes: Uint8Array, limit: number): Promise<Inspected> {
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > limit) return refused('size')
  const named = cleanName(givenName)
  if (!named) return refused('name')
  const kind = FILE_KINDS[named.extension]
  if (!kind) return refused('type')
  const taken = kind.family === 'text' ? readText(kind, bytes) : await readBinary(kind, bytes)
  return typeof taken === 'string' ? refused(taken) : { ok: true, name: named.name, ...taken }
}

type Taken = { type: string; bytes: Uint8Array } | FileProblem

async function readBinary(kind: FileKind, bytes: Uint8Array): Promise<Taken> {
  const isZip = kind.family === 'office' || kind.family === 'archive'
  const archive = isZip ? readArchive(bytes) : undefined
  if (isZip && !archive?.whole) return 'disguised'
  if (archive) {
    if (kind.family === 'office' && hasMacros(archive)) return 'macros'
    if (hasPrograms(archive)) return 'programs'
  }
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (archive && /macroenabled/i.test(found?.mime ?? '')) return 'macros'
  if (!agrees(kind, found?.ext, archive)) return 'disguised'
  if (!isZip && endsAsArchive(bytes)) return 'disguised'
  if (kind.family === 'pdf') return isWholePdf(bytes) ? { type: kind.type, bytes } : 'disguised'
  if (kind.family !== 'picture') return { type: kind.type, bytes }
  const picture = readPicture(kind.bytes, bytes)
  if (!picture) return 'disguised'
  return isTooLarge(picture) ? 'picture' : { type: kind.type, bytes: picture.bytes }
}

/** The main part that each office format has; checked as well, so that a document with an unusual order is not sent back. */
const MAIN_PARTS: Readonly<Record<string, string>> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
}

function agrees(kind: FileKind, found: string | undefined, archive: Archive | undefined): boolean {
  if (found === kind.bytes) return true
  if (kind.bytes === 'png') return found === 'apng'
  const part = MAIN_PARTS[kind.bytes]
  const isPlainZip = found === 'zip' || found === undefined
  return (
    part !== undefined &&
    isPlainZip &&
    archive?.names.includes(part) === true &&
    archive.names.includes('[Content_Types].xml')
  )
}

/** Begins as a PDF does and ends as one (ISO 32000-2, 7.5.5); readers allow a little after the end, and so do we. */
function isWholePdf(bytes: Uint8Array): boolean {
  const latin = new TextDecoder('latin1')
  return latin.decode(bytes.subarray(0, 5)) === '%PDF-' && latin.decode(bytes.subarray(-2048)).includes('%%EOF')
}

/** UTF-8, or windows-1251 as old programs of the region still write. Text that a browser or shell might run is not text. */
function readText(kind: FileKind, bytes: Uint8Array): Taken {
  const text = decoded(bytes)
  if (!text) return 'disguised'
  if (/^\uFEFF?\s*(<[a-z!?/]|#!|%PDF-|\{\\rtf)/i.test(text.start)) return 'disguised'
  return { type: `${kind.type}; charset=${text.charset}`, bytes }
}

function decoded(bytes: Uint8Array): { start: string; charset: 'utf-8' | 'windows-1251' } | undefined {
  // Bytes that no text has, in either encoding; tab, line feed, form feed and carriage return are text.
  if (bytes.some((byte) => (byte < 0x20 && ![9, 10, 12, 13].includes(byte)) || byte === 0x7f)) return undefined
  try {
    return { start: new TextDecoder('utf-8', { fatal: true }).decode(bytes).slice(0, 1000), charset: 'utf-8' }
  } catch {
    const high = bytes.filter((byte) => byte >= 0x80)
    const letters = high.filter(
      (byte) => byte >= 0xc0 || [0xa8, 0xb8, 0xb2, 0xb3, 0xaf, 0xbf, 0xaa, 0xba].includes(byte),
    )
    // 0x98 is the one byte that windows-1251 does not have; in a text most bytes above ASCII are letters.
    if (high.includes(0x98) || letters.length < high.length * 0.7) return undefined
    return { start: new TextDecoder('windows-1251').decode(bytes.subarray(0, 1000)), charset: 'windows-1251' }
  }
}
