import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Tickets not closed on which this person holds a duty or is offered one, and any on which they are asked something; in the order they are locked. */
export async function dutiesOf(tx: Tx, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where owner_id = ${staffId} and status <> 'closed'
    union select id from tickets where liaison_id = ${staffId} and status <> 'closed'
    union select ticket_id from hand_offs where to_id = ${staffId} and state = 'offered'
    union select ticket_id from asks where to_id = ${staffId} and answered_at is null and ended_at is null
    order by id`.execute(tx)
  return rows.map((row) => row.id)
}
