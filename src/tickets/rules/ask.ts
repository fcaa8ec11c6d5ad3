import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Responder, Ticket } from './ticket.ts'

/** A question that nobody has answered yet. */
export type OpenAsk = { readonly id: string; readonly askedById: StaffId; readonly toId: StaffId }

/**
 * 协助: a question to one person, with an answer due. Who asks keeps the duty; it is no hand-off and never a bounce. Whoever
 * is asked takes part from now on, so that they can read what they are asked about.
 */
export function ask(
  ticket: Ticket,
  asking: { readonly id: string; readonly toFunction: string | null; readonly question: string },
  to: Pick<Responder, 'id' | 'name' | 'active'>,
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('ask', ticket)
  if ('accepted' in next) return next
  if (to.id === byId) return refuse('ask-oneself', {})
  if (!to.active) return refuse('asked-disabled', { name: to.name })
  const { id: askId, toFunction, question } = asking
  return accept(
    {
      ticket: change(ticket, at, {}),
      added: [
        { as: 'ask', id: askId, askedBy: byId, toId: to.id, toFunction, question, askedAt: at },
        {
          as: 'participant',
          personKind: 'staff',
          personId: to.id,
          seesCustomerWords: true,
          addedByKind: 'staff',
          addedById: byId,
          at,
        },
      ],
    },
    [{ type: 'ticket.asked', at, data: { askId, fromId: byId, toId: to.id, toFunction, question } }],
  )
}

/** Answered by who was asked, or by who leads in their place. The text stands beside the question; nobody's duty moves. */
export function answerAsk(
  ticket: Ticket,
  asked: OpenAsk | null,
  text: string,
  by: { readonly id: StaffId; readonly leads: boolean },
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('answer_ask', ticket)
  if ('accepted' in next) return next
  if (asked === null) return refuse('ask-not-open', {})
  if (asked.toId !== by.id && !by.leads) return refuse('not-asked-of-you', {})
  return accept({ ticket: change(ticket, at, {}), added: [{ as: 'ask-answered', id: asked.id, at, byId: by.id, text }] }, [
    { type: 'ticket.ask-answered', at, data: { askId: asked.id, fromId: by.id, toId: asked.askedById, text } },
  ])
}

/**
 * Taken back by who asked, or by who leads in their place: what was owed for it is called off, and who was asked is told that
 * nobody waits for them.
 */
export function withdrawAsk(
  ticket: Ticket,
  asked: OpenAsk | null,
  by: { readonly id: StaffId; readonly leads: boolean },
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('withdraw_ask', ticket)
  if ('accepted' in next) return next
  if (asked === null) return refuse('ask-not-open', {})
  if (asked.askedById !== by.id && !by.leads) return refuse('not-your-ask', {})
  return accept({ ticket: change(ticket, at, {}), added: [{ as: 'ask-ended', id: asked.id, at, why: 'withdrawn' }] }, [
    { type: 'ticket.ask-withdrawn', at, data: { askId: asked.id, fromId: by.id, toId: asked.toId } },
  ])
}

/** The questions that can no longer be answered end, and who asked is told: the person asked has left, or the ticket closed. */
export function endAsks(asks: readonly OpenAsk[], why: string, at: Instant): { added: Outcome['added']; events: readonly TicketEvent[] } {
  return {
    added: asks.map(({ id }) => ({ as: 'ask-ended', id, at, why })),
    events: asks.map((one) => ({ type: 'ticket.ask-ended', at, data: { askId: one.id, fromId: one.toId, toId: one.askedById, why } })),
  }
}
