import { refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import { type Command, type CommandRefusal, commandTable } from './command-table.ts'
import type { Ticket } from './ticket.ts'
import type { Status } from './vocabulary.ts'

/** What a ticket rule answers when it accepts: the changed ticket, and the rows that belong beside it. */
export type Outcome = { readonly ticket: Ticket; readonly added: readonly Added[] }

/** One thing that happened to the ticket; the feature's commit turns it into an event row. */
export type TicketEvent = {
  readonly type: `ticket.${string}`
  readonly at: Instant
  /** Who may hear of it: `customer` only for what a contact may know. Without it: internal. */
  readonly audience?: 'customer' | 'partner' | 'internal'
  /** Only these contacts (and our people): a message to named contacts. */
  readonly onlyContacts?: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}

/** The status this command leads to, or the table's refusal. */
export function nextStatus(command: Command, ticket: Ticket): { readonly status: Status } | ReturnType<typeof refuse<CommandRefusal>> {
  const cell = commandTable[command][ticket.status]
  if (cell === 'stay') return { status: ticket.status }
  return 'to' in cell ? { status: cell.to } : refuse(cell.no, { number: `T-${ticket.number}` })
}

/** The ticket changed at an instant. */
export function change(ticket: Ticket, at: Instant, patch: Partial<Ticket>): Ticket {
  return { ...ticket, ...patch, updatedAt: at }
}
