import { accept, type Decision } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import { closed } from './confirm.ts'
import { isGrave } from './severity.ts'
import { change, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** By phone, before silence may close an S1 or S2: so many, on so many days. */
const LEAST_ATTEMPTS = { count: 3, days: 2 }

export type PhoneAttempts = { readonly count: number; readonly days: number }

/** Two working days after resolving, the customer is reminded that silence closes. Nothing to say on what is no longer resolved. */
export function remindOfSilence(ticket: Ticket, closesAt: Instant, at: Instant): Decision<Outcome, TicketEvent> {
  if (!staysSilent(ticket)) return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, {}), added: [] }, [
    { type: 'ticket.silence-reminded', at, audience: 'customer', data: { closesAt } },
  ])
}

/**
 * Five working days of silence close. S1 and S2 only after three attempts by phone on two days: until then the liaison
 * owes a call. While the root-cause report is owed it stays resolved. Both are asked again at `again`.
 */
export function closeSilent(
  ticket: Ticket,
  attempts: PhoneAttempts,
  again: { readonly at: Instant; readonly timerId: string },
  at: Instant,
): Decision<Outcome, TicketEvent> {
  if (!staysSilent(ticket)) return accept({ ticket, added: [] }, [])
  const askAgain: Added = {
    ...{ as: 'timer', id: again.timerId, kind: 'silence-close', firesAt: again.at },
    ...{ subjectType: 'ticket', subjectId: ticket.id },
  }
  const asked = { ticket: change(ticket, at, {}), added: [askAgain] }
  if (isGrave(ticket.severity) && (attempts.count < LEAST_ATTEMPTS.count || attempts.days < LEAST_ATTEMPTS.days)) {
    return accept(asked, [{ type: 'ticket.call-needed', at, data: { attempts: attempts.count, days: attempts.days } }])
  }
  if (ticket.reportOwed) return accept(asked, [])
  const closing = closed(ticket, 'silent', at)
  return accept({ ticket: closing.ticket, added: closing.added }, closing.events)
}

/** Ten working days of silence while we waited on the customer: closed without an answer, as was said beforehand. */
export function closeUnanswered(ticket: Ticket, at: Instant): Decision<Outcome, TicketEvent> {
  if (ticket.status !== 'waiting_on_customer' || ticket.wait === null) return accept({ ticket, added: [] }, [])
  const ended: Outcome['added'] = [
    { as: 'wait-changed', id: ticket.wait.id, nudges: ticket.wait.nudges, endedAt: at, endedWhy: 'no-response' },
  ]
  const closing = closed(change(ticket, at, { resolvedAt: at }), 'no_response', at)
  return accept({ ticket: closing.ticket, added: [...ended, ...closing.added] }, [
    { type: 'ticket.wait-ended', at, audience: 'customer', data: { on: 'customer', why: 'no-response' } },
    ...closing.events,
  ])
}

function staysSilent(ticket: Ticket): boolean {
  return ticket.status === 'resolved' && ticket.confirmedAt === null && ticket.customerWroteAt === null
}
