/** The one secret of an installation and the keys derived from it: signing of cookies, of links in mail, the database role. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** SECRET of the settings, or one made at the first start and kept in `var/keys/secret`. */
export function secretOf(config: Config): string {
  if (config.secret) return config.secret
  const folder = join(config.folder, 'keys')
  const file = join(folder, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}

/** A key for one purpose, so that what signs cookies cannot sign anything else (HKDF, RFC 5869). */
export const derived = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', `patokaz ${purpose}`, 32)).toString('base64url')

export const signed = (key: string, value: string) =>
  `${Buffer.from(value).toString('base64url')}.${createHmac('sha256', key).update(value).digest('base64url')}`

/** The value of a signed text, or undefined when the signature does not hold. */
export function unsigned(key: string, text: string | undefined): string | undefined {
  const [value, signature] = (text ?? '').split('.')
  if (!value || !signature) return undefined
  const plain = Buffer.from(value, 'base64url').toString()
  const wanted = createHmac('sha256', key).update(plain).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? plain : undefined
}
