import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { TicketFactsJson } from './ticket-facts-json.ts'

/** `T-1024` or an id; null when the text is neither. */
export function ticketKey(ref: string): { readonly id: string | null; readonly number: number | null } {
  const number = /^T-(\d{1,12})$/i.exec(ref)?.[1]
  return number === undefined ? { id: ref, number: null } : { id: null, number: Number(number) }
}

/**
 * The ticket locked for a command, with everything its rules ask, in one round trip. Null: no such ticket. Its lock is that of all it owes
 * (TicketHolds of #obligations).
 */
export async function lockTicketFacts(tx: Tx, ref: string): Promise<TicketFactsJson | null> {
  const { id, number } = ticketKey(ref)
  const { rows } = await sql<{ facts: TicketFactsJson | null }>`select hold_ticket(${id}::uuid, ${number}::bigint) as facts`.execute(tx)
  return rows[0]?.facts ?? null
}

/** Holds these tickets until the transaction ends, in one order for everybody, so that no two wait for each other. */
export async function holdTickets(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select from tickets where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}

/** The same of those that nobody has now; says which. */
export async function holdFreeTickets(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where id = any(${ids}::uuid[]) order by id for no key update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What `lockTicketFacts` gives, without a lock, for reading. */
export async function readTicketFacts(db: Db | Tx, ref: string): Promise<TicketFactsJson | null> {
  const { id, number } = ticketKey(ref)
  const { rows } = await sql<{ read: { around: TicketFactsJson } | null }>`
    select read_ticket(${id}::uuid, ${number}::bigint, false, 0) as read`.execute(db)
  return rows[0]?.read?.around ?? null
}
