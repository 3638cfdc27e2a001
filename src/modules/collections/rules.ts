/** Who may read, edit, publish and hide a collection, and how its records change places. Pure: no database, no clock. */
import type { RecordRow } from '#core/records/schema.ts'
import { WRITING_ROLES } from '#modules/practices/index.ts'
import { type Actor, covers } from '#platform/actor.ts'

/** More is a library and no collection. */
export const MOST_RECORDS = 200
export const MOST_COLLECTIONS = 100
/** New collections and publications of one person. */
export const NEW_ONES = { tries: 30, seconds: 24 * 60 * 60 }
export const CHANGES = { tries: 600, seconds: 60 * 60 }

type Whose = Pick<RecordRow, 'ownerId' | 'organisationId' | 'country' | 'visibility'>
/** `hidden`: a moderator took it from the public, with a reason. */
export type CollectionFacts = Whose & { hidden: boolean; example: boolean }
/** Who decides, and whether theirs is an example account, which decides over examples only. */
export type Moderating = { actor: Actor; isExample: boolean }

/** The organisation in whose name the actor may publish: councillors speak for themselves. */
export const organisationOf = ({ id, grant }: Actor) =>
  id !== null && grant?.organisation && grant.role !== 'councillor' ? grant.organisation : undefined

/** Moderators and editors whose role reaches the whole country. */
export const moderates = ({ grant }: Actor, country: string): boolean =>
  grant !== null && ['moderator', 'editor'].includes(grant.role) && covers(grant, { country, placeId: null })

/** Who made it; of what is public in the name of an organisation, those too who write for it. */
export function mayEdit(actor: Actor, collection: Whose): boolean {
  if (actor.id === null) return false
  if (collection.ownerId === actor.id) return true
  const { grant } = actor
  return (
    collection.visibility === 'public' &&
    collection.organisationId !== null &&
    grant?.organisation?.id === collection.organisationId &&
    WRITING_ROLES.includes(grant.role)
  )
}

export const mayRead = (actor: Actor, collection: CollectionFacts): boolean =>
  collection.visibility === 'public' ||
  mayEdit(actor, collection) ||
  (collection.hidden && moderates(actor, collection.country))

export const mayPublish = (actor: Actor, collection: CollectionFacts): boolean =>
  mayEdit(actor, collection) && collection.visibility !== 'public' && !collection.hidden
export const mayWithdraw = (actor: Actor, collection: CollectionFacts): boolean =>
  mayEdit(actor, collection) && collection.visibility === 'public'

/** Nobody decides over their own. */
const judges = ({ actor, isExample }: Moderating, collection: CollectionFacts) =>
  moderates(actor, collection.country) && !mayEdit(actor, collection) && (!isExample || collection.example)
export const mayHide = (who: Moderating, collection: CollectionFacts): boolean =>
  collection.visibility === 'public' && judges(who, collection)
export const mayRestore = (who: Moderating, collection: CollectionFacts): boolean =>
  collection.hidden && judges(who, collection)

export type Move = 'up' | 'down'
/** Swaps a record with the one before or after it that the collector sees; what they cannot read stays where it is. */
export function moved(ids: readonly string[], seen: readonly string[], id: string, move: Move): string[] {
  const neighbour = seen[seen.indexOf(id) + (move === 'up' ? -1 : 1)]
  const [from, to] = [ids.indexOf(id), neighbour === undefined ? -1 : ids.indexOf(neighbour)]
  if (!seen.includes(id) || from < 0 || to < 0) return [...ids]
  const order = [...ids]
  order[from] = ids[to] ?? id
  order[to] = id
  return order
}
