/** What other subjects show on the page of a place. The site knows them all and registers one function that asks them. */
import type { Part, Reader } from '#platform/module.ts'

export type PlaceParts = (reader: Reader, placeId: string) => Promise<Part[]>

let ask: PlaceParts = async () => []

/** Called once, where the modules are put together. */
export const registerPlaceParts = (parts: PlaceParts): void => {
  ask = parts
}

export const placeParts: PlaceParts = (reader, placeId) => ask(reader, placeId)
