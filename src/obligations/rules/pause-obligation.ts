import type { Instant } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { type Change, isOpen, type Obligation, obligationEvent, retimed } from './obligation.ts'
import { sweep, withNext } from './sweep-obligation.ts'

/**
 * The clock stops at `at` until somebody resumes it with the same `why`, or until `to` when that is known. A given date
 * does not move. A broken one keeps its due and stops climbing meanwhile. Paused for this reason already: unchanged.
 */
export function pause(obligation: Obligation, at: Instant, why: string, clocks: Clocks, to: Instant | null = null): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  if (!isOpen(current) || current.pauses.some((pause) => pause.to === null && pause.why === why)) return { obligation: current, events }
  const paused = retimedIfPending({ ...current, pauses: [...current.pauses, { from: at, to, why }] }, clocks)
  return {
    obligation: paused,
    events: [...events, obligationEvent('obligation.paused', at, paused, { why, to, remainingMs: paused.remainingMs })],
  }
}

/** Ends the open pauses with this `why` (all of them without one). Others may still hold the clock. */
export function resume(obligation: Obligation, at: Instant, clocks: Clocks, why: string | null = null): Change {
  const { obligation: current, events } = sweep(obligation, at, clocks)
  const ends = (pause: Obligation['pauses'][number]) => pause.to === null && (why === null || pause.why === why)
  if (!isOpen(current) || !current.pauses.some(ends)) return { obligation: current, events }
  const pauses = current.pauses.map((pause) => (ends(pause) ? { ...pause, to: at } : pause))
  const resumed = retimedIfPending({ ...current, pauses }, clocks)
  return { obligation: resumed, events: [...events, obligationEvent('obligation.resumed', at, resumed, { why })] }
}

function retimedIfPending(obligation: Obligation, clocks: Clocks): Obligation {
  return withNext(obligation.state === 'pending' ? retimed(obligation, clocks) : obligation, clocks)
}
