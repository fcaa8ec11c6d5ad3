import { z } from 'zod'
import { calendarProblems } from '../rules/calendar.ts'
import { WEEKDAYS } from '../rules/local-date.ts'

export const timeWindow = z.tuple([z.string().max(5), z.string().max(5)])
const windows = z.array(timeWindow).max(24)
const weekday = z.enum(WEEKDAYS)

/** A calendar as people edit it (see `CalendarDocument`). Lists may be left out. Every bad field is named at once. */
export const calendarDocument = z
  .strictObject({
    timeZone: z.string().max(64),
    windows: z.partialRecord(weekday, windows),
    holidays: z.array(z.string()).max(4000).default([]),
    addedDays: z
      .array(z.strictObject({ date: z.string(), as: weekday.optional() }))
      .max(2000)
      .default([]),
    exceptions: z
      .array(z.strictObject({ date: z.string(), windows }))
      .max(2000)
      .default([]),
    normalDay: weekday.optional(),
  })
  .superRefine((calendar, check) => {
    for (const { path, code, params } of calendarProblems(calendar))
      check.addIssue({ code: 'custom', message: code, path: pathOf(path), params })
  })

/** `windows.mon.0` as zod writes it. */
export function pathOf(path: string): (string | number)[] {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
