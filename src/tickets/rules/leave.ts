import { accept, type Decision } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import { passOn } from './pass-on.ts'
import { change, type Outcome, type TicketEvent } from './step.ts'

type Ended = Outcome & { readonly events: readonly TicketEvent[] }

/**
 * Somebody leaves the company: their duties here go to `toId`, and what they owe as a person (a promise, a reminder) to who
 * owns the work. Offers and questions have ended before.
 */
export function leave(
  ended: Ended,
  owed: readonly Obligation[],
  leavingId: StaffId,
  toId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const theirs = owed.filter((one) => isOpen(one) && one.holderId === leavingId)
  const passed = ended.ticket.status === 'closed' ? passOnClosed(ended, theirs, leavingId, toId, at) : passOn(ended, leavingId, toId, at)
  if (!passed.accepted || !theirs.some((one) => one.holderDuty === null && one.kind !== 'ask')) return passed
  const { ticket } = passed.state
  // Who owned what is closed may have left too.
  const heirId = ticket.status === 'closed' ? toId : ticket.ownerId
  return { ...passed, events: [...passed.events, { type: 'ticket.holder-left', at, data: { fromId: leavingId, toId: heirId } }] }
}

/** A closed ticket keeps on record who had it, unless they still owe its customer something (a follow-up, a report, an answer). */
function passOnClosed(
  { ticket, added, events }: Ended,
  theirs: readonly Obligation[],
  leavingId: StaffId,
  toId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  if (ticket.liaisonId !== leavingId || !theirs.some((one) => one.holderDuty === 'liaison')) return accept({ ticket, added }, events)
  const assigned: TicketEvent = {
    type: 'ticket.duty-assigned',
    at,
    audience: 'customer',
    data: { duty: 'liaison', fromId: leavingId, toId, naming: false },
  }
  return accept({ ticket: change(ticket, at, { liaisonId: toId, liaisonAcceptedAt: null }), added }, [...events, assigned])
}
