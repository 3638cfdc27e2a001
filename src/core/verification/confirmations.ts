/** What a visitor wants to say waits here until they show, by a code or a link from a letter, that the e-mail address is theirs. */
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { sendLater } from '#platform/mail.ts'
import { derived, secretOf } from '#platform/secrets.ts'
import { countAsking } from './doors.ts'
import { proveOrThrow } from './proofs.ts'
import { type Outcome, purposeNamed } from './purposes.ts'
import { confirmations } from './schema.ts'
import { texts } from './texts.ts'
import { networkHashOf } from './voters.ts'

export const CONFIRMATION_MINUTES = 30
export const CODE_TRIES = 5

type Confirmation = typeof confirmations.$inferSelect

export type Asked = {
  /** A purpose that was registered: `nomination`. */
  purpose: string
  email: string
  language: Language
  /** What the visitor said; comes back to the purpose when it is confirmed. */
  values: Record<string, unknown>
  /** The visitor's address: `c.var.address`. */
  address: string
  /** What the proof field posted; without it the limits are tighter. */
  proof: string | undefined
  /** What the letter is about; code, link, time and "if it was not you" are added here. */
  letter: { subject: string; paragraphs: string[] }
  recordId?: string
}

/**
 * Writes down what a visitor said and sends the letter. Call it when everything else about the form is right: it spends the proof.
 * Throws TooMany and ProofRefused. Returns where the code is typed in, without the language.
 */
export async function askToConfirm(
  db: Db,
  config: Config,
  asked: Asked,
  now: Date,
): Promise<{ id: string; path: string }> {
  const { email, language, address, proof, letter } = asked
  if (proof) await proveOrThrow(db, config, proof, now)
  await countAsking(db, config, { email, address, proved: Boolean(proof) }, now)
  const id = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const token = randomBytes(32).toString('base64url')
  const t = texts.in(language)
  const url = new URL(`/${language}/verification/confirm`, config.publicUrl)
  url.searchParams.set('token', token)
  await db.transaction(async (tx) => {
    await tx.insert(confirmations).values({
      id,
      purpose: asked.purpose,
      email,
      language,
      codeHash: codeHashOf(config, id, code),
      tokenHash: tokenHashOf(token),
      values: asked.values,
      networkHash: networkHashOf(config, address),
      createdAt: now,
      expiresAt: new Date(now.getTime() + CONFIRMATION_MINUTES * 60_000),
    })
    const { subject, paragraphs } = letter
    await sendLater(
      tx,
      {
        to: email,
        language,
        subject,
        paragraphs: [
          ...paragraphs,
          t('letter.code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, minutes: CONFIRMATION_MINUTES }),
          t('letter.notYou'),
        ],
        action: { label: t('letter.action'), url: url.href },
        ...(asked.recordId && { recordId: asked.recordId }),
      },
      now,
    )
  })
  return { id, path: `/verification/${id}` }
}

const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
/** Six digits are quickly tried out by who has the table, so the hash is keyed. */
const codeHashOf = (config: Config, id: string, code: string) =>
  createHmac('sha256', derived(secretOf(config), 'codes of confirmations'))
    .update(`${id} ${code}`)
    .digest('base64url')
const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

type Context = { config: Config; actor: Actor; language: Language; now: Date }
export type Confirming =
  | { ok: true; outcome: Outcome }
  /** gone: too late or never there; wrong: not this code; tries: too many wrong codes. */
  | { ok: false; problem: 'gone' | 'wrong' | 'tries'; triesLeft?: number }

export const findConfirmation = async (db: Db, id: string): Promise<Confirmation | undefined> =>
  (await db.select().from(confirmations).where(eq(confirmations.id, id)))[0]

export const findByToken = async (db: Db, token: string): Promise<Confirmation | undefined> =>
  (
    await db
      .select()
      .from(confirmations)
      .where(eq(confirmations.tokenHash, tokenHashOf(token)))
  )[0]

/** Confirms by the code of the letter. A wrong one counts, even when two are tried at once. */
export function confirmByCode(db: Db, context: Context, id: string, code: string): Promise<Confirming> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(confirmations).where(eq(confirmations.id, id)).for('update')
    if (!row || isOver(row, context.now)) return { ok: false, problem: 'gone' }
    if (row.tries >= CODE_TRIES) return { ok: false, problem: 'tries' }
    if (isSame(row.codeHash, codeHashOf(context.config, id, code))) return complete(tx, context, row)
    await tx
      .update(confirmations)
      .set({ tries: sql`${confirmations.tries} + 1` })
      .where(eq(confirmations.id, id))
    const triesLeft = CODE_TRIES - row.tries - 1
    return triesLeft > 0 ? { ok: false, problem: 'wrong', triesLeft } : { ok: false, problem: 'tries' }
  })
}

/** Confirms by the link of the letter, after its button was pressed. Wrong codes typed by somebody else do not close this way. */
export function confirmByToken(db: Db, context: Context, token: string): Promise<Confirming> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(confirmations)
      .where(eq(confirmations.tokenHash, tokenHashOf(token)))
      .for('update')
    return !row || isOver(row, context.now) ? { ok: false, problem: 'gone' } : complete(tx, context, row)
  })
}

export const isOver = ({ expiresAt }: Pick<Confirmation, 'expiresAt'>, now: Date) => expiresAt <= now

const OUTCOME = 'outcome of confirmation'
/** The row is locked. Pressed twice, it is done once and leads twice to the same page. */
async function complete(tx: Db, context: Context, row: Confirmation): Promise<Confirming> {
  if (row.confirmedAt) return { ok: true, outcome: row.values[OUTCOME] as Outcome }
  const purpose = purposeNamed(row.purpose)
  if (!purpose) return { ok: false, problem: 'gone' }
  const { id, email, language, values, networkHash } = row
  const outcome = await purpose.complete(tx, { id, email, language, values, networkHash }, context)
  await tx
    .update(confirmations)
    .set({ confirmedAt: context.now, values: { ...values, [OUTCOME]: outcome } })
    .where(eq(confirmations.id, id))
  return { ok: true, outcome }
}

/** Addresses that nobody confirmed in time, and those that were: the portal does not need them any more. */
export const forgetConfirmations = (db: Db, now: Date) =>
  db.delete(confirmations).where(lt(confirmations.expiresAt, now))
