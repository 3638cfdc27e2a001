/** The hash of a link of the chain. Pure; `public/recount.mjs` calculates the same without this code, README.md says how. */
import { createHash } from 'node:crypto'
import type { CHAIN_EVENTS, Voice } from '../schema.ts'

/** What stands before the first link. */
export const BEGINNING = '0'.repeat(64)

export type Link = {
  position: number
  nominationId: string
  practiceId: string
  event: (typeof CHAIN_EVENTS)[number]
  voice: Voice
  /** Code of the municipality whose voice it is. */
  placeCode: string | null
  at: Date
}

/** The public fields of a link, in alphabetical order: what is downloaded and what is hashed. */
export const publicFields = (link: Link) => ({
  at: link.at.toISOString(),
  event: link.event,
  municipality: link.placeCode,
  nomination: link.nominationId,
  position: link.position,
  practice: link.practiceId,
  voice: link.voice,
})

/** SHA-256, in hexadecimal, over the hash before, a line feed, and the public fields as JSON without spaces. */
export const hashOf = (previous: string, link: Link): string =>
  createHash('sha256')
    .update(`${previous}\n${JSON.stringify(publicFields(link))}`)
    .digest('hex')
