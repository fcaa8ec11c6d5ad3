import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** Owed acts that leave no trace of their own: somebody says that they are done, and how. All others are kept by the act itself. */
export const DONE_BY_WORD: readonly string[] = [
  'promise',
  'call_back',
  'reminder',
  'check_back',
  'internal_review',
  'flash_report',
  'written_answer',
  'agree_date',
  'follow_up',
  'revisit',
  'legal_assessment',
  'tell_security_contact',
]

/** The owed act is done, and how. Kept in time or fulfilled late, as the clock says; twice is refused. */
export function fulfilObligation(ticket: Ticket, obligation: Obligation, how: string, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('fulfil_obligation', ticket)
  if ('accepted' in next) return next
  if (!DONE_BY_WORD.includes(obligation.kind)) return refuse('obligation-kept-by-work', { kind: obligation.kind })
  if (!isOpen(obligation)) return refuse('obligation-not-open', {})
  return accept({ ticket: change(ticket, at, {}), added: [] }, [
    { type: 'ticket.obligation-fulfilled', at, data: { obligationId: obligation.id, kind: obligation.kind, how } },
  ])
}
