import { sql } from 'kysely'
import type { ContactActor } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'

/** A contact as who they act; null: they are not let in any more. */
export async function actingContact(db: Db | Tx, contactId: string): Promise<ContactActor | null> {
  const { rows } = await sql<ContactActor>`
    select 'contact' as kind, c.id, c.name, c.account_id as "accountId", c.sees, c.department, c.may_confirm as "mayConfirm", c.locale, null as scopes
    from contacts c join accounts a on a.id = c.account_id where c.id = ${contactId} and c.active and a.archived_at is null`.execute(db)
  return rows[0] ?? null
}
