import { sql } from 'kysely'
import { formatInstant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { NewMail } from '../rules/outgoing-mail.ts'

/**
 * Writes mails that are to leave, each once by its `once`, and with those of a ticket the thread that leads an answer back to it. Gives the
 * `once` of what was new, so that a job that runs again adds and tells nothing.
 */
export async function insertOutgoing(db: Db | Tx, mails: readonly NewMail[]): Promise<ReadonlySet<string>> {
  if (mails.length === 0) return new Set()
  const { rows } = await sql<{ once: string }>`
    with made as (
      insert into outgoing_mails (id, once, purpose, mailbox_id, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id,
        automatic, content, state, next_try_at, last_response, created_at)
      select id, once, purpose, mailbox_id, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id,
        automatic, content, state, next_try_at, last_response, created_at
      from jsonb_populate_recordset(null::outgoing_mails, ${JSON.stringify(mails.map(row))}::jsonb)
      on conflict (once) do nothing returning once, rfc_message_id, ticket_id, to_kind, to_id, state, created_at),
    threaded as (
      insert into mail_threads (message_id, ticket_id, ours, partner_person_id, at)
      select rfc_message_id, ticket_id, true, case when to_kind = 'partner' then to_id end, created_at from made where ticket_id is not null and state = 'queued')
    select once from made`.execute(db)
  return new Set(rows.map(({ once }) => once))
}

function row(mail: NewMail): Record<string, unknown> {
  const at = formatInstant(mail.createdAt)
  return {
    id: mail.id,
    once: mail.once,
    purpose: mail.purpose,
    mailbox_id: mail.mailboxId,
    ticket_id: mail.ticketId,
    message_id: mail.messageId,
    to_kind: mail.to.kind,
    to_id: mail.to.id,
    to_address: mail.to.address,
    to_name: mail.to.name,
    rfc_message_id: mail.rfcMessageId,
    automatic: mail.automatic,
    content: mail.content,
    state: mail.suppressed === null ? 'queued' : 'suppressed',
    next_try_at: mail.suppressed === null ? at : null,
    last_response: mail.suppressed,
    created_at: at,
  }
}
