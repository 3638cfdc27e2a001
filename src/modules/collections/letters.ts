/** The letter about a collection that a moderator hid, in the language of who made it. */
import type { Recipient } from '#modules/practices/index.ts'
import type { Letter } from '#platform/mail.ts'
import { texts } from './texts.ts'

export function hiddenLetter(
  to: Recipient,
  { id, slug, title }: { id: string; slug: string; title: string },
  reason: string,
  publicUrl: string,
): Letter {
  const t = texts.in(to.language)
  return {
    to: to.email,
    personId: to.id,
    language: to.language,
    subject: t('mail.hidden.subject', { title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.hidden.body', { title }),
      t('hidden.reason', { reason }),
    ],
    action: {
      label: t('mail.hidden.action'),
      url: `${publicUrl}/${to.language}/collections/${encodeURIComponent(slug)}`,
    },
    recordId: id,
  }
}
