import type { Db, Tx } from '#platform/db'
import { lockTicketFacts, readTicketFacts } from './store/lock-ticket.ts'
import { type MessageRecord, readTicketRow, type TicketNames } from './store/read-ticket.ts'
import { type TicketFacts, ticketFactsFrom } from './ticket-record.ts'

/** The ticket locked for a command, with everything its rules ask, in one round trip. Null: no such ticket. */
export async function lockTicket(tx: Tx, ref: string): Promise<TicketFacts | null> {
  const json = await lockTicketFacts(tx, ref)
  return json ? ticketFactsFrom(json) : null
}

/** The same without a lock, for reading. */
export async function loadTicketFacts(db: Db | Tx, ref: string): Promise<TicketFacts | null> {
  const json = await readTicketFacts(db, ref)
  return json ? ticketFactsFrom(json) : null
}

export type TicketRead = {
  readonly facts: TicketFacts
  readonly names: TicketNames
  /** Its first messages, when asked for, as staff see them. */
  readonly words: readonly MessageRecord[]
}

/** The ticket with everything around it and every name on it, in one round trip. */
export async function readTicket(db: Db | Tx, ref: string, words = false, ahead?: { readonly value: unknown }): Promise<TicketRead | null> {
  const row = await readTicketRow(db, ref, words, ahead)
  return row ? { ...row, facts: ticketFactsFrom(row.facts) } : null
}
