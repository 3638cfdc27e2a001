/** The key that signs heads of the audit chain (Ed25519, RFC 8032), made at the first start and kept outside the database. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { codeOf } from '../postgres/start-error.ts'

export type AuditKeys = { privateKey: KeyObject; publicKey: KeyObject; keyId: string; headsFile: string }

export const headsFileOf = (folder: string) => join(folder, 'audit', 'heads.jsonl')
const privateFileOf = (folder: string) => join(folder, 'keys', 'audit.pem')
const publicFileOf = (folder: string) => join(folder, 'keys', 'audit.public.pem')

/** Names a key: the first 16 hexadecimal digits of the SHA-256 of its public half. */
export const keyIdOf = (publicKey: KeyObject) =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

/** The key of an installation. Makes one when there is none. */
export function auditKeys({ folder }: Pick<Config, 'folder'>): AuditKeys {
  if (!existsSync(privateFileOf(folder))) makeKey(folder)
  const privateKey = createPrivateKey(readFileSync(privateFileOf(folder)))
  const publicKey = createPublicKey(privateKey)
  if (!existsSync(publicFileOf(folder))) writePublic(folder, publicKey)
  return { privateKey, publicKey, keyId: keyIdOf(publicKey), headsFile: headsFileOf(folder) }
}

/** The public key of an installation, or undefined when nothing was ever signed there. Checking needs no more than this. */
export function publicKeyOf(folder: string): KeyObject | undefined {
  for (const file of [publicFileOf(folder), privateFileOf(folder)])
    if (existsSync(file)) return createPublicKey(readFileSync(file))
  return undefined
}

function makeKey(folder: string) {
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    // wx: of two processes that start together, the second uses the key of the first.
    writeFileSync(privateFileOf(folder), privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
    })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

const writePublic = (folder: string, publicKey: KeyObject) =>
  writeFileSync(publicFileOf(folder), publicKey.export({ type: 'spki', format: 'pem' }))

/** What a signature is about, so that it can stand for nothing else. */
const purpose = 'patokaz audit head 1\n'

export const signText = (keys: AuditKeys, text: string) =>
  sign(null, Buffer.from(purpose + text), keys.privateKey).toString('base64url')

export const isSigned = (publicKey: KeyObject, text: string, signature: string) =>
  verify(null, Buffer.from(purpose + text), publicKey, Buffer.from(signature, 'base64url'))
