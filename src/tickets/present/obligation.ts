import { instantText } from '#kernel/fields'
import type { Obligation } from '#obligations'
import { isPaused } from '#obligations/rules/obligation'
import type { ObligationView } from '../contract.ts'

/** What of an obligation is shown. */
type Shown = Omit<Obligation, Hidden>
type Hidden =
  | 'ticketId'
  | 'accountId'
  | 'productLineId'
  | 'severity'
  | 'mode'
  | 'target'
  | 'warned'
  | 'remainingMs'
  | 'cancelledAt'
  | 'cancelWhy'
  | 'climbs'
  | 'cycle'
  | 'policyId'
  | 'nextAt'

export function presentObligation(obligation: Shown, holderName: string | null): ObligationView {
  const { id, kind, subject, state, owedTo, holderId, holderDuty, policyVersion, text, why } = obligation
  return {
    ...{ id, kind, subject, state, owedTo, policyVersion, text, why },
    holder: holderId === null ? null : { id: holderId, name: holderName ?? '—' },
    duty: holderDuty,
    paused: isPaused(obligation),
    armedAt: instantText(obligation.armedAt),
    dueAt: instantText(obligation.dueAt),
    warnAt: instantText(obligation.warnAts[0] ?? null),
    keptAt: instantText(obligation.keptAt),
    brokenAt: instantText(obligation.brokenAt),
    fulfilledAt: instantText(obligation.fulfilledAt),
  }
}
