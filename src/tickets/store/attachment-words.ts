import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

/** What a linked attachment hangs on: a message with its audience, or the ticket's description or a root-cause report, which are the customer's to read (audience null). */
export async function attachmentWords(
  db: Db | Tx,
  id: string,
): Promise<{ ticketId: string; audience: string | null; named: string[] | null } | undefined> {
  const { rows } = await sql<{ ticketId: string; audience: string | null; named: string[] | null }>`
    select f.ticket_id as "ticketId", m.audience, m.to_contact_ids as named
    from attachments f left join messages m on m.id = f.message_id where f.id = ${id} and f.ticket_id is not null`.execute(db)
  return rows[0]
}
