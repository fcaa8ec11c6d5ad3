import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { type Message, postMessage } from './post-message.ts'
import type { SilenceDates } from './silence-dates.ts'
import type { Outcome, TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import type { Audience } from './vocabulary.ts'

/** 以后再议: a request is decided with "later", in words to the customer that say so, and looked at again at an instant. */
export function putOff(
  ticket: Ticket,
  message: Message,
  revisitAt: Instant,
  silence: () => SilenceDates,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const number = `T-${ticket.number}`
  if (ticket.status === 'closed') return refuse('ticket-closed', { number })
  if (ticket.status === 'resolved') return refuse('ticket-resolved', { number })
  // What was accepted for a version is not put off beside it: the customer would have two dates.
  if (ticket.status === 'scheduled') return refuse('unschedule-first', {})
  const posted = postMessage(ticket, message, silence, at)
  if (!posted.accepted) return posted
  // "Received", or the last words again, tell nobody that it was put off.
  if (posted.events[0]?.data['worth'] !== 'qualifying') return refuse('put-off-needs-words', {})
  const { messageId } = posted.events[0].data
  return accept(posted.state, [...posted.events, { type: 'ticket.put-off', at, data: { messageId, revisitAt } }])
}

/** What is wrong with putting it off, field by field, all at once. */
export function putOffProblems(
  ticket: Pick<Ticket, 'kind'>,
  { audience, revisitAt, fromUs }: { readonly audience: Audience; readonly revisitAt: Instant; readonly fromUs: boolean },
  at: Instant,
): readonly { readonly path: string; readonly code: string }[] {
  return [
    ...(audience === 'customer' && fromUs ? [] : [{ path: 'audience', code: 'our-words-to-the-customer' }]),
    ...(ticket.kind === 'request' ? [] : [{ path: 'revisitAt', code: 'requests-only' }]),
    ...(revisitAt > at ? [] : [{ path: 'revisitAt', code: 'in-the-past' }]),
  ]
}
