import { sql } from 'kysely'
import type { NotificationMail } from '#auth/rules/notification-mail'
import type { Locale } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { formatInstant, type Instant } from '#kernel/instant'
import type { CalendarDocument } from '#obligations/rules/calendar'
import type { WorkingHours } from '#organization/rules/working-hours'
import type { Db, Tx } from '#platform/db'
import type { OwnDays } from './rules/digest-at.ts'
import type { MailWay } from './rules/mail-way.ts'
import { ownTitle } from './store.ts'

/** A mail to a person that leaves by itself: its timer's kind, whose subject is the person. */
export const MAIL_TIMERS = { letter: 'notification-letter', digest: 'notification-digest' } as const satisfies Record<MailWay, string>

export type Chosen = { readonly personId: string; readonly choice: NotificationMail }

/** What these people chose; of those who are still here. */
export async function readChoices(db: Db | Tx, personIds: readonly string[]): Promise<Chosen[]> {
  const { rows } = await sql<Chosen>`
    select id as "personId", notification_mail as choice from staff where id = any(${personIds}::uuid[]) and active`.execute(db)
  return rows
}

type DaysRow = {
  readonly id: string
  readonly timeZone: string
  readonly workingHours: WorkingHours
  readonly awayFrom: Instant | null
  readonly awayUntil: Instant | null
  readonly company: CalendarDocument
}

/** On which days these people work. Their company's holidays are those of the line in whose squad they are, else of the workspace's own line. */
export async function readOwnDays(db: Db | Tx, personIds: readonly string[]): Promise<Map<string, OwnDays>> {
  const { rows } = await sql<DaysRow>`
    select s.id, s.time_zone as "timeZone", s.working_hours as "workingHours", s.away_from as "awayFrom", s.away_until as "awayUntil",
      coalesce(v.document, '{"holidays": [], "addedDays": [], "exceptions": []}') as company
    from staff s
    left join lateral (
      select l.calendar_id as id from product_lines l
      where l.archived_at is null and (
        l.id in (select q.product_line_id from squads q join squad_members m on m.squad_id = q.id where m.staff_id = s.id)
        or l.id = (select default_product_line_id from workspace))
      order by l.id in (select q.product_line_id from squads q join squad_members m on m.squad_id = q.id where m.staff_id = s.id) desc, l.position, l.id
      limit 1) line on true
    left join calendars c on c.id = line.id
    left join calendar_versions v on v.calendar_id = c.id and v.version = c.version
    where s.id = any(${personIds}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ id, timeZone, workingHours, awayFrom, awayUntil, company }) => [
      id,
      { timeZone, workingHours, company, away: awayFrom === null || awayUntil === null ? null : { from: awayFrom, until: awayUntil } },
    ]),
  )
}

export type Addressee = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly active: boolean
  readonly choice: NotificationMail
}

export async function readAddressee(db: Db | Tx, id: string): Promise<Addressee | null> {
  const { rows } = await sql<Addressee>`
    select id, name, email, locale, active, notification_mail as choice from staff where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Takes a due mail's timer away; false when it is gone or was set to another instant: another worker was first. */
export async function takeMailTimer(tx: Tx, id: string, firesAt: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from timers where id = ${id} and fires_at = ${formatInstant(firesAt)}::timestamptz`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** A mail of this person leaves then, unless one is on its way already; that one waits for this transaction, so that it misses nothing moved here. */
export async function setMailTimer(tx: Tx, way: MailWay, personId: string, at: Instant): Promise<void> {
  await sql`
    insert into timers (id, kind, subject_type, subject_id, fires_at)
    values (${newId(at)}, ${MAIL_TIMERS[way]}, 'staff', ${personId}, ${formatInstant(at)}::timestamptz)
    on conflict (kind, subject_id) do update set fires_at = timers.fires_at`.execute(tx)
}

/** What waits for this mail waits for the digest, or (null) for none any more. */
export async function moveWaiting(tx: Tx, personId: string, from: MailWay, to: MailWay | null): Promise<void> {
  await sql`update notifications set mail_in = ${to} where person_id = ${personId} and mail_in = ${from}`.execute(tx)
}

/** What a mail tells of one notification; `title` and `number` null where there is no ticket, `title` also where its reader may not see its words. */
export type Waiting = {
  readonly type: string
  readonly reason: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Instant
  readonly ticketId: string | null
  readonly number: number | null
  readonly title: string | null
  readonly severity: string | null
}

/** What waited for this mail, which it now does no more; of it what is unread, at most `limit`, the latest. `total`: unread ones in all. */
export async function takeWaiting(
  tx: Tx,
  personId: string,
  way: MailWay,
  limit: number,
): Promise<{ readonly rows: readonly Waiting[]; readonly total: number }> {
  const { rows } = await sql<Waiting & { total: number }>`
    with taken as (
      update notifications set mail_in = null where person_id = ${personId} and mail_in = ${way}
      returning id, person_kind, person_id, type, reason, data, at, ticket_id, read_at)
    select n.type, n.reason, n.data, n.at, n.ticket_id as "ticketId", t.number, t.severity, ${ownTitle} as title, count(*) over () as total
    from taken n left join tickets t on t.id = n.ticket_id left join accounts a on a.id = t.account_id
    where n.read_at is null order by n.at desc, n.id desc limit ${limit}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}
