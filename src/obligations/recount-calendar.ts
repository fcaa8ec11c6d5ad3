import type { Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import type { CalendarDocument } from './rules/calendar.ts'
import type { Recount } from './rules/calendar-impact.ts'
import { clocksOf } from './rules/clocks.ts'
import type { Obligation } from './rules/obligation.ts'
import { reschedule } from './rules/retarget-obligation.ts'
import { calendarVersions } from './store/calendars.ts'
import { lockCalendarObligations } from './store/obligations.ts'

export type NewVersion = { readonly calendarId: string; readonly version: number; readonly document: CalendarDocument }

const BATCH = 1_000

/**
 * Counts everything pending on earlier versions of a calendar again, on `to`: locked, in portions, not yet written. The earlier versions must
 * be in the database; the new one need not be.
 */
export async function* recountCalendar(tx: Tx, to: NewVersion, at: Instant): AsyncGenerator<Recount[]> {
  const earlier = await calendarVersions(tx, to.calendarId)
  const clocks = clocksOf([...earlier.map((one) => ({ ...one, calendarId: to.calendarId })), to])
  for (let after: string | null = null; ; ) {
    const batch: Obligation[] = await lockCalendarObligations(tx, to, after, BATCH)
    yield batch.map((before) => ({ before, change: reschedule(before, to.version, at, clocks) }))
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return
    after = last.id
  }
}
