import type { Dispatcher } from '#platform/jobs/dispatch-events'
import type { JobQueue } from '#platform/jobs/job-queue'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { type Loop, startLoop } from './sweep-loop.ts'

const IDLE_MS = 1_000
const REST_MS = 20

type Parts = {
  readonly dispatcher: Dispatcher
  readonly queue: JobQueue
  readonly wake: Wake
  readonly log: Log
  /** Told how many events became jobs. */
  readonly dispatched?: (count: number) => void
}

/** Turns events into jobs and runs them, as soon as there are any. Each by itself: a slow job keeps neither the log nor another queue waiting. */
export function startWorkLoop(parts: Parts): Loop {
  const dispatching = dispatchLoop(parts)
  const working = parts.queue.names.map((name) => jobLoop(name, parts))
  return {
    async stop() {
      // Jobs that run are waited for by the queue, as long as it is worth it.
      for (const loop of working) void loop.stop()
      await dispatching.stop()
    },
  }
}

function dispatchLoop({ dispatcher, wake, log, dispatched }: Parts): Loop {
  return startLoop({
    wake,
    log,
    name: 'dispatch',
    restMs: REST_MS,
    async turn() {
      const read = await dispatcher.dispatch()
      if (read === 'busy' || read === 0) return IDLE_MS
      dispatched?.(read)
      return 0
    },
  })
}

function jobLoop(name: string, { queue, wake, log }: Parts): Loop {
  return startLoop({
    wake: queue,
    log,
    name: `work ${name}`,
    restMs: REST_MS,
    async turn() {
      const ran = await queue.run(name)
      if (ran === 0) return IDLE_MS
      wake.touched()
      return 0
    },
  })
}
