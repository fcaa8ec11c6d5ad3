import { sql } from 'kysely'
import { addMs, DAY, formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { MailPurpose, OutgoingContent, OutgoingState } from '../rules/outgoing-mail.ts'

/** A mail in hand: nobody else takes it until its lease is over. `attempts` counts this try. */
export type DueMail = {
  readonly id: string
  readonly purpose: MailPurpose
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly to: { readonly kind: string; readonly id: string | null; readonly name: string; readonly address: string }
  readonly rfcMessageId: string
  readonly content: OutgoingContent
  readonly attempts: number
  readonly mayHaveBeenSent: boolean
  readonly createdAt: Instant
  /** The address has not taken our mail, permanently. */
  readonly bounces: boolean
  /** It is for a person of ours who is no longer here. */
  readonly isForNobody: boolean
  readonly lately: { readonly count: number; readonly firstAt: Instant | null }
}

/** The mailboxes for which something is due, each with its version; null among them: what becomes files. */
export async function dueMailboxes(db: Db | Tx, now: Instant): Promise<{ id: string | null; version: number | null }[]> {
  const { rows } = await sql<{ id: string | null; version: number | null }>`
    select due.id, m.version from (
      select distinct mailbox_id as id from outgoing_mails where next_try_at <= ${formatInstant(now)}::timestamptz) due
    left join mailboxes m on m.id = due.id`.execute(db)
  return rows
}

/** What waits for its next try is due now when the mailbox is not what it was at `triedVersion`: whoever mended it should see it go. */
export async function dueAgain(
  db: Db | Tx,
  { mailboxId, triedVersion, now }: { mailboxId: string; triedVersion: number; now: Instant },
): Promise<void> {
  await sql`
    update outgoing_mails o set next_try_at = ${formatInstant(now)}::timestamptz from mailboxes m
    where o.next_try_at > ${formatInstant(now)}::timestamptz and o.mailbox_id = ${mailboxId} and o.state = 'queued'
      and m.id = o.mailbox_id and m.version <> ${triedVersion}`.execute(db)
}

/**
 * Takes up to `limit` due mails of a mailbox in hand until `leaseUntil`, oldest first. One whose last holder died before saying what came of
 * it is taken again; it may have been sent.
 */
export async function claimDue(
  db: Db | Tx,
  {
    mailboxId,
    limit,
    now,
    leaseUntil,
    since,
  }: { mailboxId: string | null; limit: number; now: Instant; leaseUntil: Instant; since: Instant },
): Promise<DueMail[]> {
  // A row is at most five days old when it is sent: what is older need not be counted.
  const young = formatInstant(addMs(since, -6 * DAY))
  const { rows } = await sql<DueMail>`
    with due as (
      select id, state = 'sending' as died from outgoing_mails
      where next_try_at <= ${formatInstant(now)}::timestamptz and mailbox_id is not distinct from ${mailboxId}::uuid
      order by next_try_at, id limit ${limit} for update skip locked),
    taken as (
      update outgoing_mails o set state = 'sending', attempts = attempts + 1, next_try_at = ${formatInstant(leaseUntil)}::timestamptz,
        may_have_been_sent = may_have_been_sent or due.died
      from due where o.id = due.id returning o.*)
    select t.id, t.purpose, t.ticket_id as "ticketId", t.message_id as "messageId", t.rfc_message_id as "rfcMessageId", t.content, t.attempts,
      jsonb_build_object('kind', t.to_kind, 'id', t.to_id, 'name', t.to_name, 'address', t.to_address) as "to",
      t.may_have_been_sent as "mayHaveBeenSent", t.created_at as "createdAt", coalesce(a.standing = 'permanent', false) as bounces,
      t.to_kind = 'staff' and not exists (select from staff s where s.id = t.to_id and s.active) as "isForNobody",
      jsonb_build_object('count', l.count, 'firstAt', extract(epoch from l.first_at) * 1000) as lately
    from taken t left join mail_addresses a on a.address = t.to_address
    cross join lateral (
      select count(*) as count, min(x.sent_at) as first_at from outgoing_mails x
      where x.to_address = t.to_address and x.created_at > ${young}::timestamptz and x.sent_at > ${formatInstant(since)}::timestamptz) l
    order by t.created_at, t.id`.execute(db)
  return rows
}

export async function renewLeases(db: Db | Tx, ids: readonly string[], until: Instant): Promise<void> {
  await sql`update outgoing_mails set next_try_at = ${formatInstant(until)}::timestamptz where id = any(${ids}::uuid[]) and state = 'sending'`.execute(
    db,
  )
}

/** What a mail in hand becomes. `attempts`: as it is from now on. */
export type Settled = {
  readonly state: Exclude<OutgoingState, 'sending' | 'bounced'>
  readonly attempts: number
  readonly nextTryAt: Instant | null
  readonly code: number | null
  readonly response: string | null
  readonly mayHaveBeenSent: boolean
  readonly at: Instant
}

const RESPONSE = 2_000

/** Records it, unless somebody else has taken the mail meanwhile (then false). What holds a secret, or what the bell keeps, is forgotten with the last try. */
export async function settle(db: Db | Tx, { id, attempts }: Pick<DueMail, 'id' | 'attempts'>, settled: Settled): Promise<boolean> {
  const { state, nextTryAt, at, response } = settled
  const { numAffectedRows } = await sql`
    update outgoing_mails set state = ${state}, attempts = ${settled.attempts}, next_try_at = ${nextTryAt === null ? null : formatInstant(nextTryAt)}::timestamptz,
      last_code = ${settled.code}, last_response = ${response?.slice(0, RESPONSE) ?? null}, may_have_been_sent = ${settled.mayHaveBeenSent},
      sent_at = case when ${state} = 'sent' then ${formatInstant(at)}::timestamptz end,
      failed_at = case when ${state} in ('failed', 'suppressed') then ${formatInstant(at)}::timestamptz end,
      content = case when purpose in ('sign_in', 'notice') and ${state} <> 'queued' then null else content end
    where id = ${id} and state = 'sending' and attempts = ${attempts}`.execute(db)
  return numAffectedRows === 1n
}
