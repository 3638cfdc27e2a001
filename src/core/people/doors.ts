/** Limits on tries at the doors of accounts: by account, by network, by both. Better Auth's own limits, by address and door, hold beside them. */
import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { RequestContext } from '#platform/http.ts'
import { countTry, type Limit, networkOf } from '#platform/limits.ts'
import { limits } from '#platform/schema.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Ten tries for one account from one network: somebody who forgot. A hundred from everywhere: an attack on that account. */
const SIGN_IN = {
  pair: { tries: 10, seconds: 15 * MINUTE },
  account: { tries: 100, seconds: HOUR },
  network: { tries: 200, seconds: 15 * MINUTE },
} satisfies Record<string, Limit>
const REGISTER = { tries: 40, seconds: HOUR } satisfies Limit
/** Letters to one address: nobody's mailbox is filled through us. */
const LETTERS = { tries: 5, seconds: HOUR } satisfies Limit
const LETTERS_OF_NETWORK = { tries: 60, seconds: HOUR } satisfies Limit
const PASSWORD = { tries: 10, seconds: 15 * MINUTE } satisfies Limit
const PASSKEY = { tries: 120, seconds: 15 * MINUTE } satisfies Limit
const TOKEN = { tries: 60, seconds: HOUR } satisfies Limit
const INVITE = { tries: 60, seconds: HOUR } satisfies Limit

const network = (c: RequestContext) => networkOf(c.var.address)
const pairKey = (c: RequestContext, email: string) => `sign-in pair ${email} ${network(c)}`
const accountKey = (email: string) => `sign-in account ${email}`

export async function countSignInTry(c: RequestContext, email: string): Promise<void> {
  const { db, now } = c.var
  await countTry(db, `sign-in network ${network(c)}`, SIGN_IN.network, now)
  await countTry(db, accountKey(email), SIGN_IN.account, now)
  await countTry(db, pairKey(c, email), SIGN_IN.pair, now)
}
/** Who got in has not been guessing: their tries no longer count. */
export async function forgetSignInTries(c: RequestContext, email: string): Promise<void> {
  await (c.var.db as Db).delete(limits).where(inArray(limits.key, [accountKey(email), pairKey(c, email)]))
}

export const countRegistration = (c: RequestContext) =>
  countTry(c.var.db, `register network ${network(c)}`, REGISTER, c.var.now)

export async function countLetter(c: RequestContext, email: string): Promise<void> {
  await countTry(c.var.db, `letter network ${network(c)}`, LETTERS_OF_NETWORK, c.var.now)
  await countTry(c.var.db, `letter account ${email}`, LETTERS, c.var.now)
}
/** Asking a signed-in person for their password again. */
export const countPasswordTry = (c: RequestContext) =>
  countTry(c.var.db, `password person ${c.var.actor.id}`, PASSWORD, c.var.now)
export const countPasskeyTry = (c: RequestContext) =>
  countTry(c.var.db, `passkey network ${network(c)}`, PASSKEY, c.var.now)
/** Links with a token: of mails and invitations. */
export const countTokenTry = (c: RequestContext) => countTry(c.var.db, `token network ${network(c)}`, TOKEN, c.var.now)
export const countInvitation = (db: Db, personId: string, now: Date) =>
  countTry(db, `invite person ${personId}`, INVITE, now)

/** Lets an answer take at least so long: whether an e-mail is known must not show in the time. */
export async function atLeast<X>(milliseconds: number, work: Promise<X>): Promise<X> {
  const [result] = await Promise.all([work, new Promise((done) => setTimeout(done, milliseconds))])
  return result
}
