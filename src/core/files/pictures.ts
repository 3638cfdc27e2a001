/** Reads the size of pictures and takes out what they tell beside the picture: where and with what it was taken. Pure TypeScript over bytes. */

/** A picture without its metadata. `bytes` is what to keep. */
export type Picture = { width: number; height: number; bytes: Uint8Array }

/** More than this fills the memory of whoever opens it. */
export const MOST_PIXELS = 60_000_000
export const LONGEST_SIDE = 16_000

export const isTooLarge = ({ width, height }: Pick<Picture, 'width' | 'height'>): boolean =>
  width < 1 || height < 1 || Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS

/** Undefined when the bytes are not a whole picture of that kind. */
export function readPicture(kind: string, bytes: Uint8Array): Picture | undefined {
  try {
    return kind === 'jpg' ? jpeg(bytes) : kind === 'png' ? png(bytes) : kind === 'webp' ? webp(bytes) : gif(bytes)
  } catch (error) {
    // A length that leads out of the bytes: the picture is cut off or made up.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))
const joined = (parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

// ── JPEG (ITU-T T.81, annex B) ──────────────────────────────────────────────

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpeg(bytes: Uint8Array): Picture | undefined {
  const view = viewOf(bytes)
  if (view.getUint16(0) !== 0xffd8) return undefined
  const kept = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  let turned = 1
  let at = 2
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // A marker may be filled up with more FF.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) {
      // What follows the end is no part of the picture.
      if (!size) return undefined
      const orientation = turned > 1 ? [orientationSegment(turned)] : []
      const [start, ...rest] = kept
      return { ...size, bytes: joined([start as Uint8Array, ...orientation, ...rest, bytes.subarray(at, at + 2)]) }
    }
    const length = view.getUint16(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return undefined
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (marker === 0xe1 && ascii(bytes, at + 4, 4) === 'Exif') turned = orientationOf(bytes.subarray(at + 10, end))
    const until = marker === 0xda ? endOfScan(bytes, end) : end
    if (keepsSegment(marker, bytes, at)) kept.push(bytes.subarray(at, until))
    at = until
  }
}

/** Kept: the picture itself, JFIF, the colour profile and Adobe's colour transform; without the last two colours go wrong. */
function keepsSegment(marker: number, bytes: Uint8Array, at: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return ascii(bytes, at + 4, 4) === 'JFIF'
  if (marker === 0xe2) return ascii(bytes, at + 4, 11) === 'ICC_PROFILE'
  return marker === 0xee && ascii(bytes, at + 4, 5) === 'Adobe'
}

/** Where the compressed data of a scan ends: at the next marker that is no stuffed zero and no restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Tag 0x0112 of the first directory (TIFF 6.0): how the camera was held, 1 to 8. */
function orientationOf(tiff: Uint8Array): number {
  try {
    const view = viewOf(tiff)
    const little = ascii(tiff, 0, 2) === 'II'
    const directory = view.getUint32(4, little)
    for (let entry = 0; entry < view.getUint16(directory, little); entry++) {
      const at = directory + 2 + entry * 12
      if (view.getUint16(at, little) !== 0x0112) continue
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : 1
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

/** An Exif segment that says nothing but how to turn the picture; without it photos of phones lie on their side. */
const orientationSegment = (value: number) =>
  Uint8Array.from([
    0xff,
    0xe1,
    0,
    34,
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    value,
    0,
    0,
    0,
    0,
    0,
    0,
  ])

// ── PNG (W3C Recommendation, third edition) ─────────────────────────────────

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const TELLING_CHUNKS = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']

function png(bytes: Uint8Array): Picture | undefined {
  const view = viewOf(bytes)
  if (!PNG_START.every((byte, index) => bytes[index] === byte) || ascii(bytes, 12, 4) !== 'IHDR') return undefined
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; ; ) {
    const length = view.getUint32(at)
    const type = ascii(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return undefined
    if (!TELLING_CHUNKS.includes(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return { ...size, bytes: joined(kept) }
    at = end
  }
}

// ── WebP (RFC 9649) ─────────────────────────────────────────────────────────

function webp(bytes: Uint8Array): Picture | undefined {
  const view = viewOf(bytes)
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined
  const whole = view.getUint32(4, true) + 8
  if (whole > bytes.length) return undefined
  const kept: Uint8Array[] = []
  let size: { width: number; height: number } | undefined
  for (let at = 12; at + 8 <= whole; ) {
    const type = ascii(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (end > whole) return undefined
    size ??= webpSize(type, view, at + 8)
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(withoutFlags(type, bytes.slice(at, end)))
    at = end
  }
  if (!size) return undefined
  const body = joined(kept)
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, body.length + 4, true)
  return { ...size, bytes: joined([head, body]) }
}

/** The extended header says whether Exif (bit 3) and XMP (bit 2) follow. */
function withoutFlags(type: string, chunk: Uint8Array): Uint8Array {
  if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0b1100
  return chunk
}

function webpSize(type: string, view: DataView, at: number) {
  const uint24 = (from: number) => view.getUint16(from, true) | (view.getUint8(from + 2) << 16)
  if (type === 'VP8X') return { width: uint24(at + 4) + 1, height: uint24(at + 7) + 1 }
  if (type === 'VP8 ')
    return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff }
  if (type !== 'VP8L') return undefined
  const bits = view.getUint32(at + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

// ── GIF (89a) ───────────────────────────────────────────────────────────────

function gif(bytes: Uint8Array): Picture | undefined {
  if (!/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return undefined
  const view = viewOf(bytes)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), bytes }
}
