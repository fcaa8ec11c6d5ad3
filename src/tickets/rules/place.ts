import { accept, type Decision, refuse } from '#kernel/decision'
import type { AccountId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

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
