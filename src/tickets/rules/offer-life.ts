import { addMs, earlierOf, HOUR, type Instant, MINUTE } from '#kernel/instant'
import type { WorkingTime } from '#obligations/rules/working-time'
import type { Severity } from './vocabulary.ts'

const WALL_MS: Partial<Record<Severity, number>> = { S1: 5 * MINUTE, S2: 15 * MINUTE }
const WORKING_MS: Partial<Record<Severity, number>> = { S3: 1 * HOUR, S4: 4 * HOUR }
/** An offer never eats more than this share of what remains to acknowledge. */
const SHARE_OF_ACKNOWLEDGE = 0.6

/**
 * When an offer of a duty expires: S1 5 and S2 15 minutes of wall time, S3 1 and S4 4 working hours of the receiving
 * line, never beyond 60 % of what remains to acknowledge.
 */
export function offerExpiry(severity: Severity, working: WorkingTime, acknowledgeDueAt: Instant | null, at: Instant): Instant {
  const life = WALL_MS[severity]
  const expiry = life !== undefined ? addMs(at, life) : (working.after(at, WORKING_MS[severity] ?? HOUR) ?? addMs(at, HOUR))
  if (acknowledgeDueAt === null || acknowledgeDueAt <= at) return expiry
  return earlierOf(expiry, addMs(at, (acknowledgeDueAt - at) * SHARE_OF_ACKNOWLEDGE))
}
