import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something holds and returns how many milliseconds it took. Throws, saying what was waited for, after `withinMs`: a limit on hanging, not on being slow. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<number> {
  const started = performance.now()
  while (!(await holds())) {
    if (performance.now() - started > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pause(10)
  }
  return performance.now() - started
}
