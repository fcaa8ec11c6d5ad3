import { accept, type Decision } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import type { Closing } from './vocabulary.ts'

export type Confirmation = {
  readonly id: string
  readonly byKind: 'staff' | 'contact'
  readonly byId: string
  readonly resolution: number | null
  readonly service: number | null
  readonly comment: string | null
}

/** The customer's one tap, or the liaison's word for it. While the root-cause report is owed it stays resolved, confirmed. Twice is harmless. */
export function confirm(ticket: Ticket, confirmation: Confirmation, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('confirm', ticket)
  if ('accepted' in next) return next
  if (ticket.confirmedAt !== null) return accept({ ticket, added: [] }, [])
  const added: Outcome['added'] = [{ as: 'confirmation', ...confirmation, at }, ...stopSilence(ticket)]
  const confirmed: TicketEvent = {
    type: 'ticket.confirmed',
    at,
    audience: 'customer',
    data: { byKind: confirmation.byKind, resolution: confirmation.resolution, service: confirmation.service },
  }
  const changed = change(ticket, at, { confirmedAt: at, customerWroteAt: null })
  if (ticket.reportOwed) return accept({ ticket: changed, added }, [confirmed])
  const closing = closed(changed, 'confirmed', at)
  return accept({ ticket: closing.ticket, added }, [confirmed, ...closing.events])
}

export function closed(ticket: Ticket, as: Closing, at: Instant): { readonly ticket: Ticket; readonly events: readonly TicketEvent[] } {
  return {
    ticket: change(ticket, at, { status: 'closed', closedAt: at, closedAs: as, wait: null, offers: [], ownerMustBeNamed: false }),
    events: [{ type: 'ticket.closed', at, audience: 'customer', data: { as } }],
  }
}

export function stopSilence(ticket: Ticket): Outcome['added'] {
  return [
    { as: 'timer-cancelled', kind: 'silence-reminder', subjectId: ticket.id },
    { as: 'timer-cancelled', kind: 'silence-close', subjectId: ticket.id },
  ]
}
