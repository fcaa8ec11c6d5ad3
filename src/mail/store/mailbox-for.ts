import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Brand } from '../rules/brand.ts'

/** A mailbox as far as a mail that leaves needs it. */
export type SendingMailbox = { readonly id: string; readonly name: string; readonly address: string; readonly brand: Brand | null }

/** Which mailbox speaks for a line: its own oldest active one, else the default; null when there is none. No line: the default. */
export async function mailboxFor(db: Db | Tx, productLineId: string | null): Promise<SendingMailbox | null> {
  const { rows } = await sql<SendingMailbox>`
    select id, name, address, brand from mailboxes where active and (product_line_id = ${productLineId}::uuid or is_default)
    order by (product_line_id = ${productLineId}::uuid) is true desc, is_default desc, created_at, id limit 1`.execute(db)
  return rows[0] ?? null
}

/** The default mailbox, if it sends by a server. */
export async function defaultServerMailbox(db: Db | Tx): Promise<SendingMailbox | null> {
  const { rows } = await sql<SendingMailbox>`
    select id, name, address, brand from mailboxes where is_default and active and send ->> 'by' = 'smtp'`.execute(db)
  return rows[0] ?? null
}
