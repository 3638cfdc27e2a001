/** The letters of discussions: to an author about a decision, to those who reported about what came of it. Each in the language of who reads it. */
import { inArray } from 'drizzle-orm'
import { nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { type Letter, sendLater } from '#platform/mail.ts'
import { people } from '../people/schema.ts'
import { linesOf } from '../records/index.ts'
import type { RecordRow } from '../records/schema.ts'
import type { CommentReason, CommentRow } from './schema.ts'
import { texts } from './texts.ts'

type About = { comment: CommentRow; record: RecordRow }
type Sending = { now: Date; publicUrl: string }
type Reader = { id: string; name: string; email: string; language: Language }

/** People who still have an account. */
async function readersOf(db: Db, ids: readonly string[]): Promise<Reader[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      deletedAt: people.deletedAt,
    })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return rows.filter(({ deletedAt }) => deletedAt === null)
}

/** What was discussed, as everybody may read it; letters leave the portal. */
async function titleOf(db: Db, record: RecordRow, language: Language, now: Date): Promise<string> {
  const [line] = await linesOf({ db, actor: nobody, language, now }, [record.id])
  return line?.title ?? texts.in(language)('untitled')
}

const letterTo = (reader: Reader, record: RecordRow) => ({
  to: reader.email,
  personId: reader.id,
  language: reader.language,
  recordId: record.id,
})

/** The author learns that a comment which waited can be read by all. */
export async function tellShown(db: Db, { comment, record }: About, { now, publicUrl }: Sending): Promise<void> {
  for (const reader of await readersOf(db, comment.authorId ? [comment.authorId] : [])) {
    const t = texts.in(reader.language)
    const title = await titleOf(db, record, reader.language, now)
    const letter: Letter = {
      ...letterTo(reader, record),
      subject: t('mail.shown.subject', { title }),
      paragraphs: [t('mail.greeting', { name: reader.name }), t('mail.shown.body', { title })],
      action: { label: t('mail.shown.action'), url: `${publicUrl}/${reader.language}/discussion/${comment.id}` },
    }
    await sendLater(db, letter, now)
  }
}

type Why = { reason: CommentReason; note: string | undefined }

/** The author gets a refused text back whole, with the reason and a way to write it again. */
export async function tellRefused(db: Db, { comment, record }: About, why: Why, sending: Sending): Promise<void> {
  const { now, publicUrl } = sending
  for (const reader of await readersOf(db, comment.authorId ? [comment.authorId] : [])) {
    const t = texts.in(reader.language)
    const title = await titleOf(db, record, reader.language, now)
    const letter: Letter = {
      ...letterTo(reader, record),
      subject: t('mail.refused.subject', { title }),
      paragraphs: [
        t('mail.greeting', { name: reader.name }),
        t('mail.refused.body', { title }),
        `– ${t(`reason.${why.reason}`)}`,
        ...(why.note ? [t('own.note', { note: why.note })] : []),
        t('mail.refused.text'),
        comment.text,
        t('mail.refused.again'),
      ],
      action: { label: t('again.title'), url: `${publicUrl}/${reader.language}/discussion/${comment.id}/again` },
    }
    await sendLater(db, letter, now)
  }
}

export type Outcome = 'refused' | 'kept' | 'withdrawn'

/** Those who reported learn what came of it. */
export async function tellReporters(
  db: Db,
  { comment, record }: About,
  reporterIds: readonly string[],
  outcome: Outcome,
  { now, publicUrl }: Sending,
): Promise<void> {
  for (const reader of await readersOf(db, reporterIds)) {
    const t = texts.in(reader.language)
    const title = await titleOf(db, record, reader.language, now)
    const letter: Letter = {
      ...letterTo(reader, record),
      subject: t('mail.report.subject', { title }),
      paragraphs: [t('mail.greeting', { name: reader.name }), t(`mail.report.${outcome}`, { title })],
      action: {
        label: t('mail.report.action'),
        url: `${publicUrl}/${reader.language}/discussion/of/${comment.recordId}`,
      },
    }
    await sendLater(db, letter, now)
  }
}
