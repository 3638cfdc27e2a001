/** Writing SQL of calls: made, changed, announced, taken back, thrown away; and who is on the jury. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { people } from '#core/people/schema.ts'
import { addRecord, addVersion, dropSlugs, giveSlug, latest, textsOf, touchRecord } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import { recipients } from '#modules/practices/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { dropDraft } from '#platform/drafts.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { sendLater } from '#platform/mail.ts'
import type { Call } from './calls.ts'
import { endOf } from './engine/calendar.ts'
import { type CallInput, type LaterInput, momentsOf, RESERVED } from './forms.ts'
import { invitationLetter } from './letters.ts'
import { type Context, holdAward } from './moving.ts'
import { canChangeAll, canInvite, canMoveDates, canTakeBack } from './rules.ts'
import { awardCategories, awardCriteria, awards, jurors } from './schema.ts'

export const draftKey = (id = 'new') => `award.${id}`

/** People with an account by their addresses; those that nobody has are told apart. */
export async function peopleByEmail(db: Db, emails: readonly string[]): Promise<{ ids: string[]; unknown: string[] }> {
  if (emails.length === 0) return { ids: [], unknown: [] }
  const rows = await db
    .select({ id: people.id, email: people.email })
    .from(people)
    .where(and(inArray(people.email, [...emails]), isNull(people.deletedAt)))
  const known = new Map(rows.map(({ id, email }) => [email, id]))
  return {
    ids: emails.flatMap((email) => known.get(email) ?? []),
    unknown: emails.filter((email) => !known.has(email)),
  }
}

const columnsOf = (input: CallInput, country: string) => ({
  year: input.year,
  ...momentsOf(input, countryOf(country).timeZone),
  poolFrom: input.poolFrom,
  poolTo: input.poolTo,
  shortlistLength: input.shortlistLength,
})
const textOfCall = (input: Pick<CallInput, 'description' | 'rules'>) => ({
  description: input.description,
  rules: input.rules,
})

async function writeParts(tx: Db, awardId: string, input: CallInput, jurorIds: readonly string[], now: Date) {
  await tx.delete(awardCategories).where(eq(awardCategories.awardId, awardId))
  await tx.delete(awardCriteria).where(eq(awardCriteria.awardId, awardId))
  await tx.delete(jurors).where(eq(jurors.awardId, awardId))
  await tx
    .insert(awardCategories)
    .values(input.categories.map(({ names }, position) => ({ id: newId(), awardId, names, position })))
  await tx
    .insert(awardCriteria)
    .values(input.criteria.map(({ names, weight }, position) => ({ id: newId(), awardId, names, weight, position })))
  if (jurorIds.length)
    await tx.insert(jurors).values(jurorIds.map((personId) => ({ awardId, personId, invitedAt: now })))
}

/** Makes a draft that nobody but the country's editors sees. Returns its address. */
export const addCall = (
  db: Db,
  member: Member,
  country: string,
  input: CallInput,
  jurorIds: readonly string[],
  now: Date,
) =>
  db.transaction(async (tx): Promise<string> => {
    const organisationId = member.grant?.organisation?.id ?? null
    const { id } = await addRecord(
      tx,
      { kind: 'award', country, language: input.language, organisationId, ownerId: member.id },
      now,
    )
    await tx.insert(awards).values({ id, ...columnsOf(input, country) })
    await writeParts(tx, id, input, jurorIds, now)
    const { title, language } = input
    await addVersion(tx, { recordId: id, language, title, texts: textOfCall(input), authorId: member.id }, now)
    const slug = await giveSlug(tx, 'award', id, title, now, RESERVED)
    await dropDraft(tx, member, draftKey())
    await enter(tx, member, 'award.added', now, { recordId: id, country })
    return slug
  })

/** Changes a draft in all its parts. */
export const changeDraft = (
  db: Db,
  member: Member,
  call: Call,
  input: CallInput,
  jurorIds: readonly string[],
  seen: number,
  context: Context,
) =>
  db.transaction(async (tx): Promise<string> => {
    const { now } = context
    const { phase } = await holdAward(tx, call.id, context)
    if (!canChangeAll(phase)) throw new Refused('award.changed', call.id)
    const { language, country } = call.record
    await touchRecord(tx, call.id, seen, now)
    await tx.update(awards).set(columnsOf(input, country)).where(eq(awards.id, call.id))
    await writeParts(tx, call.id, input, jurorIds, now)
    const { title } = input
    await addVersion(tx, { recordId: call.id, language, title, texts: textOfCall(input), authorId: member.id }, now)
    const slug = await giveSlug(tx, 'award', call.id, title, now, RESERVED)
    await dropDraft(tx, member, draftKey(call.id))
    await enter(tx, member, 'award.changed', now, { recordId: call.id, country })
    return slug
  })

