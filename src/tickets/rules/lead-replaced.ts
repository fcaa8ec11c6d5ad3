import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import { presentHolder } from './present-holder.ts'
import type { TicketEvent } from './step.ts'
import type { LineFacts, Ticket } from './ticket.ts'

/** The line has another lead, or the workspace another duty manager: what the one before still owes here goes to who leads now. */
export function leadReplaced(ticket: Ticket, owed: readonly Obligation[], line: LineFacts, at: Instant): readonly TicketEvent[] {
  const passed = new Map<string, TicketEvent>()
  for (const one of owed) {
    if (!isOpen(one) || (one.holderDuty !== 'lead' && one.holderDuty !== 'duty_manager')) continue
    const toId = presentHolder(one, ticket, line)?.holderId
    if (toId === undefined || toId === one.holderId) continue
    passed.set(`${one.holderId} ${toId}`, { type: 'ticket.lead-replaced', at, data: { fromId: one.holderId, toId } })
  }
  return [...passed.values()]
}
