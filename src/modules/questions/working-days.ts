/** Deadlines in working days: Monday to Friday in the country's zone. Public holidays are not known here, so a deadline may be earlier than a calendar on the wall says. */

/** Working days in which authors are expected to answer: two weeks, so that one week of leave does not make a municipality late. */
export const DAYS_TO_ANSWER = 10
/** Working days after which they are reminded for the first time: three are left. */
export const DAYS_TO_REMINDER = 7

const localDay = (moment: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

/** The local day that many working days after the day of a moment, which itself does not count. */
export function workingDayAfter(moment: Date, days: number, timeZone: string): Temporal.PlainDate {
  let day = localDay(moment, timeZone)
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left--
  }
  return day
}

/** The last moment of that day: who answers in the evening is not late. */
export const endOfWorkingDayAfter = (moment: Date, days: number, timeZone: string): Date =>
  new Date(workingDayAfter(moment, days, timeZone).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1)

/** Has the local day come that many working days after the moment? */
export const isDay = (now: Date, since: Date, days: number, timeZone: string): boolean =>
  Temporal.PlainDate.compare(localDay(now, timeZone), workingDayAfter(since, days, timeZone)) >= 0

/** Whole days between two moments as people count them. */
export const daysBetween = (since: Date, now: Date, timeZone: string): number =>
  localDay(since, timeZone).until(localDay(now, timeZone)).days
