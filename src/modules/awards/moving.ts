/** Holds an award while something of it changes, and moves it on when its dates have come. */
import { and, eq, inArray, lte, ne, or } from 'drizzle-orm'
import { records } from '#core/records/schema.ts'
import { recipients } from '#modules/practices/index.ts'
import { type Actor, theProgram } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { NotFound } from '#platform/http.ts'
import { sendLater } from '#platform/mail.ts'
import { factsOf } from './calls.ts'
import { judgeLetter } from './letters.ts'
import { type AwardFacts, dueSteps, next, type Phase, phaseOf, type Step } from './rules.ts'
import { type Award, awards, jurors } from './schema.ts'

export type Context = { publicUrl: string; now: Date }
export type HeldAward = { award: Award; facts: AwardFacts; phase: Phase; country: string }

const EVENTS = {
  open: 'award.opened',
  judge: 'award.closed',
  vote: 'award.shortlisted',
  decide: 'award.decided',
} as const satisfies Record<Step, string>

/** Locks the award until the transaction ends. What its dates ask for is done first, so states never lag behind the clock. */
export async function holdAward(tx: Db, id: string, { publicUrl, now }: Context): Promise<HeldAward> {
  const [award] = await tx.select().from(awards).where(eq(awards.id, id)).for('update')
  const [record] = await tx.select().from(records).where(eq(records.id, id))
  if (!award || !record) throw new NotFound()
  const { country } = record
  for (const step of dueSteps(factsOf(award, record), now)) {
    await takeStep(tx, theProgram, { award, country }, step, now)
    if (step === 'judge') await askJurors(tx, id, { publicUrl, now })
  }
  const facts = factsOf(award, record)
  return { award, facts, phase: phaseOf(facts, now), country }
}

/** Moves the award one state on, with its event. The award is held. */
export async function takeStep(
  tx: Db,
  actor: Actor,
  { award, country }: Pick<HeldAward, 'award' | 'country'>,
  step: Step,
  now: Date,
  data: Record<string, unknown> = {},
): Promise<void> {
  const state = next(award.state, step)
  if (!state) throw new Error(`an award that is ${award.state} does not ${step}`)
  await tx.update(awards).set({ state }).where(eq(awards.id, award.id))
  await tx.update(records).set({ updatedAt: now }).where(eq(records.id, award.id))
  award.state = state
  await enter(tx, actor, EVENTS[step], now, { recordId: award.id, country, data })
}

async function askJurors(tx: Db, id: string, { publicUrl, now }: Context) {
  const invited = await tx.select({ id: jurors.personId }).from(jurors).where(eq(jurors.awardId, id))
  const letter = await judgeLetter(tx, id)
  for (const to of await recipients(
    tx,
    invited.map((one) => one.id),
  ))
    await sendLater(tx, letter(to, publicUrl), now)
}

/** The job: opens and closes awards whose moment has come. */
export async function moveByClock(db: Db, context: Context): Promise<number> {
  const due = await db
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(records, eq(records.id, awards.id))
    .where(
      and(
        eq(records.visibility, 'public'),
        ne(awards.state, 'decided'),
        inArray(awards.state, ['draft', 'open']),
        or(lte(awards.opensAt, context.now), lte(awards.entriesUntil, context.now)),
      ),
    )
  for (const { id } of due) await db.transaction((tx) => holdAward(tx, id, context))
  return due.length
}
