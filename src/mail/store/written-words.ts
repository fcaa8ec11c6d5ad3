import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { WrittenWords } from '../rules/quoted-words.ts'

/** Words on a ticket, and on those it follows, that were for some contacts alone; and whatever of ours has one of these Message-IDs. */
export async function writtenWords(db: Db | Tx, ticketId: string, messageIds: readonly string[]): Promise<WrittenWords[]> {
  const { rows } = await sql<WrittenWords>`
    with recursive earlier (id) as (
      select ${ticketId}::uuid
      union
      select l.to_ticket_id from earlier join ticket_links l on l.ticket_id = earlier.id and l.kind = 'follows')
    select o.rfc_message_id as "mailId", m.to_contact_ids as "contactIds", m.at
    from earlier join messages m on m.ticket_id = earlier.id left join outgoing_mails o on o.message_id = m.id
    where m.to_contact_ids is not null
    union
    select o.rfc_message_id, m.to_contact_ids, m.at
    from outgoing_mails o left join messages m on m.id = o.message_id where o.rfc_message_id = any(${messageIds}::text[])`.execute(db)
  return rows
}
