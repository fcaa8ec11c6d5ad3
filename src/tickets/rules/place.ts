import { accept, type Decision, refuse } from '#kernel/decision'
import type { AccountId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The built-in account of whom nobody has placed yet. */
export const UNSORTED_ACCOUNT = '00000000-0000-7000-8000-000000000001'

/** So many tickets come with their reporter in one transaction, in which all of them are locked, for about a second; a machine writes more. */
export const MOST_PLACED = 500

/** The company a ticket is found to be of. */
export type PlacedWith = { readonly id: AccountId; readonly tier: Ticket['accountTier'] }

/**
 * A ticket that nobody knew whose it is comes to its customer, with whoever reported it; contacts who are not of that company take part no
 * longer. Placing it where it is already is harmless.
 */
export function place(ticket: Ticket, { id, tier }: PlacedWith, strangers: readonly string[], at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('place', ticket)
  if ('accepted' in next) return next
  if (ticket.accountId === id) return accept({ ticket, added: [] }, [])
  if (ticket.accountKind !== 'unsorted') return refuse('ticket-has-account', { number: `T-${ticket.number}` })
  const placed = change(ticket, at, {
    ...{ accountId: id, accountTier: tier, accountKind: 'customer', version: ticket.version + 1 },
    ...(ticket.origin === 'unknown' && ticket.reporterId !== null ? { origin: 'customer' } : {}),
    participants: ticket.participants.filter((one) => !strangers.includes(one)),
  })
  const added = strangers.map((personId) => ({ as: 'participant-left', personKind: 'contact', personId }) as const)
  return accept({ ticket: placed, added }, [{ type: 'ticket.placed', at, data: { accountId: id } }])
}
