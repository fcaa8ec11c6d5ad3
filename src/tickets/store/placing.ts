import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

/** The tickets of a person that wait in *unsorted*, in the order in which they are locked. */
export async function unsortedTicketsOf(db: Db | Tx, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from tickets t join accounts a on a.id = t.account_id where t.reporter_id = ${contactId} and a.kind = 'unsorted' order by t.id`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Until the transaction ends a ticket may name a contact who is not of its account yet. */
export async function letComeLater(tx: Tx): Promise<void> {
  await sql`set constraints tickets_account_id_reporter_id_fkey, contact_records_account_id_contact_id_fkey deferred`.execute(tx)
}

/** What was owed on this ticket was owed to this account all along. */
export async function takeAlongObligations(tx: Tx, ticketId: string, accountId: string): Promise<void> {
  await sql`update obligations set account_id = ${accountId} where ticket_id = ${ticketId} and account_id <> ${accountId}`.execute(tx)
}

/** Whoever came to this account takes part in no ticket of another one. */
export async function leaveOthersTickets(tx: Tx, contactId: string, accountId: string): Promise<void> {
  await sql`delete from participants where person_kind = 'contact' and person_id = ${contactId} and account_id <> ${accountId}`.execute(tx)
}
