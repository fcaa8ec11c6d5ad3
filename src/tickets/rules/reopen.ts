import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { stopSilence } from './confirm.ts'
import { isLongClosed } from './post-message.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** Who is still there for it, and by which policy it counts from here on. */
export type Reopening = {
  readonly ownerActive: boolean
  readonly liaisonActive: boolean
  readonly successor: StaffId
  readonly policyId: string
  readonly policyVersion: number
}

/**
 * Back to work: the same ticket within 14 days of closing, later a new one that is linked. The owner and liaison stay if
 * they are active; `successor` is intake's choice for whoever is not. The policy is the current one from here on.
 */
export function reopen(
  ticket: Ticket,
  reason: string,
  by: { readonly kind: 'staff' | 'contact' | 'system'; readonly id: string },
  facts: Reopening,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('reopen', ticket)
  if ('accepted' in next) return next
  if (isLongClosed(ticket, at)) return refuse('closed-too-long', { days: 14 })
  const ownerId = facts.ownerActive ? ticket.ownerId : facts.successor
  const liaisonId = facts.liaisonActive ? ticket.liaisonId : facts.successor
  const changed = change(ticket, at, {
    status: 'open',
    ownerId,
    liaisonId,
    ownerAcknowledgedAt: facts.ownerActive ? ticket.ownerAcknowledgedAt : null,
    liaisonAcceptedAt: facts.liaisonActive ? ticket.liaisonAcceptedAt : null,
    resolvedAt: null,
    confirmedAt: null,
    closedAt: null,
    closedAs: null,
    resolutionId: null,
    customerWroteAt: null,
    customerWordAt: by.kind === 'contact' ? at : ticket.customerWordAt,
    reopenCount: ticket.reopenCount + 1,
    policyId: facts.policyId,
    policyVersion: facts.policyVersion,
  })
  return accept({ ticket: changed, added: [...reopened(ticket, reason, at), ...stopSilence(ticket)] }, [
    {
      type: 'ticket.reopened',
      at,
      audience: 'customer',
      data: {
        byKind: by.kind,
        was: ticket.status,
        settledAt: ticket.resolvedAt ?? ticket.closedAt ?? at,
        ownerChanged: !facts.ownerActive,
      },
    },
    { type: 'ticket.reopening-explained', at, audience: by.kind === 'contact' ? 'customer' : 'internal', data: { reason } },
  ])
}

// A ticket closed without an answer has no resolution to strike through.
function reopened(ticket: Ticket, reason: string, at: Instant): Outcome['added'] {
  return ticket.resolutionId === null ? [] : [{ as: 'resolution-reopened', id: ticket.resolutionId, at, reason }]
}
