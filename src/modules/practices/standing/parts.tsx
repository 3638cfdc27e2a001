/** What "is it still true?" has for the pages of others: a button for authors, the desk, those who follow. */
import { isMember } from '#platform/actor.ts'
import type { Language } from '#platform/languages.ts'
import type { EventFacts, Reader, RecordFacts, Told } from '#platform/module.ts'
import { ButtonLink } from '#ui/index.tsx'
import { isAuthor } from '../rules.ts'
import { CONFIRM_TASK } from './asking.ts'
import { texts } from './texts.ts'

/** Its authors may say at any time how things stand. */
export async function actions({ actor, language }: Reader, record: RecordFacts) {
  if (record.kind !== 'practice' || record.publishedVersion === null) return undefined
  if (!isMember(actor) || !isAuthor(actor, record)) return undefined
  return (
    <ButtonLink href={`/${language}/practices/${record.id}/still-true`} variant="secondary">
      {texts.in(language)('title')}
    </ButtonLink>
  )
}

/** Why a task about it waits on a desk. */
export const reasonToAnswer = (language: Language, task: string) =>
  texts.in(language)(task === CONFIRM_TASK ? 'desk.confirm' : 'desk.unconfirmed')

const told = (language: Language, { data }: EventFacts): Told | undefined => {
  const t = texts.in(language)
  const { to } = data
  if (to !== 'valid' && to !== 'changed' && to !== 'ended') return undefined
  return { subject: t(`told.${to}.subject`), sentence: t(`told.${to}`) }
}
export const toldOfStanding = { 'practice.confirmed': told, 'practice.standing_changed': told }
