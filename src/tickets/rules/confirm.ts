import { accept, type Decision } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { endOffers } from './hand-off.ts'
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
  return accept({ ticket: closing.ticket, added: [...added, ...closing.added] }, [confirmed, ...closing.events])
}

/** Closed for now: what was still offered ends with it, and nobody is asked for anything any more. */
export function closed(ticket: Ticket, as: Closing, at: Instant): Outcome & { readonly events: readonly TicketEvent[] } {
  const ended = endOffers(ticket, 'closed', at)
  return {
    ticket: change(ended.ticket, at, { status: 'closed', closedAt: at, closedAs: as, wait: null, ownerMustBeNamed: false }),
    added: ended.added,
    events: [...ended.events, { type: 'ticket.closed', at, audience: 'customer', data: { as } }],
  }
}

export function stopSilence(ticket: Ticket): Outcome['added'] {
  return [
    { as: 'timer-cancelled', kind: 'silence-reminder', subjectId: ticket.id },
    { as: 'timer-cancelled', kind: 'silence-close', subjectId: ticket.id },
  ]
}
