/** What the links of the letter carry: who is asked about which practice, signed. The database keeps a hash only. Sends nothing. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '#platform/config.ts'
import { isId } from '#platform/ids.ts'
import { derived, secretOf, signed, unsigned } from '#platform/secrets.ts'

const keyOf = (config: Config) => derived(secretOf(config), 'answers whether a practice is still true')

/** One a round of asking: the same in a letter and in its reminder, and known to nobody who has only the table. */
export const nonceOf = (config: Config, practiceId: string, askedAt: Date): string =>
  createHmac('sha256', keyOf(config)).update(`${practiceId} ${askedAt.toISOString()}`).digest('base64url')
export const hashOf = (nonce: string): string => createHash('sha256').update(nonce).digest('base64url')

export type Asked = { practiceId: string; personId: string; nonce: string }
export const tokenOf = (config: Config, { practiceId, personId, nonce }: Asked): string =>
  signed(keyOf(config), `${practiceId} ${personId} ${nonce}`)

export function readToken(config: Config, token: string | undefined): Asked | undefined {
  const [practiceId = '', personId = '', nonce = ''] = unsigned(keyOf(config), token)?.split(' ') ?? []
  return isId(practiceId) && isId(personId) && nonce ? { practiceId, personId, nonce } : undefined
}

export function matches(nonce: string, hash: string | null): boolean {
  const [given, kept] = [Buffer.from(hashOf(nonce)), Buffer.from(hash ?? '')]
  return given.length === kept.length && timingSafeEqual(given, kept)
}
