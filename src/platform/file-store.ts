/** Where the bytes of files are, named by their SHA-256; core/files has the stores (folder, S3). */
export type FileStore = {
  put(sha256: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or a part of them (both ends included), or undefined when they are not there. */
  get(sha256: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array> | undefined>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
}
