/** Example awards in every state, and practices of the week; written by us and marked so. Runs once on a new portal. */
import { and, asc, eq } from 'drizzle-orm'
import { type ExampleKey, examplePersonId } from '#core/people/index.ts'
import { addRecord, addVersion, giveSlug } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { networkHashOf, voterHashOf } from '#core/verification/index.ts'
import { countryOf } from '#countries/index.ts'
import { practices } from '#modules/practices/schema.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { SeedContext } from '#platform/module.ts'
import { dayOf, endOf, startOf, weeksLater } from './engine/calendar.ts'
import { mostVoted, resultsOf, type Sheet } from './engine/scores.ts'
import { RESERVED } from './forms.ts'
import {
  awardCategories,
  awardCriteria,
  awardEntries,
  awards,
  awardVotes,
  jurors,
  juryPoints,
  weeklyPractices,
} from './schema.ts'
import { EXAMPLE_CALLS, type ExampleCall, REASONS, WEEK_REASON } from './seed-calls.ts'
import { weekIn } from './weeks.ts'

const DAY = 86_400_000
const SHORTLIST = 2
const PAST_WEEKS = 5

type Practice = { id: string; ownerId: string | null; publishedAt: Date | null }
const publishedIn = (db: Db, country: string): Promise<Practice[]> =>
  db
    .select({ id: records.id, ownerId: records.ownerId, publishedAt: records.publishedAt })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(
      and(
        eq(records.example, true),
        eq(records.country, country),
        eq(records.visibility, 'public'),
        eq(practices.state, 'published'),
      ),
    )
    .orderBy(asc(records.publishedAt), asc(records.id))

export async function seed({ db, config, now, log }: SeedContext): Promise<void> {
  if ((await db.$count(awards)) > 0) return
  const served = EXAMPLE_CALLS.filter(({ country }) => config.countries.includes(country))
  await db.transaction(async (tx) => {
    const used = new Set<string>()
    for (const call of served) {
      const free = (await publishedIn(tx, call.country)).filter(({ id }) => !used.has(id))
      const taken = await writeCall(tx, config, call, free, now)
      for (const id of taken) used.add(id)
    }
    for (const country of config.countries) await writeWeeks(tx, country, now)
  })
  log(`${served.length} example awards`)
}

/** Writes one award with all that its state has; returns the practices that it took. */
async function writeCall(
  tx: Db,
  config: Config,
  call: ExampleCall,
  free: readonly Practice[],
  now: Date,
): Promise<string[]> {
  const { country, language } = call
  const { timeZone } = countryOf(country)
  const [opensOn = '', ...ends] = call.days.map((days) => dayOf(new Date(now.getTime() + days * DAY), timeZone))
  const [entriesUntil, judgingUntil, votingUntil] = ends.map((day) => endOf(day, timeZone))
  if (!entriesUntil || !judgingUntil || !votingUntil) throw new Error(`dates of ${call.key}`)
  const opensAt = startOf(opensOn, timeZone)
  const entered = free.filter(({ publishedAt }) => publishedAt !== null && publishedAt < entriesUntil)
  const chosen = entered.slice(0, call.entries * call.categories.length)
  const announcedAt = new Date(opensAt.getTime() - 7 * DAY)
  const writtenAt = call.announced ? announcedAt : now
  const ownerId = examplePersonId(call.editor)
  const visibility = call.announced ? ('public' as const) : ('restricted' as const)
  const { id } = await addRecord(
    tx,
    { kind: 'award', country, language, ownerId, visibility, example: true },
    writtenAt,
  )
  await tx.insert(awards).values({
    ...{ id, state: call.state, opensAt, entriesUntil, judgingUntil, votingUntil, shortlistLength: SHORTLIST },
    year: now.getUTCFullYear() + call.year,
    poolFrom: dayOf(chosen[0]?.publishedAt ?? new Date(now.getTime() - 365 * DAY), timeZone),
    poolTo: dayOf(new Date(Math.min(now.getTime(), entriesUntil.getTime() - 1)), timeZone),
  })
  await writeTexts(tx, id, call, now, writtenAt)
  const categories = call.categories.map((names, position) => ({ id: newId(), awardId: id, names, position }))
  const criteria = call.criteria.map(([names, weight], position) => ({
    id: newId(),
    awardId: id,
    names,
    weight,
    position,
  }))
  await tx.insert(awardCategories).values(categories)
  await tx.insert(awardCriteria).values(criteria)
  const entries = chosen.map((practice, index) => ({
    id: newId(),
    awardId: id,
    practiceId: practice.id,
    categoryId: categories[index % categories.length]?.id ?? '',
    enteredBy: ownerId,
    enteredAt: new Date(opensAt.getTime() + (index + 1) * DAY),
  }))
  if (entries.length) await tx.insert(awardEntries).values(entries)
  const isJudged = ['voting', 'decided'].includes(call.state)
  await tx.insert(jurors).values(
    call.jurors.map((key) => ({
      awardId: id,
      personId: examplePersonId(key),
      invitedAt: writtenAt,
      ...(isJudged && {
        declaredAt: new Date(entriesUntil.getTime() + DAY),
        submittedAt: new Date(judgingUntil.getTime() - DAY),
      }),
    })),
  )
  if (isJudged) await writeResults(tx, config, { call, id, entries, criteria, judgingUntil })
  return chosen.map((practice) => practice.id)
}

