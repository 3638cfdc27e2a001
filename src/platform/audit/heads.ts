/** Signed heads of the audit chain: lines of a file outside the database, each bound to the one before, and a copy of the newest inside. */
import { createHash, type KeyObject } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { canonicalJson } from '../events.ts'
import { type AuditKeys, isSigned, signText } from './keys.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const transaction = z.string().regex(/^\d{1,20}$/)

const head = z.strictObject({
  /** Counts the heads of this file from 1. */
  number: z.number().int().positive(),
  /** SHA-256 of the head before, or zeros. */
  previous: hash,
  /** The last link that the head covers, and its hash. */
  position: z.number().int().positive(),
  hash,
  /** How many links came since the head before. */
  entries: z.number().int().nonnegative(),
  /** Every entry of a transaction below this one is linked. */
  horizon: transaction,
  /** The run of transaction numbers that the horizon belongs to: another cluster counts anew. */
  epoch: z.string(),
  at: z.iso.datetime(),
  key: z.string(),
  signature: z.string(),
})
export type Head = z.infer<typeof head>

const unsignedText = ({ signature: _, ...rest }: Head) => canonicalJson(rest)

export const signHead = (keys: AuditKeys, unsigned: Omit<Head, 'signature' | 'key'>): Head => {
  const whole = { ...unsigned, key: keys.keyId, signature: '' }
  return { ...whole, signature: signText(keys, unsignedText(whole)) }
}

export const holdsSignature = (publicKey: KeyObject, one: Head) => isSigned(publicKey, unsignedText(one), one.signature)

/** What the next head names as the one before it. */
export const digestOf = (one: Head) => createHash('sha256').update(canonicalJson(one)).digest('hex')

export function readHead(line: unknown): Head | undefined {
  try {
    return head.safeParse(typeof line === 'string' ? JSON.parse(line) : line).data
  } catch {
    return undefined
  }
}

/** The lines of the file, the oldest first. */
export async function* headLines(file: string): AsyncGenerator<string> {
  if (!existsSync(file)) return
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) if (line.trim() !== '') yield line
}

/** More than any line takes. */
const TAIL = 16_384

/** The newest whole line of the file. */
export function lastLine(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  const opened = openSync(file, 'r')
  try {
    const { text } = tailOf(opened)
    return (
      text
        .slice(0, text.lastIndexOf('\n') + 1)
        .trimEnd()
        .split('\n')
        .at(-1) || undefined
    )
  } finally {
    closeSync(opened)
  }
}

function tailOf(opened: number) {
  const { size } = fstatSync(opened)
  const bytes = Buffer.alloc(Math.min(TAIL, size))
  readSync(opened, bytes, 0, bytes.length, size - bytes.length)
  return { text: bytes.toString('utf8'), size }
}

/** Adds a line and waits until the disk has it. Half a line, left by a machine that lost its power, is taken away first. */
export function appendHead(file: string, one: Head): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const opened = openSync(file, existsSync(file) ? 'r+' : 'wx+', 0o600)
  try {
    const { text, size } = tailOf(opened)
    const torn = Buffer.byteLength(text.slice(text.lastIndexOf('\n') + 1))
    if (torn > 0) ftruncateSync(opened, size - torn)
    writeSync(opened, `${canonicalJson(one)}\n`, size - torn)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Where the database keeps a copy of the newest head of a key: it tells when the end of the file was cut off. */
export const factOf = (keyId: string) => `audit.head.${keyId}`
