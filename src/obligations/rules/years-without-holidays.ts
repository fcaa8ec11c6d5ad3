import { addMs, DAY, type Instant } from '#kernel/instant'
import type { CalendarDocument } from './calendar.ts'
import { workingCalendar } from './working-calendar.ts'

/** Official notices for a year come about this long before it begins. */
const LOOK_AHEAD = 60 * DAY

/**
 * The years, this one and soon the next, for which a calendar that keeps holidays has none yet: deadlines in them would be
 * counted as if nobody ever had a day off.
 */
export function yearsWithoutHolidays(calendar: CalendarDocument, at: Instant): number[] {
  if (calendar.holidays.length === 0) return []
  const { localDate } = workingCalendar(calendar)
  const years = new Set([at, addMs(at, LOOK_AHEAD)].map((instant) => localDate(instant).slice(0, 4)))
  return [...years].filter((year) => !calendar.holidays.some((date) => date.startsWith(`${year}-`))).map(Number)
}
