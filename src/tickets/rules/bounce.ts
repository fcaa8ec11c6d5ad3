import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import { change, type Outcome, type TicketEvent } from './step.ts'
import type { LineFacts, Offer, Ticket } from './ticket.ts'

/** At this many bounces since the last resolution or naming the owner is named by the lead. */
export const BOUNCE_LIMIT = 3

/**
 * One more bounce of the ownership. At the third every open offer is withdrawn, further ones are refused, the present
 * owner stays, and the line's lead must name the owner (the duty manager when it bounced across lines, when the lead
 * bounced or holds it, is whom the complaint is about, or is absent). A liaison's duty that bounces is not counted.
 */
export function bounced(
  ticket: Ticket,
  offer: Offer,
  bouncerId: StaffId,
  line: LineFacts,
  at: Instant,
): Outcome & { readonly events: readonly TicketEvent[] } {
  if (offer.duty !== 'owner') return { ticket, added: [], events: [] }
  const bounceCount = ticket.bounceCount + 1
  if (bounceCount < BOUNCE_LIMIT) return { ticket: change(ticket, at, { bounceCount }), added: [], events: [] }
  const bouncers = [bouncerId, ...(line.bouncerIds ?? [])]
  const leadCannot =
    line.leadAbsent === true || line.acrossLines === true || [...bouncers, ...ticket.complaintAbout, ticket.ownerId].includes(line.leadId)
  const named = leadCannot ? line.dutyManagerId : line.leadId
  const added: Added[] = ticket.offers.flatMap((open): Added[] => [
    {
      as: 'hand-off-decided',
      id: open.id,
      state: 'withdrawn',
      decidedAt: at,
      decidedBy: null,
      reason: 'third-bounce',
      insteadStaffId: null,
      bounce: false,
    },
    { as: 'timer-cancelled', kind: 'hand-off-expiry', subjectId: open.id },
  ])
  return {
    ticket: change(ticket, at, { bounceCount, ownerMustBeNamed: true, offers: [] }),
    added,
    events: [{ type: 'ticket.owner-must-be-named', at, data: { bounces: bounceCount, byId: named, ownerId: ticket.ownerId } }],
  }
}
