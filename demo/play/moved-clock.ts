import type { Instant } from '#kernel/instant'
import type { Clock } from '#platform/clock'

/** A clock in memory that the player of lives moves forward; nobody else reads it. */
export type MovedClock = Clock & { at(): Instant; moveTo(at: Instant): void }

export function movedClock(from: Instant): MovedClock {
  let present = from
  return {
    isTest: true,
    now: async () => present,
    at: () => present,
    moveTo(at) {
      if (at > present) present = at
    },
  }
}
