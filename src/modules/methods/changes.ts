/** Writing SQL of methods and tools beside adding them: changed, published, archived; each with its entry in the trail, tasks and letters. */
import { eq } from 'drizzle-orm'
import { addVersion, giveSlug, latest, touchRecord } from '#core/records/index.ts'
import { finishTasks } from '#core/tasks/index.ts'
import { setTopics } from '#core/topics/index.ts'
import { recipients, reviewersOf } from '#modules/practices/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { sendLater } from '#platform/mail.ts'
import { propose, REVIEW_TASK } from './adding.ts'
import { type Decision, type MethodInput, RESERVED, textsOfInput } from './forms.ts'
import { decisionLetter, proposedLetter } from './letters.ts'
import type { MethodReading } from './lines.ts'
import { isEditor, may, mayEdit, next } from './rules.ts'
import { methods } from './schema.ts'

type Context = { publicUrl: string; now: Date }
type Whose = { country: string; organisationId: string | null }

/** Proposes one from its own form. What an editor of the country adds is public at once. */
export const addMethod = (db: Db, member: Member, input: MethodInput, whose: Whose, context: Context) =>
  db.transaction(async (tx) => {
    const { kind, language, title, topics, website, licence } = input
    const texts = textsOfInput(input)
    const record = await propose(
      tx,
      member,
      { ...whose, kind, language, title, texts, topics, website, licence },
      context.now,
    )
    if (isEditor(member, whose)) await publish(tx, member, record, 1, context.now)
    else
      for (const to of await reviewersOf(tx, whose.country))
        if (to.id !== member.id) await sendLater(tx, proposedLetter(to, { id: record.id, title }, context), context.now)
    return record.id
  })

type Seen = { id: string; country: string; language: MethodReading['record']['language']; publishedAt: Date | null }

async function publish(tx: Db, member: Member, { id, country, language, publishedAt }: Seen, seen: number, now: Date) {
  const newest = await latest(tx, id, language)
  await touchRecord(tx, id, seen, now, {
    visibility: 'public',
    publishedVersion: newest?.version ?? 1,
    publishedAt: publishedAt ?? now,
  })
  await tx.update(methods).set({ state: 'published' }).where(eq(methods.id, id))
  await finishTasks(tx, id, REVIEW_TASK, member, now)
  await enter(tx, member, 'method.published', now, { recordId: id, country })
}

/** Changes the text and facts of one that is still as its writer saw it. What is public shows the change at once: only editors change it. */
export const changeMethod = (
  db: Db,
  member: Member,
  { line, record }: MethodReading,
  input: MethodInput,
  seen: number,
  now: Date,
) =>
  db.transaction(async (tx) => {
    const { id } = record
    if (!mayEdit(member, { ...record, state: line.state })) throw new Refused('method.changed', id)
    const isPublic = record.publishedVersion !== null
    const language = isPublic ? record.language : input.language
    const touched = await touchRecord(tx, id, seen, now, { language })
    const text = { recordId: id, language, title: input.title, texts: textsOfInput(input), authorId: member.id }
    const version = await addVersion(tx, text, now)
    if (isPublic) await touchRecord(tx, id, touched.revision, now, { publishedVersion: version })
    await tx
      .update(methods)
      .set({ website: input.website ?? null, licence: input.licence ?? null })
      .where(eq(methods.id, id))
    await setTopics(tx, id, input.topics)
    await giveSlug(tx, 'method', id, input.title, now, RESERVED)
    await enter(tx, member, 'method.changed', now, { recordId: id, country: record.country, data: { version } })
  })

/** An editor takes it in, or out of the lists; whoever proposed it learns why. */
export const decide = (
  db: Db,
  member: Member,
  reading: MethodReading,
  decision: Decision,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    const { line, record } = reading
    const step = decision.decision
    const state = next(line.state, step)
    if (state === undefined || !may(member, step, { ...record, state: line.state }))
      throw new Refused(`method.${step}`, record.id)
    if (step === 'publish') await publish(tx, member, record, decision.revision, now)
    else {
      await touchRecord(tx, record.id, decision.revision, now, { updatedAt: record.updatedAt })
      await tx.update(methods).set({ state }).where(eq(methods.id, record.id))
      await finishTasks(tx, record.id, REVIEW_TASK, member, now)
      await enter(tx, member, 'method.archived', now, { recordId: record.id, country: record.country })
    }
    const { ownerId } = record
    if (ownerId === null || ownerId === member.id) return
    for (const to of await recipients(tx, [ownerId]))
      await sendLater(tx, decisionLetter(to, { ...line, step, note: decision.note }, publicUrl), now)
  })
