import { Temporal } from 'temporal-polyfill'
import { type Instant, instant } from '#kernel/instant'
import { type CalendarDocument, windowsByDay } from '#obligations/rules/calendar'
import { parseDate } from '#obligations/rules/local-date'
import type { WorkingHours } from '#organization/rules/working-hours'

const LOCAL_TIME = '08:30'
const MOST_DAYS_AHEAD = 62

/** When somebody works: their own hours in their own zone, and the dates on which their company does not, or does after all. */
export type OwnDays = {
  readonly timeZone: string
  readonly workingHours: WorkingHours
  readonly company: Pick<CalendarDocument, 'holidays' | 'addedDays' | 'exceptions'>
  /** Half-open; null: not away. */
  readonly away: { readonly from: Instant; readonly until: Instant } | null
}

/**
 * When the digest leaves that is gathered from `after` on: half past eight, there, of the first working day on which they are not away. Somebody
 * who never works has it the next morning all the same.
 */
export function digestAt({ timeZone, workingHours, company, away }: OwnDays, after: Instant): Instant {
  const windowsOf = windowsByDay({ ...company, timeZone, windows: workingHours })
  const isWorkingDay = (date: Temporal.PlainDate) => windowsOf(parseDate(date.toString())!).length > 0
  const isAway = (at: Instant) => away !== null && away.from <= at && at < away.until
  const from = isAway(after) ? away!.until : after
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate()
  const mornings = Array.from({ length: MOST_DAYS_AHEAD }, (_, days) => {
    const date = today.add({ days })
    return { date, at: instant(date.toZonedDateTime({ timeZone, plainTime: LOCAL_TIME }).epochMilliseconds) }
  }).filter(({ at }) => at > after && at >= from)
  return (mornings.find(({ date, at }) => isWorkingDay(date) && !isAway(at)) ?? mornings[0]!).at
}
