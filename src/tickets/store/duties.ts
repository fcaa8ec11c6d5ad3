import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

/**
 * Tickets not closed on which this person holds a duty or is offered one, and any on which they are asked or still owe
 * something; in the order they are locked.
 */
export async function dutiesOf(tx: Tx, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where owner_id = ${staffId} and status <> 'closed'
    union select id from tickets where liaison_id = ${staffId} and status <> 'closed'
    union select ticket_id from hand_offs where to_id = ${staffId} and state = 'offered'
    union select ticket_id from asks where to_id = ${staffId} and answered_at is null and ended_at is null
    union select ticket_id from obligations
      where holder_id = ${staffId} and state in ('pending', 'broken') and fulfilled_at is null and cancelled_at is null and ticket_id is not null
    order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Tickets on which this person owes something as the lead or the duty manager that they were; in the order they are locked. */
export async function ledBy(db: Db, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct ticket_id as id from obligations
    where holder_id = ${staffId} and holder_duty in ('lead', 'duty_manager')
      and state in ('pending', 'broken') and fulfilled_at is null and cancelled_at is null and ticket_id is not null
    order by id`.execute(db)
  return rows.map((row) => row.id)
}
