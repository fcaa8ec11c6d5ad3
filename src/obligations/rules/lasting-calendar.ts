import { addMs, DAY, type Instant, instant } from '#kernel/instant'
import type { CalendarDocument } from './calendar.ts'
import { parseDate } from './local-date.ts'
import { workingCalendar } from './working-calendar.ts'
import { LONGEST_CLOSURE } from './working-time.ts'

/**
 * Whether deadlines can always be counted on a calendar from an instant on: it has weekly hours, and no row of holidays
 * closes it for 400 days. What is stored has to last; a calendar of exceptions alone ends with the last of them.
 */
export function isLasting(calendar: CalendarDocument, from: Instant): boolean {
  if (!Object.values(calendar.windows).some((windows) => windows.length > 0)) return false
  const dates = [...calendar.holidays, ...calendar.exceptions.map(({ date }) => date)].map((date) => (parseDate(date) ?? 0) * DAY)
  const last = dates.reduce((latest, date) => Math.max(latest, date), from)
  const to = addMs(instant(last), LONGEST_CLOSURE + 8 * DAY)
  const clock = workingCalendar(calendar)
  const counted = clock.between(from, to)
  return counted > 0 && clock.after(from, counted) !== null
}
