import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The owner says: mine. Saying it twice is harmless and changes nothing. */
export function acknowledge(ticket: Ticket, byId: StaffId, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('acknowledge', ticket)
  if ('accepted' in next) return next
  if (ticket.ownerId !== byId) return refuse('not-the-owner', {})
  if (ticket.ownerAcknowledgedAt !== null) return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, { ownerAcknowledgedAt: at }), added: [] }, [
    { type: 'ticket.acknowledged', at, audience: 'customer', data: { ownerId: byId } },
  ])
}
