import { earlierOf, type Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { type Change, type Obligation, obligationEvent, type ResolvedTarget, retimed, timingOf } from './obligation.ts'
import { broken, sweep, withNext } from './sweep-obligation.ts'

/** What a new triage makes of an obligation. */
export type Retargeting = { readonly target: ResolvedTarget; readonly severity: string | null; readonly policyVersion?: number | null }

/**
 * Corrected: it should have been this from the start. Recomputed from the original arming; what is then late breaks at
 * its due, with `why`, and climbs. What was broken stays broken, what was kept stays kept.
 */
export function retarget(obligation: Obligation, to: Retargeting, at: Instant, why: string, clocks: Clocks): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (current.state !== 'pending') return { obligation: { ...current, severity: to.severity }, events }
  const policyVersion = to.policyVersion === undefined ? current.policyVersion : to.policyVersion
  const moved = retimed({ ...current, target: to.target, severity: to.severity, policyVersion, warned: 0 }, clocks)
  if (moved.dueAt === current.dueAt && moved.remainingMs === current.remainingMs) return stayed(current, moved, events, at, why, clocks)
  const told = [...events, rescheduled(current, moved, at, why)]
  if (moved.dueAt === null || moved.dueAt > at) {
    const next = sweep(withNext(moved, clocks), at, clocks)
    return { obligation: next.obligation, events: [...told, ...next.events] }
  }
  const late = broken(moved, moved.dueAt, undefined, why)
  const climbed = sweep(withNext(late.obligation, clocks), at, clocks)
  return { obligation: climbed.obligation, events: [...told, late.event, ...climbed.events] }
}

/** Due as before: what has warned has warned, and there is nothing to tell but another severity. */
function stayed(before: Obligation, after: Obligation, events: Change['events'], at: Instant, why: string, clocks: Clocks): Change {
  const obligation = withNext({ ...after, warned: before.warned }, clocks)
  return { obligation, events: before.severity === after.severity ? events : [...events, rescheduled(before, obligation, at, why)] }
}

/** Worsened: it has become this now. A due that comes earlier counted from now replaces the present one; else only the severity changes. */
export function worsen(obligation: Obligation, to: Retargeting, at: Instant, why: string, clocks: Clocks): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (current.state !== 'pending') return { obligation: { ...current, severity: to.severity }, events }
  const now = timingOf({ armedAt: at, target: to.target, pauses: current.pauses }, clocks)
  const isShorter =
    now.dueAt === null ? current.dueAt === null && (now.remainingMs ?? 0) < (current.remainingMs ?? 0) : isBefore(now.dueAt, current.dueAt)
  if (!isShorter) return { obligation: { ...current, severity: to.severity }, events }
  const rearmed = retimed({ ...current, armedAt: at, target: to.target, severity: to.severity, warned: 0 }, clocks)
  const moved = withNext(rearmed, clocks)
  return { obligation: moved, events: [...events, rescheduled(current, moved, at, why)] }
}

/** Due no later than `dueAt` (a promise; the earlier of two merged ones). Never later than it was. */
export function hasten(obligation: Obligation, dueAt: Instant, at: Instant, why: string, clocks: Clocks): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (current.state !== 'pending' || (current.dueAt !== null && current.dueAt <= dueAt)) return { obligation: current, events }
  const notAfter = earlierOf(current.target.notAfter ?? dueAt, dueAt)
  const moved = withNext(retimed({ ...current, target: { ...current.target, notAfter }, warned: 0 }, clocks), clocks)
  const swept = sweep(moved, at, clocks)
  return { obligation: swept.obligation, events: [...events, rescheduled(current, moved, at, why), ...swept.events] }
}

/**
 * A new version of its calendar: what is pending is counted again, so only what is due after the first changed day moves.
 * What warned, was kept or broke stays. Nobody is made late by an edit: a due that would lie in the past stays as it was.
 */
export function reschedule(obligation: Obligation, calendarVersion: number, at: Instant, clocks: Clocks): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (current.state !== 'pending' || current.target.calendarId === null) return { obligation: current, events }
  const moved = withNext(retimed({ ...current, target: { ...current.target, calendarVersion } }, clocks), clocks)
  if (moved.dueAt === current.dueAt && moved.remainingMs === current.remainingMs) return { obligation: moved, events }
  if (moved.dueAt !== null && moved.dueAt <= at) return { obligation: current, events }
  return { obligation: moved, events: [...events, rescheduled(current, moved, at, 'calendar-changed')] }
}

function rescheduled(before: Obligation, after: Obligation, at: Instant, why: string) {
  return obligationEvent('obligation.rescheduled', at, after, { why, wasDueAt: before.dueAt, severityWas: before.severity })
}

function isBefore(a: Instant, b: Instant | null): boolean {
  return b === null || a < b
}
