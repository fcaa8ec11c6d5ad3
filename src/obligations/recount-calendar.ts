import type { Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import type { TicketHolds } from './ports.ts'
import type { CalendarDocument } from './rules/calendar.ts'
import type { Recount } from './rules/calendar-impact.ts'
import { clocksOf } from './rules/clocks.ts'
import { reschedule } from './rules/retarget-obligation.ts'
import { calendarVersions } from './store/calendars.ts'
import { loadCountedBefore, obligationsCountedBefore } from './store/obligations.ts'
import { ticketIdsOf } from './ticket-ids-of.ts'

export type NewVersion = { readonly calendarId: string; readonly version: number; readonly document: CalendarDocument }

const BATCH = 1_000

/**
 * Counts everything pending on earlier versions of a calendar again, on `to`, in portions, not yet written: locked, tickets first; without
 * `holdTickets` only looked at. The earlier versions must
 * be in the database; the new one need not be.
 */
export async function* recountCalendar(
  tx: Tx,
  to: NewVersion,
  at: Instant,
  holdTickets: TicketHolds['holdTickets'] | null,
): AsyncGenerator<Recount[]> {
  const earlier = await calendarVersions(tx, to.calendarId)
  const clocks = clocksOf([...earlier.map((one) => ({ ...one, calendarId: to.calendarId })), to])
  for (let after: string | null = null; ; ) {
    const batch: Awaited<ReturnType<typeof obligationsCountedBefore>> = await obligationsCountedBefore(tx, to, after, BATCH)
    await holdTickets?.(tx, ticketIdsOf(batch))
    const ids = batch.map(({ id }) => id)
    const pending = await loadCountedBefore(tx, to, ids, holdTickets !== null)
    yield pending.map((before) => ({ before, change: reschedule(before, to.version, at, clocks) }))
    if (batch.length < BATCH) return
    after = ids.at(-1) ?? null
  }
}
