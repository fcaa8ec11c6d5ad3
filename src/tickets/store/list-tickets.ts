import { type RawBuilder, sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { ListTickets } from '../contract.ts'

export type TicketListRow = {
  id: string
  number: number
  kind: string
  title: string
  status: string
  station: string
  stations_completed: string[]
  playbook_edition: number
  severity: string
  triaged_at: Instant | null
  owner_id: string
  owner_name: string
  owner_acknowledged_at: Instant | null
  liaison_id: string
  liaison_name: string
  account_id: string
  account_name: string
  tier: string
  line_id: string
  line_name: string
  due_at: Instant | null
  due_kind: string | null
  risk_from: Instant | null
  resolved_at: Instant | null
  last_word: { kind: string; id: string; audience: string; excerpt: string; at: string } | null
  last_word_by: string | null
  customer_wrote_at: Instant | null
  created_at: Instant
  updated_at: Instant
  confidential: boolean
  seen: boolean
  scheduled_version: string | null
  scheduled_on: string | null
  confirmed_at: Instant | null
  /** Read for contacts only: our people have nextDue. */
  next_update_at: Instant | null
}

/** Whose list it is; rights are part of the query. */
export type ListSight =
  | { readonly kind: 'staff'; readonly id: string; readonly seesRestricted: boolean }
  | {
      readonly kind: 'contact'
      readonly id: string
      readonly accountId: string
      readonly sees: 'mine' | 'department' | 'all'
      readonly department: string | null
    }
  | { readonly kind: 'partner'; readonly id: string }
  | { readonly kind: 'integration' }

export type ListPage = {
  readonly now: Instant
  readonly todayFrom: Instant
  readonly after: readonly (string | null)[] | null
  readonly number: number | null
}

/** One page of tickets this actor sees, one more than asked when there are more. */
export async function listTickets(db: Db | Tx, query: ListTickets, sight: ListSight, page: ListPage): Promise<TicketListRow[]> {
  // Of a confidential ticket only the stub is listed: asking for what the stub leaves out must not find it.
  const tells = query.accountId !== undefined || (query.q !== undefined && page.number === null)
  const seen = tells ? [seenBy(sight), seenInFull(sight)] : [seenBy(sight)]
  const where = sql.join([...seen, ...filters(query, page), ...afterCursor(query.sort, page.after)], sql` and `)
  // The limit is part of the text: as a parameter PostgreSQL would guess a tenth of all tickets and never keep a plan.
  const { rows } = await sql<TicketListRow>`
    select t.id, t.number, t.kind, t.title, t.status, t.station, t.stations_completed, t.playbook_edition, t.severity, t.triaged_at,
      t.owner_id, o.name as owner_name, t.owner_acknowledged_at, t.liaison_id, i.name as liaison_name,
      t.account_id, t.account_name, t.tier, t.product_line_id as line_id, l.name as line_name,
      t.due_at, t.due_kind, t.risk_from, t.resolved_at, ${lastWord(sight)},
      case t.last_word->>'kind' when 'staff' then (select name from staff where id = (t.last_word->>'id')::uuid)
        when 'contact' then (select name from contacts where id = (t.last_word->>'id')::uuid) end as last_word_by,
      t.customer_wrote_at, t.created_at, t.updated_at, t.confidential, ${seenInFull(sight)} as seen,
      t.scheduled_version, t.scheduled_on::text as scheduled_on, t.confirmed_at, ${nextUpdateAt(sight)} as next_update_at
    from (
      select t.*, a.name as account_name, a.tier, d.due_at, d.due_kind, d.risk_from
      from tickets t join accounts a on a.id = t.account_id join ticket_dues d on d.ticket_id = t.id
      where ${where} order by ${ordering(query.sort, 'd')} limit ${sql.lit(query.limit + 1)}) t
    join product_lines l on l.id = t.product_line_id join staff o on o.id = t.owner_id join staff i on i.id = t.liaison_id
    order by ${ordering(query.sort, 't')}`.execute(db)
  return rows
}

export function seenBy(sight: ListSight): RawBuilder<unknown> {
  const takesPart =
    'id' in sight ? sql`exists (select from participants p where p.ticket_id = t.id and p.person_id = ${sight.id})` : sql`false`
  switch (sight.kind) {
    case 'staff':
      // A restricted account's tickets are listed for its team alone; a confidential one is listed as a stub (seenInFull).
      return sight.seesRestricted
        ? sql`true`
        : sql`(a.access = 'open' or t.owner_id = ${sight.id} or t.liaison_id = ${sight.id} or exists (select from account_team m where m.account_id = a.id and m.staff_id = ${sight.id}) or ${takesPart})`
    case 'contact': {
      const own = sql`(t.reporter_id = ${sight.id} or ${takesPart})`
      if (sight.sees === 'all') return sql`t.account_id = ${sight.accountId} and (not t.confidential or ${own})`
      if (sight.sees === 'department' && sight.department !== null)
        return sql`t.account_id = ${sight.accountId} and (${own} or (not t.confidential and exists (select from contacts c where c.id = t.reporter_id and c.department = ${sight.department})))`
      return sql`t.account_id = ${sight.accountId} and ${own}`
    }
    case 'partner':
      return takesPart
    case 'integration':
      return sql`not t.confidential and a.access = 'open'`
  }
}

export function seenInFull(sight: ListSight): RawBuilder<unknown> {
  if (sight.kind !== 'staff') return sql`true`
  return sql`(not t.confidential or t.owner_id = ${sight.id} or t.liaison_id = ${sight.id} or exists (select from participants p where p.ticket_id = t.id and p.person_id = ${sight.id}))`
}

/** The last word to or from the customer: a partner's only where they read those words. */
function lastWord(sight: ListSight): RawBuilder<unknown> {
  if (sight.kind !== 'partner') return sql`t.last_word`
  return sql`case when exists (select from participants p where p.ticket_id = t.id and p.person_kind = 'partner' and p.person_id = ${sight.id}
    and p.sees_customer_words) then t.last_word end as last_word`
}

/** When the customer hears next, as their page of the ticket says it (presentCustomerTicket). */
function nextUpdateAt(sight: ListSight): RawBuilder<unknown> {
  if (sight.kind !== 'contact') return sql`null::timestamptz`
  return sql`(select min(o.due_at) from obligations o where o.ticket_id = t.id and o.kind in ('first_response', 'answer', 'next_update')
    and (o.state = 'pending' or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)))`
}

function filters(query: ListTickets, page: ListPage): RawBuilder<unknown>[] {
  const out: RawBuilder<unknown>[] = []
  const { status } = standing(query.sort)
  if (query.status === 'not_closed') out.push(sql`${status} <> 'closed'`)
  else if (query.status !== undefined) out.push(sql`${status} = ${query.status}`)
  // One person's open tickets have an index of their own, in the other table.
  const isOneHolder = query.ownerId !== undefined || query.liaisonId !== undefined
  if (isOneHolder && isOpenOnly(query)) out.push(sql`t.status <> 'closed'`)
  if (query.severity !== undefined) out.push(sql`t.severity = ${query.severity}`)
  if (query.station !== undefined) out.push(sql`t.station = ${query.station}`)
  if (query.kind !== undefined) out.push(sql`t.kind = ${query.kind}`)
  if (query.ownerId !== undefined) out.push(sql`t.owner_id = ${query.ownerId}`)
  if (query.liaisonId !== undefined) out.push(sql`t.liaison_id = ${query.liaisonId}`)
  if (query.accountId !== undefined) out.push(sql`t.account_id = ${query.accountId}`)
  if (query.productLineId !== undefined) out.push(sql`t.product_line_id = ${query.productLineId}`)
  if (page.number !== null) out.push(sql`t.number = ${page.number}`)
  else if (query.q !== undefined && query.q.trim() !== '')
    out.push(sql`(t.title ilike ${`%${like(query.q.trim())}%`} or a.name ilike ${`%${like(query.q.trim())}%`})`)
  if (query.band !== undefined) out.push(band(query.band, query.sort, page))
  return out
}

function isOpenOnly({ status, band: name }: ListTickets): boolean {
  return (status !== undefined && status !== 'closed') || (name !== undefined && name !== 'resolved_today')
}

/** The bands of the front line; each row is in exactly one (src/tickets/rules/band.ts says the same of one row). */
function band(name: NonNullable<ListTickets['band']>, sort: ListTickets['sort'], { now, todayFrom }: ListPage): RawBuilder<unknown> {
  const at = formatInstant(now)
  const { status, accepted } = standing(sort)
  const active = sql`${status} in ('open', 'waiting_on_third_party', 'scheduled', 'observing')`
  const risky = sql`(d.risk_from is not null and d.risk_from <= ${at}::timestamptz)`
  switch (name) {
    case 'nobody_accepted':
      return sql`${active} and not ${accepted}`
    case 'at_risk':
      return sql`${status} not in ('resolved', 'closed') and (${accepted} or ${status} = 'waiting_on_customer') and d.risk_from <= ${at}::timestamptz`
    case 'moving':
      return sql`${active} and ${accepted} and not ${risky}`
    case 'waiting':
      return sql`${status} = 'waiting_on_customer' and not ${risky}`
    case 'resolved_today':
      return sql`t.resolved_at >= ${formatInstant(todayFrom)}::timestamptz and t.status in ('resolved', 'closed')`
  }
}

/** The same stands in both tables: it is asked of the one whose index the order goes by. */
function standing(sort: ListTickets['sort']): { readonly status: RawBuilder<unknown>; readonly accepted: RawBuilder<unknown> } {
  return sort === 'nextDue'
    ? { status: sql`d.status`, accepted: sql`d.accepted` }
    : { status: sql`t.status`, accepted: sql`(t.owner_acknowledged_at is not null)` }
}

/** `dues`: what carries the columns of `ticket_dues`. */
function ordering(sort: ListTickets['sort'], dues: 'd' | 't'): RawBuilder<unknown> {
  switch (sort) {
    case 'nextDue':
      return dues === 'd' ? sql`d.due_at asc nulls last, d.ticket_id asc` : sql`t.due_at asc nulls last, t.id asc`
    case 'severity':
      return sql`t.severity asc, t.created_at asc, t.id asc`
    case '-createdAt':
      return sql`t.created_at desc, t.id desc`
  }
}

function afterCursor(sort: ListTickets['sort'], after: readonly (string | null)[] | null): RawBuilder<unknown>[] {
  if (after === null) return []
  const [first = null, second = null, third = null] = after
  switch (sort) {
    case 'nextDue':
      return first === null
        ? [sql`d.due_at is null and d.ticket_id > ${second}::uuid`]
        : [
            sql`(d.due_at > ${first}::timestamptz or (d.due_at = ${first}::timestamptz and d.ticket_id > ${second}::uuid) or d.due_at is null)`,
          ]
    case 'severity':
      return [sql`(t.severity, t.created_at, t.id) > (${first}, ${second}::timestamptz, ${third}::uuid)`]
    case '-createdAt':
      return [sql`(t.created_at, t.id) < (${first}::timestamptz, ${second}::uuid)`]
  }
}

function like(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`)
}
