import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { type Counts, NO_COUNTS, type Tally } from './rules/qualities.ts'

export type GroupKey = { readonly month: string; readonly tickets: number; readonly accountId: string; readonly productLineId: string }

export type GroupCounts = {
  readonly month: string
  readonly account: { readonly id: string; readonly name: string }
  readonly productLine: { readonly id: string; readonly name: string }
  readonly counts: Counts
}

export type QualitiesAsked = {
  /** Months, `2026-09`: from this one, until before that one, as the zone's calendar has them. */
  readonly from: string
  readonly until: string
  readonly timeZone: string
  readonly accountId: string | null
  readonly productLineId: string | null
  /** The groups after this one, in their order; null: from the first. */
  readonly after: GroupKey | null
  readonly limit: number
  /** Which tickets this reader may count: conditions on `tickets t join accounts a`. */
  readonly sight: { readonly listed: RawBuilder<unknown>; readonly inFull: RawBuilder<unknown> }
}

/**
 * Counts what the four qualities are made of, in one statement: per month, account and line, per month, and over all. The
 * tickets of the range come by `tickets_by_creation` (of one account: `tickets_by_account`), and what hangs on each by its
 * own index, so the cost follows the tickets of the range and not all there are.
 */
export async function countQualities(
  db: Db | Tx,
  asked: QualitiesAsked,
): Promise<{ readonly total: Counts; readonly months: ReadonlyMap<string, Counts>; readonly groups: readonly GroupCounts[] }> {
  const { rows } = await sql<Row>`
    with counted as (
      select month, account_id, product_line_id, count(*) as tickets, ${sums}
      from (${perTicket(asked)}) one
      group by grouping sets ((), (month), (month, account_id, product_line_id))
    )
    select c.*, a.name as account_name, l.name as line_name from (
      select * from counted where account_id is null
      union all
      (select * from counted c where c.account_id is not null ${afterKey(asked.after)}
        order by month desc, tickets desc, account_id, product_line_id limit ${sql.lit(asked.limit)})) c
    left join accounts a on a.id = c.account_id left join product_lines l on l.id = c.product_line_id
    order by c.month desc nulls first, c.tickets desc, c.account_id, c.product_line_id`.execute(db)
  const total = rows.find((row) => row.month === null)
  return {
    total: total ? countsOf(total) : NO_COUNTS,
    months: new Map(rows.flatMap((row) => (row.month !== null && row.account_id === null ? [[row.month, countsOf(row)] as const] : []))),
    groups: rows.flatMap((row) => groupOf(row)),
  }
}

/** Of each quality the cases (`_n`) and those that were as they should be (`_met`), by ticket. */
const TALLIES = [
  ['told_first', 'toldFirst'],
  ['acknowledge', 'acknowledge'],
  ['first_response', 'firstResponse'],
  ['answer', 'answer'],
  ['first_try', 'firstTry'],
  ['not_reopened', 'notReopened'],
  ['cause_found', 'causeFound'],
  ['workaround', 'workaround'],
  ['permanent_fix', 'permanentFix'],
  ['reviewed', 'reviewed'],
  ['advice', 'advice'],
  ['updates', 'updates'],
  ['reports', 'reports'],
  ['follow_ups', 'followUps'],
] as const
type Figure = (typeof TALLIES)[number][0]

const sums = sql.join([
  ...TALLIES.flatMap(([column]) =>
    ['n', 'met'].map((part) => sql`coalesce(sum(${sql.ref(`${column}_${part}`)}), 0)::integer as ${sql.ref(`${column}_${part}`)}`),
  ),
  sql`count(digestion_ms)::integer as digestion_n, percentile_disc(0.5) within group (order by digestion_ms)::float8 as digestion_median_ms`,
])

function perTicket(asked: QualitiesAsked): RawBuilder<unknown> {
  const { from, until, timeZone, accountId, productLineId, sight } = asked
  const at = (month: string) => sql`(${`${month}-01`}::timestamp at time zone ${timeZone}::text)`
  const filters = [
    sql`t.created_at >= ${at(from)} and t.created_at < ${at(until)}`,
    // Dismissed stands outside all figures; alerts and colleagues of no customer have nobody to be told.
    sql`t.closed_as is distinct from 'dismissed' and a.kind = 'customer'`,
    sight.listed,
    sight.inFull,
    ...(accountId === null ? [] : [sql`t.account_id = ${accountId}::uuid`]),
    ...(productLineId === null ? [] : [sql`t.product_line_id = ${productLineId}::uuid`]),
  ]
  return sql`
    select to_char(t.created_at at time zone ${timeZone}::text, 'YYYY-MM') as month, t.account_id, t.product_line_id,
      ${yes(sql`k.problem`)} as told_first_n, ${yes(toldFirst)} as told_first_met,
      o.*,
      ${yes(sql`k.solved`)} as first_try_n, ${yes(sql`k.solved and t.reopen_count = 0 and not f.failed and not f.withdrawn`)} as first_try_met,
      ${yes(sql`k.solved`)} as not_reopened_n, ${yes(sql`k.solved and t.reopen_count = 0`)} as not_reopened_met,
      ${yes(sql`k.problem and t.resolved_at is not null`)} as cause_found_n,
      ${yes(sql`k.problem and t.resolved_at is not null and t.cause_class <> 'undetermined'`)} as cause_found_met,
      ${yes(sql`k.problem and k.solved and t.severity in ('S1', 'S2')`)} as workaround_n,
      ${yes(sql`k.problem and k.solved and t.severity in ('S1', 'S2') and f.restored`)} as workaround_met,
      ${yes(sql`k.problem and k.ours`)} as permanent_fix_n, ${yes(sql`k.problem and k.ours and f.fixed`)} as permanent_fix_met,
      ${yes(sql`k.solved`)} as advice_n, ${yes(sql`k.solved and f.article`)} as advice_met,
      case when t.origin = 'customer' then extract(epoch from t.created_at - least(t.created_at, w.first_at)) * 1000 end as digestion_ms
    from tickets t join accounts a on a.id = t.account_id
    cross join lateral (select t.kind in ('defect', 'outage') as problem, t.resolved_at is not null or t.reopen_count > 0 as solved,
      t.resolved_at is not null and t.cause_class in ('design', 'implementation', 'delivery', 'operations', 'our_supplier') as ours) k
    cross join lateral (${owed}) o
    cross join lateral (${found}) f
    left join lateral (select min(c.from_at) as first_at from contact_records c where c.ticket_id = t.id) w on t.origin = 'customer'
    where ${sql.join(filters, sql` and `)}`
}

