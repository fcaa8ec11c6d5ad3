import { type Instant, MINUTE } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { usedUpAt } from './deadline.ts'
import { type Change, isOpen, type Obligation, type ObligationEvent, obligationEvent, type RecipientRole, timingOf } from './obligation.ts'

/**
 * Who hears what, until chapter 3's escalation policies take over. `climbAfter` milliseconds of the obligation's own
 * clock after the break, when it is still unfulfilled: half the target, never under 10 minutes.
 */
export type Ladder = {
  readonly warned: readonly RecipientRole[]
  readonly broken: readonly RecipientRole[]
  climbed(severity: string | null): readonly RecipientRole[]
  readonly shortestClimbMs: number
}

export const DEFAULT_LADDER: Ladder = {
  warned: ['holder'],
  broken: ['holder', 'line-lead'],
  climbed: (severity) => (severity === 'S1' || severity === 'S2' ? ['line-executive'] : ['duty-manager']),
  shortestClimbMs: 10 * MINUTE,
}

/**
 * Everything that falls due up to and including `at`, in order, each at its own instant, exactly once: what has happened
 * stands in the state, so sweeping twice, late or in any portions gives the same.
 */
export function sweep(obligation: Obligation, at: Instant, clocks: Clocks, ladder: Ladder = DEFAULT_LADDER): Change {
  let current = obligation
  const events: ObligationEvent[] = []
  while (current.nextAt !== null && current.nextAt <= at) {
    const stepped = step(current, current.nextAt, ladder)
    current = withNext(stepped.obligation, clocks, ladder)
    events.push(stepped.event)
  }
  return { obligation: current, events }
}

/** The obligation with the one instant the sweep waits for. Every change of an obligation ends here. */
export function withNext(obligation: Obligation, clocks: Clocks, ladder: Ladder = DEFAULT_LADDER): Obligation {
  return { ...obligation, nextAt: nextInstant(obligation, clocks, ladder) }
}

/** A break at its due instant, for `why` it came about other than by time (`re-triaged`). */
export function broken(obligation: Obligation, dueAt: Instant, ladder: Ladder = DEFAULT_LADDER, why: string | null = null) {
  const after: Obligation = { ...obligation, state: 'broken', brokenAt: dueAt, warned: obligation.warnAts.length }
  return { obligation: after, event: obligationEvent('obligation.broken', dueAt, after, { why }, told(after, ladder.broken)) }
}

function nextInstant(obligation: Obligation, clocks: Clocks, ladder: Ladder): Instant | null {
  if (obligation.state === 'pending') {
    if (obligation.dueAt === null) return null
    const warnAt = obligation.warnAts[obligation.warned]
    return warnAt !== undefined && warnAt < obligation.dueAt ? warnAt : obligation.dueAt
  }
  return isOpen(obligation) && obligation.mode === 'enforce' ? climbInstant(obligation, clocks, ladder) : null
}

function climbInstant(obligation: Obligation, clocks: Clocks, ladder: Ladder): Instant | null {
  const { armedAt, brokenAt, climbs, target, pauses } = obligation
  if (brokenAt === null || (climbs > 0 && target.cadence !== true)) return null
  // A given date is a span of all hours; what is used up after it is counted on the calendar, and so is its half.
  const { budgetMs } = 'at' in target ? { budgetMs: clocks.of(target).between(armedAt, brokenAt) } : timingOf(obligation, clocks)
  const interval = Math.max(budgetMs, 2 * ladder.shortestClimbMs)
  const sinceDue = climbs === 0 ? Math.ceil(interval / 2) : climbs * interval
  return usedUpAt(brokenAt, sinceDue, clocks.of(target), pauses)?.at ?? null
}

function step(obligation: Obligation, at: Instant, ladder: Ladder): { obligation: Obligation; event: ObligationEvent } {
  if (obligation.state === 'broken') {
    const after = { ...obligation, climbs: obligation.climbs + 1 }
    const recipients = told(after, ladder.climbed(after.severity))
    return { obligation: after, event: obligationEvent('obligation.climbed', at, after, { climbs: after.climbs }, recipients) }
  }
  if (at === obligation.dueAt) return broken(obligation, at, ladder)
  const after = { ...obligation, warned: obligation.warned + 1 }
  return { obligation: after, event: obligationEvent('obligation.warned', at, after, { warned: after.warned }, told(after, ladder.warned)) }
}

/** observe is silent; warn reaches nobody but the holder. */
function told(obligation: Obligation, roles: readonly RecipientRole[]): readonly RecipientRole[] {
  if (obligation.mode === 'observe') return []
  return obligation.mode === 'warn' ? roles.filter((role) => role === 'holder') : roles
}
