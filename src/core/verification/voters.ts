/** Who a visitor is, as far as the portal needs to know: one spelling of an e-mail address, and keyed hashes that only this installation can make. */
import { createHmac } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { Config } from '#platform/config.ts'
import { networkOf } from '#platform/limits.ts'
import { derived, secretOf } from '#platform/secrets.ts'
import { mailboxOf } from './providers.ts'

/** The domain of an address in the form that mail servers use: `домен.мкд` → `xn--…`. */
export const domainOf = (email: string): string => {
  const domain = email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .normalize('NFC')
    .toLowerCase()
  return domainToASCII(domain) || domain
}

/** The same mailbox always gives the same text: lower case, NFC, the domain in ASCII, and without what large providers ignore. */
export function normalisedEmail(email: string): string {
  const local = email
    .slice(0, Math.max(0, email.lastIndexOf('@')))
    .trim()
    .normalize('NFC')
    .toLowerCase()
  return mailboxOf(local, domainOf(email))
}

const hashed = (config: Config, purpose: string, value: string) =>
  createHmac('sha256', derived(secretOf(config), purpose))
    .update(value)
    .digest('base64url')

/** Keyed hash of a mailbox (HMAC-SHA-256): the same person has the same, with an account or without; nobody finds the address from it. */
export const voterHashOf = (config: Config, email: string): string => hashed(config, 'voters', normalisedEmail(email))

/** Keyed hash of the network of an address (IPv4 address, IPv6 /64): shows what came from one network, tells nobody which. */
export const networkHashOf = (config: Config, address: string): string =>
  hashed(config, 'networks of voters', networkOf(address))
