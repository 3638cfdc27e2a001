/** The letters about questions, each in the language of who reads it: asked, reminded, answered, closed. */
import { countryOf } from '#countries/index.ts'
import type { Recipient } from '#modules/practices/index.ts'
import type { Letter } from '#platform/mail.ts'
import { dateText } from '#platform/texts.ts'
import type { QuestionLine } from './queries.ts'
import type { ClosingReason, Reminder } from './rules.ts'
import { texts } from './texts.ts'

const addressee = ({ id, email, language }: Recipient) => ({ to: email, personId: id, language })
const addressOf = (publicUrl: string, to: Recipient, slug: string, part = '') =>
  `${publicUrl}/${to.language}/questions/${encodeURIComponent(slug)}${part}`
const dayOf = (to: Recipient, due: Date, country: string) =>
  dateText(to.language, due, 'long', countryOf(country).timeZone)

type Asked = { id: string; slug: string; title: string; text: string; about: string; due: Date; country: string }
export function askedLetter(to: Recipient, asked: Asked, publicUrl: string): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t('mail.asked.subject', { title: asked.title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.asked.body', { about: asked.about }),
      asked.title,
      asked.text,
      t('mail.asked.due', { date: dayOf(to, asked.due, asked.country) }),
    ],
    action: { label: t('mail.asked.action'), url: addressOf(publicUrl, to, asked.slug, '#answer') },
    recordId: asked.id,
  }
}

export function reminderLetter(
  to: Recipient,
  line: QuestionLine,
  reminder: Exclude<Reminder, 'unanswered'>,
  publicUrl: string,
): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t(`mail.reminder.${reminder}`, { title: line.title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.reminder.body', { about: line.about.title }),
      line.title,
      line.summary,
      t('mail.asked.due', { date: dayOf(to, line.due, line.country) }),
    ],
    action: { label: t('mail.asked.action'), url: addressOf(publicUrl, to, line.slug, '#answer') },
    recordId: line.id,
  }
}

export function answeredLetter(
  to: Recipient,
  line: QuestionLine,
  answer: { text: string; by: string },
  publicUrl: string,
): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t('mail.answered.subject', { title: line.title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.answered.body', { by: answer.by }),
      answer.text,
      t('mail.answered.close'),
    ],
    action: { label: t('mail.answered.action'), url: addressOf(publicUrl, to, line.slug) },
    recordId: line.id,
  }
}

export function closedLetter(to: Recipient, line: QuestionLine, reason: ClosingReason, publicUrl: string): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t('mail.closed.subject', { title: line.title }),
    paragraphs: [t('mail.greeting', { name: to.name }), t('mail.closed.body'), `– ${t(`reason.${reason}`)}`],
    action: { label: t('mail.answered.action'), url: addressOf(publicUrl, to, line.slug) },
    recordId: line.id,
  }
}
