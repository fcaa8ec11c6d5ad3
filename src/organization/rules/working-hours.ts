/** Personal hours by weekday, as a calendar document writes its windows: `{mon: [["09:00","12:00"],["13:00","18:00"]], …}`. */
export type WorkingHours = Readonly<Partial<Record<Weekday, readonly HoursWindow[]>>>
/** Start and end as local `HH:MM`. An end not after its start lies on the next day; `24:00` is the end of the day. */
export type HoursWindow = readonly [start: string, end: string]

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES

/** Minutes since midnight of `HH:MM` (24:00 is 1440), or null when it is no time of day. */
export function minuteOfDay(time: string): number | null {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time)
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return minutes <= DAY_MINUTES ? minutes : null
}

/** Windows as half-open minutes of the week (Monday 00:00 is 0); one over Sunday midnight ends beyond 10080. Null: something is no time. */
export function weekWindows(hours: WorkingHours): [from: number, to: number][] | null {
  const windows: [number, number][] = []
  for (const [day, weekday] of WEEKDAYS.entries()) {
    for (const [start, end] of hours[weekday] ?? []) {
      const from = minuteOfDay(start)
      const to = minuteOfDay(end)
      if (from === null || to === null || from === DAY_MINUTES || from === to) return null
      windows.push([day * DAY_MINUTES + from, day * DAY_MINUTES + (to > from ? to : to + DAY_MINUTES)])
    }
  }
  return windows.sort((a, b) => a[0] - b[0])
}

/** Every time is a time, and no minute of the week lies in two windows (those over midnight included). */
export function isSoundHours(hours: WorkingHours): boolean {
  const windows = weekWindows(hours)
  if (windows === null) return false
  return windows.every(([, to], i) => {
    const next = windows[i + 1]
    return next ? to <= next[0] : to - WEEK_MINUTES <= (windows[0]?.[0] ?? 0)
  })
}

/** Whether a local minute of the week (Monday 00:00 is 0) lies in a window. */
export function coversMinute(windows: readonly (readonly [number, number])[], minuteOfWeek: number): boolean {
  return windows.some(([from, to]) => (from <= minuteOfWeek && minuteOfWeek < to) || minuteOfWeek + WEEK_MINUTES < to)
}

/** Weekdays 09:00 to 12:00 and 13:00 to 18:00: what a new person has until somebody says otherwise. */
export const USUAL_HOURS: WorkingHours = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((day) => [
    day,
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  ]),
)
