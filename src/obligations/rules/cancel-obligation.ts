import type { Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { type Change, isOpen, type Obligation, obligationEvent } from './obligation.ts'
import { sweep, withNext } from './sweep-obligation.ts'

/** No longer owed, and why (`merged`, `re-triaged`, `closed`, …). What broke before stays broken and counted, but climbs no further. */
export function cancel(obligation: Obligation, at: Instant, why: string, clocks: Clocks): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (!isOpen(current)) return { obligation: current, events }
  const state = current.state === 'broken' ? 'broken' : 'cancelled'
  const cancelled = withNext({ ...current, state, cancelledAt: at, cancelWhy: why }, clocks)
  return { obligation: cancelled, events: [...events, obligationEvent('obligation.cancelled', at, cancelled, { why })] }
}
