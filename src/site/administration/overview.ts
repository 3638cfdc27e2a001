/** The few numbers that tell whether somebody has to do something. */
import { count, isNull } from 'drizzle-orm'
import { listInvitations, listOrganisations, organisationFilter } from '#core/people/index.ts'
import { people } from '#core/people/schema.ts'
import type { Module, Reader } from '#platform/module.ts'
import { chainState } from './audit.ts'
import { countFailedJobs } from './jobs.ts'
import { countWaiting, moderationLines } from './moderation.ts'
import { countLetters } from './outbox.ts'
import { type Area, areasOf } from './rules.ts'

export type Count = { area: Area; count: number; isUrgent: boolean }

/** By area, of those that the reader looks after. */
export async function overviewOf(reader: Reader, modules: readonly Module[]): Promise<Count[]> {
  const { db, actor, language, now } = reader
  const asked: Partial<Record<Area, () => Promise<{ count: number; isUrgent: boolean }>>> = {
    people: async () => ({ count: await countPeople({ db }), isUrgent: false }),
    invitations: async () => ({ count: (await listInvitations(db, actor, now)).length, isUrgent: false }),
    organisations: async () => {
      const { total } = await listOrganisations(db, actor, organisationFilter.parse({}), language)
      return { count: total, isUrgent: false }
    },
    moderation: async () => {
      const lines = await moderationLines(reader, modules)
      return { count: lines.reduce((sum, line) => sum + line.count, await countWaiting(db, actor)), isUrgent: false }
    },
    audit: async () => ({ count: (await chainState(db)).unchained, isUrgent: false }),
    outbox: async () => urgent((await countLetters(db)).failed),
    jobs: async () => urgent(await countFailedJobs(db)),
  }
  const isPortal = areasOf(actor).includes('audit')
  const counts: Count[] = []
  for (const area of areasOf(actor)) {
    const ask = area === 'people' && !isPortal ? undefined : asked[area]
    if (ask) counts.push({ area, ...(await ask()) })
  }
  return counts
}

const urgent = (found: number) => ({ count: found, isUrgent: found > 0 })

async function countPeople({ db }: Pick<Reader, 'db'>): Promise<number> {
  const [row] = await db.select({ people: count() }).from(people).where(isNull(people.deletedAt))
  return row?.people ?? 0
}
