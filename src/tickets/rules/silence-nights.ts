import { accept, type Decision } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The customer asks for quiet nights on this ticket, or no longer does. It ends by itself when the ticket gets worse. */
export function silenceNights(ticket: Ticket, on: boolean, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('silence_nights', ticket)
  if ('accepted' in next) return next
  if (ticket.nightSilence === on) return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, { nightSilence: on }), added: [] }, [
    on
      ? { type: 'ticket.night-silence-began', at, audience: 'customer', data: {} }
      : { type: 'ticket.night-silence-ended', at, audience: 'customer', data: { why: 'asked' } },
  ])
}
