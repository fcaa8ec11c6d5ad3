import type { Instant } from '#kernel/instant'
import { closed } from './confirm.ts'
import { type SilenceDates, silenceTimers } from './silence-dates.ts'
import { change, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/**
 * A root-cause report that the lowered severity does not owe keeps no ticket open. One that the customer had confirmed closes;
 * where their claim was lowered with it they are asked again instead, for as long as silence lasts: they may object.
 */
export function reportNoLongerOwed(
  ticket: Ticket,
  claimLowered: boolean,
  silence: SilenceDates,
  at: Instant,
): Outcome & { readonly events: readonly TicketEvent[] } {
  const freed = change(ticket, at, { reportOwed: false })
  if (ticket.status !== 'resolved' || ticket.confirmedAt === null) return { ticket: freed, added: [], events: [] }
  if (!claimLowered) return closed(freed, 'confirmed', at)
  return { ticket: change(freed, at, { confirmedAt: null }), added: silenceTimers(ticket, silence), events: [] }
}
