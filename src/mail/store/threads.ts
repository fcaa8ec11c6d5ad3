import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { withCommit } from '#platform/pipelined-dialect'

export async function ticketOfNumber(db: Db | Tx, number: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from tickets where number = ${number}`.execute(db)
  return rows[0]?.id ?? null
}

/**
 * From now on this Message-ID leads to the ticket; one that leads somewhere already goes on leading there. Sent with the commit. `partnerId`: it
 * is of the conversation with that person of a partner; null: of the customer's.
 */
export async function leadToTicket(
  tx: Db | Tx,
  {
    messageId,
    ticketId,
    ours,
    partnerId,
    at,
  }: { messageId: string; ticketId: string; ours: boolean; partnerId: string | null; at: Instant },
): Promise<void> {
  const leads = sql`insert into mail_threads (message_id, ticket_id, ours, partner_person_id, at)
    values (${messageId}, ${ticketId}, ${ours}, ${partnerId}, ${formatInstant(at)}::timestamptz) on conflict do nothing`
  await tx.executeQuery(withCommit(leads.compile(tx)))
}

/** Whether one of these Message-IDs is of a mail by which we told a person of ours something. */
export async function isOfNotification(db: Db | Tx, messageIds: readonly string[]): Promise<boolean> {
  if (messageIds.length === 0) return false
  const { rows } =
    await sql`select from outgoing_mails where rfc_message_id = any(${messageIds}::text[]) and purpose = 'notice' limit 1`.execute(db)
  return rows.length > 0
}

/** What somebody who takes part from now on has written to this ticket leads to it too: their next mail may answer one of those. */
export async function leadOwnMails(tx: Db | Tx, ticketId: string, address: string): Promise<void> {
  await sql`insert into mail_threads (message_id, ticket_id, ours, at)
    select r.message_id, r.ticket_id, false, r.received_at from received_mails r
    where r.ticket_id = ${ticketId} and r.from_address = ${address} and r.state = 'taken' and r.message_id is not null
      and r.content->'authentication'->>'dmarc' is distinct from 'fail'
    on conflict do nothing`.execute(tx)
}
