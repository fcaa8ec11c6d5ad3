import type { Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { type Change, isOpen, type Obligation, obligationEvent, unchanged } from './obligation.ts'
import { sweep, withNext } from './sweep-obligation.ts'

/**
 * The act that was owed, done at `at` and entered at `recordedAt` (a contact record counts at the instant of contact).
 * In time: kept, even if it was entered after the due and had been swept as broken. Late: stays broken, fulfilled.
 * Before it was armed, or when nothing is open: unchanged.
 */
export function keep(obligation: Obligation, at: Instant, clocks: Clocks, recordedAt: Instant = at): Change {
  if (at < obligation.armedAt) return unchanged(obligation)
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (current.state === 'pending') {
    const kept = withNext({ ...current, state: 'kept', keptAt: at }, clocks)
    return { obligation: kept, events: [...events, obligationEvent('obligation.kept', at, kept, { recordedAt })] }
  }
  if (!isOpen(current)) return { obligation: current, events }
  if (current.brokenAt !== null && at < current.brokenAt) return keptAfterAll(current, at, clocks, recordedAt)
  const fulfilled = fulfil(current, at, clocks)
  return { obligation: fulfilled.obligation, events: [...events, ...fulfilled.events] }
}

/** Done late: stays broken and stops climbing. */
export function fulfil(obligation: Obligation, at: Instant, clocks: Clocks): Change {
  if (obligation.state !== 'broken' || !isOpen(obligation)) return unchanged(obligation)
  const fulfilled = withNext({ ...obligation, fulfilledAt: at }, clocks)
  return {
    obligation: fulfilled,
    events: [obligationEvent('obligation.fulfilled', at, fulfilled, { lateMs: at - (obligation.brokenAt ?? at) })],
  }
}

function keptAfterAll(obligation: Obligation, at: Instant, clocks: Clocks, recordedAt: Instant): Change {
  const kept = withNext({ ...obligation, state: 'kept', keptAt: at, brokenAt: null }, clocks)
  return { obligation: kept, events: [obligationEvent('obligation.kept', at, kept, { recordedAt, correctedBreakAt: obligation.brokenAt })] }
}
