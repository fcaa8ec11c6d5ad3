import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { isBlank } from '#kernel/text'
import { type FixState, fixState } from './fix.ts'
import { missingFacts } from './gate.ts'
import { endOffers } from './hand-off.ts'
import type { Playbook } from './playbook.ts'
import { isGrave } from './severity.ts'
import { type SilenceDates, silenceTimers } from './silence-dates.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import { type CauseClass, isNotOurs } from './vocabulary.ts'
import { endedWait } from './wait.ts'

export type Resolution = {
  readonly id: string
  readonly text: string
  readonly causeClass: CauseClass
  readonly prevention: string
  readonly evidence: string | null
}
/**
 * We say it is done: with text, cause class and prevention (or why none), evidence when it was not ours, and the
 * description complete. Leaves any wait, schedule or watch, ends open offers. A fix that engineering recorded must have
 * been verified by somebody else. `reportOwed`: a root-cause report is still to be sent.
 */
export function resolve(
  ticket: Ticket,
  resolution: Resolution,
  byId: StaffId,
  playbook: Playbook,
  reportOwed: boolean,
  silence: SilenceDates,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('resolve', ticket)
  if ('accepted' in next) return next
  const missing = missingFacts(ticket.report, playbook)
  if (missing.length > 0) return refuse('description-incomplete', { missing: missing.join(', ') })
  if (ticket.triagedAt === null) return refuse('triage-first', {})
  if (isNotOurs(resolution.causeClass) && (resolution.evidence === null || isBlank(resolution.evidence)))
    return refuse('not-ours-needs-evidence', {})
  // What was ours at first is not talked away by one person, however slight.
  const needsSecond = isGrave(ticket.severity) || (ticket.firstCauseClass !== null && !isNotOurs(ticket.firstCauseClass))
  if (isNotOurs(resolution.causeClass) && needsSecond && !signedByAnother(ticket, byId)) return refuse('not-ours-needs-second', {})
  if (awaitsVerification(fixState(ticket))) return refuse('fix-not-verified', {})
  const waited = endedWait(ticket, 'resolved', at)
  const offered = endOffers(waited.ticket, 'resolved', at)
  const changed = change(offered.ticket, at, {
    status: 'resolved',
    resolvedAt: at,
    resolutionId: resolution.id,
    causeClass: resolution.causeClass,
    firstCauseClass: ticket.firstCauseClass ?? resolution.causeClass,
    observingUntil: null,
    scheduled: null,
    reportOwed,
    bounceCount: 0,
    ownerNamed: false,
    ownerMustBeNamed: false,
    customerWroteAt: null,
  })
  const added: Outcome['added'] = [
    ...waited.added,
    ...offered.added,
    { as: 'resolution', ...resolution, byId, at },
    { as: 'timer-cancelled', kind: 'observation-end', subjectId: ticket.id },
    ...silenceTimers(ticket, silence),
  ]
  return accept({ ticket: changed, added }, [
    ...waited.events,
    ...offered.events,
    { type: 'ticket.resolved', at, audience: 'customer', data: { reportOwed, closesAt: silence.closeAt } },
    { type: 'ticket.cause-stated', at, data: { causeClass: resolution.causeClass } },
  ])
}

// "Not ours" at S1/S2 needs a second function's word: a finding by somebody else that says so.
function signedByAnother(ticket: Ticket, byId: StaffId): boolean {
  const aside = ['environment', 'usage', 'third_party', 'as_designed']
  return ticket.findings.some(
    (finding) => finding.byId !== byId && finding.data.verdict !== undefined && aside.includes(finding.data.verdict),
  )
}

/** A fix that nobody else has verified, or whose verification failed, resolves nothing. */
export function awaitsVerification(state: FixState): boolean {
  return state === 'unverified' || state === 'failed'
}
