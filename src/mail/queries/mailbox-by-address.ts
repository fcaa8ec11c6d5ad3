import type { Db, Tx } from '#platform/db'
import { withoutTag } from '../rules/own-mailbox.ts'
import { type MailboxRecord, mailboxAmong } from '../store/mailboxes.ts'

/** The mailbox that an address belongs to: the address itself, or one of its plus-addresses (`local+anything@domain`). In use or not. */
export function mailboxByAddress(db: Db | Tx, address: string): Promise<MailboxRecord | undefined> {
  const whole = address.toLowerCase()
  return mailboxAmong(db, [whole, withoutTag(whole)])
}
