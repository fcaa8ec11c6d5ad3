import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** Anyone of ours may owe something by hand: a promise to the customer, a call back, a reminder to oneself. */
export function addObligation(
  ticket: Ticket,
  owed: { readonly kind: 'promise' | 'call_back' | 'reminder'; readonly text: string; readonly dueAt: Instant },
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('add_obligation', ticket)
  if ('accepted' in next) return next
  if (owed.dueAt <= at) return refuse('promised-time-past', {})
  return accept({ ticket: change(ticket, at, {}), added: [] }, [{ type: 'ticket.obligation-added', at, data: { ...owed, holderId: byId } }])
}
