import { checkerOf, isSampled } from '../sampled-confirmation.ts'
import { dueOn, lineCalendar } from '../ticket-clock.ts'
import { type Dealings, leadFor, type Owing } from './owing.ts'

/** What follows from the customer's word at the end, or from ours in their place. */
export function confirming(owing: Owing): Dealings {
  const { book, ticket, facts, at, arm } = owing
  return {
    'ticket.confirmed'(event) {
      if (event.data['byKind'] !== 'staff' || !isSampled(ticket)) return
      arm('check_confirmation', { armedAt: at, why: 'sampled', holder: checkerOf(ticket, facts.line, String(event.data['byId'])) })
    },
    'ticket.confirmation-checked'() {
      book.keep(['check_confirmation'], at)
    },
    'ticket.rated-low'() {
      arm('call_back', {
        armedAt: at,
        givenAt: dueOn(lineCalendar(facts.calendar, facts.clocks), at, { workingDays: 1 }),
        why: 'rated-low',
        holder: leadFor(owing),
      })
    },
  }
}
