import type { Instant } from '#kernel/instant'
import type { Band, Status } from './vocabulary.ts'

export type BandFacts = {
  readonly status: Status
  readonly ownerAcknowledgedAt: Instant | null
  readonly riskAt: Instant | null
  readonly resolvedAt: Instant | null
}

/** Where a ticket stands on the front line now, or null when it is not there (closed, resolved before today). */
export function bandOf(facts: BandFacts, now: Instant, todayFrom: Instant): Band | null {
  if (facts.status === 'resolved' || facts.status === 'closed')
    return facts.resolvedAt !== null && facts.resolvedAt >= todayFrom ? 'resolved_today' : null
  if (facts.ownerAcknowledgedAt === null && facts.status !== 'waiting_on_customer') return 'nobody_accepted'
  if (facts.riskAt !== null && facts.riskAt <= now) return 'at_risk'
  return facts.status === 'waiting_on_customer' ? 'waiting' : 'moving'
}
