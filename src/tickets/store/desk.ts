import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Json } from './ticket-facts-json.ts'

export type DeskTicket = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly severity: 'S1' | 'S2' | 'S3' | 'S4'
  readonly account: string
}
/** `record` is the obligation's row as JSON. */
export type DeskRecord = { readonly record: Json; readonly holder_name: string | null; readonly ticket: DeskTicket | null }
export type DeskOffer = {
  id: string
  duty: 'owner' | 'liaison'
  from_id: string
  from_name: string
  to_id: string
  to_name: string
  to_station: string | null
  done: string
  needed: string
  offered_at: Instant
  expires_at: Instant
  ticket_id: string
  number: number
  title: string
  severity: 'S1' | 'S2' | 'S3' | 'S4'
}

const joined = sql`
  from obligations o left join staff s on s.id = o.holder_id
  left join tickets t on t.id = o.ticket_id left join accounts a on a.id = t.account_id`
const columns = sql`to_json(o) as record, s.name as holder_name,
  case when t.id is null then null else json_build_object('id', t.id, 'number', t.number, 'title', t.title, 'severity', t.severity, 'account', a.name) end as ticket`

/** What a person owes and has not done, earliest first. */
export async function owedBy(db: Db | Tx, staffId: string, limit: number): Promise<DeskRecord[]> {
  const { rows } = await sql<DeskRecord>`
    select ${columns} ${joined}
    where o.holder_id = ${staffId} and o.state in ('pending', 'broken') and o.fulfilled_at is null and o.cancelled_at is null
    order by o.due_at nulls last, o.id limit ${limit}`.execute(db)
  return rows
}

export async function doneSince(db: Db | Tx, staffId: string, since: Instant, limit: number): Promise<DeskRecord[]> {
  const { rows } = await sql<DeskRecord>`
    select ${columns} ${joined}
    where o.holder_id = ${staffId} and (o.kept_at >= ${formatInstant(since)}::timestamptz or o.fulfilled_at >= ${formatInstant(since)}::timestamptz)
    order by coalesce(o.fulfilled_at, o.kept_at) desc limit ${limit}`.execute(db)
  return rows
}

export async function offersTo(db: Db | Tx, staffId: string): Promise<DeskOffer[]> {
  const { rows } = await sql<DeskOffer>`
    select h.id, h.duty, h.from_id, f.name as from_name, h.to_id, r.name as to_name, h.to_station, h.done, h.needed, h.offered_at, h.expires_at,
      t.id as ticket_id, t.number, t.title, t.severity
    from hand_offs h join staff f on f.id = h.from_id join staff r on r.id = h.to_id join tickets t on t.id = h.ticket_id
    where h.to_id = ${staffId} and h.state = 'offered' order by h.expires_at limit 200`.execute(db)
  return rows
}

export async function openOffersOf(db: Db | Tx, ticketId: string): Promise<DeskOffer[]> {
  const { rows } = await sql<DeskOffer>`
    select h.id, h.duty, h.from_id, f.name as from_name, h.to_id, r.name as to_name, h.to_station, h.done, h.needed, h.offered_at, h.expires_at,
      t.id as ticket_id, t.number, t.title, t.severity
    from hand_offs h join staff f on f.id = h.from_id join staff r on r.id = h.to_id join tickets t on t.id = h.ticket_id
    where h.ticket_id = ${ticketId} and h.state = 'offered' order by h.offered_at`.execute(db)
  return rows
}
