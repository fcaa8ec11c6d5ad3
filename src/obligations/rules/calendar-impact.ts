import type { Instant } from '#kernel/instant'
import type { Change, Obligation } from './obligation.ts'

export type Recount = { readonly before: Obligation; readonly change: Change }

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