async function writeTexts(tx: Db, id: string, call: ExampleCall, now: Date, at: Date) {
  const year = String(now.getUTCFullYear() + call.year)
  const authorId = examplePersonId(call.editor)
  const original = call.texts[call.language]?.(year)
  if (!original) throw new Error(`text of ${call.key}`)
  const { title, ...texts } = original
  const version = await addVersion(tx, { recordId: id, language: call.language, title, texts, authorId }, at)
  await giveSlug(tx, 'award', id, title, at, RESERVED)
  if (!call.announced) return
  await tx.update(records).set({ publishedVersion: version, publishedAt: at }).where(eq(records.id, id))
  for (const [language, write] of Object.entries(call.texts) as [
    ExampleCall['language'],
    (typeof call.texts)['en'],
  ][]) {
    if (language === call.language || !write) continue
    const { title: name, ...words } = write(year)
    await addVersion(
      tx,
      { recordId: id, language, title: name, texts: words, authorId, status: 'human', sourceVersion: version },
      at,
    )
  }
}

type Judged = {
  call: ExampleCall
  id: string
  entries: { id: string; categoryId: string }[]
  criteria: { id: string; weight: number }[]
  judgingUntil: Date
}
/** Points that differ from juror to juror, the shortlist that they give, votes, and winners where the award is decided. */
async function writeResults(tx: Db, config: Config, { call, id, entries, criteria, judgingUntil }: Judged) {
  const sheets: Sheet[] = entries.flatMap(({ id: entryId }, index) =>
    call.jurors.map((key, juror) => ({
      entryId,
      personId: examplePersonId(key),
      points: new Map(
        criteria.map((one, row) => [one.id, 9 - Math.floor(index / 2) - ((index + juror * 2 + row * 3) % 4)]),
      ),
    })),
  )
  await tx.insert(juryPoints).values(
    sheets.flatMap(({ entryId, personId, points }) =>
      [...points].map(([criterionId, given]) => ({
        entryId,
        personId,
        criterionId,
        points: given,
        at: judgingUntil,
      })),
    ),
  )
  const results = resultsOf(entries, criteria, sheets)
  const front = entries.filter(
    (entry) => (results.find(({ entryId }) => entryId === entry.id)?.rank ?? 99) <= SHORTLIST,
  )
  const votes = front.flatMap(({ id: entryId, categoryId }, index) =>
    Array.from({ length: 14 + ((index * 7) % 11) }, (_, number) => ({
      ...{ id: newId(), awardId: id, categoryId, entryId },
      voterHash: voterHashOf(config, `${call.key}-${index}-${number}@example.org`),
      networkHash: networkHashOf(config, `203.0.113.${(index * 29 + number) % 250}`),
      at: new Date(judgingUntil.getTime() + (number + 1) * 3_600_000 * 4),
    })),
  )
  if (votes.length) await tx.insert(awardVotes).values(votes)
  for (const entry of front) {
    const rank = results.find(({ entryId }) => entryId === entry.id)?.rank ?? null
    const rivals = front.filter(({ categoryId }) => categoryId === entry.categoryId)
    const counts = new Map(rivals.map((one) => [one.id, votes.filter(({ entryId }) => entryId === one.id).length]))
    const publicWinner = mostVoted(counts).includes(entry.id)
    const isDecided = call.state === 'decided'
    const reason = rank === 1 || rank === 2 || rank === 3 ? REASONS[`${rank}`] : REASONS.public
    await tx
      .update(awardEntries)
      .set({ shortlisted: true, ...(isDecided && { rank, publicWinner, reasons: reason }) })
      .where(eq(awardEntries.id, entry.id))
  }
}

const EDITORS: Partial<Record<string, ExampleKey>> = { mk: 'editor' }
/** This week and some before, the newest practices first; an editor's pick where there is an editor with a reason. */
async function writeWeeks(tx: Db, country: string, now: Date) {
  const week = weekIn(country, now)
  const chosen = (await publishedIn(tx, country)).toReversed().slice(0, PAST_WEEKS + 1)
  const editor = EDITORS[country]
  const { timeZone } = countryOf(country)
  const rows = chosen.map(({ id: practiceId }, back) => {
    const monday = weeksLater(week, -back)
    const isPicked = editor && back % 2 === 0
    return {
      ...{ week: monday, country, practiceId, at: startOf(monday, timeZone) },
      ...(isPicked && { pickedBy: examplePersonId(editor), reasons: WEEK_REASON }),
    }
  })
  if (rows.length) await tx.insert(weeklyPractices).values(rows).onConflictDoNothing()
}