const yes = (condition: RawBuilder<unknown>) => sql`coalesce((${condition})::integer, 0)`

/** Found by ourselves, and our first words came before any of theirs. */
const toldFirst = sql`k.problem and t.origin in ('staff', 'alert') and t.first_response_at is not null and not exists (
  select from messages m where m.ticket_id = t.id and m.author_kind = 'contact' and m.at <= t.first_response_at)`

/** What was owed on the ticket and has come to an end in time or not; what is pending or was cancelled is no case. */
const owed = sql`select ${sql.join([
  ...(['acknowledge', 'first_response', 'answer'] as const).map((kind) => inTime(kind, [kind])),
  inTime('updates', ['next_update']),
  inTime('reports', ['flash_report', 'root_cause_report']),
  inTime('follow_ups', ['promise', 'call_back', 'check_back', 'follow_up', 'revisit']),
  // A review held late has been held.
  sql`count(*) filter (where b.kind = 'internal_review') as reviewed_n,
    count(*) filter (where b.kind = 'internal_review' and (b.state = 'kept' or b.fulfilled_at is not null)) as reviewed_met`,
])} from obligations b where b.ticket_id = t.id and b.state in ('kept', 'broken')`

function inTime(figure: Figure, kinds: readonly string[]): RawBuilder<unknown> {
  const of = sql`b.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})`
  return sql`count(*) filter (where ${of}) as ${sql.ref(`${figure}_n`)}, count(*) filter (where ${of} and b.state = 'kept') as ${sql.ref(`${figure}_met`)}`
}

/** What stations recorded, and restorations. A permanent fix is named and verified, and did not fail since. */
const found = sql`select
  coalesce(bool_or(g.data->>'verified' = 'false'), false) as failed,
  coalesce(bool_or(nullif(btrim(g.data->>'fixReference'), '') is not null) and (array_agg(g.data->>'verified' order by g.at desc, g.id desc)
    filter (where g.data->>'verified' is not null))[1] = 'true', false) as fixed,
  coalesce(bool_or(nullif(btrim(g.data->>'article'), '') is not null), false) as article,
  exists (select from restorations x where x.ticket_id = t.id and x.withdrawn_at is not null) as withdrawn,
  exists (select from restorations x where x.ticket_id = t.id and x.withdrawn_at is null and (t.resolved_at is null or x.at < t.resolved_at)) as restored
  from findings g where g.ticket_id = t.id and k.solved`

function afterKey(key: GroupKey | null): RawBuilder<unknown> {
  if (key === null) return sql``
  const { month, tickets, accountId, productLineId } = key
  return sql`and (c.month < ${month} or (c.month = ${month} and (c.tickets < ${tickets}
    or (c.tickets = ${tickets} and (c.account_id, c.product_line_id) > (${accountId}::uuid, ${productLineId}::uuid)))))`
}

type Row = {
  readonly month: string | null
  readonly account_id: string | null
  readonly product_line_id: string | null
  readonly account_name: string | null
  readonly line_name: string | null
  readonly tickets: number
  readonly digestion_n: number
  readonly digestion_median_ms: number | null
} & { readonly [K in `${Figure}_n` | `${Figure}_met`]: number }

function countsOf(row: Row): Counts {
  const tallies = Object.fromEntries(
    TALLIES.map(([column, name]): [string, Tally] => [name, { n: row[`${column}_n`], met: row[`${column}_met`] }]),
  )
  return { ...NO_COUNTS, ...tallies, tickets: row.tickets, digestion: { n: row.digestion_n, medianMs: row.digestion_median_ms } }
}

function groupOf(row: Row): GroupCounts[] {
  const { month, account_id, product_line_id, account_name, line_name } = row
  if (month === null || account_id === null || product_line_id === null) return []
  const account = { id: account_id, name: account_name ?? '' }
  return [{ month, account, productLine: { id: product_line_id, name: line_name ?? '' }, counts: countsOf(row) }]
}
