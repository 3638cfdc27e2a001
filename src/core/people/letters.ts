/** The letters of accounts, in the language of the person they go to. */
import type { Role } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { type Letter, sendLater } from '#platform/mail.ts'
import { texts } from './texts.ts'

type Reader = { id: string; name: string; email: string; language: Language }

/** Puts a letter into the outbox in a transaction of its own. */
export const send = (db: Db, letter: Letter, now: Date) => db.transaction((tx) => sendLater(tx, letter, now))

const addressOf = (
  config: Config,
  language: Language,
  path: string,
  query: Record<string, string | null | undefined> = {},
) => {
  const url = new URL(`/${language}/account/${path}`, config.publicUrl)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  return url.href
}

export function confirmLetter(config: Config, reader: Reader, token: string, next: string | null | undefined): Letter {
  const t = texts.in(reader.language)
  return {
    ...toReader(reader),
    subject: t('letter.confirm.subject'),
    paragraphs: [t('letter.greeting', { name: reader.name }), t('letter.confirm.body'), t('letter.notYou')],
    action: { label: t('letter.confirm.action'), url: addressOf(config, reader.language, 'confirm', { token, next }) },
  }
}

/** To somebody who registers with the e-mail of an account that is there already: the page says the same to both. */
export function knownAlreadyLetter(config: Config, reader: Reader): Letter {
  const t = texts.in(reader.language)
  return {
    ...toReader(reader),
    subject: t('letter.known.subject'),
    paragraphs: [t('letter.greeting', { name: reader.name }), t('letter.known.body'), t('letter.notYou')],
    action: { label: t('letter.known.action'), url: addressOf(config, reader.language, 'forgotten-password') },
  }
}

export function resetLetter(config: Config, reader: Reader, token: string): Letter {
  const t = texts.in(reader.language)
  return {
    ...toReader(reader),
    subject: t('letter.reset.subject'),
    paragraphs: [t('letter.greeting', { name: reader.name }), t('letter.reset.body'), t('letter.notYou')],
    action: { label: t('letter.reset.action'), url: addressOf(config, reader.language, 'new-password', { token }) },
  }
}

export function passwordChangedLetter(config: Config, reader: Reader): Letter {
  const t = texts.in(reader.language)
  return {
    ...toReader(reader),
    subject: t('letter.changed.subject'),
    paragraphs: [t('letter.greeting', { name: reader.name }), t('letter.changed.body')],
    action: { label: t('letter.known.action'), url: addressOf(config, reader.language, 'forgotten-password') },
  }
}

const toReader = ({ id, email, language }: Reader) => ({ to: email, personId: id, language })

type Offer = {
  email: string
  language: Language
  role: Role
  organisation: string | null
  inviter: string
  token: string
}
export function invitationLetter(config: Config, offer: Offer): Letter {
  const t = texts.in(offer.language)
  const role = t(`role.${offer.role}`)
  return {
    to: offer.email,
    language: offer.language,
    subject: t('letter.invitation.subject'),
    paragraphs: [
      t('letter.hello'),
      offer.organisation
        ? t('letter.invitation.organisation', { inviter: offer.inviter, role, organisation: offer.organisation })
        : t('letter.invitation.portal', { inviter: offer.inviter, role }),
      t('letter.invitation.days'),
    ],
    action: {
      label: t('letter.invitation.action'),
      url: addressOf(config, offer.language, 'invitation', { token: offer.token }),
    },
  }
}
