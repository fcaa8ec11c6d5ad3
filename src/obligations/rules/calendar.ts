import { parseDate, parseTime, WEEKDAYS, type Weekday, weekdayOf } from './local-date.ts'

/** From and to as local wall time, half-open. A `to` at or before `from` is on the next day; "24:00" may be a `to`. */
export type TimeWindow = readonly [from: string, to: string]

/**
 * A working calendar 工作日历 as people edit it. Precedence on a date: exceptions, added days, holidays, weekday.
 * A window over midnight belongs to the day it starts on, so its tail survives a holiday.
 */
export type CalendarDocument = {
  readonly timeZone: string
  readonly windows: Readonly<Partial<Record<Weekday, readonly TimeWindow[]>>>
  readonly holidays: readonly string[]
  /** 调休: work on this date with the windows of weekday `as`; without it, of the normal day. */
  readonly addedDays: readonly { readonly date: string; readonly as?: Weekday | undefined }[]
  /** These windows and no others on this date; none = closed. */
  readonly exceptions: readonly { readonly date: string; readonly windows: readonly TimeWindow[] }[]
  /** The weekday whose windows an added day without `as` takes. Default: the first weekday that has windows. */
  readonly normalDay?: Weekday | undefined
}

/** One bad field: its path (`windows.mon.0`), a code of the field catalogue, and the facts its sentence names. */
export type FieldProblem = { readonly path: string; readonly code: CalendarProblemCode; readonly params: Readonly<Record<string, string>> }
export type CalendarProblemCode =
  | 'unknown-time-zone'
  | 'not-a-time'
  | 'empty-window'
  | 'overlapping-windows'
  | 'not-a-date'
  | 'duplicate-date'
  | 'added-day-without-windows'
  | 'calendar-without-window'

/** Minutes from local midnight of the start day; `to` may exceed 1440 when the window runs over midnight. */
export type MinuteWindow = { readonly from: number; readonly to: number }

/** Null when either end is not a time or the window is empty. */
export function minuteWindow([fromText, toText]: TimeWindow): MinuteWindow | null {
  const from = parseTime(fromText)
  const to = parseTime(toText)
  if (from === null || to === null || from === 1440 || from === to) return null
  return { from, to: to > from ? to : to + 1440 }
}

export function normalDayOf(calendar: CalendarDocument): Weekday | null {
  if (calendar.normalDay) return calendar.normalDay
  return WEEKDAYS.find((day) => (calendar.windows[day] ?? []).length > 0) ?? null
}

/** What is wrong, every bad field at once; [] = the calendar can be compiled. */
export function calendarProblems(calendar: CalendarDocument): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isTimeZone(calendar.timeZone)) problems.push({ path: 'timeZone', code: 'unknown-time-zone', params: { value: calendar.timeZone } })
  for (const day of WEEKDAYS) problems.push(...windowProblems(calendar.windows[day] ?? [], `windows.${day}`))
  calendar.holidays.forEach((date, i) => {
    if (parseDate(date) === null) problems.push(notADate(`holidays.${i}`, date))
  })
  problems.push(...datedProblems(calendar.addedDays, 'addedDays'), ...datedProblems(calendar.exceptions, 'exceptions'))
  calendar.addedDays.forEach((added, i) => {
    const as = added.as ?? normalDayOf(calendar)
    if (as !== null && (calendar.windows[as] ?? []).length === 0) {
      problems.push({ path: `addedDays.${i}.as`, code: 'added-day-without-windows', params: { date: added.date, as } })
    }
  })
  calendar.exceptions.forEach((exception, i) => {
    problems.push(...windowProblems(exception.windows, `exceptions.${i}.windows`))
  })
  const anyWindow =
    WEEKDAYS.some((day) => (calendar.windows[day] ?? []).length > 0) || calendar.exceptions.some((e) => e.windows.length > 0)
  if (!anyWindow) problems.push({ path: 'windows', code: 'calendar-without-window', params: {} })
  return problems
}

/** The windows of a date by precedence, in order of their start. `day` counts from 1970-01-01. */
export function windowsByDay(calendar: CalendarDocument): (day: number) => readonly MinuteWindow[] {
  const prepared = (windows: readonly TimeWindow[]) =>
    windows
      .map(minuteWindow)
      .filter((window) => window !== null)
      .sort((a, b) => a.from - b.from)
  const ofWeekday = new Map(WEEKDAYS.map((day) => [day, prepared(calendar.windows[day] ?? [])]))
  const normalDay = normalDayOf(calendar)
  const dated = new Map<number, readonly MinuteWindow[]>()
  for (const date of calendar.holidays) dated.set(parseDate(date)!, [])
  for (const { date, as } of calendar.addedDays) dated.set(parseDate(date)!, ofWeekday.get(as ?? normalDay ?? 'mon')!)
  for (const { date, windows } of calendar.exceptions) dated.set(parseDate(date)!, prepared(windows))
  return (day) => dated.get(day) ?? ofWeekday.get(weekdayOf(day))!
}

/** An IANA zone name; fixed offsets like "+08:00" know no law and are refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (fault) {
    if (fault instanceof RangeError) return false
    throw fault
  }
}

function windowProblems(windows: readonly TimeWindow[], path: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const good: { window: MinuteWindow; index: number }[] = []
  windows.forEach((pair, index) => {
    const [from, to] = pair
    const params = { from, to }
    const window = minuteWindow(pair)
    if (parseTime(from) === null || parseTime(to) === null || from === '24:00') {
      problems.push({ path: `${path}.${index}`, code: 'not-a-time', params })
    } else if (window === null) problems.push({ path: `${path}.${index}`, code: 'empty-window', params })
    else good.push({ window, index })
  })
  good.sort((a, b) => a.window.from - b.window.from)
  for (let i = 1; i < good.length; i++) {
    if (good[i]!.window.from < good[i - 1]!.window.to) {
      const [from, to] = windows[good[i]!.index]!
      problems.push({ path: `${path}.${good[i]!.index}`, code: 'overlapping-windows', params: { from, to } })
    }
  }
  return problems
}

function datedProblems(entries: readonly { readonly date: string }[], path: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  entries.forEach(({ date }, i) => {
    if (parseDate(date) === null) problems.push(notADate(`${path}.${i}.date`, date))
    else if (seen.has(date)) problems.push({ path: `${path}.${i}.date`, code: 'duplicate-date', params: { value: date } })
    seen.add(date)
  })
  return problems
}

function notADate(path: string, value: string): FieldProblem {
  return { path, code: 'not-a-date', params: { value } }
}
