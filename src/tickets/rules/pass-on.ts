import { accept, type Decision } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, type Outcome, type TicketEvent } from './step.ts'

/** Whoever leaves passes each duty they hold to `toId`, who has yet to acknowledge it. Offers have ended before. */
export function passOn(
  ended: Outcome & { readonly events: readonly TicketEvent[] },
  leavingId: StaffId,
  toId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const { ticket } = ended
  const events: TicketEvent[] = [...ended.events]
  let passed = ticket
  if (ticket.ownerId === leavingId) {
    passed = change(passed, at, { ownerId: toId, ownerAcknowledgedAt: null })
    events.push({ type: 'ticket.duty-assigned', at, audience: 'customer', data: { duty: 'owner', fromId: leavingId, toId, naming: false } })
  }
  if (ticket.liaisonId === leavingId) {
    passed = change(passed, at, { liaisonId: toId, liaisonAcceptedAt: null })
    events.push({
      type: 'ticket.duty-assigned',
      at,
      audience: 'customer',
      data: { duty: 'liaison', fromId: leavingId, toId, naming: false },
    })
  }
  return accept({ ticket: passed, added: ended.added }, events)
}