/** Changes what may still change of an announced award: its text, and dates that lie ahead. The address stays. */
export const changeAnnounced = (
  db: Db,
  member: Member,
  call: Call,
  input: LaterInput,
  seen: number,
  context: Context,
) =>
  db.transaction(async (tx) => {
    const { now } = context
    const { award, phase, country } = await holdAward(tx, call.id, context)
    if (canChangeAll(phase)) throw new Refused('award.changed', call.id)
    await touchRecord(tx, call.id, seen, now)
    const moved = canMoveDates(phase) ? movedDates(award, input, countryOf(country).timeZone, now) : {}
    if (Object.keys(moved).length) await tx.update(awards).set(moved).where(eq(awards.id, call.id))
    const { language } = call.record
    const before = await latest(tx, call.id, language)
    const texts = { ...textsOf(before?.fields ?? {}), ...textOfCall(input) }
    const version = { recordId: call.id, language, title: input.title, texts, authorId: member.id }
    const publishedVersion = await addVersion(tx, version, now)
    await tx.update(records).set({ publishedVersion }).where(eq(records.id, call.id))
    await enter(tx, member, 'award.changed', now, { recordId: call.id, country, data: { dates: Object.keys(moved) } })
  })

const MOVABLE = ['entriesUntil', 'judgingUntil', 'votingUntil'] as const
/** Only moments that lie ahead, and only to moments that lie ahead. */
function movedDates(award: Record<(typeof MOVABLE)[number], Date>, input: LaterInput, timeZone: string, now: Date) {
  const moved: Partial<Record<(typeof MOVABLE)[number], Date>> = {}
  for (const name of MOVABLE) {
    const day = input[name]
    if (day === undefined || (award[name] <= now && name !== 'votingUntil')) continue
    const moment = endOf(day, timeZone)
    if (moment > now && moment.getTime() !== award[name].getTime()) moved[name] = moment
  }
  return moved
}

/** Makes the award public and writes to its jury. From then on its dates hold. */
export const announceCall = (db: Db, member: Member, call: Call, seen: number, context: Context) =>
  db.transaction(async (tx) => {
    const { now, publicUrl } = context
    if (!canChangeAll((await holdAward(tx, call.id, context)).phase)) throw new Refused('award.announced', call.id)
    const text = await latest(tx, call.id, call.record.language)
    await touchRecord(tx, call.id, seen, now, {
      visibility: 'public',
      publishedVersion: text?.version ?? 1,
      publishedAt: now,
    })
    await enter(tx, member, 'award.announced', now, { recordId: call.id, country: call.record.country })
    const invited = await tx.select({ id: jurors.personId }).from(jurors).where(eq(jurors.awardId, call.id))
    const letter = await invitationLetter(tx, call.id)
    for (const to of await recipients(
      tx,
      invited.map(({ id }) => id),
    ))
      await sendLater(tx, letter(to, publicUrl), now)
    // One that opens today opens at once.
    await holdAward(tx, call.id, context)
  })

/** Back to a draft, before it has opened. */
export const takeBackCall = (db: Db, member: Member, call: Call, seen: number, context: Context) =>
  db.transaction(async (tx) => {
    if (!canTakeBack((await holdAward(tx, call.id, context)).phase)) throw new Refused('award.taken_back', call.id)
    const changes = { visibility: 'restricted', publishedVersion: null, publishedAt: null } as const
    await touchRecord(tx, call.id, seen, context.now, changes)
    await enter(tx, member, 'award.taken_back', context.now, { recordId: call.id, country: call.record.country })
  })

/** Throws a draft away. */
export const removeCall = (db: Db, member: Member, call: Call, seen: number, context: Context) =>
  db.transaction(async (tx) => {
    if (!canChangeAll((await holdAward(tx, call.id, context)).phase)) throw new Refused('award.removed', call.id)
    await touchRecord(tx, call.id, seen, context.now)
    await enter(tx, member, 'award.removed', context.now, { country: call.record.country })
    await dropSlugs(tx, 'award', call.id)
    await dropDraft(tx, member, draftKey(call.id))
    await tx.delete(records).where(eq(records.id, call.id))
  })

/** Invites more people to the jury; whoever is on it stays as they are. Letters go out once the award is announced. */
export const inviteJurors = (db: Db, member: Member, call: Call, ids: readonly string[], context: Context) =>
  db.transaction(async (tx) => {
    const { now, publicUrl } = context
    const { phase, country } = await holdAward(tx, call.id, context)
    if (!canInvite(phase)) throw new Refused('award_juror.invited', call.id)
    const added = await tx
      .insert(jurors)
      .values(ids.map((personId) => ({ awardId: call.id, personId, invitedAt: now })))
      .onConflictDoNothing()
      .returning({ id: jurors.personId })
    if (added.length === 0) return
    await enter(tx, member, 'award_juror.invited', now, { recordId: call.id, country, data: { count: added.length } })
    if (phase === 'draft') return
    const letter = await invitationLetter(tx, call.id)
    for (const to of await recipients(
      tx,
      added.map(({ id }) => id),
    ))
      await sendLater(tx, letter(to, publicUrl), now)
  })
