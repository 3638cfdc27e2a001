/** What may come in about nominations. */
import { z } from 'zod'
import { proof, visitorEmail } from '#core/verification/index.ts'
import { optional, page, several, text } from '#platform/forms.ts'
import { ANOMALIES } from './rules.ts'
import { INVALIDATION_REASONS, VOICES } from './schema.ts'

export const visitorForm = z.object({ email: visitorEmail, proof })
export const voiceForm = z.object({ voice: z.enum(VOICES).optional().catch(undefined) })

/** What a visitor's confirmation carries through the letter. */
export const spokenFor = z.object({ practiceId: z.uuid(), title: z.string() })

const dropped = <Schema extends z.ZodType>(schema: Schema) => optional(schema).catch(undefined)

/** The moderators' list. Networks go by the first letters of their hash; a bad value is as none, links live long. */
export const boardFilter = z.object({
  practice: dropped(z.uuid()),
  state: dropped(z.enum(['counted', 'invalidated'])),
  voice: dropped(z.enum(VOICES)),
  domain: dropped(z.string().trim().toLowerCase().max(254)),
  network: dropped(z.string().regex(/^[\w-]{6,12}$/)),
  /** Start of the hour. */
  hour: dropped(z.iso.datetime()),
  accounts: dropped(z.enum(['new', 'none'])),
  page,
})
export type BoardFilter = z.infer<typeof boardFilter>

/** The address of the list with these choices. */
export function boardQuery(filter: Partial<BoardFilter>): string {
  const chosen = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return query ? `?${query}` : ''
}

/** Ticked ones, or all that the list shows with its filter. */
export const invalidateForm = z.object({
  ids: several(z.uuid()),
  extent: z.enum(['ticked', 'all']).catch('ticked').default('ticked'),
  reason: z.enum(INVALIDATION_REASONS),
  note: optional(text(1, 1000)),
})
export const restoreForm = z.object({ restore: z.uuid() })
export const examineForm = z.object({ kind: z.enum(ANOMALIES), practice: z.uuid(), detail: z.string().max(300) })
