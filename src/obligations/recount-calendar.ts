import type { Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import type { CalendarDocument } from './rules/calendar.ts'
import { clocksOf } from './rules/clocks.ts'
import type { Change, Obligation } from './rules/obligation.ts'
import { reschedule } from './rules/retarget-obligation.ts'
import { calendarVersions } from './store/calendars.ts'
import { lockCalendarObligations } from './store/obligations.ts'

export type NewVersion = { readonly calendarId: string; readonly version: number; readonly document: CalendarDocument }
export type Recount = { readonly before: Obligation; readonly change: Change }

const BATCH = 1_000

/**
 * Counts everything pending on a calendar again, on `to`: locked, in portions, not yet written. The earlier versions must
 * be in the database; the new one need not be.
 */
export async function* recountCalendar(tx: Tx, to: NewVersion, at: Instant): AsyncGenerator<Recount[]> {
  const earlier = await calendarVersions(tx, to.calendarId)
  const clocks = clocksOf([...earlier.map(({ version, document }) => ({ calendarId: to.calendarId, version, document })), to])
  for (let after: string | null = null; ; ) {
    const batch: Obligation[] = await lockCalendarObligations(tx, to.calendarId, after, BATCH)
    yield batch.map((before) => ({ before, change: reschedule(before, to.version, at, clocks) }))
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return
    after = last.id
  }
}

/** What an edit does to what is owed: how many were counted again, how many dues moved, and the first of them. */
export type CalendarImpact = { counted: number; earlier: number; later: number; moved: MovedDue[] }
export type MovedDue = {
  readonly id: string
  readonly kind: string
  readonly ticketId: string | null
  readonly wasDueAt: Instant | null
  readonly dueAt: Instant | null
}

const SHOWN = 20

export const noImpact = (): CalendarImpact => ({ counted: 0, earlier: 0, later: 0, moved: [] })

export function addImpact(impact: CalendarImpact, recounts: readonly Recount[]): void {
  for (const { before, change } of recounts) {
    const after = change.obligation
    impact.counted++
    if (!change.events.some((event) => event.type === 'obligation.rescheduled')) continue
    if (isLater(before, after)) impact.later++
    else impact.earlier++
    const { id, kind, ticketId } = after
    if (impact.moved.length < SHOWN) impact.moved.push({ id, kind, ticketId, wasDueAt: before.dueAt, dueAt: after.dueAt })
  }
}

/** Paused ones have no due: more left to do counts as later. */
function isLater(before: Obligation, after: Obligation): boolean {
  return before.dueAt !== null && after.dueAt !== null ? after.dueAt > before.dueAt : (after.remainingMs ?? 0) > (before.remainingMs ?? 0)
}
