import type { Instant } from '#kernel/instant'
import { Refused } from '#platform/refused'
import type { CalendarDocument } from './rules/calendar.ts'
import { isLasting } from './rules/lasting-calendar.ts'

/** Throws `no-working-minute` for a calendar on which a deadline could one day have no answer. */
export function requireLastingCalendar(document: CalendarDocument, from: Instant): void {
  if (!isLasting(document, from)) throw new Refused('no-working-minute', { days: 400 })
}
