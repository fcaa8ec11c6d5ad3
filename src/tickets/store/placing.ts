import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { UNSORTED_ACCOUNT } from '../rules/place.ts'

/** At most `limit` tickets of a person that wait in *unsorted*, in the order in which they are locked. */
export async function unsortedTicketsOf(db: Db | Tx, contactId: string, limit: number): Promise<string[]> {
  // The account stands in the text, not among the values, so that the index of such tickets is found whatever is planned for all values.
  const { rows } = await sql<{ id: string }>`
    select id from tickets where reporter_id = ${contactId} and account_id = ${sql.lit(UNSORTED_ACCOUNT)} order by id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Until the transaction ends a ticket may name a contact who is not of its account yet. */
export async function letComeLater(tx: Tx): Promise<void> {
  await sql`set constraints tickets_account_id_reporter_id_fkey deferred`.execute(tx)
}

/** What was owed on this ticket was owed to this account all along. */
export async function takeAlongObligations(tx: Tx, ticketId: string, accountId: string): Promise<void> {
  await sql`update obligations set account_id = ${accountId} where ticket_id = ${ticketId} and account_id <> ${accountId}`.execute(tx)
}

/** Whoever came to this account takes part in no ticket of another one. */
export async function leaveOthersTickets(tx: Tx, contactId: string, accountId: string): Promise<void> {
  await sql`delete from participants where person_kind = 'contact' and person_id = ${contactId} and account_id <> ${accountId}`.execute(tx)
}
