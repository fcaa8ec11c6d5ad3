import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Tickets not closed on which this person holds a duty, or is offered or offers one, or is asked something; in the order they are locked. */
export async function dutiesOf(tx: Tx, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where owner_id = ${staffId} and status <> 'closed'
    union select id from tickets where liaison_id = ${staffId} and status <> 'closed'
    union select ticket_id from hand_offs where to_id = ${staffId} and state = 'offered'
    union select k.ticket_id from asks k join tickets t on t.id = k.ticket_id
      where k.to_id = ${staffId} and k.answered_at is null and k.ended_at is null and t.status <> 'closed'
    order by id`.execute(tx)
  return rows.map((row) => row.id)
}
