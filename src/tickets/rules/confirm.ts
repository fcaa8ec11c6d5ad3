import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { endLowering } from './end-lowering.ts'
import { endOffers } from './hand-off.ts'
import { endObjection } from './objection.ts'
import { isLow } from './satisfaction.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import type { Closing } from './vocabulary.ts'
import { waitedUntil } from './wait.ts'

export type Confirmation = {
  readonly id: string
  readonly byKind: 'staff' | 'contact'
  readonly byId: string
  readonly resolution: number | null
  readonly service: number | null
  readonly comment: string | null
  /** Whether they were asked to rate: only those ratings count in figures. */
  readonly asked: boolean
  /** On the customer's behalf: whether somebody spoke with them since it was resolved. */
  readonly spoken: boolean
}

/**
 * The customer's one tap, or the liaison's word for it with a contact record behind it. While the root-cause report is owed
 * it stays resolved, confirmed. Twice is harmless. A low rating has the lead call, whether or not we had asked for it.
 */
export function confirm(ticket: Ticket, confirmation: Confirmation, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('confirm', ticket)
  if ('accepted' in next) return next
  if (ticket.confirmedAt !== null) return accept({ ticket, added: [] }, [])
  if (confirmation.byKind === 'staff' && !confirmation.spoken) return refuse('confirm-needs-contact-record', {})
  const { spoken, ...row } = confirmation
  const added: Outcome['added'] = [{ as: 'confirmation', ...row, at }, ...stopSilence(ticket)]
  const confirmed: TicketEvent = {
    type: 'ticket.confirmed',
    at,
    audience: 'customer',
    data: { byKind: confirmation.byKind, byId: confirmation.byId, resolution: confirmation.resolution, service: confirmation.service },
  }
  const rated: TicketEvent[] = isLow(confirmation)
    ? [{ type: 'ticket.rated-low', at, data: { resolution: confirmation.resolution, service: confirmation.service } }]
    : []
  const changed = change(ticket, at, { confirmedAt: at, customerWroteAt: null })
  if (ticket.reportOwed) return accept({ ticket: changed, added }, [confirmed, ...rated])
  const closing = closed(changed, 'confirmed', at)
  return accept({ ticket: closing.ticket, added: [...added, ...closing.added] }, [confirmed, ...closing.events, ...rated])
}

/** Closed for now: what was still offered ends with it, and nobody is asked for anything any more. */
export function closed(ticket: Ticket, as: Closing, at: Instant): Outcome & { readonly events: readonly TicketEvent[] } {
  const objected = endObjection(ticket, at)
  const lowered = endLowering(objected.ticket, at)
  const ended = endOffers(lowered.ticket, 'closed', at)
  const waitedMs = waitedUntil(ticket, at)
  return {
    ticket: change(ended.ticket, at, { status: 'closed', closedAt: at, closedAs: as, wait: null, waitedMs, ownerMustBeNamed: false }),
    added: [...objected.added, ...lowered.added, ...ended.added],
    events: [...ended.events, { type: 'ticket.closed', at, audience: 'customer', data: { as } }],
  }
}

export function stopSilence(ticket: Ticket): Outcome['added'] {
  return [
    { as: 'timer-cancelled', kind: 'silence-reminder', subjectId: ticket.id },
    { as: 'timer-cancelled', kind: 'silence-close', subjectId: ticket.id },
  ]
}
