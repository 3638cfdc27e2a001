/** Writing SQL of the last two steps: the shortlist that the public votes on, and the winners. */
import { and, eq, inArray } from 'drizzle-orm'
import { addVersion, latest, linesOf, textsOf } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { recipients } from '#modules/practices/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { sendLater } from '#platform/mail.ts'
import { type Call, nameIn } from './calls.ts'
import { mostVoted, type Result, shortlistOf } from './engine/scores.ts'
import { type Entry, listEntries } from './entries.ts'
import { type Decision, SHORTLIST_REASON } from './forms.ts'
import { everybodySubmitted, jurorsOf, juryResults } from './jury.ts'
import { wonLetter } from './letters.ts'
import { type Context, holdAward, takeStep } from './moving.ts'
import { canDecide, canShortlist } from './rules.ts'
import { awardEntries } from './schema.ts'
import { countVotes } from './votes.ts'

/** What the jury's points give: the first of each category, and the categories in which a tie made the list longer. */
export function proposedShortlist(call: Pick<Call, 'categories' | 'award'>, results: readonly Result[]) {
  const lists = call.categories.map(({ id }) => ({
    categoryId: id,
    ...shortlistOf(
      results.filter(({ categoryId }) => categoryId === id),
      call.award.shortlistLength,
    ),
  }))
  return {
    entryIds: new Set(lists.flatMap(({ entryIds }) => entryIds)),
    tied: lists.filter(({ tied }) => tied).map(({ categoryId }) => categoryId),
  }
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((id) => b.has(id))

/** Opens the public vote. A list that is not the jury's needs a reason, which everybody reads. */
export const confirmShortlist = (
  db: Db,
  member: Member,
  call: Call,
  chosen: ReadonlySet<string>,
  reason: string,
  context: Context,
) =>
  db.transaction(async (tx): Promise<'confirmed' | 'reason' | 'empty'> => {
    const { now } = context
    const held = await holdAward(tx, call.id, context)
    const submitted = everybodySubmitted(await jurorsOf(tx, call.id))
    if (!canShortlist(held.phase, submitted, held.award, now)) throw new Refused('award.shortlisted', call.id)
    const results = await juryResults(tx, call.id, call.criteria)
    const entries = (await listEntries(tx, call.id)).filter(({ id }) => chosen.has(id))
    if (entries.length === 0) return 'empty'
    const ids = new Set(entries.map(({ id }) => id))
    const overridden = !isSame(proposedShortlist(call, results).entryIds, ids)
    if (overridden && !reason) return 'reason'
    await tx
      .update(awardEntries)
      .set({ shortlisted: true })
      .where(inArray(awardEntries.id, [...ids]))
    if (overridden) await keepReason(tx, member, call, reason, now)
    await takeStep(tx, member, held, 'vote', now, { entries: ids.size, overridden })
    return 'confirmed'
  })

async function keepReason(tx: Db, member: Member, call: Call, reason: string, now: Date) {
  const { language } = call.record
  const before = await latest(tx, call.id, language)
  if (!before) return
  const texts = { ...textsOf(before.fields), [SHORTLIST_REASON]: reason }
  const version = { recordId: call.id, language, title: before.title, texts, authorId: member.id }
  const publishedVersion = await addVersion(tx, version, now)
  await tx.update(records).set({ publishedVersion }).where(eq(records.id, call.id))
}

/** Those whom the public liked best, by category. */
export function publicWinners(entries: readonly Entry[], votes: ReadonlyMap<string, number>): Set<string> {
  const categories = [...new Set(entries.map(({ categoryId }) => categoryId))]
  return new Set(
    categories.flatMap((id) =>
      mostVoted(
        new Map(
          entries
            .filter(({ categoryId, shortlisted }) => categoryId === id && shortlisted)
            .map((entry) => [entry.id, votes.get(entry.id) ?? 0]),
        ),
      ),
    ),
  )
}

/** Names the winners: an event of the award and of each practice, and letters to those who wrote them. */
export const decide = (db: Db, member: Member, call: Call, { ranks, reasons }: Decision, context: Context) =>
  db.transaction(async (tx) => {
    const { now, publicUrl } = context
    const held = await holdAward(tx, call.id, context)
    if (!canDecide(held.phase)) throw new Refused('award.decided', call.id)
    const entries = await listEntries(tx, call.id)
    const winners = publicWinners(entries, await countVotes(tx, call.id))
    const won = entries.filter(({ id }) => ranks.has(id) || winners.has(id))
    for (const { id } of won)
      await tx
        .update(awardEntries)
        .set({ rank: ranks.get(id) ?? null, publicWinner: winners.has(id), reasons: reasons.get(id) ?? {} })
        .where(and(eq(awardEntries.id, id), eq(awardEntries.awardId, call.id)))
    await takeStep(tx, member, held, 'decide', now, { winners: won.length })
    const letter = await wonLetter(tx, call.id)
    for (const entry of won) {
      const rank = ranks.get(entry.id) ?? null
      const publicWinner = winners.has(entry.id)
      const data = { awardId: call.id, path: `/awards/${call.slug}`, rank, publicWinner, year: call.award.year }
      await enter(tx, member, 'practice.awarded', now, { recordId: entry.practiceId, country: held.country, data })
      for (const to of await recipients(tx, await writersOf(tx, entry))) {
        const reader = { db: tx, actor: { ...member, reading: [] }, language: to.language, now }
        const [line] = await linesOf(reader, [entry.practiceId])
        const reason = nameIn(reasons.get(entry.id) ?? {}, to.language).text || undefined
        await sendLater(tx, letter(to, { practice: line?.title ?? '', rank, publicWinner, reason }, publicUrl), now)
      }
    }
  })

/** Whom to congratulate: the owner, who entered it, and whoever wrote the newest version. */
async function writersOf(tx: Db, entry: Entry): Promise<string[]> {
  const [record] = await tx
    .select({ ownerId: records.ownerId, authorId: contents.authorId })
    .from(records)
    .innerJoin(
      contents,
      and(
        eq(contents.recordId, records.id),
        eq(contents.language, records.language),
        eq(contents.version, records.publishedVersion),
      ),
    )
    .where(eq(records.id, entry.practiceId))
  return [...new Set([record?.ownerId, record?.authorId, entry.enteredBy].filter((id) => typeof id === 'string'))]
}
