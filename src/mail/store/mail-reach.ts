import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { defaultServerMailbox } from './mailbox-for.ts'

/** Whether what Muster says by itself can leave: the default mailbox has a server to send by. */
export async function sendsByItself(db: Db | Tx): Promise<boolean> {
  return (await defaultServerMailbox(db)) !== null
}

/** Whether what Muster says by itself reaches an address; `address-bounces`: its server refused for good, so nothing goes there. */
export type MailReach = 'ready' | 'no-mailbox' | 'address-bounces'

export async function mailReach(db: Db | Tx, address: string): Promise<MailReach> {
  if (!(await sendsByItself(db))) return 'no-mailbox'
  const { rows } = await sql`select from mail_addresses where address = ${address.toLowerCase()} and standing = 'permanent'`.execute(db)
  return rows.length > 0 ? 'address-bounces' : 'ready'
}
