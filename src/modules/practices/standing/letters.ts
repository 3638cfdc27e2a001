/** The letter that asks whether a practice is still true, in the language of who reads it: three links, one answer each. */
import { countryOf } from '#countries/index.ts'
import type { Config } from '#platform/config.ts'
import type { Letter } from '#platform/mail.ts'
import { dateText } from '#platform/texts.ts'
import type { Recipient, TitleLine } from '../manuscripts.ts'
import { STANDINGS } from '../schema.ts'
import { texts } from './texts.ts'
import { tokenOf } from './tokens.ts'

export type Question = {
  practice: TitleLine & { country: string }
  nonce: string
  /** When the links stop working. */
  until: Date
  reminder: boolean
}

export function questionLetter(config: Config, to: Recipient, { practice, nonce, until, reminder }: Question): Letter {
  const t = texts.in(to.language)
  const { id, title, country } = practice
  const token = tokenOf(config, { practiceId: id, personId: to.id, nonce })
  const link = (answer: string) =>
    `${config.publicUrl}/${to.language}/practices/still-true?${new URLSearchParams({ answer, token })}`
  return {
    to: to.email,
    personId: to.id,
    language: to.language,
    subject: t(reminder ? 'mail.reminder' : 'mail.subject', { title }),
    paragraphs: [
      t('mail.greeting', { name: to.name }),
      t('mail.body', { title }),
      t('mail.until', { date: dateText(to.language, until, 'long', countryOf(country).timeZone) }),
    ],
    choices: STANDINGS.map((answer) => ({ label: t(`answer.${answer}`), url: link(answer) })),
    recordId: id,
  }
}
