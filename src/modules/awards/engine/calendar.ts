/** Days of a country and the moments at which they begin and end; weeks by their Monday (ISO 8601). Pure. */

/** The moment at which a local day begins. */
export const startOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds)

/** The moment at which a local day is over: "until 30 November" lasts until then. */
export const endOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds)

/** The local day of a moment: `2026-11-21`. */
export const dayOf = (moment: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** The last day of a time that ends at this moment. */
export const lastDayOf = (end: Date, timeZone: string): string => dayOf(new Date(end.getTime() - 1), timeZone)

/** Monday of the local week. */
export function weekOf(moment: Date, timeZone: string): string {
  const day = Temporal.PlainDate.from(dayOf(moment, timeZone))
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}
export const weeksLater = (week: string, weeks: number): string =>
  Temporal.PlainDate.from(week).add({ weeks }).toString()
