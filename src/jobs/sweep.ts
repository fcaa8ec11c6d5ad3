import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM } from '#kernel/actor'
import { addMs, earlierOf, type Instant } from '#kernel/instant'
import { type Ctx, ctxAs } from '#platform/ctx'
import { earliestTimer, freeTimersAt, type Timer, type TimerHandler, timerStands } from '#platform/jobs/timers'
import type { Wake } from '#platform/log-reader/wake'

/**
 * Fires one batch of what obligations owe to the clock up to and including `horizon`, in order. `fired`: how many;
 * `next`: the earliest instant still to come or held by another worker, null when there is none.
 */
export type SweepObligations = (horizon: Instant, now: Instant) => Promise<{ readonly fired: number; readonly next: Instant | null }>

export type Sweep = {
  /**
   * Fires everything due by the clock, in order, and gives the next instant at which something is due (null: nothing).
   * What other workers are firing is waited for.
   */
  toQuiet(): Promise<Instant | null>
  /** Timers whose handler failed; each is tried again later and no longer holds the others back. */
  failing(): number
}

const AT_ONCE = 100
/** How long to wait for what another worker holds, milliseconds: short first, for most transactions take a few. */
const WAITS_MS = [5, 10, 20, 50, 100]
const RETRY_MS = [1_000, 5_000, 30_000, 60_000]

/**
 * The one place where domain time passes. After downtime the past is fired in the order in which it was due: obligations
 * up to the earliest due timer, then the timers of that instant (before the obligations of the same instant), and again.
 * Any number of workers may run it: each firing takes its subject's lock and looks again.
 */
export function openSweep(parts: {
  ctx: Ctx
  sweepObligations: SweepObligations
  timerHandlers: Readonly<Record<string, TimerHandler>>
  wake: Pick<Wake, 'touched'>
  /** Told of each firing how long after its instant it came, milliseconds of domain time. */
  fired?: (lagMs: number) => void
}): Sweep {
  const { ctx, sweepObligations, timerHandlers, wake, fired: report } = parts
  /** The earliest obligation seen before the last look: what has just fired was due then. */
  let expected: Instant | null = null
  const failing = new Set<string>()
  const failures = new Map<string, number>()

  async function round(): Promise<'again' | 'wait' | { next: Instant | null }> {
    const now = await ctx.clock.now()
    const except = [...failing]
    const timerAt = await earliestTimer(ctx.db, except)
    const timerIsDue = timerAt !== null && timerAt <= now
    const horizon = timerIsDue ? addMs(timerAt, -1) : now
    const { fired, next } = await sweepObligations(horizon, now)
    const due = expected
    expected = next
    if (fired > 0) {
      wake.touched()
      if (due !== null && due <= now) report?.(now - due)
      return 'again'
    }
    if (next !== null && next <= horizon) return 'wait'
    if (!timerIsDue) return { next: timerAt === null ? next : next === null ? timerAt : earlierOf(timerAt, next) }
    const timers = await freeTimersAt(ctx.db, timerAt, except, AT_ONCE)
    for (const timer of timers) await fire(timer, now)
    return timers.length > 0 ? 'again' : 'wait'
  }

  async function fire(timer: Timer, now: Instant): Promise<void> {
    try {
      const handler = timerHandlers[timer.kind]
      if (!handler) throw new Error(`no handler for timers of kind ${timer.kind}`)
      await handler(timer, ctxAs(ctx, SYSTEM, timer.firesAt))
      if (await timerStands(ctx.db, timer)) throw new Error(`the handler of ${timer.kind} left its timer standing`)
      failures.delete(timer.id)
      wake.touched()
      report?.(now - timer.firesAt)
    } catch (error) {
      setAside(timer, error)
    }
  }

  // One broken ticket must not stop everybody's clock: its timer leaves the order and is tried again by itself.
  function setAside(timer: Timer, error: unknown): void {
    const before = failures.get(timer.id) ?? 0
    const delay = RETRY_MS[Math.min(before, RETRY_MS.length - 1)]!
    ctx.log.error({ err: error, timer: timer.id, kind: timer.kind, ticket: timer.ticketId, retryMs: delay }, 'timer could not be fired')
    failures.set(timer.id, before + 1)
    failing.add(timer.id)
    setTimeout(() => failing.delete(timer.id), delay).unref()
  }

  return {
    failing: () => failing.size,
    async toQuiet() {
      for (let waits = 0; ; ) {
        const answer = await round()
        if (typeof answer === 'object') return answer.next
        if (answer === 'again') waits = 0
        else await sleep(WAITS_MS[Math.min(waits++, WAITS_MS.length - 1)])
      }
    },
  }
}
