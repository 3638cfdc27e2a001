/** The letters about repeated practices, each in the language of who reads it: to the authors of the practice, to those whose text was taken down. */
import { placeName, type Recipient } from '#modules/practices/index.ts'
import type { Letter } from '#platform/mail.ts'
import type { ReplicationInput } from './forms.ts'
import type { Practice, ReplicationLine } from './queries.ts'
import { texts } from './texts.ts'

const addressee = ({ id, email, language }: Recipient) => ({ to: email, personId: id, language })
const addressOf = (publicUrl: string, to: Recipient, slug: string) =>
  `${publicUrl}/${to.language}/replications/${encodeURIComponent(slug)}`

/** As much of what came of it as makes one want to read on. */
const beginningOf = (text: string, letters = 300) =>
  text.length <= letters ? text : `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`

type Applied = {
  practice: Pick<Practice, 'title'>
  /** Name of the place in the language of the letter. */
  place: string
  slug: string
  id: string
  input: Pick<ReplicationInput, 'result' | 'recommendation'>
}
/** Somebody did what they had described: what authors most like to hear. */
export function appliedLetter(to: Recipient, applied: Applied, publicUrl: string): Letter {
  const t = texts.in(to.language)
  const { practice, place, slug, input, id } = applied
  return {
    ...addressee(to),
    subject: t('mail.applied.subject', { place, title: practice.title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.applied.body', { place, title: practice.title }),
      `${t('field.result')}: ${beginningOf(input.result)}`,
      `${t('field.recommendation')}: ${t(`recommendation.${input.recommendation}`)}`,
    ],
    action: { label: t('mail.applied.action'), url: addressOf(publicUrl, to, slug) },
    recordId: id,
  }
}

export function takenDownLetter(to: Recipient, line: ReplicationLine, reason: string, publicUrl: string): Letter {
  const t = texts.in(to.language)
  const place = line.place ? placeName(line.place, to.language).text : ''
  const { title } = line.practice
  return {
    ...addressee(to),
    subject: t('mail.takenDown.subject', { place, title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.takenDown.body', { place, title }),
      t('mail.reason', { reason }),
    ],
    action: { label: t('mail.takenDown.action'), url: addressOf(publicUrl, to, line.slug) },
    recordId: line.id,
  }
}
