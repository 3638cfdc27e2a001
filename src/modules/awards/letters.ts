/** The letters about awards, each in the language of who reads it: to jurors, and to those whose practice won. */

import { eq } from 'drizzle-orm'
import { currentSlug, findRecord, latest } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Recipient } from '#modules/practices/index.ts'
import type { Db } from '#platform/database.ts'
import { NotFound } from '#platform/http.ts'
import type { Letter } from '#platform/mail.ts'
import { dateText } from '#platform/texts.ts'
import { lastDayOf } from './engine/calendar.ts'
import { awards } from './schema.ts'
import { texts } from './texts.ts'

/** An award as its letters name it: in the language in which it was called for. */
async function namedIn(tx: Db, id: string) {
  const record = await findRecord(tx, id)
  const content = record && (await latest(tx, id, record.language))
  const [award] = await tx.select().from(awards).where(eq(awards.id, id))
  if (!record || !content || !award) throw new NotFound()
  const slug = (await currentSlug(tx, 'award', id)) ?? id
  const { timeZone } = countryOf(record.country)
  return { title: content.title, slug, until: new Date(lastDayOf(award.judgingUntil, timeZone)) }
}

type Written = (to: Recipient, publicUrl: string) => Letter
const addressee = ({ id, email, language }: Recipient) => ({ to: email, personId: id, language })
const dayText = (to: Recipient, day: Date) => dateText(to.language, day, 'long', 'UTC')

export async function invitationLetter(tx: Db, id: string): Promise<Written> {
  const { title, slug, until } = await namedIn(tx, id)
  return (to, publicUrl) => {
    const t = texts.in(to.language)
    return {
      ...addressee(to),
      subject: t('mail.invited.subject', { title }),
      paragraphs: [
        t('mail.greeting', { name: to.name }),
        t('mail.invited.body', { title, date: dayText(to, until) }),
        t('mail.invited.name'),
      ],
      action: { label: t('mail.invited.action'), url: jurorsPage(publicUrl, to, slug) },
      recordId: id,
    }
  }
}

export async function judgeLetter(tx: Db, id: string): Promise<Written> {
  const { title, slug, until } = await namedIn(tx, id)
  return (to, publicUrl) => {
    const t = texts.in(to.language)
    return {
      ...addressee(to),
      subject: t('mail.judge.subject', { title }),
      paragraphs: [t('mail.greeting', { name: to.name }), t('mail.judge.body', { title, date: dayText(to, until) })],
      action: { label: t('mail.judge.action'), url: jurorsPage(publicUrl, to, slug) },
      recordId: id,
    }
  }
}

const jurorsPage = (publicUrl: string, to: Recipient, slug: string) =>
  `${publicUrl}/${to.language}/awards/${encodeURIComponent(slug)}/jury`

export type Won = { practice: string; rank: number | null; publicWinner: boolean; reason: string | undefined }
export async function wonLetter(tx: Db, id: string): Promise<(to: Recipient, won: Won, publicUrl: string) => Letter> {
  const { title, slug } = await namedIn(tx, id)
  return (to, { practice, rank, publicWinner, reason }, publicUrl) => {
    const t = texts.in(to.language)
    return {
      ...addressee(to),
      subject: t('mail.won.subject', { title }),
      paragraphs: [
        t('mail.greeting', { name: to.name }),
        t('mail.won.body', { practice, title }),
        [rank === null ? '' : t('medal.jury', { rank: String(rank) }), publicWinner ? t('medal.public') : '']
          .filter(Boolean)
          .join(', '),
        ...(reason ? [reason] : []),
      ],
      action: { label: t('mail.won.action'), url: `${publicUrl}/${to.language}/awards/${encodeURIComponent(slug)}` },
      recordId: id,
    }
  }
}
