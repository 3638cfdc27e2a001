/** How often visitors may ask for a letter: by network, by mailbox, by domain; more tightly without a proof of work. */
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { countTry, type Limit } from '#platform/limits.ts'
import { isLargeProvider } from './providers.ts'
import { domainOf, networkHashOf, voterHashOf } from './voters.ts'

const HOUR = 3600

/**
 * An office or a mobile operator sends many people out under one address: forty an hour with proofs hinder nobody. Without proofs a
 * program could use all of them, so there are six. Domains outside the large providers belong to one organisation, or to one person with many names.
 */
const LIMITS = {
  proved: { network: { tries: 40, seconds: HOUR }, domain: { tries: 60, seconds: HOUR } },
  unproved: { network: { tries: 6, seconds: HOUR }, domain: { tries: 12, seconds: HOUR } },
} as const satisfies Record<string, Record<string, Limit>>
/** Letters to one mailbox, whoever asks: nobody's mailbox is filled through us. */
const MAILBOX = { tries: 5, seconds: HOUR } satisfies Limit
/** Codes and links tried from one network: opened and pressed, for as many letters as may be asked for, with some to spare. */
const TRIES = { tries: 200, seconds: HOUR } satisfies Limit

/** Throws TooMany. */
export async function countAsking(
  db: Db,
  config: Config,
  { email, address, proved }: { email: string; address: string; proved: boolean },
  now: Date,
): Promise<void> {
  const kind = proved ? 'proved' : 'unproved'
  const limits = LIMITS[kind]
  const domain = domainOf(email)
  await countTry(db, `confirm ${kind} network ${networkHashOf(config, address)}`, limits.network, now)
  if (!isLargeProvider(domain)) await countTry(db, `confirm ${kind} domain ${domain}`, limits.domain, now)
  await countTry(db, `confirm mailbox ${voterHashOf(config, email)}`, MAILBOX, now)
}

export const countConfirming = (db: Db, config: Config, address: string, now: Date) =>
  countTry(db, `confirming network ${networkHashOf(config, address)}`, TRIES, now)
