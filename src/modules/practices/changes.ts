/** All writing SQL of practices: a draft is added, saved, thrown away, and taken from state to state, each with its entry in the trail, tasks and letters. */
import { and, eq } from 'drizzle-orm'
import { follows } from '#core/following/schema.ts'
import { addRecord, addVersion, dropSlugs, giveSlug, touchRecord } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { addTask, finishTasks } from '#core/tasks/index.ts'
import { setTopics } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { addInPlace, type MethodInPlace, setMethods } from '#modules/methods/index.ts'
import type { Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { dropDraft } from '#platform/drafts.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { sendLater } from '#platform/mail.ts'
import { type Facts, factTexts } from './facts.ts'
import { type Parts, RESERVED } from './forms.ts'
import { decisionLetter, isTold, reviewLetter } from './letters.ts'
import { loadManuscript, type Manuscript, recipients, reviewersOf } from './manuscripts.ts'
import { may, mayEdit, mayRemove, next, type Step } from './rules.ts'
import { practices, type Reason, reviewNotes, type State } from './schema.ts'
import { ASKING_TASKS, standingWhenPublished } from './standing/answering.ts'

export const REVIEW_TASK = 'practice.review'
export const CHANGE_TASK = 'practice.change'
export const draftKey = (id: string | undefined) => `practice.${id ?? 'new'}`

export type NewPractice = {
  parts: Parts
  country: string
  organisationId: string | null
  /** Methods and tools that were written beside it. */
  newMethods?: readonly MethodInPlace[]
}

/** Begins a practice as a draft of its writer. */
export const addPractice = (db: Db, member: Member, added: NewPractice, now: Date) =>
  db.transaction(async (tx) => {
    const { country, organisationId } = added
    const parts = await withNewMethods(tx, member, added, now)
    const { placeId } = parts.facts
    const { language } = parts
    const record = await addRecord(
      tx,
      { kind: 'practice', country, language, placeId, organisationId, ownerId: member.id },
      now,
    )
    await tx.insert(practices).values({ id: record.id })
    await addVersion(tx, versionOf(record.id, parts, member), now)
    await showFacts(tx, record.id, parts.facts)
    const slug = await giveSlug(tx, 'practice', record.id, parts.title, now, RESERVED)
    await dropDraft(tx, member, draftKey(undefined))
    await enter(tx, member, 'practice.added', now, { recordId: record.id, placeId, country })
    return { id: record.id, slug }
  })

/** Saves what an author wrote, if nobody saved in between. What is public stays as it is until the next publication. */
export const savePractice = (
  db: Db,
  member: Member,
  { id, record, rules }: Manuscript,
  saved: Omit<NewPractice, 'organisationId'>,
  seenRevision: number,
  now: Date,
) =>
  db.transaction(async (tx) => {
    if (!mayEdit(member, rules)) throw new Refused('practice.saved', id)
    const { country } = saved
    const parts = await withNewMethods(tx, member, { ...saved, organisationId: record.organisationId }, now)
    const isNew = record.publishedVersion === null
    const { placeId } = parts.facts
    // Readers see when what they read changed; a revision in the making is not that.
    const changes = isNew ? { placeId, country, language: parts.language } : { updatedAt: record.updatedAt }
    await touchRecord(tx, id, seenRevision, now, changes)
    const version = await addVersion(tx, versionOf(id, parts, member), now)
    if (isNew) {
      await showFacts(tx, id, parts.facts)
      await giveSlug(tx, 'practice', id, parts.title, now, RESERVED)
    }
    await dropDraft(tx, member, draftKey(id))
    await enter(tx, member, 'practice.saved', now, { recordId: id, placeId, country, data: { version } })
  })

/** Adds what was written beside the practice, in its name, and puts it among what it applies. */
async function withNewMethods(tx: Db, member: Member, practice: NewPractice, now: Date): Promise<Parts> {
  const { parts, country, organisationId, newMethods = [] } = practice
  const beside = { language: parts.language, country, organisationId }
  const added = await addInPlace(tx, member, newMethods, beside, now)
  const methods = [...new Set([...parts.facts.methods, ...added])]
  return { ...parts, facts: { ...parts.facts, methods } }
}

const versionOf = (recordId: string, { title, language, texts, facts }: Parts, member: Member) => ({
  recordId,
  language,
  title,
  texts: { ...texts, ...factTexts(facts) },
  authorId: member.id,
})

/** Puts the facts where readers, lists and filters look. */
async function showFacts(db: Db, id: string, { placeId: _, topics, methods, ...facts }: Facts) {
  await db.update(practices).set(facts).where(eq(practices.id, id))
  await setTopics(db, id, topics)
  await setMethods(db, id, methods)
}

export type StepTaken = { step: Step; reasons?: readonly Reason[]; note?: string }
export type StepContext = { publicUrl: string; now: Date }

/** Takes a practice from one state to the next: note, trail, tasks and letters together, or nothing. */
export const takeStep = (
  db: Db,
  member: Member,
  id: string,
  seenRevision: number,
  { step, reasons = [], note }: StepTaken,
  { publicUrl, now }: StepContext,
) =>
  db.transaction(async (tx) => {
    const manuscript = await loadManuscript(tx, id)
    if (!manuscript || manuscript.record.revision !== seenRevision) throw new ChangedMeanwhile()
    const { record, practice, content, facts, rules } = manuscript
    const from = practice.state
    const to = next(rules, step)
    if (to === undefined || !may(member, step, rules)) throw new Refused(`practice.${step}`, id)
    await touchRecord(tx, id, seenRevision, now, recordChanges(manuscript, step, reasons, now))
    await tx
      .update(practices)
      .set({
        state: to,
        ...(step === 'submit' && { submittedAt: now }),
        ...(step === 'publish' && standingWhenPublished(record.country, record.publishedVersion !== null, now)),
      })
      .where(and(eq(practices.id, id), eq(practices.state, from)))
    if (step === 'publish' || step === 'archive') await finishTasks(tx, id, ASKING_TASKS, member, now)
    if (step === 'publish') {
      await showFacts(tx, id, facts)
      manuscript.slug = await giveSlug(tx, 'practice', id, content.title, now, RESERVED)
      if (record.publishedVersion === null && record.ownerId) await followOwn(tx, record.ownerId, id, now)
    }
    const version = content.version
    await tx.insert(reviewNotes).values({
      id: newId(),
      practiceId: id,
      authorId: member.id,
      version,
      from,
      to,
      reasons: [...reasons],
      note,
      at: now,
    })
    const { country, placeId } = record
    await enter(tx, member, EVENTS[step], now, { recordId: id, placeId, country, data: { from, to, version, reasons } })
    await passOn(tx, member, manuscript, to, now)
    await tell(tx, member, manuscript, { step, reasons, note }, publicUrl, now)
    return { slug: manuscript.slug, state: to }
  })

/** Whoever wrote it is told what others say of it, until they follow it no more. */
const followOwn = (db: Db, personId: string, recordId: string, at: Date) =>
  db.insert(follows).values({ personId, recordId, at }).onConflictDoNothing()

const EVENTS = {
  submit: 'practice.submitted',
  withdraw: 'practice.withdrawn',
  revise: 'practice.revised',
  askChanges: 'practice.changes_asked',
  publish: 'practice.published',
  archive: 'practice.archived',
  restore: 'practice.restored',
} as const satisfies Record<Step, string>

/** An archived practice keeps its address and its readers, unless it tells what must not be told. */
function recordChanges({ record, content, facts }: Manuscript, step: Step, reasons: readonly Reason[], now: Date) {
  switch (step) {
    case 'publish':
      return {
        visibility: 'public' as const,
        publishedVersion: content.version,
        publishedAt: record.publishedAt ?? now,
        placeId: facts.placeId,
      }
    case 'archive':
      return reasons.includes('personal_data') ? { visibility: 'restricted' as const } : {}
    case 'restore':
      return { visibility: 'public' as const }
    default:
      return { updatedAt: record.updatedAt }
  }
}

/** What waited is done; what waits now is on the desk of whoever has to act. */
async function passOn(db: Db, member: Member, { id, record }: Manuscript, state: State, now: Date) {
  await finishTasks(db, id, [REVIEW_TASK, CHANGE_TASK], member, now)
  const { country, ownerId } = record
  const organisationKind = countryOf(country).practicesArePublishedBy
  if (state === 'submitted')
    await addTask(db, { recordId: id, kind: REVIEW_TASK, role: 'editor', organisationKind, country }, now)
  if (state === 'changes_asked' && ownerId)
    await addTask(db, { recordId: id, kind: CHANGE_TASK, personId: ownerId }, now)
}

async function tell(db: Db, member: Member, manuscript: Manuscript, taken: StepTaken, publicUrl: string, now: Date) {
  const { record, content, organisation, rules } = manuscript
  const { step, reasons = [], note } = taken
  const context = { publicUrl, manuscript }
  if (step === 'submit') {
    const from = organisation?.name ?? member.name
    const reviewers = await reviewersOf(db, record.country)
    for (const to of reviewers.filter((one) => one.id !== record.ownerId && !rules.writers.includes(one.id)))
      await sendLater(db, reviewLetter(context, to, from), now)
  }
  if (isTold(step)) {
    const authors = [record.ownerId, content.authorId].filter((one): one is string => one !== null)
    for (const to of await recipients(db, [...new Set(authors)]))
      await sendLater(db, decisionLetter(context, to, { step, reasons, note }), now)
  }
}

/** Throws a draft away that never was public, with all that belongs to it. */
export const removePractice = (db: Db, member: Member, { id, record, rules }: Manuscript, seen: number, now: Date) =>
  db.transaction(async (tx) => {
    if (!mayRemove(member, rules)) throw new Refused('practice.removed', id)
    await touchRecord(tx, id, seen, now)
    await dropSlugs(tx, 'practice', id)
    await tx.delete(records).where(eq(records.id, id))
    await dropDraft(tx, member, draftKey(id))
    const { placeId, country } = record
    await enter(tx, member, 'practice.removed', now, { recordId: id, placeId, country })
  })
