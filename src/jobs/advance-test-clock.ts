import { setTimeout as sleep } from 'node:timers/promises'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Dispatcher } from '#platform/jobs/dispatch-events'
import type { JobQueue } from '#platform/jobs/job-queue'
import { stillness } from '#platform/jobs/stillness'
import { holdingTestClock, setTestClock } from '#platform/jobs/test-clock-row'
import type { Wake } from '#platform/log-reader/wake'
import { Refused } from '#platform/refused'
import type { Sweep } from './sweep.ts'

export type ClockDriver = {
  /**
   * Walks the shared clock from due instant to due instant up to `to`, firing and doing everything that follows before
   * the next step; gives the clock's instant at the end. Refuses to go back unless `back` is said (then nothing fires twice:
   * what has fired has fired). Whatever other processes do meanwhile is theirs as well as ours; we only wait for it.
   */
  advanceTo(to: (now: Instant) => Instant, options?: { back?: boolean }): Promise<Instant>
  /** Returns when nothing is due, no event waits for its jobs and no job is waiting or running anywhere. */
  settle(): Promise<Instant | null>
}

const POLL_MS = 5
/** A job that runs a minute long, or a transaction that holds events back so long: a fault, said aloud. */
const PATIENCE = 60_000 / POLL_MS

export function openClockDriver(parts: {
  db: Db
  clock: Clock
  sweep: Sweep
  dispatcher: Dispatcher
  queue: JobQueue
  wake: Pick<Wake, 'touched'>
}): ClockDriver {
  const { db, clock, sweep, dispatcher, queue, wake } = parts

  // Still means: the sweep found nothing due, and before and after that no event waited, no job was there, and the log
  // had the same end. Between two equal looks nobody, in any process, can have fired or written anything.
  async function settle(): Promise<Instant | null> {
    let before: string | null = null
    for (let waits = 0; waits < PATIENCE; ) {
      const next = await sweep.toQuiet()
      const still = await stillness(db, queue.names)
      if (still !== null && still === before) return next
      before = still
      if (still !== null) continue
      const read = await dispatcher.dispatch()
      const ran = await queue.runReady({ everything: true })
      if (ran > 0 || (read !== 'busy' && read > 0)) {
        waits = 0
        continue
      }
      waits++
      await sleep(POLL_MS)
    }
    throw new Error('the test clock cannot settle: a job or a transaction does not end')
  }

  async function stepTo(at: Instant): Promise<Instant | null> {
    await setTestClock(db, at)
    wake.touched()
    const next = await settle()
    if (sweep.failing() > 0) throw new Error(`a timer could not be fired at ${formatInstant(at)}; see the log`)
    return next
  }

  async function walk(to: (now: Instant) => Instant, back: boolean): Promise<Instant> {
    const start = await clock.now()
    const target = to(start)
    if (target < start && !back) throw new Refused('clock-goes-forward', { now: formatInstant(start) })
    let next = target < start ? null : await settle()
    while (next !== null && next < target) next = await stepTo(next)
    await stepTo(target)
    wake.touched()
    return target
  }

  return {
    settle,
    async advanceTo(to, { back = false } = {}) {
      const reached = await holdingTestClock(db, () => walk(to, back))
      if (reached === null) throw new Refused('try-again')
      return reached
    },
  }
}
