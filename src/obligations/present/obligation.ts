import { instantText } from '#kernel/fields'
import { MINUTE } from '#kernel/instant'
import type { ObligationOut } from '../contract.ts'
import { isPaused, type Obligation } from '../rules/obligation.ts'

/** An obligation as it is shown; `holderName` of its holder, null when nobody holds it. */
export function presentObligation(o: Obligation, holderName: string | null): ObligationOut {
  return {
    ...{ id: o.id, kind: o.kind, subject: o.subject, ticketId: o.ticketId, severity: o.severity },
    ...{ holder: o.holderId === null ? null : { id: o.holderId, name: holderName ?? '' }, duty: o.holderDuty, owedTo: o.owedTo },
    ...{ state: o.state, mode: o.mode, paused: o.state === 'pending' && isPaused(o), armedAt: instantText(o.armedAt) },
    ...{ dueAt: instantText(o.dueAt), warnAt: instantText(o.warnAts[0] ?? null) },
    ...{ remainingMinutes: o.remainingMs === null ? null : o.remainingMs / MINUTE },
    ...{ keptAt: instantText(o.keptAt), brokenAt: instantText(o.brokenAt), fulfilledAt: instantText(o.fulfilledAt) },
    ...{ cancelledAt: instantText(o.cancelledAt), cancelWhy: o.cancelWhy, cycle: o.cycle, climbs: o.climbs },
    ...{ policyVersion: o.policyVersion, text: o.text, why: o.why },
  }
}
