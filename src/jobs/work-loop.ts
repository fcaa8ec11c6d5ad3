import type { Dispatcher } from '#platform/jobs/dispatch-events'
import type { JobQueue } from '#platform/jobs/job-queue'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { type Loop, startLoop } from './sweep-loop.ts'

const IDLE_MS = 1_000
const REST_MS = 20

/** Turns events into jobs and runs them, as soon as there are any. */
export function startWorkLoop(parts: {
  dispatcher: Dispatcher
  queue: JobQueue
  wake: Wake
  log: Log
  /** Told how many events became jobs. */
  dispatched?: (count: number) => void
}): Loop {
  const { dispatcher, queue, wake, log, dispatched } = parts
  return startLoop({
    wake,
    log,
    name: 'work',
    restMs: REST_MS,
    async turn() {
      const read = await dispatcher.dispatch()
      if (read !== 'busy' && read > 0) dispatched?.(read)
      const ran = await queue.runReady()
      if (ran > 0) wake.touched()
      return ran > 0 || (read !== 'busy' && read > 0) ? 0 : IDLE_MS
    },
  })
}
