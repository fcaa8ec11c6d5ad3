import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** 已排期: a version and a date, told to the customer. Again with another date it is a slip, told at once. `today` is the line's. */
export function schedule(
  ticket: Ticket,
  plan: { readonly version: string; readonly date: string },
  today: string,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('schedule', ticket)
  if ('accepted' in next) return next
  if (plan.date < today) return refuse('date-past', {})
  const slipped = ticket.scheduled !== null && plan.date > ticket.scheduled.date
  return accept({ ticket: change(ticket, at, { status: 'scheduled', scheduled: plan }), added: [] }, [
    { type: slipped ? 'ticket.slipped' : 'ticket.scheduled', at, audience: 'customer', data: { ...plan, was: ticket.scheduled } },
  ])
}

export function unschedule(ticket: Ticket, reason: string, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('unschedule', ticket)
  if ('accepted' in next) return next
  return accept({ ticket: change(ticket, at, { status: 'open', scheduled: null }), added: [] }, [
    { type: 'ticket.unscheduled', at, audience: 'customer', data: { was: ticket.scheduled } },
    { type: 'ticket.unscheduling-explained', at, data: { reason } },
  ])
}
