/** The letters about practices: to reviewers when one is sent, to its authors when it was decided on. Each in the language of who reads it. */
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import type { Letter } from '#platform/mail.ts'
import type { Manuscript, Recipient } from './manuscripts.ts'
import type { Step } from './rules.ts'
import type { Reason } from './schema.ts'
import { texts } from './texts.ts'

export type LetterContext = { publicUrl: string; manuscript: Pick<Manuscript, 'id' | 'slug' | 'content'> }

const addressOf = (publicUrl: string, to: Recipient, slug: string, page = '') =>
  `${publicUrl}/${to.language}/practices/${encodeURIComponent(slug)}${page}`

/** A reviewer learns that something waits, and in which language. */
export function reviewLetter({ publicUrl, manuscript }: LetterContext, to: Recipient, from: string): Letter {
  const t = texts.in(to.language)
  const { title, language } = manuscript.content
  return {
    ...addressee(to),
    subject: t('mail.review.subject', { title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.review.body', { title, from }),
      ...(language === to.language ? [] : [t('mail.review.language', { language: LANGUAGE_NAMES[language] })]),
    ],
    action: { label: t('mail.review.action'), url: addressOf(publicUrl, to, manuscript.slug, '/review') },
    recordId: manuscript.id,
  }
}

/** Decisions that authors are told of. */
const TOLD = ['publish', 'askChanges', 'archive', 'restore'] as const
export const isTold = (step: Step): step is (typeof TOLD)[number] => (TOLD as readonly Step[]).includes(step)

export type Decided = { step: (typeof TOLD)[number]; reasons: readonly Reason[]; note: string | undefined }

/** The author learns what was decided, why, and what to do next. */
export function decisionLetter({ publicUrl, manuscript }: LetterContext, to: Recipient, decided: Decided): Letter {
  const t = texts.in(to.language)
  const { step, reasons, note } = decided
  const { title } = manuscript.content
  return {
    ...addressee(to),
    subject: t(`mail.${step}.subject`, { title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t(`mail.${step}.body`, { title }),
      ...reasons.map((reason) => `– ${t(`reason.${reason}`)}`),
      ...(note ? [t('mail.note', { note })] : []),
    ],
    action: {
      label: t(`mail.${step}.action`),
      url: addressOf(publicUrl, to, manuscript.slug, step === 'askChanges' ? '/edit' : ''),
    },
    recordId: manuscript.id,
  }
}

const addressee = ({ id, email, language }: Recipient) => ({ to: email, personId: id, language })
