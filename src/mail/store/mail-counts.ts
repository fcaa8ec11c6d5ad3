import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type MailCounts = { readonly waiting: number; readonly quarantined: number }

/** How many mails of these mailboxes wait or stand aside; both are few at any time, and each is found by its index. */
export async function countMails(db: Db | Tx, mailboxIds: readonly string[]): Promise<ReadonlyMap<string, MailCounts>> {
  const { rows } = await sql<MailCounts & { id: string }>`
    select r.mailbox_id as id, count(*) filter (where r.state = 'waiting') as waiting, count(*) filter (where r.state = 'quarantined') as quarantined
    from received_mails r where r.state in ('waiting', 'quarantined') and r.mailbox_id = any(${mailboxIds}::uuid[]) group by 1`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
