import { type WorkingHours, weekWindows } from '#organization/rules/working-hours'

export type WeekWindows = readonly (readonly [from: number, to: number])[]

/** Hours compiled so far, by their stored text: a company has a handful of patterns. Emptied when it outgrows that. */
const compiled = new Map<string, WeekWindows>()
const LIMIT = 2_000

/** Personal hours as stored (JSON text) as half-open minutes of the week. Unsound ones, which no path stores, count as none. */
export function compiledHours(stored: string): WeekWindows {
  const known = compiled.get(stored)
  if (known) return known
  const windows = weekWindows(JSON.parse(stored) as WorkingHours) ?? []
  if (compiled.size >= LIMIT) compiled.clear()
  compiled.set(stored, windows)
  return windows
}
