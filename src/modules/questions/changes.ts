/** All writing SQL of questions: asked, answered, closed, and what is done when nobody answers; each with its events, letters and tasks. */
import { eq } from 'drizzle-orm'
import { addRecord, addVersion, giveSlug, touchRecord } from '#core/records/index.ts'
import { records } from '#core/records/schema.ts'
import { addTask, finishTasks } from '#core/tasks/index.ts'
import { countryOf } from '#countries/index.ts'
import { recipients } from '#modules/practices/index.ts'
import { type Member, theProgram } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { dropDraft } from '#platform/drafts.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { sendLater } from '#platform/mail.ts'
import { type AnswerInput, type QuestionInput, RESERVED } from './forms.ts'
import { answeredLetter, askedLetter, closedLetter, reminderLetter } from './letters.ts'
import { type AskedAbout, askedPeople, publicQuestion, type QuestionReading, whoIsAsked } from './queries.ts'
import {
  type ClosingReason,
  hides,
  isAsker,
  mayAnswer,
  mayAsk,
  mayClose,
  next,
  type Reminder,
  reminderOf,
  remindersAfter,
} from './rules.ts'
import { answers, questions } from './schema.ts'
import { DAYS_TO_ANSWER, endOfWorkingDayAfter } from './working-days.ts'

/** What waits for editors when authors do not answer. */
export const UNANSWERED_TASK = 'question.unanswered'
/** The question is kept by what it is about until it is asked; an answer by its question. */
export const askDraft = (aboutId: string) => `question.${aboutId}`
export const answerDraft = (questionId: string) => `answer.${questionId}`

type Context = { publicUrl: string; now: Date }

/** Puts a question to the authors of a practice. Public at once; those who may answer get a letter. */
export const askQuestion = (
  db: Db,
  member: Member,
  about: AskedAbout,
  input: QuestionInput,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    if (!mayAsk(member, about.record)) throw new Refused('question.asked', about.record.id)
    const { country, placeId, organisationId } = about.record
    const { language, title } = input
    const whose = { country, placeId, organisationId, ownerId: member.id }
    const { id } = await addRecord(tx, { kind: 'question', language, visibility: 'public', ...whose }, now)
    const due = endOfWorkingDayAfter(now, DAYS_TO_ANSWER, countryOf(country).timeZone)
    const asked = await whoIsAsked(tx, about.record)
    await tx.insert(questions).values({ id, aboutId: about.record.id, ...asked, due })
    const texts = { question: input.question }
    const publishedVersion = await addVersion(tx, { recordId: id, language, title, texts, authorId: member.id }, now)
    await tx.update(records).set({ publishedVersion, publishedAt: now }).where(eq(records.id, id))
    const slug = await giveSlug(tx, 'question', id, title, now, RESERVED)
    await dropDraft(tx, member, askDraft(about.record.id))
    const data = { aboutId: about.record.id }
    await enter(tx, member, 'question.asked', now, { recordId: id, country, placeId, data })
    const path = `/questions/${slug}`
    await enter(tx, member, 'practice.asked', now, {
      recordId: about.record.id,
      country,
      placeId,
      data: { questionId: id, path },
    })
    for (const to of await askedPeople(tx, asked))
      await sendLater(
        tx,
        askedLetter(to, { id, slug, title, text: input.question, about: about.title, due, country }, publicUrl),
        now,
      )
    return { id, slug }
  })

/** Adds an answer; several people of the organisation may. The asker gets a letter, the editors' task is done. */
export const answerQuestion = (
  db: Db,
  member: Member,
  reading: QuestionReading,
  input: AnswerInput,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    const { id } = reading.line
    // The row is locked first: whoever closes the question meanwhile comes before or after, not in between.
    const [question] = await tx.select().from(questions).where(eq(questions.id, id)).for('update')
    if (!question || next(question.state, 'answer') === undefined) throw new ChangedMeanwhile()
    if (!mayAnswer(member, question)) throw new Refused('question.answered', id)
    const { country, placeId, ownerId } = reading.record
    const { language, text } = input
    const answerId = newId()
    await tx.insert(answers).values({
      id: answerId,
      questionId: id,
      authorId: member.id,
      organisationId: question.askedOrganisationId,
      language,
      text,
      at: now,
    })
    await tx
      .update(questions)
      .set({ state: 'answered', answeredAt: question.answeredAt ?? now })
      .where(eq(questions.id, id))
    await tx.update(records).set({ updatedAt: now }).where(eq(records.id, id))
    await finishTasks(tx, id, UNANSWERED_TASK, member, now)
    await dropDraft(tx, member, answerDraft(id))
    await enter(tx, member, 'question.answered', now, { recordId: id, country, placeId, data: { answerId } })
    for (const to of ownerId ? await recipients(tx, [ownerId]) : [])
      if (to.id !== member.id)
        await sendLater(
          tx,
          answeredLetter(to, reading.line, { text, by: reading.askedOrganisation?.name ?? member.name }, publicUrl),
          now,
        )
  })

/** Ends a question. An editor gives a reason, which goes to the asker; what offends or is private is hidden as well. */
export const closeQuestion = (
  db: Db,
  member: Member,
  reading: QuestionReading,
  reason: ClosingReason | undefined,
  seenRevision: number,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    const { id, country, placeId, ownerId } = reading.record
    const [question] = await tx.select().from(questions).where(eq(questions.id, id)).for('update')
    if (!question || next(question.state, 'close') === undefined) throw new ChangedMeanwhile()
    if (!mayClose(member, { ...reading.record, state: question.state })) throw new Refused('question.closed', id)
    const asEditor = !isAsker(member, reading.record)
    const hidden = asEditor && hides(reason)
    await touchRecord(tx, id, seenRevision, now, hidden ? { visibility: 'restricted' } : {})
    await tx.update(questions).set({ state: 'closed' }).where(eq(questions.id, id))
    await finishTasks(tx, id, UNANSWERED_TASK, member, now)
    await enter(tx, member, 'question.closed', now, {
      recordId: id,
      country,
      placeId,
      data: { reason, asEditor, hidden },
    })
    if (asEditor && reason && ownerId)
      for (const to of await recipients(tx, [ownerId]))
        await sendLater(tx, closedLetter(to, reading.line, reason, publicUrl), now)
  })

/** Does for one question what its day asks for, once: a letter to those who are asked, or a task for the editors of the country. */
export const remind = (db: Db, id: string, { publicUrl, now }: Context): Promise<Reminder | undefined> =>
  db.transaction(async (tx) => {
    const [question] = await tx.select().from(questions).where(eq(questions.id, id)).for('update', { skipLocked: true })
    const line = question && (await publicQuestion(tx, id))
    if (question?.state !== 'waiting' || !line) return undefined
    const { country, placeId, createdAt } = line.record
    const reminder = reminderOf({ ...question, askedAt: createdAt, country }, now)
    if (!reminder) return undefined
    await tx
      .update(questions)
      .set({ reminders: remindersAfter(reminder), remindedAt: now })
      .where(eq(questions.id, id))
    if (reminder === 'unanswered') {
      const organisationKind = countryOf(country).practicesArePublishedBy
      await addTask(
        tx,
        { recordId: id, kind: UNANSWERED_TASK, role: 'editor', organisationKind, country, due: question.due },
        now,
      )
    } else
      for (const to of await askedPeople(tx, question))
        await sendLater(tx, reminderLetter(to, line, reminder, publicUrl), now)
    await enter(tx, theProgram, 'question.reminded', now, { recordId: id, country, placeId, data: { reminder } })
    return reminder
  })
