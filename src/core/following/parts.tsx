/** The buttons on a record's page: follow it, keep it. */
import { isMember } from '#platform/actor.ts'
import type { Reader, RecordFacts } from '#platform/module.ts'
import { kindNamed } from '../records/index.ts'
import { ownState } from './queries.ts'
import { canBeFollowed } from './rules.ts'
import { texts } from './texts.ts'
import { SignInToFollow, Toggles } from './views.tsx'

export async function actions({ db, actor, language }: Reader, record: RecordFacts) {
  if (!canBeFollowed(record) || !kindNamed(record.kind)) return undefined
  const t = texts.in(language)
  if (!isMember(actor)) return <SignInToFollow t={t} recordId={record.id} />
  return <Toggles t={t} recordId={record.id} own={await ownState(db, actor.id, record.id)} />
}
