import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { claimLowered } from './claim-lowered.ts'
import { isAfterRestoration } from './lowering.ts'
import { proposeSeverity, rank } from './severity.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { SystemWord } from './system-words.ts'
import type { Ticket } from './ticket.ts'
import type { Flag, Impact, Severity, Side, Urgency } from './vocabulary.ts'

export type Triage = {
  readonly id: string
  readonly impact: Impact
  readonly urgency: Urgency
  readonly flags: readonly Flag[] | null
  readonly severity: Severity | null
  readonly because: 'corrected' | 'worsened' | null
  readonly reason: string | null
  readonly suspectedSide: Side | null
  /** What the system says to the customer where their claim is lowered. */
  readonly word: SystemWord
}

/**
 * The final severity is ours: the matrix proposes, a person decides, and below the proposal or below the customer's claim
 * needs a reason. After the first triage `because` says whether we were wrong (corrected: clocks recompute from their
 * original instants) or it got worse (worsened: newly owed or shorter ones arm now, the cadence begins anew, and the nights
 * are no longer quiet). The customer is told why their claim was lowered. After restoration it is lowered by two (lowering.ts).
 */
export function triage(ticket: Ticket, triage: Triage, byId: StaffId, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('triage', ticket)
  if ('accepted' in next) return next
  const flags = triage.flags === null ? ticket.flags : [...new Set(triage.flags)]
  const proposed = proposeSeverity(triage.impact, triage.urgency, flags)
  const severity = triage.severity ?? proposed
  const because = ticket.triagedAt === null ? 'first' : triage.because
  if (because === null) return refuse('triage-because-needed', { severity: ticket.severity })
  if (because === 'worsened' && rank(severity) > rank(ticket.severity))
    return refuse('worsened-cannot-lower', { from: ticket.severity, to: severity })
  if (rank(severity) > rank(proposed) && triage.reason === null) return refuse('lower-severity-needs-reason', { proposed, severity })
  const lowers = because === 'first' || rank(severity) > rank(ticket.severity)
  const lowersClaim = lowers && ticket.severityClaimed !== null && rank(severity) > rank(ticket.severityClaimed)
  if (lowersClaim && triage.reason === null) return refuse('lower-claim-needs-reason', { claimed: ticket.severityClaimed ?? '', severity })
  if (isAfterRestoration(ticket) && rank(severity) > rank(ticket.severity))
    return refuse('lowering-after-restoration', { severity: ticket.severity })

  const told = lowersClaim ? claimLowered(ticket, severity, triage.reason, triage.word, at) : null
  const worsened = because === 'worsened'
  const changed = change(ticket, at, {
    ...told?.patch,
    ...(worsened ? { cadenceBeganAt: at, nightSilence: false } : {}),
    severity,
    severityProposed: proposed,
    severityFirst: ticket.severityFirst ?? severity,
    triagedAt: ticket.triagedAt ?? at,
    flags,
    suspectedSide: triage.suspectedSide ?? ticket.suspectedSide,
    report: { ...ticket.report, impact: triage.impact, urgency: triage.urgency },
  })
  const added: Outcome['added'] = [
    {
      as: 'triage',
      id: triage.id,
      at,
      byId,
      impact: triage.impact,
      urgency: triage.urgency,
      flags,
      severity,
      severityProposed: proposed,
      because,
      reason: triage.reason,
      suspectedSide: triage.suspectedSide,
    },
    ...(told?.added ?? []),
  ]
  return accept({ ticket: changed, added }, [
    {
      type: 'ticket.triaged',
      at,
      audience: 'customer',
      data: {
        severity,
        was: ticket.severity,
        proposed,
        claimed: ticket.severityClaimed,
        because,
        lowersClaim,
        ...(lowersClaim ? { reason: triage.reason } : {}),
      },
    },
    ...(worsened ? nightsEnd(ticket, at) : []),
    ...(told?.events ?? []),
    ...sideSuspected(ticket, triage, at),
  ])
}

/** Worse: the customer hears at night again. */
function nightsEnd({ nightSilence }: Ticket, at: Instant): TicketEvent[] {
  return nightSilence ? [{ type: 'ticket.night-silence-ended', at, audience: 'customer', data: { why: 'worsened' } }] : []
}

function sideSuspected(ticket: Ticket, { suspectedSide: side, reason }: Triage, at: Instant): TicketEvent[] {
  if (side === null || side === ticket.suspectedSide) return []
  return [{ type: 'ticket.side-suspected', at, data: { side, was: ticket.suspectedSide, reason } }]
}
