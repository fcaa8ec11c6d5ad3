import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { CalendarDocument } from '../rules/calendar.ts'

export type CalendarRecord = {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly document: CalendarDocument
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly updatedBy: string | null
  /** The product lines that count on it. */
  readonly productLines: readonly { readonly id: string; readonly name: string }[]
}

const select = sql`
  select c.id, c.name, c.version, v.document, c.created_at as "createdAt", v.created_at as "updatedAt", s.name as "updatedBy",
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.position, l.name)
      from product_lines l where l.calendar_id = c.id and l.archived_at is null), '[]') as "productLines"
  from calendars c join calendar_versions v on v.calendar_id = c.id and v.version = c.version left join staff s on s.id = v.created_by`

/** Calendars are few: all of them, by name. */
export async function listCalendars(db: Db | Tx): Promise<CalendarRecord[]> {
  return (await sql<CalendarRecord>`${select} order by c.name, c.id`.execute(db)).rows
}

export async function loadCalendar(db: Db | Tx, id: string): Promise<CalendarRecord | undefined> {
  return (await sql<CalendarRecord>`${select} where c.id = ${id}`.execute(db)).rows[0]
}

export async function lockCalendar(tx: Tx, id: string): Promise<CalendarRecord | undefined> {
  return (await sql<CalendarRecord>`${select} where c.id = ${id} for update of c`.execute(tx)).rows[0]
}

export async function isCalendarName(db: Db | Tx, name: string, exceptId: string | null): Promise<boolean> {
  const { rows } = await sql`select from calendars where name = ${name} and id is distinct from ${exceptId}::uuid`.execute(db)
  return rows.length > 0
}

export type StoredVersion = { readonly calendarId: string; readonly version: number; readonly digest: string }

/** Which of these versions exist, with a digest of what they say. */
export async function versionDigests(db: Db | Tx, refs: readonly { calendarId: string; version: number }[]): Promise<StoredVersion[]> {
  const { rows } = await sql<StoredVersion>`
    select v.calendar_id as "calendarId", v.version, md5(v.document::text) as digest from calendar_versions v
    join jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as r("calendarId" uuid, version integer) on v.calendar_id = r."calendarId" and v.version = r.version`.execute(
    db,
  )
  return rows
}

export async function versionDocuments(
  db: Db | Tx,
  refs: readonly { calendarId: string; version: number }[],
): Promise<(StoredVersion & { readonly document: CalendarDocument })[]> {
  const { rows } = await sql<StoredVersion & { document: CalendarDocument }>`
    select v.calendar_id as "calendarId", v.version, md5(v.document::text) as digest, v.document from calendar_versions v
    join jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as r("calendarId" uuid, version integer) on v.calendar_id = r."calendarId" and v.version = r.version`.execute(
    db,
  )
  return rows
}

/** Everything a calendar ever said. */
export async function calendarVersions(db: Db | Tx, calendarId: string): Promise<{ version: number; document: CalendarDocument }[]> {
  const { rows } = await sql<{ version: number; document: CalendarDocument }>`
    select version, document from calendar_versions where calendar_id = ${calendarId} order by version`.execute(db)
  return rows
}
