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

/** Compiles each version once, at its first use. Versions never change, so what is compiled may be kept for good. */
export function clocksOf(versions: readonly CalendarVersion[]): Clocks {
  const documents = new Map(versions.map((version) => [key(version.calendarId, version.version), version.document]))
  const compiled = new Map<string, WorkingCalendar>()
  const calendarOf = (name: string, document: () => CalendarDocument) => {
    const known = compiled.get(name)
    if (known) return known
    const made = workingCalendar(document())
    compiled.set(name, made)
    return made
  }
  const documentOf = (name: string) => {
    const document = documents.get(name)
    if (!document) throw new Error(`calendar version not loaded: ${name}`)
    return document
  }
  const calendar = (calendarId: string, version: number) => calendarOf(key(calendarId, version), () => documentOf(key(calendarId, version)))
  return {
    calendar,
    of({ calendarId, calendarVersion, daily }) {
      if (calendarId === null || calendarVersion === null) return ELAPSED
      if (!daily) return calendar(calendarId, calendarVersion)
      const name = key(calendarId, calendarVersion)
      return calendarOf(`${name} ${daily.join('-')}`, () => dailyCalendar(documentOf(name).timeZone, daily))
    },
  }
}

/** The same hours every day of the year. */
export function dailyCalendar(timeZone: string, hours: readonly [from: string, to: string]): CalendarDocument {
  const windows = Object.fromEntries(WEEKDAYS.map((day) => [day, [hours]])) as Record<Weekday, [readonly [string, string]]>
  const document = { timeZone, windows, holidays: [], addedDays: [], exceptions: [] }
  if (calendarProblems(document).length > 0) throw new RangeError(`not hours of a day: ${hours.join('-')}`)
  return document
}

function key(calendarId: string, version: number): string {
  return `${calendarId}@${version}`
}
