/** Writes the parts of a backup into one compressed tar, a few megabytes in memory at a time; what goes in is decided in backup.ts. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as newPack } from 'tar-stream'
import { MANIFEST, type Manifest, partName } from './manifest.ts'

/** Bytes of one part at most. */
const PART = 8_000_000

export type Packer = {
  /** Adds a content of any length. Returns its bytes and SHA-256. */
  add(content: string, from: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>
  parts: Manifest['parts']
  /** Writes the manifest and waits until the disk has all. */
  finish(manifest: Manifest): Promise<void>
  /** Ends without a manifest, so that nobody takes what was written for a backup. */
  abandon(): Promise<void>
}

/** The file must not exist yet. Only its owner may read it: it holds the keys. */
export function packInto(file: string, now: Date): Packer {
  const tar = newPack()
  const compress = createGzip({ level: 6 })
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  const written = pipeline(tar, compress, out)
  // Looked at again in entry() and finish(); a full disk must not end the program in between.
  written.catch(() => {})
  const parts: Manifest['parts'] = []

  const entry = async (name: string, bytes: Buffer) => {
    const taken = new Promise<void>((resolve, reject) => {
      const sink = tar.entry({ name, size: bytes.length, mtime: now, mode: 0o600, type: 'file' }, bytes, (error) =>
        error ? reject(error) : resolve(),
      )
      sink.on('error', reject)
    })
    await Promise.race([taken, written])
  }

  return {
    parts,
    async add(content, from) {
      const whole = createHash('sha256')
      let total = 0
      let index = 0
      let waiting: Uint8Array[] = []
      let held = 0
      const flush = async () => {
        const bytes = Buffer.concat(waiting)
        waiting = []
        held = 0
        const name = partName(content, index++)
        await entry(name, bytes)
        parts.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
      }
      for await (const chunk of from) {
        whole.update(chunk)
        total += chunk.length
        for (let rest = chunk; rest.length > 0; ) {
          const piece = rest.subarray(0, PART - held)
          waiting.push(piece)
          held += piece.length
          rest = rest.subarray(piece.length)
          if (held === PART) await flush()
        }
      }
      if (held > 0 || index === 0) await flush()
      return { bytes: total, sha256: whole.digest('hex') }
    },
    async finish(manifest) {
      await entry(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`))
      tar.finalize()
      await written
    },
    async abandon() {
      tar.destroy()
      await written.catch(() => {})
    },
  }
}
