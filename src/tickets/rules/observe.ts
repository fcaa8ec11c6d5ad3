import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** 观察中: fixed, watched until an instant; then the owner owes a decision. */
export function observe(ticket: Ticket, until: Instant, timerId: string, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('observe', ticket)
  if ('accepted' in next) return next
  if (until <= at) return refuse('date-past', {})
  return accept(
    {
      ticket: change(ticket, at, { status: 'observing', observingUntil: until, scheduled: null }),
      added: [
        { as: 'timer-cancelled', kind: 'observation-end', subjectId: ticket.id },
        { as: 'timer', id: timerId, kind: 'observation-end', firesAt: until, subjectType: 'ticket', subjectId: ticket.id },
      ],
    },
    [{ type: 'ticket.observation-started', at, audience: 'customer', data: { until } }],
  )
}

/** It came back while watched: we act again. */
export function endObservation(ticket: Ticket, reason: string, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('end_observation', ticket)
  if ('accepted' in next) return next
  return accept(
    {
      ticket: change(ticket, at, { status: 'open', observingUntil: null }),
      added: [{ as: 'timer-cancelled', kind: 'observation-end', subjectId: ticket.id }],
    },
    [
      { type: 'ticket.observation-failed', at, audience: 'customer', data: {} },
      { type: 'ticket.observation-explained', at, data: { reason } },
    ],
  )
}

/** The watch is over by itself: nothing changes but that a decision is owed. */
export function observationOver(ticket: Ticket, at: Instant): Decision<Outcome, TicketEvent> {
  if (ticket.status !== 'observing' || ticket.observingUntil === null || ticket.observingUntil > at)
    return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, {}), added: [] }, [{ type: 'ticket.observation-over', at, data: {} }])
}
