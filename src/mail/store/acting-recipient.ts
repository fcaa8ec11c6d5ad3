import { sql } from 'kysely'
import type { ContactActor, PartnerActor } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'

/** Somebody who was written to, as who they act, and where they are written to now. */
export type Recipient = { readonly actor: ContactActor | PartnerActor; readonly address: string }

/** The contact or person of a partner of this id; null: there is none who is let in and has an address. */
export async function actingRecipient(db: Db | Tx, id: string): Promise<Recipient | null> {
  const { rows } = await sql<Recipient>`
    select json_build_object('kind', 'contact', 'id', c.id, 'name', c.name, 'accountId', c.account_id, 'sees', c.sees, 'department', c.department,
      'mayConfirm', c.may_confirm, 'locale', c.locale, 'scopes', null) as actor, c.email as address
    from contacts c join accounts a on a.id = c.account_id where c.id = ${id} and c.active and a.archived_at is null and c.email is not null
    union all
    select json_build_object('kind', 'partner', 'id', p.id, 'name', p.name, 'locale', p.locale, 'scopes', null), p.email
    from partner_people p join partners c on c.id = p.partner_id where p.id = ${id} and p.active and c.active`.execute(db)
  return rows[0] ?? null
}
