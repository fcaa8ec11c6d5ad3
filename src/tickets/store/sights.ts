import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { EventSight } from '#platform/events'

/** Who may see what the sweep writes about these tickets. */
export async function ticketSights(db: Db | Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, EventSight>> {
  const { rows } = await sql<{ id: string; account_id: string; confidential: boolean; department: string | null; participants: string[] }>`
    select t.id, t.account_id, t.confidential, c.department,
      array(select p.person_id from participants p where p.ticket_id = t.id and p.person_kind <> 'staff') as participants
    from tickets t left join contacts c on c.id = t.reporter_id where t.id = any(${ticketIds}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        accountId: row.account_id,
        audience: 'internal',
        restriction: row.confidential ? 'confidential' : null,
        department: row.department,
        participants: row.participants,
      },
    ]),
  )
}
