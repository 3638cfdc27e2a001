/** Writes ZIP archives (PKWARE APPNOTE 6.3), one file after the other, so that a large one needs the memory of its largest file only. Reading is in archive.ts. */
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

export type ZipEntry = {
  name: string
  bytes: Uint8Array
  /** Texts are packed; pictures and documents are packed already. */
  pack?: boolean
}

const deflate = promisify<Uint8Array, Buffer>(deflateRaw)
/** Names are UTF-8 (bit 11). */
const UTF8_NAMES = 0x0800
const NEEDED = 20
/** Every archive of the same content has the same bytes: 1 January 1980, the first day that the format knows. */
const DATE = 0x0021
const MOST_ENTRIES = 0xfffe
const MOST_BYTES = 0xffff_ffff

/** The parts of an archive in their order. Throws when it would outgrow the format: 65,534 files, four gigabytes. */
export async function* zipParts(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let at = 0
  for await (const { name, bytes, pack = false } of entries) {
    const packed = pack ? await deflate(bytes) : bytes
    const path = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(NEEDED, 0)
    facts.writeUInt16LE(UTF8_NAMES, 2)
    facts.writeUInt16LE(pack ? 8 : 0, 4)
    facts.writeUInt16LE(DATE, 8)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(NEEDED, 4)
    facts.copy(entry, 6)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, path)
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, path])
    at += head.length + packed.length
    if (directory.length / 2 > MOST_ENTRIES || at > MOST_BYTES) throw new Error('too much for one archive')
    yield head
    yield packed
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  yield listed
  yield end
}

/** A small archive at once. */
export async function writeZip(entries: Iterable<ZipEntry>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of zipParts(entries)) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}
