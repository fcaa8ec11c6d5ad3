import { type RawBuilder, sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { KeptFiles, KeptMail } from '../rules/kept-mail.ts'
import { keptFiles } from './message-mail.ts'

export type ReceivedState = 'waiting' | 'taken' | 'ignored' | 'duplicate' | 'quarantined'
export const ALL_STATES: readonly ReceivedState[] = ['waiting', 'taken', 'ignored', 'duplicate', 'quarantined']

export type MailRecord = {
  readonly id: string
  readonly mailbox: { readonly id: string; readonly name: string; readonly address: string } | null
  readonly source: 'imap' | 'smtp' | 'import'
  readonly envelopeFrom: string | null
  readonly envelopeTo: readonly string[]
  readonly rawSha256: string
  readonly size: number
  readonly receivedAt: Instant
  readonly state: ReceivedState
  readonly attempts: number
  readonly nextTryAt: Instant | null
  readonly why: string | null
  readonly detail: string | null
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly subject: string | null
  readonly automatic: string | null
  readonly matchedBy: string | null
  readonly ticket: { readonly id: string; readonly number: number } | null
  readonly postedMessageId: string | null
  readonly doneAt: Instant | null
  /** The reader may see the ticket it is on, or it is on none. */
  readonly isSeen: boolean
}

const columns = (seen: RawBuilder<unknown>) => sql`
  r.id, case when b.id is not null then json_build_object('id', b.id, 'name', b.name, 'address', b.address) end as mailbox, r.source,
  r.envelope_from as "envelopeFrom", r.envelope_to as "envelopeTo", r.raw_sha256 as "rawSha256", r.size, r.received_at as "receivedAt",
  r.state, r.attempts, r.next_try_at as "nextTryAt", r.why, r.detail, r.from_address as "fromAddress", r.from_name as "fromName", r.subject,
  r.automatic, r.matched_by as "matchedBy", case when t.id is not null then json_build_object('id', t.id, 'number', t.number) end as ticket,
  r.posted_message_id as "postedMessageId", r.done_at as "doneAt", (t.id is null or ${seen}) as "isSeen"`
const AROUND = sql`left join mailboxes b on b.id = r.mailbox_id left join tickets t on t.id = r.ticket_id`

export type MailPage = {
  readonly states: readonly ReceivedState[]
  readonly mailboxId: string | null
  readonly after: { readonly at: string; readonly id: string } | null
  readonly limit: number
  /** Which tickets the reader may see, as a condition on `t`. */
  readonly seen: RawBuilder<unknown>
}

/** Newest first. Each state is read by its index and no further than a page. */
export async function listMailRecords(db: Db | Tx, { states, mailboxId, after, limit, seen }: MailPage): Promise<MailRecord[]> {
  const { rows } = await sql<MailRecord>`
    select ${columns(seen)}
    from unnest(${states}::text[]) s(state) cross join lateral (
      select * from received_mails m where m.state = s.state
        ${mailboxId === null ? sql`` : sql`and m.mailbox_id = ${mailboxId}`}
        ${after === null ? sql`` : sql`and (m.received_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by m.received_at desc, m.id desc limit ${limit}) r ${AROUND}
    order by r.received_at desc, r.id desc limit ${limit}`.execute(db)
  return rows
}

type Kept = { readonly content: KeptMail | null; readonly keptFiles: KeptFiles }

export async function loadMailRecord(db: Db | Tx, id: string, seen: RawBuilder<unknown>): Promise<(MailRecord & Kept) | undefined> {
  const { rows } = await sql<MailRecord & Kept>`
    select ${columns(seen)}, r.content, ${keptFiles(sql`r.posted_message_id`)} from received_mails r ${AROUND} where r.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export async function lockMailRecord(tx: Tx, id: string): Promise<{ readonly state: ReceivedState } | undefined> {
  const { rows } = await sql<{ state: ReceivedState }>`select state from received_mails where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** To be taken up again from the beginning. Its bytes are as they came; what was understood of them is found out anew. */
export async function waitAgain(tx: Tx, id: string, now: Instant): Promise<void> {
  await sql`
    update received_mails set state = 'waiting', attempts = 0, next_try_at = ${formatInstant(now)}::timestamptz, why = null, detail = null,
      identity = null, done_at = null
    where id = ${id}`.execute(tx)
}

/** Out of quarantine for good. One whose copy was taken meanwhile is a copy. */
export async function dismiss(tx: Tx, id: string, why: string, at: Instant): Promise<void> {
  await sql`
    update received_mails r set why = 'dismissed', detail = ${why}, next_try_at = null, done_at = ${formatInstant(at)}::timestamptz,
      state = case when r.identity is not null and exists (
        select from received_mails o where o.identity = r.identity and o.id <> r.id and o.state in ('taken', 'ignored')) then 'duplicate' else 'ignored' end
    where r.id = ${id}`.execute(tx)
}
