/** Mail: written into the outbox in the caller's transaction, sent by a job over SMTP. Without SMTP it stays in the outbox to be looked at. */
import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import { newId } from './ids.ts'
import { queueJob } from './jobs.ts'
import type { Language } from './languages.ts'
import type { Job } from './module.ts'
import { outbox } from './schema.ts'

export type Letter = {
  to: string
  personId?: string | null
  language: Language
  subject: string
  /** Paragraphs of plain text; the HTML part is made from them. */
  paragraphs: string[]
  /** The one thing to do, as a button. */
  action?: { label: string; url: string }
  /** Answers to choose from, each with its own link, in place of the one action. */
  choices?: readonly { label: string; url: string }[]
  recordId?: string
}

/** Puts a letter into the outbox. It goes out after the transaction commits, or not at all. */
export async function sendLater(db: Db, letter: Letter, now: Date): Promise<void> {
  const { paragraphs } = letter
  await db.insert(outbox).values({
    id: newId(),
    at: now,
    to: letter.to,
    personId: letter.personId,
    language: letter.language,
    subject: letter.subject.replaceAll(/\s+/g, ' ').slice(0, 200),
    text: [...paragraphs, ...linksOf(letter).map(({ label, url }) => `${label}:\n${url}`)].join('\n\n'),
    html: htmlOf(letter),
    recordId: letter.recordId,
  })
  await queueJob(db, 'mail.send')
}

const linksOf = ({ action, choices = [] }: Letter) => (action ? [action, ...choices] : choices)

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const htmlOf = (letter: Letter) =>
  `<!doctype html><html lang="${letter.language}"><meta charset="utf-8"><title>${escaped(letter.subject)}</title>` +
  `<body style="font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:17px;line-height:1.5;color:#1c2b33;max-width:36em;margin:2em auto;padding:0 1em">` +
  letter.paragraphs.map((p) => `<p>${escaped(p).replaceAll('\n', '<br>')}</p>`).join('') +
  linksOf(letter)
    .map(
      ({ label, url }) =>
        `<p><a href="${escaped(url)}" style="display:inline-block;background:#0b5563;color:#fff;padding:.7em 1.2em;border-radius:6px;text-decoration:none">${escaped(label)}</a></p><p style="font-size:14px;color:#51626b;word-break:break-all">${escaped(url)}</p>`,
    )
    .join('') +
  '</body></html>'

/** After so many tries a letter counts as failed, until somebody asks for another. */
export const MOST_ATTEMPTS = 8
const AT_ONCE = 50

/**
 * Sends what waits, oldest first, one letter a transaction: a letter is locked while it is sent, so two processes never send it twice.
 * A letter that fails is tried again at the next run, eight times at most. Returns how many went out.
 */
export async function sendWaiting(db: Db, config: Config, now: Date): Promise<number> {
  if (!config.smtpUrl) return 0
  const transport = createTransport(config.smtpUrl)
  let sent = 0
  try {
    for (let i = 0; i < AT_ONCE; i++) {
      const went = await db.transaction(async (tx) => {
        const [letter] = await tx
          .select()
          .from(outbox)
          .where(and(isNull(outbox.sentAt), lt(outbox.attempts, MOST_ATTEMPTS)))
          .orderBy(asc(outbox.attempts), asc(outbox.at))
          .limit(1)
          .for('update', { skipLocked: true })
        if (!letter) return undefined
        try {
          await transport.sendMail({
            from: config.mailFrom,
            to: letter.to,
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            messageId: `<${letter.id}@${new URL(config.publicUrl).hostname}>`,
            headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
          })
          await tx.update(outbox).set({ sentAt: now, problem: null }).where(eq(outbox.id, letter.id))
          return true
        } catch (error) {
          const problem = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
          await tx
            .update(outbox)
            .set({ attempts: letter.attempts + 1, problem })
            .where(eq(outbox.id, letter.id))
          return false
        }
      })
      if (went === undefined) break
      if (went) sent++
      else break
    }
  } finally {
    transport.close()
  }
  return sent
}

/** The outbox is looked through every minute; a letter that was just written is sent by the job its transaction queued. */
export const mailJobs: Job[] = [
  {
    queue: 'mail.send',
    schedule: '* * * * *',
    run: async ({ db, config, now }) => {
      await sendWaiting(db, config, now)
    },
  },
]
