/** All writing SQL of repeated practices: said once a municipality and practice, changed, taken back; each with its events and letters. */
import { and, eq, sql } from 'drizzle-orm'
import { type PlaceLine, placesByIds } from '#core/places/index.ts'
import { addRecord, addVersion, giveSlug, latest, textsOf, touchRecord } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { placeName, recipients } from '#modules/practices/index.ts'
import type { Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { dropDraft } from '#platform/drafts.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import type { Language } from '#platform/languages.ts'
import { sendLater } from '#platform/mail.ts'
import { factsOf, RESERVED, type ReplicationInput, textsOfInput } from './forms.ts'
import { appliedLetter, takenDownLetter } from './letters.ts'
import { possibleTeachers } from './lineage.ts'
import {
  authorsOf,
  findPracticeToApply,
  ownReplication,
  type Practice,
  REASON_FIELD,
  type ReplicationReading,
} from './queries.ts'
import { may, mayEdit, mayReplicate, municipalityOf, next, type Step } from './rules.ts'
import { replications } from './schema.ts'

/** Drafts are kept by practice until it is said, by replication afterwards. */
export const draftKey = (id: string) => `replication.${id}`

type Context = { publicUrl: string; now: Date }
export type Published = { id: string; slug: string } | { existing: string }

/** What the record is called: the place and the practice, in the language of the text. */
const titleOf = (place: PlaceLine, practice: Pick<Practice, 'title'>, language: Language) =>
  `${placeName(place, language).text}: ${practice.title}`

/** Says that the member's municipality applied a practice. Two colleagues who say it at the same moment make one of it. */
export const publishReplication = (
  db: Db,
  member: Member,
  practice: Practice,
  input: ReplicationInput,
  context: Context,
) =>
  db.transaction(async (tx): Promise<Published> => {
    const municipality = municipalityOf(member)
    if (!municipality || !mayReplicate(member, practice.record)) throw new Refused('replication.added', practice.id)
    const { placeId } = municipality
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`replication ${practice.id} ${placeId}`}, 0))`)
    const before = await ownReplication(tx, practice.id, placeId)
    if (before) return { existing: before.id }
    const { publicUrl, now } = context
    const { language } = input
    const place = (await placesByIds(tx, [placeId])).get(placeId)
    if (!place) throw new Refused('replication.added', practice.id)
    const { country, id: organisationId } = municipality
    const whose = { country, placeId, organisationId, ownerId: member.id }
    const { id } = await addRecord(tx, { kind: 'replication', language, visibility: 'public', ...whose }, now)
    const facts = await allowedFacts(tx, practice.id, undefined, input)
    await tx.insert(replications).values({ id, practiceId: practice.id, ...facts })
    const named = (await findPracticeToApply(tx, practice.id, language)) ?? practice
    const title = titleOf(place, named, language)
    const publishedVersion = await addVersion(
      tx,
      { recordId: id, language, title, texts: textsOfInput(input), authorId: member.id },
      now,
    )
    await tx.update(records).set({ publishedVersion, publishedAt: now }).where(eq(records.id, id))
    const slug = await giveSlug(tx, 'replication', id, title, now, RESERVED)
    await dropDraft(tx, member, draftKey(practice.id))
    const name = placeName(place, practice.lang).text
    const where = { placeId, country }
    await enter(tx, member, 'replication.published', now, { recordId: id, ...where, data: { practiceId: practice.id } })
    const data = { replicationId: id, place: name, path: `/replications/${slug}` }
    await enter(tx, member, 'practice.replicated', now, { recordId: practice.id, ...where, data })
    for (const to of await recipients(tx, await authorsOf(tx, practice.record))) {
      const said = placeName(place, to.language).text
      if (to.id !== member.id)
        await sendLater(tx, appliedLetter(to, { practice, place: said, slug, input, id }, publicUrl), now)
    }
    return { id, slug }
  })

/** Facts whose links are good: a teacher who applied the same practice and did not learn from us, an own practice that is the organisation's. */
async function allowedFacts(db: Db, practiceId: string, id: string | undefined, input: ReplicationInput) {
  const facts = factsOf(input)
  const learners = await learnersOf(db, practiceId)
  const isTeacher = possibleTeachers(learners, id).some((learner) => learner.id === facts.learnedFromId)
  return { ...facts, learnedFromId: isTeacher ? facts.learnedFromId : null }
}

/** Those who applied a practice, and from whom they learned. */
export const learnersOf = (db: Db, practiceId: string) =>
  db
    .select({ id: replications.id, learnedFromId: replications.learnedFromId })
    .from(replications)
    .where(and(eq(replications.practiceId, practiceId), eq(replications.state, 'published')))

/** Saves what the municipality says now, and publishes it again if it had taken it back. */
export const changeReplication = (
  db: Db,
  member: Member,
  { line, record, takenDownFor }: ReplicationReading,
  input: ReplicationInput,
  seenRevision: number,
  now: Date,
) =>
  db.transaction(async (tx) => {
    const { id, country, placeId } = record
    const facts = { ...record, state: line.state, takenDown: takenDownFor !== null }
    if (!mayEdit(member, facts)) throw new Refused('replication.changed', id)
    await touchRecord(tx, id, seenRevision, now, { visibility: 'public' })
    // What has been published stays a text of its language: translations point at it.
    const language = record.language
    const before = await latest(tx, id, language)
    const title = before?.title ?? line.practice.title
    const texts = textsOfInput(input)
    const publishedVersion = await addVersion(tx, { recordId: id, language, title, texts, authorId: member.id }, now)
    await tx.update(records).set({ publishedVersion }).where(eq(records.id, id))
    const allowed = await allowedFacts(tx, line.practice.id, id, input)
    await tx
      .update(replications)
      .set({ ...allowed, state: 'published' })
      .where(eq(replications.id, id))
    await dropDraft(tx, member, draftKey(id))
    const type = line.state === 'withdrawn' ? 'replication.published' : 'replication.changed'
    const data = { practiceId: line.practice.id, version: publishedVersion }
    await enter(tx, member, type, now, { recordId: id, country, placeId, data })
  })

const EVENTS = {
  withdraw: 'replication.withdrawn',
  takeDown: 'replication.withdrawn',
  publish: 'replication.published',
  restore: 'replication.published',
} as const satisfies Record<Step, string>

/** Takes it back or brings it back. An editor's reason is kept with the text and goes to the municipality by letter. */
export const takeStep = (
  db: Db,
  member: Member,
  { line, record, takenDownFor }: ReplicationReading,
  step: Step,
  seenRevision: number,
  reason: string | undefined,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    const { id, country, placeId, language } = record
    const facts = { ...record, state: line.state, takenDown: takenDownFor !== null }
    const state = next(facts, step)
    if (state === undefined || !may(member, step, facts)) throw new Refused(EVENTS[step], id)
    const visibility = state === 'published' ? 'public' : 'restricted'
    await touchRecord(tx, id, seenRevision, now, { visibility })
    await tx.update(replications).set({ state }).where(eq(replications.id, id))
    if (step === 'takeDown' || step === 'restore') {
      const before = await latest(tx, id, language)
      if (!before) throw new ChangedMeanwhile()
      const { [REASON_FIELD]: _, ...texts } = textsOf(before.fields)
      const said = step === 'takeDown' && reason ? { ...texts, [REASON_FIELD]: reason } : texts
      const version = { recordId: id, language, title: before.title, texts: said, authorId: member.id }
      const publishedVersion = await addVersion(tx, version, now)
      if (step === 'restore') await tx.update(records).set({ publishedVersion }).where(eq(records.id, id))
    }
    const data = { practiceId: line.practice.id, byEditor: step === 'takeDown' || step === 'restore' }
    await enter(tx, member, EVENTS[step], now, { recordId: id, country, placeId, data })
    if (step === 'takeDown' && reason && record.ownerId)
      for (const to of await recipients(tx, [record.ownerId]))
        await sendLater(tx, takenDownLetter(to, line, reason, publicUrl), now)
    return state
  })

/** Takes a person's name out of what stays: it is their municipality's. */
export const forgetOwner = (db: Db, kind: string, personId: string) =>
  db
    .update(records)
    .set({ ownerId: null })
    .where(and(eq(records.kind, kind), eq(records.ownerId, personId)))
