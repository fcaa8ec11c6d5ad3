import { accept, type Decision, refuse } from '#kernel/decision'
import type { ContactId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { rank } from './severity.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import { decidedWords, type SystemWord, systemSays } from './system-words.ts'
import type { Ticket } from './ticket.ts'
import type { Severity } from './vocabulary.ts'

/** The customer may object once to each lowering below their claim, for as long as it stands. */
export function mayObject(ticket: Ticket): boolean {
  return ticket.claimLoweredAt !== null && ticket.objectionId === null && isBelowClaim(ticket)
}

/** 异议: one tap. The severity stays until the lead has decided, within 30 minutes. */
export function object(
  ticket: Ticket,
  objection: { readonly id: string; readonly words: string | null },
  byId: ContactId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('object', ticket)
  if ('accepted' in next) return next
  if (ticket.objectionId !== null) return refuse('objection-open', {})
  if (!mayObject(ticket)) return refuse('nothing-to-object', {})
  const severityClaimed = ticket.severityClaimed ?? ticket.severity
  return accept(
    {
      ticket: change(ticket, at, { objectionId: objection.id }),
      added: [{ as: 'objection', ...objection, contactId: byId, at, severityClaimed, severity: ticket.severity }],
    },
    [
      {
        type: 'ticket.objected',
        at,
        audience: 'customer',
        data: { objectionId: objection.id, claimed: severityClaimed, severity: ticket.severity, reason: objection.words },
      },
    ],
  )
}

/**
 * The lead decides: upheld, and the severity goes back to what the customer claimed, counted from the original instants as a
 * correction; or kept. Either way the customer is told why.
 */
export function decideObjection(
  ticket: Ticket,
  decision: { readonly upheld: boolean; readonly reason: string; readonly triageId: string; readonly word: SystemWord },
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('decide_objection', ticket)
  if ('accepted' in next) return next
  const { objectionId, severityClaimed } = ticket
  if (objectionId === null || severityClaimed === null) return refuse('no-objection', {})
  const { upheld, reason, word } = decision
  const severity = upheld && isBelowClaim(ticket) ? severityClaimed : ticket.severity
  const changed = change(ticket, at, { severity, objectionId: null, claimLoweredAt: null })
  const told = systemSays(word, decidedWords(word.language, severity, upheld, reason), at)
  const raised = severity === ticket.severity ? null : raise(ticket, severity, decision, byId, at)
  return accept(
    {
      ticket: changed,
      added: [
        { as: 'objection-decided', id: objectionId, at, byId, outcome: upheld ? 'upheld' : 'kept', reason },
        ...(raised ? raised.added : []),
        told.added,
      ],
    },
    [
      { type: 'ticket.objection-decided', at, audience: 'customer', data: { objectionId, upheld, severity, was: ticket.severity, reason } },
      ...(raised ? raised.events : []),
      told.event,
    ],
  )
}

/** An objection that nobody will decide any more: the ticket closed. */
export function endObjection(ticket: Ticket, at: Instant): Outcome {
  const { objectionId } = ticket
  if (objectionId === null) return { ticket, added: [] }
  return {
    ticket: change(ticket, at, { objectionId: null, claimLoweredAt: null }),
    added: [{ as: 'objection-decided', id: objectionId, at, byId: null, outcome: 'ended', reason: null }],
  }
}

function isBelowClaim({ severity, severityClaimed }: Ticket): boolean {
  return severityClaimed !== null && rank(severity) > rank(severityClaimed)
}

/** The severity as the customer claimed it, on record as a correction. A ticket whose facts are missing keeps them missing. */
function raise(
  ticket: Ticket,
  severity: Severity,
  { triageId, reason }: { readonly triageId: string; readonly reason: string },
  byId: StaffId,
  at: Instant,
): { added: Outcome['added']; events: TicketEvent[] } {
  const { impact, urgency } = ticket.report
  const proposed = ticket.severityProposed ?? severity
  return {
    added:
      impact === undefined || urgency === undefined
        ? []
        : [
            {
              as: 'triage',
              id: triageId,
              at,
              byId,
              impact,
              urgency,
              flags: ticket.flags,
              severity,
              severityProposed: proposed,
              because: 'corrected',
              reason,
              suspectedSide: null,
            },
          ],
    events: [
      {
        type: 'ticket.triaged',
        at,
        audience: 'customer',
        data: { severity, was: ticket.severity, proposed, claimed: ticket.severityClaimed, because: 'corrected', lowersClaim: false },
      },
    ],
  }
}
