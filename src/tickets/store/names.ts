import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'

/** Small reads about people and words that commands name. */

export async function staffName(db: Db | Tx, id: string): Promise<string> {
  return (await sql<{ name: string }>`select name from staff where id = ${id}`.execute(db)).rows[0]?.name ?? '—'
}

export async function contactName(db: Db | Tx, id: string): Promise<string | null> {
  return (await sql<{ name: string }>`select name from contacts where id = ${id}`.execute(db)).rows[0]?.name ?? null
}

export async function staffFunctions(db: Db | Tx, id: string): Promise<string[]> {
  return (await sql<{ functions: string[] }>`select functions from staff where id = ${id}`.execute(db)).rows[0]?.functions ?? []
}

export async function activeStaff(db: Db | Tx, ids: readonly string[]): Promise<string[]> {
  return (await sql<{ id: string }>`select id from staff where id = any(${ids}::uuid[]) and active`.execute(db)).rows.map((row) => row.id)
}

/** What people call a function; null: no such function. */
export async function functionName(db: Db | Tx, key: string, locale: Locale): Promise<string | null> {
  const { rows } = await sql<{ zh: string; en: string }>`select name_zh as zh, name_en as en from functions where key = ${key}`.execute(db)
  const names = rows[0]
  return names ? (locale === 'en' ? names.en : names.zh) : null
}

export async function functionExists(db: Db | Tx, key: string): Promise<boolean> {
  return (await sql`select from functions where key = ${key}`.execute(db)).rows.length > 0
}

export async function ticketOfHandOff(db: Db | Tx, handOffId: string): Promise<string | null> {
  return (await sql<{ ticket_id: string }>`select ticket_id from hand_offs where id = ${handOffId}`.execute(db)).rows[0]?.ticket_id ?? null
}

/** Attempts by phone since an instant, and on how many local days. */
export async function phoneAttempts(
  db: Db | Tx,
  ticketId: string,
  since: string,
  timeZone: string,
): Promise<{ count: number; days: number }> {
  const { rows } = await sql<{ count: number; days: number }>`
    select count(*) as count, count(distinct (from_at at time zone ${timeZone})::date) as days
    from contact_records where ticket_id = ${ticketId} and channel = 'phone' and from_at >= ${since}`.execute(db)
  return rows[0] ?? { count: 0, days: 0 }
}

export async function ticketOfObligation(db: Db | Tx, obligationId: string): Promise<string | null> {
  return (
    (await sql<{ ticket_id: string | null }>`select ticket_id from obligations where id = ${obligationId}`.execute(db)).rows[0]
      ?.ticket_id ?? null
  )
}

/** Names of these people of ours, by id; who does not exist is left out. */
export async function staffNames(db: Db | Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return (await sql<{ id: string; name: string }>`select id, name from staff where id = any(${ids}::uuid[]) order by name, id`.execute(db))
    .rows
}
