import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import { type Reopening, reopen } from './reopen.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

export type ConfirmationCheck = {
  readonly outcome: 'as_said' | 'not_so'
  /** What the customer said to who checked; where it is not so, why it goes back to work. */
  readonly said: string
}

/** Whoever leads asked the customer: they confirmed, as our liaison said; or not, and the ticket goes back to work. */
export function checkConfirmation(
  ticket: Ticket,
  owed: readonly Obligation[],
  { outcome, said }: ConfirmationCheck,
  by: { readonly id: string; readonly confirmed: boolean },
  reopening: Reopening,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('check_confirmation', ticket)
  if ('accepted' in next) return next
  if (!owed.some((one) => one.kind === 'check_confirmation' && isOpen(one))) return refuse('no-confirmation-to-check', {})
  if (by.confirmed || by.id === ticket.liaisonId) return refuse('own-confirmation', {})
  const checked: TicketEvent = { type: 'ticket.confirmation-checked', at, data: { byId: by.id, outcome, reason: said } }
  if (outcome === 'as_said') return accept({ ticket: change(ticket, at, {}), added: [] }, [checked])
  const reopened = reopen(ticket, said, { kind: 'staff', id: by.id }, reopening, at)
  return reopened.accepted ? { ...reopened, events: [checked, ...reopened.events] } : reopened
}
