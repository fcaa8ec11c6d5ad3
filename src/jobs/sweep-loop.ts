import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#platform/clock'
import { isDatabaseAway } from '#platform/database-away'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { tellAway } from '#platform/tell-away'
import type { Sweep } from './sweep.ts'

export type Loop = { stop(): Promise<void> }

const LONGEST_SLEEP_MS = 1_000
/** Under a storm of commits the sweep still looks only this often: nothing is due sooner than a person could notice. */
const SWEEP_REST_MS = 200
const AFTER_FAULT_MS = [200, 1_000, 5_000]

/** Sweeps until stopped: at the next due instant, at the latest each second, and whenever something was committed. */
export function startSweepLoop(parts: { sweep: Sweep; clock: Clock; wake: Wake; log: Log }): Loop {
  const { sweep, clock, wake, log } = parts
  return startLoop({
    wake,
    log,
    name: 'sweep',
    restMs: SWEEP_REST_MS,
    async turn() {
      const next = await sweep.toQuiet()
      if (next === null) return LONGEST_SLEEP_MS
      return next - (await clock.now())
    },
  })
}

/**
 * Runs `turn` again and again: after the milliseconds it asks for (1 s at most; 0: at once), or when it is woken, but then
 * after a rest of `restMs` at least. A wake during a turn is not lost. A turn that throws is logged and tried again, later
 * and later, 5 s at most.
 */
export function startLoop(parts: {
  name: string
  restMs: number
  wake: Pick<Wake, 'subscribe'>
  log: Log
  turn: () => Promise<number>
}): Loop {
  const { name, restMs, wake, log, turn } = parts
  const stopping = new AbortController()
  let woken = false
  let rouse = new AbortController()
  const unsubscribe = wake.subscribe(() => {
    woken = true
    rouse.abort()
  })

  async function run(): Promise<void> {
    for (let faults = 0; !stopping.signal.aborted; ) {
      woken = false
      let pause: number
      try {
        pause = await turn()
        faults = 0
      } catch (error) {
        if (stopping.signal.aborted) return
        if (isDatabaseAway(error)) tellAway(log, error, { loop: name }, `${name} waits for the database`)
        else log.error({ err: error, loop: name }, `${name} met a fault and goes on`)
        await pauseFor(AFTER_FAULT_MS[Math.min(faults++, AFTER_FAULT_MS.length - 1)]!, stopping.signal)
        continue
      }
      if (pause <= 0) continue
      const rest = Math.min(pause, restMs)
      await pauseFor(rest, stopping.signal)
      if (woken) continue
      rouse = new AbortController()
      await pauseFor(Math.max(0, Math.min(pause, LONGEST_SLEEP_MS) - rest), AbortSignal.any([rouse.signal, stopping.signal]))
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      unsubscribe()
      await running
    },
  }
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
