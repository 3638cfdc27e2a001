/** Proof of work by the protocol of ALTCHA: a program that wants to speak often has to calculate as often; nobody has to read a picture. */
import { createHash } from 'node:crypto'
import { type Challenge, createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { derived, secretOf } from '#platform/secrets.ts'
import { spentProofs } from './schema.ts'

/** Time to fill in a form after the proof was made. */
const MINUTES = 30
/** About a million rounds of SHA-256 in all: a second on a laptop, a few on an old phone. */
const WORK = { cost: 1000, from: 400, to: 1600 } as const

/** What is wrong with a proof: nobody made it for us, its time is over, or it has counted already. */
export const PROOF_PROBLEMS = ['wrong', 'expired', 'spent'] as const
export type ProofProblem = (typeof PROOF_PROBLEMS)[number]
export class ProofRefused extends Error {
  readonly problem: ProofProblem
  constructor(problem: ProofProblem) {
    super(`proof ${problem}`)
    this.problem = problem
  }
}

const keysOf = (config: Config) => ({
  hmacSignatureSecret: derived(secretOf(config), 'challenges'),
  hmacKeySignatureSecret: derived(secretOf(config), 'solutions of challenges'),
})

/** A new task for a browser, signed, so that nothing has to be kept until it is solved. */
export const newChallenge = (config: Config, now: Date): Promise<Challenge> =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: WORK.cost,
    counter: randomInt(WORK.to, WORK.from),
    deriveKey,
    expiresAt: new Date(now.getTime() + MINUTES * 60_000),
    ...keysOf(config),
  })

const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string().max(40),
      cost: z.number(),
      expiresAt: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string().max(200),
      nonce: z.string().max(200),
      salt: z.string().max(200),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().max(200) }),
})

/** The solved task as a form posts it: JSON in base64, as ALTCHA has it. */
function read(text: string): Payload {
  try {
    const decoded = payload.safeParse(JSON.parse(Buffer.from(text.slice(0, 10_000), 'base64').toString()))
    if (decoded.success) return decoded.data
  } catch {
    // Not JSON: as wrong as any other invention.
  }
  throw new ProofRefused('wrong')
}

/**
 * Goes on only with a proof that we asked for, that is solved, in time, and used for the first time. Throws ProofRefused.
 * A proof is spent even when what follows fails, so call it after everything else was found right.
 */
export async function proveOrThrow(db: Db, config: Config, posted: string, now: Date): Promise<void> {
  const { challenge, solution } = read(posted)
  const result = await verifySolution({ challenge, solution, deriveKey, ...keysOf(config) })
  const expiresAt = (challenge.parameters.expiresAt ?? 0) * 1000
  if (result.expired || (result.verified && expiresAt < now.getTime())) throw new ProofRefused('expired')
  if (!result.verified) throw new ProofRefused('wrong')
  const id = createHash('sha256').update(`${challenge.signature}`).digest('base64url')
  const spent = await db
    .insert(spentProofs)
    .values({ id, until: new Date(expiresAt) })
    .onConflictDoNothing()
    .returning({ id: spentProofs.id })
  if (spent.length === 0) throw new ProofRefused('spent')
}

/** Spent proofs whose challenge would no longer be accepted anyway. */
export const forgetSpentProofs = (db: Db, now: Date) => db.delete(spentProofs).where(lt(spentProofs.until, now))
