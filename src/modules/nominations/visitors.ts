/** Nominating without an account: what goes into the letter, and what happens when the address is confirmed. */
import {
  type Confirmed,
  domainOf,
  normalisedEmail,
  type Outcome,
  registerPurpose,
  voterHashOf,
} from '#core/verification/index.ts'
import { nobody } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { sendLater } from '#platform/mail.ts'
import { linksOfNomination } from './chain.ts'
import { spokenFor } from './forms.ts'
import { emailsOf, findCandidate, giveVoice } from './queries.ts'
import { refusalOf } from './rules.ts'
import { texts } from './texts.ts'

export const NOMINATION = 'nomination'

/** Called once, beside the manifest. */
export const registerNominating = (): void =>
  registerPurpose(NOMINATION, {
    sentence: (language, values) => texts.in(language)('confirm.sentence', { title: spokenFor.parse(values).title }),
    button: (language) => texts.in(language)('confirm.button'),
    complete: (tx, confirmed, { config, actor, language, now }) =>
      nominateAsVisitor(tx, confirmed, { config, requestId: actor.requestId, language, now }),
  })

type Context = { config: Config; requestId: string; language: Language; now: Date }

/** Whoever opens the link may be signed in; the voice is the mailbox's, so nobody's account is written down with it. */
async function nominateAsVisitor(tx: Db, confirmed: Confirmed, context: Context): Promise<Outcome> {
  const { config, requestId, language, now } = context
  const { email, values, networkHash } = confirmed
  const t = texts.in(language)
  const { practiceId, title } = spokenFor.parse(values)
  const visitor = { ...nobody, requestId }
  const practice = await findCandidate(tx, practiceId)
  const refusal = practice ? refusalOf('citizen', visitor, practice) : 'closed'
  if (!practice || refusal) return { path: '/practices', message: t('problem.closed'), color: 'warning' }
  const authors = await emailsOf(tx, practice.authorIds)
  if (authors.some((author) => normalisedEmail(author) === normalisedEmail(email)))
    return { path: `/id/${practiceId}`, message: t('problem.own.citizen'), color: 'warning' }
  const voterHash = voterHashOf(config, email)
  const voice = { practice, voice: 'citizen' as const, personId: null, voterHash, networkHash }
  const given = await giveVoice(
    tx,
    visitor,
    { ...voice, emailDomain: domainOf(email), language: confirmed.language },
    now,
  )
  const path = `/nominations/receipts/${given.id}`
  if (given.result !== 'counted') return { path, message: t('done.already'), color: 'info' }
  await sendReceipt(tx, config, { email, language: confirmed.language, title, id: given.id, practiceId }, now)
  return { path, message: t('done.counted') }
}

type Receipt = { email: string; language: Language; title: string; id: string; practiceId: string }
async function sendReceipt(tx: Db, config: Config, receipt: Receipt, now: Date) {
  const t = texts.in(receipt.language)
  const [link] = await linksOfNomination(tx, receipt.id)
  const url = `${config.publicUrl}/${receipt.language}/nominations/receipts/${receipt.id}`
  await sendLater(
    tx,
    {
      to: receipt.email,
      language: receipt.language,
      subject: t('letter.receipt.subject'),
      paragraphs: [
        t('letter.receipt.text', { title: receipt.title }),
        t('letter.receipt.link', { position: String(link?.position ?? ''), hash: link?.hash ?? '' }),
        t('letter.receipt.stays'),
      ],
      action: { label: t('letter.receipt.action'), url },
      recordId: receipt.practiceId,
    },
    now,
  )
}
