import { DAY } from '#kernel/instant'

/** Days of a week in the reader's own zone, as `2026-11-23`; a week begins on Monday. */

export function mondayOf(at: number): string {
  const date = new Date(at)
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7))
  return dayText(date)
}

export function shiftDays(day: string, days: number): string {
  const date = startOf(day)
  date.setDate(date.getDate() + days)
  return dayText(date)
}

export function weekOf(monday: string): readonly string[] {
  return Array.from({ length: 7 }, (_, index) => shiftDays(monday, index))
}

/** The first instant of a day, epoch ms. */
export function dayStart(day: string): number {
  return startOf(day).getTime()
}

/** An hour of a day, epoch ms. */
export function atHour(day: string, hour: number): number {
  return startOf(day).setHours(hour, 0, 0, 0)
}

/** An instant a whole number of weeks later on the same wall clock. */
export function weeksLater(at: number, weeks: number): number {
  const date = new Date(at)
  date.setDate(date.getDate() + 7 * weeks)
  return date.getTime()
}

export function isSameDay(day: string, at: number): boolean {
  return at >= dayStart(day) && at < dayStart(day) + DAY
}

function startOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year ?? 0, (month ?? 1) - 1, date ?? 1)
}

function dayText(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}
