import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

/** Whether the ticket was opened by a mail that a person wrote and whose sender nobody disowns: only such a mail is answered by itself. */
export async function openedByPerson(db: Db | Tx, ticketId: string): Promise<boolean> {
  const { rows } = await sql`
    select from received_mails where ticket_id = ${ticketId} and state = 'taken' and matched_by is null and automatic = 'no'
      and content #>> '{authentication,dmarc}' is distinct from 'fail' limit 1`.execute(db)
  return rows.length > 0
}

/** When the customer hears from us at the latest, by what is owed to them now; null: nothing with a time. */
export async function promisedNext(db: Db | Tx, ticketId: string): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select min(due_at) as at from obligations
    where ticket_id = ${ticketId} and state = 'pending' and kind in ('first_response', 'answer', 'next_update')`.execute(db)
  return rows[0]?.at ?? null
}

/** When automatic mail was written to an address since an instant. Writers to one address wait for each other. */
export async function automaticSince(tx: Tx, address: string, since: Instant): Promise<Instant[]> {
  await sql`select pg_advisory_xact_lock(hashtext('mail automatic'), hashtext(${address}))`.execute(tx)
  const { rows } = await sql<{ at: Instant }>`
    select created_at as at from outgoing_mails
    where to_address = ${address} and automatic and state <> 'suppressed' and created_at > ${formatInstant(since)}::timestamptz`.execute(tx)
  return rows.map(({ at }) => at)
}

export type MailedResolution = { readonly id: string; readonly text: string; readonly at: Instant }

/** The resolution that stands; null: none does. */
export async function standingResolution(db: Db | Tx, ticketId: string): Promise<MailedResolution | null> {
  const { rows } = await sql<MailedResolution>`
    select id, text, at from resolutions where ticket_id = ${ticketId} and reopened_at is null order by at desc, id desc limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
