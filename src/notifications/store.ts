import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { COUNT_FOR_MS, MOST_UNREAD, TOLD_OFTEN } from './rules/enough-told.ts'
import type { MailWay } from './rules/mail-way.ts'
import type { People } from './rules/recipients.ts'

export type NotificationRow = {
  readonly id: string
  readonly personId: string
  readonly eventSeq: number
  readonly type: string
  readonly reason: string
  readonly ticketId: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Instant
  /** Born read: rings no bell. */
  readonly readAt: Instant | null
  /** The mail in which it waits; null: in none. */
  readonly mailIn: MailWay | null
}
/** When the mail leaves that somebody's notification waits in, where none is on its way yet. */
export type MailDue = { readonly id: string; readonly personId: string; readonly way: MailWay; readonly kind: string; readonly at: Instant }

/** A row as its person reads it: `title` null where they may not see the ticket's words. */
export type Notification = Omit<NotificationRow, 'personId' | 'eventSeq' | 'mailIn'> & {
  readonly number: number | null
  readonly title: string | null
}

/** The title of `t`, of account `a`, as the person of `n` may see it. */
export const ownTitle = sql`
  case when t.owner_id = n.person_id or t.liaison_id = n.person_id or (not t.confidential and a.access = 'open')
    or exists (select from participants p where p.ticket_id = t.id and p.person_kind = n.person_kind and p.person_id = n.person_id)
    or (not t.confidential and exists (select from account_team m where m.account_id = a.id and m.staff_id = n.person_id))
    then t.title end`

const BORN_READ_BEFORE = 'notifications-born-read-before'

/** Who stands where now for a ticket, or for a line when there is no ticket; and the instant before which all is born read. */
export async function peopleAround(
  db: Db | Tx,
  ticketId: string | null,
  productLineId: string | null,
): Promise<People & { bornReadBefore: string | null }> {
  const { rows } = await sql<People & { bornReadBefore: string | null }>`
    select t.owner_id as "ownerId", t.liaison_id as "liaisonId", l.lead_id as "leadId", l.executive_id as "executiveId",
      w.duty_manager_id as "dutyManagerId", coalesce(t.complaint_about, '{}') as "complaintAbout",
      array(select s.id from staff s where s.active and s.role = 'administrator') as "administratorIds", (select value #>> '{}' from deployment_facts where key = ${BORN_READ_BEFORE}) as "bornReadBefore"
    from (select ${ticketId}::uuid as ticket_id, ${productLineId}::uuid as line_id) given
    left join tickets t on t.id = given.ticket_id
    left join product_lines l on l.id = coalesce(t.product_line_id, given.line_id)
    left join workspace w on true`.execute(db)
  if (!rows[0]) throw new Error('the database answered nothing')
  return rows[0]
}

/** Who counts how often words on a ticket have rung waits until whoever counted before has committed. */
export async function holdBells(tx: Tx, ticketId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('bells'), hashtext(${ticketId}))`.execute(tx)
}

/**
 * Writes each row once per person and event, for active staff only and no more often than is enough to be told, and for each new unread one the event that rings that
 * person's bell and, where it waits in a mail, when that mail leaves: one statement, so a job that runs again adds nothing.
 */
export async function writeNotifications(
  db: Db | Tx,
  notifications: readonly NotificationRow[],
  dues: readonly MailDue[],
  recordedAt: Instant,
): Promise<void> {
  const rows = notifications.map((row) => ({
    id: row.id,
    person_kind: 'staff',
    person_id: row.personId,
    event_seq: row.eventSeq,
    type: row.type,
    reason: row.reason,
    ticket_id: row.ticketId,
    data: row.data,
    at: formatInstant(row.at),
    read_at: row.readAt === null ? null : formatInstant(row.readAt),
    mail_in: row.mailIn,
  }))
  await sql`
    with told as (
      insert into notifications select r.* from jsonb_populate_recordset(null::notifications, ${JSON.stringify(rows)}::jsonb) r
      where exists (select from staff s where s.id = r.person_id and s.active) and not (r.type = ${TOLD_OFTEN} and r.read_at is null and ${MOST_UNREAD} <= (
        select count(*) from notifications n where n.person_id = r.person_id and n.ticket_id = r.ticket_id and n.type = r.type and n.read_at is null
          and n.at > r.at - ${COUNT_FOR_MS} * interval '1 millisecond'))
      on conflict do nothing returning *)
      ${dues.length === 0 ? sql`` : setTimers(dues)}
    insert into events (at, recorded_at, type, subject_type, subject_id, audience, restriction, participants, actor_kind, actor_id, data)
    select at, ${formatInstant(recordedAt)}::timestamptz, 'notification.created', 'notification', id::text, 'internal', 'named', array[person_id],
      'system', 'muster', jsonb_build_object('notificationType', type, 'ticketId', ticket_id)
    from told where read_at is null`.execute(db)
}

// A mail on its way already is held until this commits: its worker, which looks what waits, then sees these rows too. In one order, so that two
// jobs never wait for each other.
function setTimers(dues: readonly MailDue[]) {
  const rows = dues.map(({ at, ...due }) => ({ ...due, at: formatInstant(at) }))
  return sql`, due as (
      insert into timers (id, kind, subject_type, subject_id, fires_at)
      select d.id, d.kind, 'staff', d."personId", d.at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (id uuid, "personId" uuid, way text, kind text, at timestamptz)
      where exists (select from told where told.person_id = d."personId" and told.mail_in = d.way)
      order by d."personId", d.kind
      on conflict (kind, subject_id) do update set fires_at = timers.fires_at)`
}

/** A person's notifications, newest first, `limit` of them after the place `after`. */
export async function listNotifications(
  db: Db | Tx,
  personId: string,
  page: { readonly limit: number; readonly after: { readonly at: string; readonly id: string } | null; readonly unreadOnly: boolean },
): Promise<Notification[]> {
  const { limit, after, unreadOnly } = page
  const { rows } = await sql<Notification>`
    select n.id, n.type, n.reason, n.ticket_id as "ticketId", n.data, n.at, n.read_at as "readAt", t.number,
      ${ownTitle} as title
    from notifications n left join tickets t on t.id = n.ticket_id left join accounts a on a.id = t.account_id
    where n.person_id = ${personId}
      ${after === null ? sql`` : sql`and (n.at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      ${unreadOnly ? sql`and n.read_at is null` : sql``}
    order by n.at desc, n.id desc limit ${limit}`.execute(db)
  return rows
}

export async function countUnread(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from notifications where person_id = ${personId} and read_at is null`.execute(db)
  return rows[0]?.n ?? 0
}

/** Marks a person's own unread ones as read: those named, or all when `ids` is null. */
export async function markRead(db: Db | Tx, personId: string, ids: readonly string[] | null, at: Instant): Promise<void> {
  await sql`update notifications set read_at = ${formatInstant(at)}::timestamptz
    where person_id = ${personId} and read_at is null ${ids === null ? sql`` : sql`and id = any(${ids}::uuid[])`}`.execute(db)
}

/** Removes what was read before an instant, up to `limit` rows. */
export async function deleteReadBefore(db: Db | Tx, before: Instant, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from notifications where id in (
    select id from notifications where read_at < ${formatInstant(before)}::timestamptz limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
