/** What can be followed, whom an event is news to, and up to which event all is known. Pure: no database, no clock. */
import type { EventFacts, RecordFacts } from '#platform/module.ts'

/** A letter about the same record goes to the same person this long after the one before. Milliseconds. */
export const PAUSE = 60 * 60 * 1000
/** What is older is no news: where letters stood still for long, nobody gets them all at once. */
export const NEWS_FOR = 7 * 24 * 60 * 60 * 1000

/** What only its owner reads needs neither. */
export const canBeFollowed = (record: Pick<RecordFacts, 'visibility'>): boolean => record.visibility !== 'restricted'

/** Who did it knows of it, and so does the author of what a moderator let through. */
export const isNewsTo = (personId: string, followsSince: Date, event: Pick<EventFacts, 'actorId' | 'data' | 'at'>) =>
  event.actorId !== personId && event.data.authorId !== personId && event.at >= followsSince

/** `done`: told up to this event. `seen`: the newest event when all transactions below `next` had begun. */
export type Position = { done: number; seen: number; next: string }
export const BEGINNING: Position = { done: 0, seen: 0, next: '0' }

/** What one snapshot of the database says: its oldest running transaction, the first that has not begun, the newest event. */
export type Clock = { horizon: string; next: string; newest: number }

/**
 * Ids are given before the commit, so an event may appear after one with a higher id. All events up to `seen` are known when every
 * transaction that ran at that moment has ended.
 */
export function knownUpTo(position: Position, clock: Clock): { upTo: number; position: Position } {
  // Numbers of a database that the portal has left say nothing here.
  const { done, seen, next } =
    BigInt(position.next) <= BigInt(clock.next) ? position : { ...position, seen: position.done, next: '0' }
  const fresh = { done, seen: Math.max(done, clock.newest), next: clock.next }
  if (clock.horizon === clock.next) return { upTo: fresh.seen, position: fresh }
  const hasEnded = BigInt(clock.horizon) >= BigInt(next)
  // A note stays until it has come true: where something always runs, a newer one never would.
  return hasEnded ? { upTo: seen, position: fresh } : { upTo: done, position: { done, seen, next } }
}
