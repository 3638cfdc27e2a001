/** What other subjects show on the page of a record: things to do, parts below the text, marks beside the title. The site registers who is asked. */
import type { Child } from 'hono/jsx'
import type { Badge, Part, Reader, RecordFacts } from '#platform/module.ts'

export type RecordParts = {
  actions: (reader: Reader, record: RecordFacts) => Promise<Child[]>
  parts: (reader: Reader, record: RecordFacts) => Promise<Part[]>
  badges: (reader: Reader, ids: readonly string[]) => Promise<Map<string, Badge[]>>
}

let ask: RecordParts = { actions: async () => [], parts: async () => [], badges: async () => new Map() }

/** Called once, where the modules are put together. */
export const registerRecordParts = (parts: RecordParts): void => {
  ask = parts
}

/** Buttons and links for this reader, beside the title. */
export const recordActions: RecordParts['actions'] = (reader, record) => ask.actions(reader, record)
/** Sections below the text, for this reader. */
export const recordParts: RecordParts['parts'] = (reader, record) => ask.parts(reader, record)
/** Marks of recognition, the same for everybody: a medal, "practice of the week". */
export const recordBadges: RecordParts['badges'] = (reader, ids) => ask.badges(reader, ids)
