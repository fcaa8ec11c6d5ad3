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
  const day = Math.floor(at / DAY)
  const ms = at - day * DAY
  const seconds = Math.floor(ms / SECOND)
  const clock = `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`
  return `${dateOf(day)}T${clock}.${String(ms % SECOND).padStart(3, '0')}Z`
}

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** Texts of days lately asked for: an answer names a hundred instants of a few days, and making a date's text costs the most. */
const days = new Map<number, string>()
const DAYS = 500

function dateOf(day: number): string {
  const known = days.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY).toISOString().slice(0, -14)
  if (days.size >= DAYS) days.clear()
  days.set(day, text)
  return text
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
