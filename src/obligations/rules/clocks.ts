import { type CalendarDocument, calendarProblems } from './calendar.ts'
import type { Weekday } from './local-date.ts'
import { WEEKDAYS } from './local-date.ts'
import { workingCalendar } from './working-calendar.ts'
import { ELAPSED, type WorkingCalendar, type WorkingTime } from './working-time.ts'

/**
 * Which clock a target counts on. No calendar: 24×7. With `daily` only the calendar's zone is used: these hours of every
 * day, holidays or not (the alarm calendar of S2).
 */
export type ClockRef = {
  readonly calendarId: string | null
  readonly calendarVersion: number | null
  readonly daily?: readonly [from: string, to: string] | undefined
}

/** The clocks a decision needs, loaded beforehand (`loadClocks` in the store). Throws when one was not loaded. */
export type Clocks = {
  of(ref: ClockRef): WorkingTime | WorkingCalendar
  /** The calendar itself, for working days and wall times. */
  calendar(calendarId: string, version: number): WorkingCalendar
}

export type CalendarVersion = { readonly calendarId: string; readonly version: number; readonly document: CalendarDocument }

/** One calendar version and the daily hours in its zone, each compiled at its first use. Keep it: versions never change. */
export type CompiledClocks = {
  readonly calendar: WorkingCalendar
  daily(hours: readonly [from: string, to: string]): WorkingCalendar
}

export function compiledClocks(document: CalendarDocument): CompiledClocks {
  const daily = new Map<string, WorkingCalendar>()
  return {
    calendar: workingCalendar(document),
    daily(hours) {
      const name = hours.join('-')
      const made = daily.get(name) ?? workingCalendar(dailyCalendar(document.timeZone, hours))
      daily.set(name, made)
      return made
    },
  }
}

/** Clocks over whatever keeps the compiled versions; `versionOf` throws when it has not got one. */
export function clocksFrom(versionOf: (calendarId: string, version: number) => CompiledClocks): Clocks {
  return {
    calendar: (calendarId, version) => versionOf(calendarId, version).calendar,
    of({ calendarId, calendarVersion, daily }) {
      if (calendarId === null || calendarVersion === null) return ELAPSED
      const version = versionOf(calendarId, calendarVersion)
      return daily ? version.daily(daily) : version.calendar
    },
  }
}

/** Clocks of versions at hand. */
export function clocksOf(versions: readonly CalendarVersion[]): Clocks {
  const compiled = new Map(versions.map(({ calendarId, version, document }) => [`${calendarId}@${version}`, compiledClocks(document)]))
  return clocksFrom((calendarId, version) => {
    const found = compiled.get(`${calendarId}@${version}`)
    if (!found) throw new Error(`calendar version not loaded: ${calendarId} ${version}`)
    return found
  })
}

/** The same hours every day of the year. */
export function dailyCalendar(timeZone: string, hours: readonly [from: string, to: string]): CalendarDocument {
  const windows = Object.fromEntries(WEEKDAYS.map((day) => [day, [hours]])) as Record<Weekday, [readonly [string, string]]>
  const document = { timeZone, windows, holidays: [], addedDays: [], exceptions: [] }
  if (calendarProblems(document).length > 0) throw new RangeError(`not hours of a day: ${hours.join('-')}`)
  return document
}
