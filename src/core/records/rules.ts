/** Who may read a record of a kind that has no rule of its own. Pure; its SQL twin is in records.ts. */
import { type Actor, covers } from '#platform/actor.ts'
import type { RecordRow } from './schema.ts'

export type ReadFacts = Pick<RecordRow, 'visibility' | 'ownerId' | 'organisationId' | 'country' | 'placeId'>

/** Public: anyone. For members: anyone signed in. Restricted: its owner, its organisation, and editors whose role reaches it. */
export function mayReadRecord(actor: Actor, record: ReadFacts): boolean {
  if (record.visibility === 'public') return true
  if (actor.id === null) return false
  if (record.visibility === 'members') return true
  if (record.ownerId === actor.id) return true
  const { grant } = actor
  if (!grant) return false
  if (record.organisationId !== null && grant.organisation?.id === record.organisationId) return true
  return grant.role === 'editor' && covers(grant, record)
}
