import type { Instant } from '#kernel/instant'
import type { Obligation, ObligationEvent } from '#obligations/rules/obligation'
import { transfer } from '#obligations/rules/transfer-obligation'
import { ObligationBook, type OwedFacts } from './obligation-book.ts'
import { confirming } from './owed/confirming.ts'
import { duties } from './owed/duties.ts'
import { ending } from './owed/ending.ts'
import { intake } from './owed/intake.ts'
import type { Dealings, Owing } from './owed/owing.ts'
import { waits } from './owed/waits.ts'
import { words } from './owed/words.ts'
import { presentHolder } from './present-holder.ts'
import type { TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** Words owed to a customer; an internal ticket has none to hear them. */
const TO_THE_CUSTOMER: readonly string[] = [
  'first_response',
  'answer',
  'next_update',
  'flash_report',
  'root_cause_report',
  'check_back',
  'agree_date',
  'written_answer',
]

/**
 * Chapter 2, "What arms, keeps, pauses": the obligations of a ticket after what just happened to it, counted in the same
 * transaction. Pure; `owed` are all open ones and the settled ones a reopening may revive.
 */
export function obligationsAfter(
  after: Ticket,
  events: readonly TicketEvent[],
  owed: readonly Obligation[],
  facts: OwedFacts,
  at: Instant,
): { readonly obligations: readonly Obligation[]; readonly all: readonly Obligation[]; readonly events: readonly ObligationEvent[] } {
  const book = new ObligationBook(owed, after, facts, at)
  const owes = (kind: string) => !(after.accountKind === 'internal' && TO_THE_CUSTOMER.includes(kind))
  const arm: Owing['arm'] = (kind, options) => {
    if (owes(kind)) book.arm(kind, options)
  }
  const owing: Owing = { book, ticket: after, facts, at, arm }
  const deal: Dealings = { ...intake(owing), ...words(owing), ...duties(owing), ...waits(owing), ...confirming(owing), ...ending(owing) }
  for (const event of events) deal[event.type]?.(event)
  if (facts.missing.length === 0) book.keep(['complete_report'], at)
  followDuties(book, after, facts, at)
  return book.result
}

/** A duty that changed hands takes its open obligations along. */
function followDuties(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant): void {
  for (const obligation of book.open()) {
    // A ticket moved to another line climbs there from now on.
    if (obligation.productLineId !== ticket.productLineId)
      book.apply({ obligation: { ...obligation, productLineId: ticket.productLineId }, events: [] })
  }
  for (const obligation of book.open()) {
    const present = presentHolder(obligation, ticket, facts.line)
    if (present && present.holderId !== obligation.holderId) book.apply(transfer(obligation, present, at, facts.clocks))
  }
}
