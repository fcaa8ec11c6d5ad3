import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Lowered, Lowering } from '../rules/lowering.ts'

/** What waits for a second word: the customer's objection, a lowering after restoration; and whom we asked to rate. */

export type ObjectionRecord = {
  readonly id: string
  readonly contact_id: string
  readonly contact_name: string
  readonly at: Instant
  readonly words: string | null
}

export async function loadObjection(db: Db | Tx, id: string): Promise<ObjectionRecord | null> {
  const { rows } = await sql<ObjectionRecord>`
    select o.id, o.contact_id, c.name as contact_name, o.at, o.words from objections o join contacts c on c.id = o.contact_id where o.id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

export type LoweringRecord = Lowering & { readonly askedByName: string; readonly askedAt: Instant; readonly was: Lowered }

export async function loadLowering(db: Db | Tx, id: string): Promise<LoweringRecord | null> {
  const { rows } = await sql<LoweringRecord>`
    select l.id, l.asked_by as "askedBy", s.name as "askedByName", l.asked_at as "askedAt", l.reason, l.wanted, l.was
    from lowerings l join staff s on s.id = l.asked_by where l.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** When this contact was last asked to rate, and whether anybody was on this ticket. */
export async function ratingAsked(
  db: Db | Tx,
  contactId: string,
  ticketId: string,
): Promise<{ readonly lastAskedAt: Instant | null; readonly askedOnThisTicket: boolean }> {
  const { rows } = await sql<{ lastAskedAt: Instant | null; askedOnThisTicket: boolean }>`
    select (select max(at) from confirmations where by_id = ${contactId} and asked) as "lastAskedAt",
      exists (select from confirmations where ticket_id = ${ticketId} and asked) as "askedOnThisTicket"`.execute(db)
  return rows[0] ?? { lastAskedAt: null, askedOnThisTicket: false }
}

/** Whether one of these people spoke with the customer since then, by a contact record. */
export async function spokeSince(db: Db | Tx, ticketId: string, since: string, staffIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from contact_records where ticket_id = ${ticketId} and answered and to_at >= ${since}::timestamptz and staff_id = any(${staffIds}::uuid[])
    limit 1`.execute(db)
  return rows.length > 0
}

/** Who said last that it is solved. */
export async function confirmedBy(db: Db | Tx, ticketId: string): Promise<string | null> {
  const { rows } = await sql<{ by_id: string }>`
    select by_id from confirmations where ticket_id = ${ticketId} order by at desc, id desc limit 1`.execute(db)
  return rows[0]?.by_id ?? null
}

/** The language of who reported, for what the system says. */
export async function reporterLanguage(db: Db | Tx, reporterId: string | null): Promise<'zh-CN' | 'en'> {
  if (reporterId === null) return 'zh-CN'
  const { rows } = await sql<{ locale: string }>`select locale from contacts where id = ${reporterId}`.execute(db)
  return rows[0]?.locale === 'en' ? 'en' : 'zh-CN'
}
