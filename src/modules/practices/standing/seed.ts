/** How things stand with the example practices: one that nobody confirms, some that changed or ended, the rest confirmed in time. */
import type { practices, Standing } from '../schema.ts'
import { reviewDayAfter } from './rules.ts'

const DAY = 86_400_000
const daysBefore = (moment: Date, days: number) => new Date(moment.getTime() - days * DAY)

/** Answered by their authors so many days ago. */
const ANSWERED: Readonly<Record<string, { standing: Standing; days: number }>> = {
  'ngrohje-me-pak-tym': { standing: 'valid', days: 45 },
  'stroitelen-arhiv': { standing: 'valid', days: 130 },
  'prevoz-na-ucenici': { standing: 'changed', days: 60 },
  'opolzen-ucheniya-po-kvartalam': { standing: 'changed', days: 200 },
  'tymchasove-zhytlo-prozora-cherha': { standing: 'ended', days: 20 },
}
/** Asked a month ago and reminded; the answer is still waited for. */
export const STALE = 'taza-suu-eseptegich-menen'
export const STALE_DAYS = { published: 830, asked: 35 } as const

/** Examples are published up to two years ago: those near the end of the term were confirmed three months ago. */
const SOON = 60
const CONFIRMED_DAYS = 90

type Columns = Pick<typeof practices.$inferInsert, 'standing' | 'confirmedAt' | 'reviewOn' | 'askedAt'>
export function exampleStanding(file: string, publication: Date, timeZone: string, now: Date): Columns {
  if (file === STALE)
    return { reviewOn: reviewDayAfter(publication, timeZone), askedAt: daysBefore(now, STALE_DAYS.asked) }
  const answered = ANSWERED[file]
  const late = reviewDayAfter(publication, timeZone) < daysBefore(now, -SOON).toISOString().slice(0, 10)
  if (!answered && !late) return { reviewOn: reviewDayAfter(publication, timeZone) }
  const confirmedAt = daysBefore(now, answered?.days ?? CONFIRMED_DAYS)
  return { standing: answered?.standing ?? 'valid', confirmedAt, reviewOn: reviewDayAfter(confirmedAt, timeZone) }
}
