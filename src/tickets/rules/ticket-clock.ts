import { addMs, DAY, type Instant } from '#kernel/instant'
import type { Clocks } from '#obligations/rules/clocks'
import { deadline, type Target } from '#obligations/rules/deadline'
import type { LineCalendar } from '#obligations/rules/target-for'
import type { WorkingCalendar } from '#obligations/rules/working-time'

/** The line's working calendar as rules of tickets need it. */
export function lineCalendar(line: LineCalendar, clocks: Clocks): WorkingCalendar {
  return clocks.calendar(line.calendarId, line.calendarVersion)
}

/** When a target armed now is used up on the line's calendar. A stored calendar always has an answer within 400 days. */
export function dueOn(calendar: WorkingCalendar, at: Instant, target: Target): Instant {
  const decided = deadline(at, target, calendar, [])
  if (!decided.accepted || decided.state.dueAt === null) throw new RangeError('the line’s calendar has no such instant')
  return decided.state.dueAt
}

/**
 * By when the customer hears before a date (`2026-12-01`): the end of the last working day before it. When that has passed,
 * the end of the date's own working day, at the latest the end of the date.
 */
export function hearsBefore(calendar: WorkingCalendar, date: string, at: Instant): Instant {
  const midnight = calendar.instantOf(date, 0)
  const itself = calendar.workingDayFrom(midnight, 0)
  const ends = [calendar.workingDayBefore(midnight, 1)?.endAt, itself?.date === date ? itself.endAt : undefined, addMs(midnight, DAY)]
  return ends.find((end) => end !== undefined && end > at) ?? at
}

/**
 * By when they hear next when words of ours were said at `at` while a date stands: before the date as ever, then on the
 * date itself. Once it is here without an end or another date, each working day: what was told no longer holds.
 */
export function hearsNext(calendar: WorkingCalendar, date: string, at: Instant): Instant {
  const midnight = calendar.instantOf(date, 0)
  const before = calendar.workingDayBefore(midnight, 1)
  const today = calendar.localDate(at)
  if (before && today < before.date) return before.endAt
  if (today >= date) return calendar.workingDayAfterDate(at, 1)?.endAt ?? addMs(at, DAY)
  const itself = calendar.workingDayFrom(midnight, 0)
  return itself?.date === date ? itself.endAt : addMs(midnight, DAY)
}

/** The end of the next working day: of this one while it lasts. */
export function nextDayEnd(calendar: WorkingCalendar, at: Instant): Instant {
  return calendar.workingDayFrom(at, 0)?.endAt ?? addMs(at, DAY)
}
