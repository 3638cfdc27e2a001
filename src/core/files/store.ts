/** The two stores of bytes: a folder of this machine, or a bucket. Which files there are, and who may read them, is in queries.ts. */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Config } from '#platform/config.ts'
import type { FileStore } from '#platform/file-store.ts'

/** What is kept, with the time since when; for the daily cleaning. */
export type Kept = { sha256: string; since: Date }
/** A store that can say what it holds. */
export type ListedStore = FileStore & { list(): AsyncIterable<Kept> }

export const createStore = (config: Config): ListedStore =>
  config.s3 ? createBucketStore(config.s3) : createFolderStore(join(config.folder, 'files'))

const SHA256 = /^[0-9a-f]{64}$/
/** Nothing but a hash may name bytes: a path never comes from outside. */
const checked = (sha256: string): string => {
  if (!SHA256.test(sha256)) throw new Error('bytes are named by their SHA-256 in hexadecimal')
  return sha256
}

/** `<folder>/ab/<sha256>`; equal bytes are kept once. */
export function createFolderStore(folder: string): ListedStore {
  const pathOf = (sha256: string) => join(folder, checked(sha256).slice(0, 2), sha256)
  const has = async (sha256: string) =>
    access(pathOf(sha256)).then(
      () => true,
      () => false,
    )
  return {
    has,
    /** Written under another name, flushed, then renamed: whoever finds the file finds it whole, also after a power cut. */
    async put(sha256, bytes) {
      const path = pathOf(sha256)
      if (await has(sha256)) return
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${randomUUID()}.part`
      try {
        const file = await open(temporary, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async get(sha256, range) {
      if (!(await has(sha256))) return undefined
      return Readable.toWeb(createReadStream(pathOf(sha256), range)) as ReadableStream<Uint8Array>
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true })
    },
    async *list() {
      for (const part of (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name)))
        for (const name of await readdir(join(folder, part))) {
          const path = join(folder, part, name)
          const since = (await stat(path).catch(() => undefined))?.mtime
          // Gone since the folder was read: another process cleans too.
          if (!since) continue
          if (SHA256.test(name)) yield { sha256: name, since }
          // Left behind by a program that was killed while it wrote.
          else if (name.endsWith('.part') && Date.now() - since.getTime() > 86_400_000) await rm(path, { force: true })
        }
    },
  }
}

/** A bucket of S3 or of anything that speaks its language; keys are `files/ab/<sha256>`. Credentials come from the usual AWS variables. */
export function createBucketStore({ bucket, region, endpoint }: NonNullable<Config['s3']>): ListedStore {
  type Sdk = typeof import('@aws-sdk/client-s3')
  let opened: Promise<{ sdk: Sdk; client: InstanceType<Sdk['S3Client']> }> | undefined
  // Loaded when first used: the package is large and most portals keep files in their own folder.
  const open = () => {
    opened ??= import('@aws-sdk/client-s3').then((sdk) => ({
      sdk,
      client: new sdk.S3Client({ region, ...(endpoint && { endpoint, forcePathStyle: true }) }),
    }))
    return opened
  }
  const at = (sha256: string) => ({ Bucket: bucket, Key: `files/${checked(sha256).slice(0, 2)}/${sha256}` })
  const isMissing = (error: unknown) => error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name)
  const has = async (sha256: string) => {
    const { sdk, client } = await open()
    try {
      await client.send(new sdk.HeadObjectCommand(at(sha256)))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }
  return {
    has,
    async put(sha256, bytes) {
      if (await has(sha256)) return
      const { sdk, client } = await open()
      await client.send(new sdk.PutObjectCommand({ ...at(sha256), Body: bytes, ContentLength: bytes.byteLength }))
    },
    async get(sha256, range) {
      const { sdk, client } = await open()
      try {
        const { Body } = await client.send(
          new sdk.GetObjectCommand({ ...at(sha256), ...(range && { Range: `bytes=${range.start}-${range.end}` }) }),
        )
        return Body?.transformToWebStream()
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(sha256) {
      const { sdk, client } = await open()
      await client.send(new sdk.DeleteObjectCommand(at(sha256)))
    },
    async *list() {
      const { sdk, client } = await open()
      for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: 'files/' }))
        for (const { Key, LastModified } of page.Contents ?? []) {
          const sha256 = Key?.split('/').at(-1) ?? ''
          if (SHA256.test(sha256) && LastModified) yield { sha256, since: LastModified }
        }
    },
  }
}
