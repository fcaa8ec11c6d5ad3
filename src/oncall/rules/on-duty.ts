import type { Instant } from '#kernel/instant'
import { coversMinute } from '#organization/rules/working-hours'

/** What decides whether somebody is on duty; the edge fetches it. */
export type OnDutyFacts = {
  /** Whether this person stands on the roster that is asked about, now. */
  readonly rostered: boolean
  /** Whether nobody at all stands on that roster now. */
  readonly rosterEmpty: boolean
  /** Personal hours as half-open minutes of the local week (`weekWindows`). */
  readonly hours: readonly (readonly [from: number, to: number])[]
  /** The instant in the person's zone, as minutes since Monday 00:00. */
  readonly localMinute: number
  readonly awayFrom: Instant | null
  readonly awayUntil: Instant | null
}

export type OnDutyReason = 'on-the-roster' | 'in-personal-hours' | 'not-on-the-roster' | 'away' | 'outside-personal-hours'
export type OnDutyAnswer = { readonly onDuty: boolean; readonly why: OnDutyReason }

/**
 * On duty = on the roster now or, where the roster is empty, within personal hours and not away. A roster entry is a plan
 * somebody made for this very time, so it stands above personal hours and above an absence entered earlier.
 */
export function onDutyAt(facts: OnDutyFacts, at: Instant): OnDutyAnswer {
  if (facts.rostered) return { onDuty: true, why: 'on-the-roster' }
  if (!facts.rosterEmpty) return { onDuty: false, why: 'not-on-the-roster' }
  if (isAway(facts, at)) return { onDuty: false, why: 'away' }
  if (!coversMinute(facts.hours, facts.localMinute)) return { onDuty: false, why: 'outside-personal-hours' }
  return { onDuty: true, why: 'in-personal-hours' }
}

/** Away is half-open: back at the very instant it ends. */
function isAway({ awayFrom, awayUntil }: OnDutyFacts, at: Instant): boolean {
  return awayFrom !== null && awayUntil !== null && awayFrom <= at && at < awayUntil
}
