import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import type { Tx } from '#platform/db'
import type { AutomaticKind, Forwarded, MailAddress, MailVerdict } from '../rules/understood-mail.ts'
import { NAMES } from './message-mail.ts'
import type { MailOrigin } from './received-mails.ts'

/** A mail on a ticket by which somebody is let in. */
export type MailOfTicket = {
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly why: string | null
  readonly automatic: AutomaticKind
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly forwarded: Forwarded | null
  readonly dmarc: MailVerdict | null
  readonly source: MailOrigin
  readonly envelopeTo: readonly string[]
  readonly deliveredLast: readonly string[]
  readonly mailboxLocale: Locale | null
  /** The internal note it came in as, and what it says. */
  readonly noteId: string | null
  readonly note: string | null
  /** Its words were taken over already. */
  readonly wordsMessageId: string | null
}

/** Held until the transaction ends, so that two who let the same person in are one after the other. Undefined: no such mail on this ticket. */
export async function lockMailOfTicket(tx: Tx, ticketId: string, id: string): Promise<MailOfTicket | undefined> {
  const { rows } = await sql<MailOfTicket>`
    select r.from_address as "fromAddress", r.from_name as "fromName", r.why, coalesce(r.automatic, 'no') as automatic, ${NAMES},
      b.locale as "mailboxLocale",
      m.id as "noteId", m.body as note, r.words_message_id as "wordsMessageId"
    from received_mails r left join mailboxes b on b.id = r.mailbox_id left join messages m on m.id = r.posted_message_id and m.audience = 'internal'
    where r.id = ${id} and r.ticket_id = ${ticketId} and r.state = 'taken' and r.content is not null for update of r`.execute(tx)
  return rows[0]
}

/** As which message the words of a mail were taken over. */
export async function noteWordsTaken(tx: Tx, id: string, messageId: string): Promise<void> {
  await sql`update received_mails set words_message_id = ${messageId} where id = ${id}`.execute(tx)
}
