import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { ThreadId } from '../rules/mail-ids.ts'

/** What every mail about a ticket says of it. */
export type MailedTicket = {
  readonly id: string
  readonly number: number
  readonly title: string
  /** Of the reporter's own mail that it began with; null: it began otherwise, or one of ours passed it on under a subject of theirs. */
  readonly mailSubject: string | null
  readonly severity: string
  readonly status: string
  readonly accountId: string
  readonly productLineId: string
  readonly reporterId: string | null
  /** Where the customer is: an IANA name. */
  readonly timeZone: string
  /** Who we are to the customer. */
  readonly company: string
  /** Before this instant nothing of the log is told: it was loaded, not lived. */
  readonly loadedBefore: string | null
}

export async function readMailedTicket(db: Db | Tx, ticketId: string): Promise<MailedTicket | null> {
  const { rows } = await sql<MailedTicket>`
    select t.id, t.number, t.title, t.severity, t.status, t.account_id as "accountId", t.product_line_id as "productLineId", t.reporter_id as "reporterId",
      a.time_zone as "timeZone", w.name as company,
      (select r.subject from received_mails r where r.ticket_id = t.id and r.state = 'taken' and r.matched_by is null and r.why is null
        and r.from_address = (select c.email from contacts c where c.id = t.reporter_id) order by r.received_at limit 1) as "mailSubject",
      (select value #>> '{}' from deployment_facts where key = 'notifications-born-read-before') as "loadedBefore"
    from tickets t join accounts a on a.id = t.account_id cross join workspace w where t.id = ${ticketId}`.execute(db)
  return rows[0] ?? null
}

/** Whom a mail goes to. `bounces`: the address has not taken our mail, permanently. */
export type MailedPerson = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly locale: Locale
  readonly bounces: boolean
}
export type MailedContact = MailedPerson & { readonly mayConfirm: boolean }

/** The active contacts with an address who take part and see customer words; or of these, and whoever else is named, only those named. */
export async function contactsToMail(db: Db | Tx, ticketId: string, only: readonly string[] | null): Promise<MailedContact[]> {
  const { rows } = await sql<MailedContact>`
    select c.id, c.name, c.email as address, c.locale, c.may_confirm as "mayConfirm", coalesce(m.standing = 'permanent', false) as bounces
    from contacts c left join mail_addresses m on m.address = c.email
    where c.active and c.email is not null and ${
      only === null
        ? sql`c.id in (select person_id from participants where ticket_id = ${ticketId} and person_kind = 'contact' and sees_customer_words)`
        : sql`c.id = any(${only}::uuid[])`
    } order by c.id`.execute(db)
  return rows
}

/** The active people of partners with a ticket's words to partners. */
export async function partnersToMail(db: Db | Tx, ticketId: string): Promise<MailedPerson[]> {
  const { rows } = await sql<MailedPerson>`
    select p.id, p.name, p.email as address, p.locale, coalesce(m.standing = 'permanent', false) as bounces
    from participants t join partner_people p on p.id = t.person_id join partners c on c.id = p.partner_id
      left join mail_addresses m on m.address = p.email
    where t.ticket_id = ${ticketId} and t.person_kind = 'partner' and p.active and c.active order by p.id`.execute(db)
  return rows
}

/**
 * All Message-IDs of a ticket's conversation with its customer, or with one person of a partner, oldest first: the first and the latest of them.
 */
export async function threadIds(db: Db | Tx, ticketId: string, partnerId: string | null): Promise<ThreadId[]> {
  const conversation = sql`ticket_id = ${ticketId} and partner_person_id is not distinct from ${partnerId}::uuid`
  const { rows } = await sql<ThreadId>`
    select id, ours from (
      (select message_id as id, ours, at from mail_threads where ${conversation} order by at, message_id limit 1)
      union
      (select message_id, ours, at from mail_threads where ${conversation} order by at desc, message_id desc limit 100)) picked
    order by at, id`.execute(db)
  return rows
}

/** Words on a ticket, as a mail shows them. */
export type MailedWords = {
  readonly id: string
  readonly audience: 'customer' | 'partner'
  readonly ticketId: string
  readonly body: string
  readonly authorKind: 'staff' | 'contact' | 'partner' | 'integration' | 'system'
  readonly authorId: string
  readonly authorName: string | null
  readonly toContactIds: readonly string[] | null
  readonly nextUpdateAt: Instant | null
  readonly at: Instant
}

export async function readMailedWords(db: Db | Tx, messageId: string): Promise<MailedWords | null> {
  const { rows } = await sql<MailedWords>`select ${WORDS} where m.id = ${messageId} and m.audience in ('customer', 'partner')`.execute(db)
  return rows[0] ?? null
}

/** What its readers could read before it, newest first: enough to find what this recipient has seen last. */
export async function wordsBefore(db: Db | Tx, { ticketId, audience, at, id }: MailedWords): Promise<MailedWords[]> {
  const { rows } = await sql<MailedWords>`
    select ${WORDS} where m.ticket_id = ${ticketId} and m.audience = ${audience} and (m.at, m.id) < (${formatInstant(at)}::timestamptz, ${id}::uuid)
    order by m.at desc, m.id desc limit 10`.execute(db)
  return rows
}

const WORDS = sql`m.id, m.audience, m.ticket_id as "ticketId", m.body, m.author_kind as "authorKind", m.author_id as "authorId",
  coalesce(s.name, c.name, p.name) as "authorName", m.to_contact_ids as "toContactIds", m.next_update_at as "nextUpdateAt", m.at
  from messages m
  left join staff s on m.author_kind = 'staff' and s.id::text = m.author_id
  left join contacts c on m.author_kind = 'contact' and c.id::text = m.author_id
  left join partner_people p on m.author_kind = 'partner' and p.id::text = m.author_id`

/** The files of a message, as they are named there. */
export async function filesOf(
  db: Db | Tx,
  { ticketId, id }: { readonly ticketId: string; readonly id: string },
): Promise<{ readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string }[]> {
  const { rows } = await sql<{ id: string; name: string; mediaType: string; size: number; sha256: string }>`
    select id, name, media_type as "mediaType", size, sha256 from attachments
    where ticket_id = ${ticketId} and message_id = ${id} order by created_at, id`.execute(db)
  return rows
}
