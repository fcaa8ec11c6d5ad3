import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { endOffers } from './hand-off.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Responder, Ticket } from './ticket.ts'
import type { Duty } from './vocabulary.ts'

/**
 * A lead, duty manager, executive or administrator sets a duty at once and arms acknowledge. It ends open offers of that
 * duty without a bounce, and names the owner when that was owed: who is named cannot decline, and bounces count anew.
 */
export function assignDuty(
  ticket: Ticket,
  duty: Duty,
  to: Responder,
  reason: string,
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('assign', ticket)
  if ('accepted' in next) return next
  if (!to.active) return refuse('receiver-disabled', { name: to.name })
  if (ticket.complaintAbout.includes(to.id)) return refuse('complained-about', { name: to.name })
  const holderId = duty === 'owner' ? ticket.ownerId : ticket.liaisonId
  const naming = duty === 'owner' && ticket.ownerMustBeNamed
  if (holderId === to.id && !naming) return refuse('already-holds-duty', { name: to.name })
  const ended = endOffers(ticket, 'assigned', at, (offer) => offer.duty === duty)
  const patch: Partial<Ticket> =
    duty === 'owner'
      ? { ownerId: to.id, ownerAcknowledgedAt: null, ...(naming ? { ownerMustBeNamed: false, ownerNamed: true, bounceCount: 0 } : {}) }
      : { liaisonId: to.id, liaisonAcceptedAt: null }
  return accept({ ticket: change(ended.ticket, at, patch), added: ended.added }, [
    ...ended.events,
    { type: 'ticket.duty-assigned', at, audience: 'customer', data: { duty, fromId: holderId, toId: to.id, byId, naming } },
    { type: 'ticket.assignment-explained', at, data: { duty, reason } },
  ])
}
