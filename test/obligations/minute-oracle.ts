import { type Instant, instant, MINUTE } from '#kernel/instant'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { formatDate, parseDate, parseTime, weekdayOf } from '#obligations/rules/local-date'

/**
 * The definition of a working minute, taken literally and slowly: ask the zone database for the wall time of each minute
 * and look whether it lies in a window of that day, or in the tail of the day before. Shares no code with the compiler
 * except the date arithmetic.
 */
export function minuteOracle(calendar: CalendarDocument): (at: Instant) => boolean {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: calendar.timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const windowsOn = (date: string) => {
    const exception = calendar.exceptions.find((one) => one.date === date)
    if (exception) return exception.windows
    const added = calendar.addedDays.find((one) => one.date === date)
    if (added) return calendar.windows[added.as ?? 'mon'] ?? []
    if (calendar.holidays.includes(date)) return []
    return calendar.windows[weekdayOf(parseDate(date)!)] ?? []
  }
  return (at) => {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]))
    const date = `${parts.year}-${parts.month}-${parts.day}`
    const minute = Number(parts.hour) * 60 + Number(parts.minute)
    const yesterday = formatDate(parseDate(date)! - 1)
    const inToday = windowsOn(date).some(([from, to]) => {
      const end = parseTime(to)!
      return parseTime(from)! <= minute && (end <= parseTime(from)! || minute < end)
    })
    return inToday || windowsOn(yesterday).some(([from, to]) => parseTime(to)! < parseTime(from)! && minute < parseTime(to)!)
  }
}

/** Working minutes in [from, to), counted one by one. Whole minutes only. */
export function countMinutes(isWorking: (at: Instant) => boolean, from: Instant, to: Instant): number {
  let minutes = 0
  for (let at: number = from; at < to; at += MINUTE) if (isWorking(instant(at))) minutes++
  return minutes
}
