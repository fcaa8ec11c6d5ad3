import { addMs, DAY, type Instant, MINUTE } from '#kernel/instant'

const WAITS_MINUTES = [1, 5, 15, 30, 60, 120, 240]
/** As long as mail servers themselves try. */
const GIVEN_UP_AFTER = 5 * DAY

/** When a mail that could not be sent is tried again after `attempts` tries; null when it has been tried long enough. */
export function nextTry(attempts: number, createdAt: Instant, now: Instant): Instant | null {
  const minutes = WAITS_MINUTES[Math.min(Math.max(attempts, 1), WAITS_MINUTES.length) - 1]!
  const next = addMs(now, minutes * MINUTE)
  return next > addMs(createdAt, GIVEN_UP_AFTER) ? null : next
}
