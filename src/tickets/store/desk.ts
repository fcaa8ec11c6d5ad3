import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Obligation } from '#obligations/rules/obligation'
import type { Db, Tx } from '#platform/db'
import { type ListSight, seenBy, seenInFull } from './list-tickets.ts'

export type DeskTicket = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly severity: 'S1' | 'S2' | 'S3' | 'S4'
  readonly account: string
}
type ShownOwed = Pick<
  Obligation,
  | 'id'
  | 'kind'
  | 'state'
  | 'owedTo'
  | 'holderId'
  | 'holderDuty'
  | 'policyVersion'
  | 'text'
  | 'why'
  | 'armedAt'
  | 'dueAt'
  | 'warnAts'
  | 'pauses'
  | 'keptAt'
  | 'brokenAt'
  | 'fulfilledAt'
>
/** An obligation as far as a desk shows it. */
export type DeskRecord = ShownOwed & {
  readonly subject_type: string
  readonly subject_id: string
  readonly holder_name: string | null
  readonly ticket: DeskTicket | null
}
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

/**
 * What a desk shows of the obligations `o`, which are found, put in order and cut before anything is joined or made JSON of. Of a
 * ticket that its reader may not see: number and severity, as in a list.
 */
const shown = sql`
  o.id, o.kind, o.subject_type, o.subject_id, o.state, o.owed_to as "owedTo", o.holder_id as "holderId", s.name as holder_name,
  o.holder_duty as "holderDuty", o.policy_version as "policyVersion",
  case when t.id is null or t.seen then o.text end as text, o.why, o.armed_at as "armedAt", o.due_at as "dueAt",
  o.warn_ats as "warnAts", o.pauses, o.kept_at as "keptAt", o.broken_at as "brokenAt", o.fulfilled_at as "fulfilledAt",
  case when t.id is null then null else json_build_object('id', t.id, 'number', t.number, 'severity', t.severity,
    'title', case when t.seen then t.title else '' end, 'account', case when t.seen then t.account else '' end) end as ticket`
const joined = (sight: ListSight) => sql`
  left join staff s on s.id = o.holder_id
  left join lateral (
    select t.id, t.number, t.title, t.severity, a.name as account, (${seenBy(sight)} and ${seenInFull(sight)}) as seen
    from tickets t join accounts a on a.id = t.account_id where t.id = o.ticket_id) t on true`

/** What a person owes and has not done, earliest first. */
export async function owedBy(db: Db | Tx, staffId: string, sight: ListSight, limit: number): Promise<DeskRecord[]> {
  const { rows } = await sql<DeskRecord>`
    select ${shown} from (
      select o.* from obligations o
      where o.holder_id = ${staffId} and o.state in ('pending', 'broken') and o.fulfilled_at is null and o.cancelled_at is null
      order by o.due_at nulls last, o.id limit ${sql.lit(limit)}) o ${joined(sight)}
    order by o.due_at nulls last, o.id`.execute(db)
  return rows
}

/** What a person has done since then, in time or late, latest first. */
export async function doneSince(db: Db | Tx, staffId: string, sight: ListSight, since: Instant, limit: number): Promise<DeskRecord[]> {
  const { rows } = await sql<DeskRecord>`
    select ${shown} from (
      select o.* from obligations o
      where o.holder_id = ${staffId} and coalesce(o.fulfilled_at, o.kept_at) >= ${formatInstant(since)}::timestamptz
      order by coalesce(o.fulfilled_at, o.kept_at) desc limit ${sql.lit(limit)}) o ${joined(sight)}
    order by coalesce(o.fulfilled_at, o.kept_at) desc`.execute(db)
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
