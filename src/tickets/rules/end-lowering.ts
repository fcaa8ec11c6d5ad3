import type { Instant } from '#kernel/instant'
import { change, type Outcome } from './step.ts'
import type { Ticket } from './ticket.ts'

/** What was asked to be lowered and nobody will sign any more: the ticket closed. */
export function endLowering(ticket: Ticket, at: Instant): Outcome {
  const { loweringId } = ticket
  if (loweringId === null) return { ticket, added: [] }
  return {
    ticket: change(ticket, at, { loweringId: null }),
    added: [{ as: 'lowering-decided', id: loweringId, at, byId: null, outcome: 'ended', reason: null }],
  }
}
