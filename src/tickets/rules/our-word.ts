import type { Added } from './added.ts'
import { type SilenceDates, silenceTimers } from './silence-dates.ts'
import type { Ticket } from './ticket.ts'

/**
 * What words of ours to the customer do to the ticket besides what they keep. While we wait on them they are a nudge. On a
 * resolved ticket on which the customer had written they are the answer, and silence begins again; only then its dates are worked out.
 */
export function ourWord(
  ticket: Ticket,
  worth: string,
  silence: () => SilenceDates,
): { readonly patch: Partial<Ticket>; readonly added: readonly Added[] } {
  if (worth !== 'qualifying') return { patch: {}, added: [] }
  const answersOnResolved = ticket.status === 'resolved' && ticket.customerWroteAt !== null && ticket.confirmedAt === null
  const wait = ticket.wait?.onWhom === 'customer' ? { ...ticket.wait, nudges: ticket.wait.nudges + 1 } : ticket.wait
  return {
    patch: { customerWroteAt: null, wait },
    added: [
      ...(answersOnResolved ? silenceTimers(ticket, silence()) : []),
      ...(wait === null || wait === ticket.wait
        ? []
        : [{ as: 'wait-changed' as const, id: wait.id, nudges: wait.nudges, endedAt: null, endedWhy: null }]),
    ],
  }
}
