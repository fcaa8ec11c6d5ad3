import { accept, type Decision, refuse } from '#kernel/decision'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { ourWord } from './our-word.ts'
import { weighWords } from './qualifying-words.ts'
import type { SilenceDates } from './silence-dates.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import type { Audience } from './vocabulary.ts'
import { endedWait } from './wait.ts'

export type Message = {
  readonly id: string
  readonly audience: Audience
  readonly body: string
  readonly authorKind: 'staff' | 'contact' | 'partner' | 'integration' | 'system'
  readonly authorId: string
  readonly channel: string
  readonly toContactIds: readonly string[] | null
  readonly nextUpdateAt: Instant | null
  readonly attachmentIds: readonly string[]
}

/** After this a word on a closed ticket belongs to a new, linked one. */
export const REOPEN_WINDOW_MS = 14 * DAY

/**
 * Words, never changed afterwards. What a contact writes ends a wait, stops a silent closing and asks for an answer. What
 * a person of ours writes to the customer keeps what it is worth; automatic and integration words keep nothing.
 */
export function postMessage(ticket: Ticket, message: Message, silence: () => SilenceDates, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('post_message', ticket)
  if ('accepted' in next) return next
  if (message.authorKind === 'contact' && isLongClosed(ticket, at)) return refuse('closed-too-long', { days: 14 })
  if (message.nextUpdateAt !== null && message.nextUpdateAt <= at) return refuse('promised-time-past', {})
  const toCustomer = message.authorKind === 'staff' && message.audience === 'customer'
  const weighed = toCustomer ? weighWords(message.body, ticket.ourWord?.digest ?? null) : null
  const added: Outcome['added'] = [{ as: 'message', ...message, at }]
  const posted: TicketEvent = {
    type: 'ticket.message-posted',
    at,
    audience: message.audience,
    ...(message.toContactIds === null ? {} : { onlyContacts: message.toContactIds }),
    data: {
      messageId: message.id,
      from: side(message),
      ...(weighed === null ? {} : { worth: weighed.worth }),
      ...(message.nextUpdateAt === null ? {} : { nextUpdateAt: message.nextUpdateAt }),
      ...(message.attachmentIds.length > 0 ? { attachments: message.attachmentIds.length } : {}),
    },
  }
  if (message.authorKind === 'contact') return accept(...customerWord(ticket, posted, added, at))
  if (weighed !== null) {
    const said = ourWord(ticket, weighed.worth, silence)
    const firstResponseAt = weighed.worth === 'repeated' ? ticket.firstResponseAt : (ticket.firstResponseAt ?? at)
    const patch = { ...said.patch, firstResponseAt, ourWord: { at, digest: weighed.digest } }
    return accept({ ticket: change(ticket, at, patch), added: [...added, ...said.added] }, [posted])
  }
  return accept({ ticket: change(ticket, at, {}), added }, [posted])
}

export function isLongClosed(ticket: Ticket, at: Instant): boolean {
  return ticket.status === 'closed' && ticket.closedAt !== null && at > addMs(ticket.closedAt, REOPEN_WINDOW_MS)
}

/** Any word of a contact: ends a wait, and on what is resolved or lately closed stands until the owner reopens or answers. */
function customerWord(ticket: Ticket, posted: TicketEvent, added: Outcome['added'], at: Instant): [Outcome, TicketEvent[]] {
  const settled = ticket.status === 'resolved' || ticket.status === 'closed'
  const waiting = endedWait(ticket, 'customer-wrote', at)
  const changed = change(waiting.ticket, at, { customerWordAt: at, ...(settled ? { customerWroteAt: ticket.customerWroteAt ?? at } : {}) })
  const events: TicketEvent[] = [posted, ...waiting.events]
  if (settled) events.push({ type: 'ticket.customer-wrote', at, data: { status: ticket.status } })
  const stops: Outcome['added'] = settled
    ? [
        { as: 'timer-cancelled', kind: 'silence-reminder', subjectId: ticket.id },
        { as: 'timer-cancelled', kind: 'silence-close', subjectId: ticket.id },
      ]
    : []
  return [{ ticket: changed, added: [...added, ...waiting.added, ...stops] }, events]
}

function side(message: Message): 'us' | 'customer' | 'partner' | 'machine' {
  if (message.authorKind === 'contact') return 'customer'
  if (message.authorKind === 'partner') return 'partner'
  return message.authorKind === 'staff' ? 'us' : 'machine'
}
