import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The customer can work again: by workaround, rollback or fix. `restoredAt` may lie before the entry, never before the ticket or in the future. */
export function restore(
  ticket: Ticket,
  id: string,
  how: string,
  restoredAt: Instant,
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('restore', ticket)
  if ('accepted' in next) return next
  if (ticket.restoredAt !== null) return refuse('already-restored', {})
  if (restoredAt > addMs(at, MINUTE)) return refuse('date-in-future', {})
  if (restoredAt < ticket.createdAt) return refuse('restored-before-report', {})
  // What was withdrawn and comes back earlier would shorten the interval: that is signed by two (lowering.ts).
  if (ticket.firstRestoredAt !== null && restoredAt < ticket.firstRestoredAt) return refuse('restored-earlier-than-first', {})
  return accept(
    {
      ticket: change(ticket, at, { restoredAt, restorationId: id, firstRestoredAt: ticket.firstRestoredAt ?? restoredAt }),
      added: [{ as: 'restoration', id, at: restoredAt, how, byId, enteredAt: at }],
    },
    [{ type: 'ticket.restored', at, audience: 'customer', data: { how, restoredAt } }],
  )
}

/** It was not restored after all: restore is owed again. */
export function withdrawRestoration(ticket: Ticket, reason: string, byId: StaffId, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('withdraw_restoration', ticket)
  if ('accepted' in next) return next
  if (ticket.restoredAt === null || ticket.restorationId === null) return refuse('not-restored', {})
  return accept(
    {
      ticket: change(ticket, at, { restoredAt: null, restorationId: null }),
      added: [{ as: 'restoration-withdrawn', id: ticket.restorationId, at, byId, reason }],
    },
    [{ type: 'ticket.restoration-withdrawn', at, data: { reason, restoredAt: ticket.restoredAt } }],
  )
}
