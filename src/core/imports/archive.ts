/** Opens ZIP archives that people send, without letting them fill the memory or lead out of a folder. Which files are taken is decided in core/files. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

export type Archive = {
  /** Names of files with their folders, as they stand in the archive. */
  names: readonly string[]
  /** The bytes of a file, or nothing when it is not there, is locked, damaged or larger than it says. */
  read(name: string): Promise<Uint8Array | undefined>
}
export type OpenedArchive = { ok: true; archive: Archive } | { ok: false; problem: 'damaged' | 'bomb' }

export type ArchiveLimits = { entries: number /** Bytes when unpacked. */; total: number; one: number }
export const FILES_LIMITS: ArchiveLimits = { entries: 20_000, total: 4_000_000_000, one: 200_000_000 }
/** A workbook is read as a whole, so it may be less. */
export const WORKBOOK_LIMITS: ArchiveLimits = { entries: 2_000, total: 120_000_000, one: 120_000_000 }
/** Texts pack to a tenth or less; a bomb packs a thousand times and more. Small files may be very regular. */
const MOST_PACKED = 200
const SMALL = 1_000_000

/** Looks at the directory only; nothing is unpacked until it is asked for. */
export async function openArchive(bytes: Uint8Array, limits = FILES_LIMITS): Promise<OpenedArchive> {
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: false,
    })
    if (zip.entryCount > limits.entries) return { ok: false, problem: 'bomb' }
    const entries = new Map<string, Entry>()
    let total = 0
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      const isPacked = entry.uncompressedSize > SMALL && entry.uncompressedSize > MOST_PACKED * entry.compressedSize
      if (isPacked || entry.uncompressedSize > limits.one || total > limits.total) return { ok: false, problem: 'bomb' }
      if (!entry.fileName.endsWith('/') && isInside(entry.fileName)) entries.set(entry.fileName, entry)
    }
    const opened = zip
    const read = async (name: string) => {
      const entry = entries.get(name)
      return entry && readEntry(opened, entry)
    }
    return { ok: true, archive: { names: [...entries.keys()], read } }
  } catch {
    return { ok: false, problem: 'damaged' }
  }
}

/** No path out of the folder, no path of another machine. yauzl refuses most of these itself. */
const isInside = (name: string) => !name.includes('\0') && !/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/i.test(name)

/** Unpacks one file; it stops as soon as there are more bytes than the directory said. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array | undefined> {
  if (entry.isEncrypted()) return undefined
  try {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of await zip.openReadStreamPromise(entry)) {
      size += (part as Buffer).length
      if (size > entry.uncompressedSize) return undefined
      parts.push(part as Buffer)
    }
    return new Uint8Array(Buffer.concat(parts))
  } catch {
    return undefined
  }
}

/** Unpacks everything once and throws it away: a workbook that lies about its sizes never reaches the program that reads it. */
export async function isHonest(archive: Archive): Promise<boolean> {
  for (const name of archive.names) if ((await archive.read(name)) === undefined) return false
  return true
}
