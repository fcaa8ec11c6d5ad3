import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { exitRefusal } from './exit-criteria.ts'
import type { Playbook } from './playbook.ts'
import { completed } from './relay.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The ball goes to another function without a hand-off: only when the owner is of that function. */
export function moveStation(
  ticket: Ticket,
  to: string,
  reason: string | null,
  ownerFunctions: readonly string[],
  playbook: Playbook,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('move', ticket)
  if ('accepted' in next) return next
  const exit = exitRefusal(ticket, playbook, to, reason)
  if (exit) return exit
  if (!ownerFunctions.includes(to)) return refuse('move-needs-hand-off', { to })
  const changed = change(ticket, at, { station: to, stationsCompleted: completed(ticket, playbook, to) })
  return accept({ ticket: changed, added: [] }, [
    { type: 'ticket.moved', at, audience: 'customer', data: { from: ticket.station, to } },
    ...(reason === null ? [] : [{ type: 'ticket.move-explained' as const, at, data: { from: ticket.station, to, reason } }]),
  ])
}
