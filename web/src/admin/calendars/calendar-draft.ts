import type { CalendarDocument, TimeWindow } from '#obligations/rules/calendar'
import { formatDate, parseDate, WEEKDAYS, type Weekday, weekdayOf } from '#obligations/rules/local-date'
import type { Calendar } from '../admin-queries.ts'

export type DayRule =
  | { readonly as: 'week' }
  | { readonly as: 'holiday' }
  | { readonly as: 'added'; readonly weekday: Weekday | undefined }
  | { readonly as: 'exception'; readonly windows: readonly TimeWindow[] }

/** A stored document with every list there. */
export function documentOf({ document }: Pick<Calendar, 'document'>): CalendarDocument {
  const stored = document as Partial<CalendarDocument> & { timeZone: string }
  return {
    timeZone: stored.timeZone,
    windows: stored.windows ?? {},
    holidays: stored.holidays ?? [],
    addedDays: stored.addedDays ?? [],
    exceptions: stored.exceptions ?? [],
    ...(stored.normalDay ? { normalDay: stored.normalDay } : {}),
  }
}

/** What decides a date: exceptions, added days, holidays, the week; in this order. */
export function ruleOf(document: CalendarDocument, date: string): DayRule {
  const exception = document.exceptions.find((each) => each.date === date)
  if (exception) return { as: 'exception', windows: exception.windows }
  const added = document.addedDays.find((each) => each.date === date)
  if (added) return { as: 'added', weekday: added.as }
  return document.holidays.includes(date) ? { as: 'holiday' } : { as: 'week' }
}

/** The document with one date ruled anew; lists stay in order of date. */
export function withRule(document: CalendarDocument, date: string, rule: DayRule): CalendarDocument {
  const others = <T extends { readonly date: string }>(list: readonly T[]) => list.filter((each) => each.date !== date)
  const byDate = <T extends { readonly date: string }>(list: readonly T[]) => [...list].sort((a, b) => a.date.localeCompare(b.date))
  const holidays = document.holidays.filter((each) => each !== date)
  return {
    ...document,
    holidays: rule.as === 'holiday' ? [...holidays, date].sort() : holidays,
    addedDays:
      rule.as === 'added'
        ? byDate([...others(document.addedDays), { date, ...(rule.weekday ? { as: rule.weekday } : {}) }])
        : others(document.addedDays),
    exceptions:
      rule.as === 'exception' ? byDate([...others(document.exceptions), { date, windows: rule.windows }]) : others(document.exceptions),
  }
}

/** The year's official days in place of what was there for that year; exceptions and other years stay. */
export function withHolidays(
  document: CalendarDocument,
  year: number,
  holidays: readonly string[],
  addedDays: readonly { date: string }[],
): CalendarDocument {
  const other = (date: string) => !date.startsWith(`${year}-`)
  return {
    ...document,
    holidays: [...document.holidays.filter(other), ...holidays].sort(),
    addedDays: [...document.addedDays.filter((each) => other(each.date)), ...addedDays].sort((a, b) => a.date.localeCompare(b.date)),
  }
}

/** The days of a month, `1`–`12`, and how many cells of the week come before its first. */
export function monthDays(year: number, month: number): { readonly before: number; readonly dates: readonly string[] } {
  const text = `${year}-${String(month).padStart(2, '0')}-01`
  const first = parseDate(text) ?? 0
  const next = parseDate(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`) ?? first
  return {
    before: WEEKDAYS.indexOf(weekdayOf(first)),
    dates: Array.from({ length: next - first }, (_, index) => formatDate(first + index)),
  }
}

/** What goes over the wire: days without windows are left out. */
export function wireDocument(document: CalendarDocument): CalendarDocument {
  return { ...document, windows: Object.fromEntries(Object.entries(document.windows).filter(([, windows]) => (windows ?? []).length > 0)) }
}
