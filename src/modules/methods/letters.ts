/** The letters about methods and tools: to editors when one is proposed, to whoever proposed it when it was decided on. */
import type { Recipient } from '#modules/practices/index.ts'
import type { Letter } from '#platform/mail.ts'
import type { MethodLine } from './lines.ts'
import type { Step } from './rules.ts'
import { texts } from './texts.ts'

const addressee = ({ id, email, language }: Recipient) => ({ to: email, personId: id, language })
const addressOf = (publicUrl: string, to: Recipient, slug: string) =>
  `${publicUrl}/${to.language}/methods/${encodeURIComponent(slug)}`

export function proposedLetter(
  to: Recipient,
  { id, title }: Pick<MethodLine, 'id' | 'title'>,
  { publicUrl }: { publicUrl: string },
): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t('mail.proposed.subject', { title }),
    paragraphs: [t('mail.greeting', { name: to.name }), t('mail.proposed.body', { title })],
    action: { label: t('mail.action'), url: addressOf(publicUrl, to, id) },
    recordId: id,
  }
}

type Decided = Pick<MethodLine, 'id' | 'slug' | 'title'> & { step: Step; note: string | undefined }
export function decisionLetter(to: Recipient, { id, slug, title, step, note }: Decided, publicUrl: string): Letter {
  const t = texts.in(to.language)
  return {
    ...addressee(to),
    subject: t(`mail.${step}.subject`, { title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t(`mail.${step}.body`, { title }),
      ...(note ? [t('mail.note', { note })] : []),
    ],
    action: { label: t('mail.action'), url: addressOf(publicUrl, to, slug) },
    recordId: id,
  }
}
