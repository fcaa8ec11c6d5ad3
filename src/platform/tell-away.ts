import { isDatabaseAway } from './database-away.ts'
import type { Log } from './log.ts'

const QUIET_MS = 10_000
const lastTold = new WeakMap<Log, number>()

/**
 * Logs an error that work goes on after. When the database is away, every connection and loop of a process notices at once: one of
 * them says so every ten seconds, the others only to whoever is debugging. Anything else is always said.
 */
export function tellAway(log: Log, error: unknown, facts: object, words: string): void {
  const now = performance.now()
  const isAway = isDatabaseAway(error)
  const isSaid = isAway && now - (lastTold.get(log) ?? Number.NEGATIVE_INFINITY) < QUIET_MS
  if (isAway && !isSaid) lastTold.set(log, now)
  log[isSaid ? 'debug' : 'warn']({ ...facts, err: error }, words)
}
