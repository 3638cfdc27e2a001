/** All SQL of the public vote: one vote a person and category, counted only when the vote is over, and what looks like one hand behind many. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import { normalisedEmail } from '#core/verification/index.ts'
import type { Actor, Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import type { Call } from './calls.ts'
import { listEntries } from './entries.ts'
import { type Context, holdAward } from './moving.ts'
import { canDecide, canVote, isOwn } from './rules.ts'
import { awardVotes } from './schema.ts'

export type Voter = { personId: string | null; email: string; voterHash: string; networkHash: string }
/** closed: the vote is over or the entry is not on the shortlist; own: nobody votes for what they wrote. */
export type Cast = 'counted' | 'already' | 'own' | 'closed'

/**
 * Casts a vote. Of two at the same moment one counts: by the hash of the mailbox (unique in the table) and, since an account may change its
 * address, by the account. The award is held, so no vote comes after its end. For whom somebody voted stays out of events and audit.
 */
export const castVote = (db: Db, actor: Actor, awardId: string, entryId: string, voter: Voter, context: Context) =>
  db.transaction(async (tx): Promise<Cast> => {
    const { now } = context
    const { phase, country } = await holdAward(tx, awardId, context)
    if (!canVote(phase)) return 'closed'
    const entry = (await listEntries(tx, awardId)).find(({ id, shortlisted }) => id === entryId && shortlisted)
    if (!entry) return 'closed'
    if (isOwn(voter.personId, entry.authorIds) || (await isAuthorsMailbox(tx, entry.authorIds, voter.email)))
      return 'own'
    const { categoryId } = entry
    if (voter.personId !== null) {
      const before = await tx.$count(
        awardVotes,
        and(eq(awardVotes.categoryId, categoryId), eq(awardVotes.personId, voter.personId)),
      )
      if (before > 0) return 'already'
    }
    const { personId, voterHash, networkHash } = voter
    const [row] = await tx
      .insert(awardVotes)
      .values({ id: newId(), awardId, categoryId, entryId, personId, voterHash, networkHash, at: now })
      .onConflictDoNothing()
      .returning({ id: awardVotes.id })
    if (!row) return 'already'
    await enter(tx, actor, 'award_vote.counted', now, { recordId: awardId, country, data: { categoryId } })
    return 'counted'
  })

async function isAuthorsMailbox(db: Db, authorIds: readonly string[], email: string): Promise<boolean> {
  if (authorIds.length === 0) return false
  const rows = await db
    .select({ email: people.email })
    .from(people)
    .where(
      sql`${people.id} in (${sql.join(
        authorIds.map((id) => sql`${id}::uuid`),
        sql`, `,
      )})`,
    )
  return rows.some((row) => normalisedEmail(row.email) === normalisedEmail(email))
}

/** In which categories a person has voted, and for what: their own business alone. */
export const votesOf = async (db: Db, awardId: string, personId: string): Promise<Map<string, string>> =>
  new Map(
    (
      await db
        .select({ categoryId: awardVotes.categoryId, entryId: awardVotes.entryId })
        .from(awardVotes)
        .where(and(eq(awardVotes.awardId, awardId), eq(awardVotes.personId, personId)))
    ).map(({ categoryId, entryId }) => [categoryId, entryId]),
  )

/** Votes that count by entry. Whoever asks has found that they may be seen (`maySeeVotes`). */
export async function countVotes(db: Db, awardId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ entryId: awardVotes.entryId, count: sql<number>`count(*)::int` })
    .from(awardVotes)
    .where(and(eq(awardVotes.awardId, awardId), isNull(awardVotes.invalidatedAt)))
    .groupBy(awardVotes.entryId)
  return new Map(rows.map(({ entryId, count }) => [entryId, count]))
}

/** So many votes of a category from one network are shown to those who count. An office or a school may be behind it. */
export const CONSPICUOUS = 5
export type Network = { network: string; categoryId: string; votes: number; out: number }
export const networksOf = (db: Db, awardId: string): Promise<Network[]> =>
  db
    .select({
      network: awardVotes.networkHash,
      categoryId: awardVotes.categoryId,
      votes: sql<number>`count(*)::int`,
      out: sql<number>`count(${awardVotes.invalidatedAt})::int`,
    })
    .from(awardVotes)
    .where(and(eq(awardVotes.awardId, awardId), sql`${awardVotes.networkHash} <> ''`))
    .groupBy(awardVotes.networkHash, awardVotes.categoryId)
    .having(sql`count(*) >= ${CONSPICUOUS}`)
    .orderBy(sql`count(*) desc`)

/** Takes the votes of one network out of the count of a category, or puts them back. Entered in the audit trail. */
export const takeOut = (
  db: Db,
  member: Member,
  call: Pick<Call, 'id'>,
  { network, category, out }: { network: string; category: string; out: boolean },
  context: Context,
) =>
  db.transaction(async (tx) => {
    const { phase, country } = await holdAward(tx, call.id, context)
    if (!canDecide(phase)) throw new Refused('award_vote.invalidated', call.id)
    const changed = await tx
      .update(awardVotes)
      .set({ invalidatedAt: out ? context.now : null })
      .where(
        and(eq(awardVotes.awardId, call.id), eq(awardVotes.categoryId, category), eq(awardVotes.networkHash, network)),
      )
      .returning({ id: awardVotes.id })
    const type = out ? 'award_vote.invalidated' : 'award_vote.restored'
    const data = { categoryId: category, count: changed.length }
    await enter(tx, member, type, context.now, { recordId: call.id, country, data })
  })
