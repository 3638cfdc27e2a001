/** Tells entries that changed their places from entries that were changed, when the chain does not fit them. */
import { type Entry, linkHash } from './entry.ts'
import type { Findings } from './findings.ts'

/** A link whose hash is not that of the entry it points at. */
export type Mismatch = { position: number; previous: string; hash: string; entry: Entry }

/** Each is compared with each: of more than these, the rest counts as changed. */
const MOST = 200

export function sortMismatches(mismatches: readonly Mismatch[], findings: Findings): void {
  const compared = mismatches.slice(0, MOST)
  for (const one of mismatches) {
    const other = compared.find((candidate) => candidate !== one && belongsAt(one, candidate.entry))
    if (other && compared.includes(one))
      findings.add(
        'reordered',
        one.entry.id,
        `Entry ${one.entry.id} stands at link ${one.position}, where entry ${other.entry.id} stood: entries were reordered.`,
      )
    else
      findings.add(
        'changed',
        one.entry.id,
        `Entry ${one.entry.id} (${one.entry.action}, ${one.entry.at}), or link ${one.position} that holds it, was changed after it was linked.`,
      )
  }
}

/** The links may have been swapped, or the numbers of the entries. */
const belongsAt = (place: Mismatch, entry: Entry) =>
  linkHash(place.previous, entry) === place.hash ||
  linkHash(place.previous, { ...entry, id: place.entry.id }) === place.hash
