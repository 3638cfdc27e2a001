/** Reads a backup part by part, and checks first that it is one, that it is whole, and that nothing in it was altered. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { StartError } from '../postgres/start-error.ts'
import { contentOf, FORMAT, MANIFEST, type Manifest, manifestShape } from './manifest.ts'

export type Checked = { manifest: Manifest; keys: Map<string, Buffer> }

type Part = { name: string; isFile: boolean; bytes: AsyncIterable<Uint8Array> }

/** Bytes that a key or the manifest may have; all else is never held in memory whole. */
const MOST = 200_000_000

/** The parts of an archive in their order. Each must be read to its end before the next is asked for. */
async function* partsOf(file: string): AsyncGenerator<Part> {
  const bytes = createReadStream(file)
  const plain = createGunzip()
  const tar = extract()
  bytes.on('error', (error) => tar.destroy(error))
  plain.on('error', (error) => tar.destroy(error))
  bytes.pipe(plain).pipe(tar)
  try {
    for await (const entry of tar)
      yield { name: entry.header.name, isFile: entry.header.type === 'file', bytes: bytesOf(entry) }
  } finally {
    bytes.destroy()
    plain.destroy()
  }
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk
}

/** Throws StartError in one sentence when the file is no backup, is damaged, or comes from a newer program. */
export async function checkBackup(file: string): Promise<Checked> {
  await expectCompressed(file)
  const seen: Manifest['parts'] = []
  const keys = new Map<string, Buffer>()
  let text: Buffer | undefined
  try {
    for await (const part of partsOf(file)) {
      const { name } = part
      if (text || !part.isFile) throw notOurs(file)
      if (name === MANIFEST) text = await wholeOf(part.bytes)
      else {
        const content = contentOf(name)
        if (!content) throw notOurs(file)
        const hash = createHash('sha256')
        let bytes = 0
        const kept: Uint8Array[] = []
        for await (const chunk of part.bytes) {
          hash.update(chunk)
          bytes += chunk.length
          if (content.kind === 'key') kept.push(chunk)
        }
        if (content.kind === 'key') keys.set(content.name, Buffer.concat(kept))
        seen.push({ name, bytes, sha256: hash.digest('hex') })
      }
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw damaged(file, 'it cannot be read to its end', error)
  }
  if (!text) throw seen.length > 0 ? damaged(file, 'its end is missing') : notOurs(file)
  const manifest = readManifest(file, text)
  compare(file, manifest, seen)
  return { manifest, keys }
}

async function expectCompressed(file: string) {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`)
  const opened = await open(file)
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(2), 0, 2, 0)
    if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) throw notOurs(file)
  } finally {
    await opened.close()
  }
}

function readManifest(file: string, text: Buffer): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text.toString('utf8'))
  } catch {
    throw notOurs(file)
  }
  if (value instanceof Object && 'format' in value && Number(value.format) > FORMAT) throw newer()
  const manifest = manifestShape.safeParse(value)
  if (!manifest.success) throw notOurs(file)
  return manifest.data
}

function compare(file: string, manifest: Manifest, seen: Manifest['parts']) {
  const wrong = manifest.parts.find(
    (part, index) =>
      part.name !== seen[index]?.name || part.bytes !== seen[index].bytes || part.sha256 !== seen[index].sha256,
  )
  if (wrong) throw damaged(file, `${wrong.name} is not as it was written`)
  if (seen.length !== manifest.parts.length) throw damaged(file, 'it holds more than it says')
}

const notOurs = (file: string) => new StartError(`${file} is not a backup of Patokaz.`)
const damaged = (file: string, how: string, cause?: unknown) =>
  new StartError(`${file} is damaged (${how}): use another backup.`, { cause })
export const newer = () =>
  new StartError('The backup comes from a newer version of Patokaz: restore it with that version or a later one.')

async function wholeOf(part: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of part) {
    bytes += chunk.length
    if (bytes > MOST) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A content put together from its parts again: read it to its end before the next. */
export type Content = { kind: 'table' | 'file' | 'key' | 'heads'; name: string; bytes: AsyncIterable<Uint8Array> }

/** The contents of a checked backup, one after the other. */
export async function* contentsOf(file: string): AsyncGenerator<Content> {
  const parts = partsOf(file)
  let next = await parts.next()
  while (!next.done) {
    const content = contentOf(next.value.name)
    if (!content) {
      for await (const _ of next.value.bytes);
      next = await parts.next()
      continue
    }
    async function* bytes(wanted: { kind: string; name: string }) {
      while (!next.done) {
        const at = contentOf(next.value.name)
        if (at?.kind !== wanted.kind || at.name !== wanted.name) return
        yield* next.value.bytes
        next = await parts.next()
      }
    }
    yield { ...content, bytes: bytes(content) }
  }
}
