import { accept, type Decision, refuse } from '#kernel/decision'
import type { ContactId, StaffId } from '#kernel/ids'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

export type Waiting = {
  readonly id: string
  readonly onWhom: 'customer' | 'third_party'
  readonly who: string | null
  readonly contactId: ContactId | null
  readonly ask: string
  readonly until: Instant | null
  /** An unrestored S1 pauses restore only for a documented action of the customer's. */
  readonly pausesRestore: boolean
}

/** How lately the customer must have been asked. */
const ASKED_WITHIN_MS = 30 * MINUTE

/**
 * They must act: named, with an ask and a date. On the customer only after a first response and a question to them in the
 * last 30 minutes. `defaultUntil` is the policy's ask-by on the line's calendar; `silenceAt` ten working days on.
 */
export function startWait(
  ticket: Ticket,
  waiting: Waiting,
  byId: StaffId,
  dates: { readonly defaultUntil: Instant; readonly silenceAt: Instant; readonly timerId: string },
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('wait', ticket)
  if ('accepted' in next) return next
  const onCustomer = waiting.onWhom === 'customer'
  if (onCustomer && ticket.firstResponseAt === null) return refuse('wait-before-first-response', {})
  if (onCustomer && (ticket.ourWord === null || ticket.ourWord.at < addMs(at, -ASKED_WITHIN_MS)))
    return refuse('wait-needs-question', { minutes: 30 })
  if (onCustomer && waiting.contactId === null) return refuse('wait-needs-contact', {})
  if (!onCustomer && (waiting.until === null || waiting.who === null)) return refuse('wait-needs-date', {})
  const untilAt = waiting.until ?? dates.defaultUntil
  if (untilAt <= at) return refuse('date-past', {})
  const wait = {
    id: waiting.id,
    onWhom: waiting.onWhom,
    who: waiting.who ?? '',
    contactId: waiting.contactId,
    ask: waiting.ask,
    untilAt,
    startedAt: at,
    nudges: 0,
  }
  const pausesRestore = onCustomer && (ticket.severity !== 'S1' || ticket.restoredAt !== null || waiting.pausesRestore)
  const added: Outcome['added'] = [
    { as: 'wait', ...wait, startedBy: byId },
    ...(onCustomer
      ? [
          {
            as: 'timer' as const,
            id: dates.timerId,
            kind: 'wait-silence' as const,
            firesAt: dates.silenceAt,
            subjectType: 'ticket' as const,
            subjectId: ticket.id,
          },
        ]
      : []),
  ]
  return accept({ ticket: change(ticket, at, { status: onCustomer ? 'waiting_on_customer' : 'waiting_on_third_party', wait }), added }, [
    {
      type: 'ticket.wait-started',
      at,
      audience: onCustomer ? 'customer' : 'internal',
      data: { on: waiting.onWhom, who: wait.who, ask: wait.ask, untilAt, pausesRestore },
    },
  ])
}

export function endWait(ticket: Ticket, why: string, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('end_wait', ticket)
  if ('accepted' in next) return next
  const { ticket: ended, added, events } = endedWait(ticket, why, at)
  return accept({ ticket: ended, added }, events)
}

/** The ticket with its wait ended, or as it is when there is none: everything that leaves waiting comes through here. */
export function endedWait(ticket: Ticket, why: string, at: Instant): Outcome & { readonly events: readonly TicketEvent[] } {
  const { wait } = ticket
  if (wait === null) return { ticket, added: [], events: [] }
  return {
    ticket: change(ticket, at, { status: 'open', wait: null, waitedMs: waitedUntil(ticket, at) }),
    added: [
      { as: 'wait-changed', id: wait.id, nudges: wait.nudges, endedAt: at, endedWhy: why },
      { as: 'timer-cancelled', kind: 'wait-silence', subjectId: ticket.id },
    ],
    events: [
      { type: 'ticket.wait-ended', at, audience: wait.onWhom === 'customer' ? 'customer' : 'internal', data: { on: wait.onWhom, why } },
    ],
  }
}

/** How long we have waited on the customer and on third parties until then, in milliseconds, a running wait included. */
export function waitedUntil({ wait, waitedMs }: Ticket, at: Instant): Ticket['waitedMs'] {
  if (wait === null) return waitedMs
  const running = Math.max(0, at - wait.startedAt)
  return wait.onWhom === 'customer'
    ? { ...waitedMs, customer: waitedMs.customer + running }
    : { ...waitedMs, thirdParty: waitedMs.thirdParty + running }
}
