import type { Brand } from './brand.ts'

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z, the precision of `timestamptz(3)`. */
export type Instant = Brand<number, 'Instant'>

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** Milliseconds since the epoch as an instant; fractions are cut. Throws RangeError on anything not finite. */
export function instant(epochMs: number): Instant {
  if (!Number.isFinite(epochMs)) throw new RangeError(`not an instant: ${epochMs}`)
  return Math.trunc(epochMs) as Instant
}

/** An RFC 3339 text as an instant. Throws RangeError when it is none. */
export function parseInstant(text: string): Instant {
  return instant(Date.parse(text))
}

/** RFC 3339 in UTC with milliseconds, e.g. `2026-11-21T08:00:00.000Z`. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString()
}

export function addMs(at: Instant, ms: number): Instant {
  return instant(at + ms)
}

export function laterOf(a: Instant, b: Instant): Instant {
  return a >= b ? a : b
}

export function earlierOf(a: Instant, b: Instant): Instant {
  return a <= b ? a : b
}
