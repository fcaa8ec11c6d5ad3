import type { Instant } from '#kernel/instant'
import type { Clocks } from '#obligations/rules/clocks'
import { deadline } from '#obligations/rules/deadline'
import { formatDate, parseDate } from '#obligations/rules/local-date'
import type { Owed } from '#obligations/rules/target-for'
import type { WorkingCalendar } from '#obligations/rules/working-time'

/** Night, as minutes since midnight in the zone of the line's calendar: from 22:00, until 08:00 of the next day. */
const NIGHT_FROM = 22 * 60
const NIGHT_UNTIL = 8 * 60

/** The end of the night this instant lies in; null by day. The end itself is day. */
export function nightEnd(calendar: WorkingCalendar, at: Instant): Instant | null {
  const minute = calendar.localMinute(at)
  if (minute >= NIGHT_UNTIL && minute < NIGHT_FROM) return null
  const today = calendar.localDate(at)
  const morning = calendar.instantOf(today, NIGHT_UNTIL)
  // Before midnight the night ends tomorrow: a day later by the wall, whatever the clock does in between.
  return minute < NIGHT_UNTIL ? morning : calendar.instantOf(dayAfter(today), NIGHT_UNTIL)
}

/** What is owed, or, where it would fall due at night, the same at the end of that night. */
export function byDay(owed: Owed, armedAt: Instant, calendar: WorkingCalendar, clocks: Clocks): Owed {
  const due = deadline(armedAt, owed.target, clocks.of(owed.target), [])
  if (!due.accepted || due.state.dueAt === null) return owed
  const morning = nightEnd(calendar, due.state.dueAt)
  if (morning === null) return owed
  const { calendarId, calendarVersion, cadence } = owed.target
  return { ...owed, target: { at: morning, calendarId, calendarVersion, ...(cadence === undefined ? {} : { cadence }) } }
}

function dayAfter(date: string): string {
  const day = parseDate(date)
  if (day === null) throw new RangeError(`not a date: ${date}`)
  return formatDate(day + 1)
}
