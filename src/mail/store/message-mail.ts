import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Standing } from '../rules/address-standing.ts'
import type { KeptFiles, KeptMail } from '../rules/kept-mail.ts'
import type { Forwarded, MailAddress, MailVerdict } from '../rules/understood-mail.ts'
import type { MailOrigin } from './received-mails.ts'

/** A message, or with `messageId` null the ticket's own report, that came by mail. */
export type CameRecord = {
  readonly messageId: string | null
  readonly audience: string
  readonly named: readonly string[] | null
  readonly authorKind: string
  readonly authorId: string
  /** When its words were taken, and which Message-IDs it answers. */
  readonly at: Instant
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** Whose contact its author is, and who it came from; null: no contact. */
  readonly authorAccountId: string | null
  readonly senderAccountId: string | null
  readonly mailId: string
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly why: string | null
  readonly automatic: string | null
  readonly wasCut: boolean
  readonly hasHtml: boolean
  /** Whom it names. */
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly forwarded: Forwarded | null
  readonly dmarc: MailVerdict | null
  /** Where it was delivered. */
  readonly source: MailOrigin
  readonly envelopeTo: readonly string[]
  readonly deliveredLast: readonly string[]
}
export type WentRecord = {
  readonly messageId: string
  readonly contactId: string | null
  readonly name: string
  readonly address: string
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'bounced' | 'suppressed'
  readonly at: Instant | null
  readonly response: string | null
  readonly mayHaveBeenSent: boolean
  /** How the address stands now, whatever became of this mail; null: nothing speaks against it. */
  readonly addressStanding: Standing | null
}

/** Whom a mail `r` names, and where it was delivered: its headers say nothing of that for mails taken before it was kept. */
export const NAMES = sql`
  r.content->'to' as "to", r.content->'cc' as cc, r.content->'forwarded' as forwarded, r.content->'authentication'->>'dmarc' as dmarc,
  r.source, r.envelope_to as "envelopeTo", coalesce(r.content->'deliveredLast', '[]') as "deliveredLast"`

// Mails taken before that was kept say nothing of what they answer.
const WRITTEN = sql`coalesce(m.author_kind, 'contact') as "authorKind", coalesce(m.author_id, t.reporter_id::text, '') as "authorId",
  coalesce(m.at, t.created_at) as at, coalesce(r.content->'inReplyTo', '[]') as "inReplyTo", coalesce(r.content->'references', '[]') as "references"`

// The author of a report is who reported; the sender is known by the address alone, and may have passed on what somebody else wrote.
const ACCOUNTS = sql`
  (select c.account_id from contacts c where c.id = case when m.id is null then t.reporter_id when m.author_kind = 'contact' then m.author_id::uuid end)
    as "authorAccountId",
  (select c.account_id from contacts c where c.email = r.from_address) as "senderAccountId"`

/** What of a ticket came by mail; its report first. A mail whose words were taken over came as both. One statement for all of it. */
export async function whatCame(db: Db | Tx, ticketId: string): Promise<CameRecord[]> {
  const { rows } = await sql<CameRecord>`
    select w.id as "messageId", coalesce(m.audience, 'customer') as audience, m.to_contact_ids as named,
      ${WRITTEN}, ${ACCOUNTS}, r.id as "mailId",
      r.from_address as "fromAddress", r.from_name as "fromName", w.why, r.automatic, jsonb_array_length(r.content->'cut') > 0 as "wasCut",
      jsonb_typeof(r.content->'html') = 'string' as "hasHtml", ${NAMES}
    from received_mails r join tickets t on t.id = r.ticket_id
    cross join lateral (
      select r.posted_message_id as id, r.why
      union all
      select r.words_message_id, null where r.words_message_id is not null) w
    left join messages m on m.id = w.id
    where r.ticket_id = ${ticketId} and r.state = 'taken' and r.content is not null order by r.received_at, r.id`.execute(db)
  return rows
}

/** What of a ticket's words went out by mail, by recipient. */
export async function whatWent(db: Db | Tx, ticketId: string): Promise<WentRecord[]> {
  const { rows } = await sql<WentRecord>`
    select o.message_id as "messageId", case when o.to_kind = 'contact' then o.to_id end as "contactId", o.to_name as name, o.to_address as address, o.state,
      case o.state when 'sent' then o.sent_at when 'queued' then o.next_try_at when 'sending' then o.next_try_at else coalesce(o.failed_at, o.sent_at, o.created_at) end as at,
      o.last_response as response, o.may_have_been_sent as "mayHaveBeenSent", a.standing as "addressStanding"
    from outgoing_mails o left join mail_addresses a on a.address = lower(o.to_address) where o.ticket_id = ${ticketId} and o.message_id is not null order by o.created_at, o.id`.execute(
    db,
  )
  return rows
}

type Named = 'to' | 'cc' | 'forwarded' | 'dmarc' | 'source' | 'envelopeTo' | 'deliveredLast'
export type OriginalRecord = Omit<CameRecord, 'wasCut' | 'hasHtml' | 'why' | 'automatic' | Named> & {
  readonly ticketId: string
  readonly subject: string | null
  readonly content: KeptMail
  readonly keptFiles: KeptFiles
}

/** Ids of the attachments that the files of a mail `r` became with a message of it, by their content. */
export function keptFiles(messageId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
  (select coalesce(json_object_agg(a.sha256, a.id), '{}') from attachments a
    where a.ticket_id = r.ticket_id and a.message_id is not distinct from ${messageId} and a.report_id is null) as "keptFiles"`
}

const ORIGINAL = sql`
  select m.id as "messageId", coalesce(m.audience, 'customer') as audience, m.to_contact_ids as named,
    ${WRITTEN}, ${ACCOUNTS}, r.id as "mailId",
    r.from_address as "fromAddress", r.from_name as "fromName", r.ticket_id as "ticketId", r.subject, r.content, ${keptFiles(sql`m.id`)}
  from received_mails r join tickets t on t.id = r.ticket_id left join messages m`

/** The mail that a message was; undefined when it was none. */
export async function loadOriginal(db: Db | Tx, messageId: string): Promise<OriginalRecord | undefined> {
  const { rows } = await sql<OriginalRecord>`
    ${ORIGINAL} on m.id = ${messageId} where (r.posted_message_id = ${messageId} or r.words_message_id = ${messageId}) and r.content is not null`.execute(
    db,
  )
  return rows[0]
}

/** The mail that opened a ticket; undefined when none did. */
export async function loadOpening(db: Db | Tx, ticketId: string): Promise<OriginalRecord | undefined> {
  const { rows } = await sql<OriginalRecord>`
    ${ORIGINAL} on m.id = r.posted_message_id where r.ticket_id = ${ticketId} and r.posted_message_id is null and r.state = 'taken' and r.content is not null
    order by r.received_at, r.id limit 1`.execute(db)
  return rows[0]
}
