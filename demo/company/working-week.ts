import { addMs, DAY, type Instant } from '#kernel/instant'
import { fillHolidays } from '#obligations'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { workingCalendar } from '#obligations/rules/working-calendar'
import type { WorkingCalendar } from '#obligations/rules/working-time'

export const TIME_ZONE = 'Asia/Shanghai'
const WORKDAY: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]

/** The vendor's working calendar: weekdays nine to six with an hour for lunch, and the official holidays of every year touched. */
export function companyCalendar(from: Instant, to: Instant): CalendarDocument {
  const years = new Set([from, addMs(to, 200 * DAY)].map((at) => new Date(at).getUTCFullYear()))
  const filled = [...years].flatMap((year) => fillHolidays('CN', year) ?? [])
  return {
    timeZone: TIME_ZONE,
    windows: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY },
    holidays: filled.flatMap((year) => year.holidays),
    addedDays: filled.flatMap((year) => year.addedDays),
    exceptions: [],
  }
}

/** The three clocks people act by: working hours, eight to ten every day (S2), and all the time (S1). */
export type CompanyClocks = { readonly working: WorkingCalendar; readonly daily: WorkingCalendar }

export function companyClocks(document: CalendarDocument): CompanyClocks {
  const daily = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['08:00', '22:00']]]))
  return {
    working: workingCalendar(document),
    daily: workingCalendar({ timeZone: TIME_ZONE, windows: daily, holidays: [], addedDays: [], exceptions: [] } as CalendarDocument),
  }
}
