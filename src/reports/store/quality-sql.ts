import { type RawBuilder, sql } from 'kysely'

export type GroupKey = { readonly month: string; readonly tickets: number; readonly accountId: string; readonly productLineId: string }

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

/** Of each quality the cases (`_n`) and those that were as they should be (`_met`), by ticket. */
export const TALLIES = [
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
export type Figure = (typeof TALLIES)[number][0]

export const SUMS = sql.join([
  ...TALLIES.flatMap(([column]) =>
    ['n', 'met'].map((part) => sql`coalesce(sum(${sql.ref(`${column}_${part}`)}), 0)::integer as ${sql.ref(`${column}_${part}`)}`),
  ),
  sql`count(digestion_ms)::integer as digestion_n, percentile_disc(0.5) within group (order by digestion_ms)::float8 as digestion_median_ms`,
])

/** One row a ticket of the range: its month, account and line, and what it adds to each figure. */
export function perTicket(asked: QualitiesAsked): RawBuilder<unknown> {
  const { timeZone, sight } = asked
  const filters = [
    ...inRange(asked),
    // Dismissed stands outside all figures; alerts and colleagues of no customer have nobody to be told.
    sql`t.closed_as is distinct from 'dismissed' and a.kind = 'customer'`,
    sight.listed,
    sight.inFull,
  ]
  return sql`
    select to_char(t.created_at at time zone ${timeZone}::text, 'YYYY-MM') as month, t.account_id, t.product_line_id,
      ${yes(sql`k.problem`)} as told_first_n, ${yes(TOLD_FIRST)} as told_first_met,
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
    cross join lateral (${OWED}) o
    cross join lateral (${FOUND}) f
    left join lateral (select min(c.from_at) as first_at from contact_records c where c.ticket_id = t.id and c.answered) w on t.origin = 'customer'
    where ${sql.join(filters, sql` and `)}`
}

/** The range itself, whoever asks: what the indexes of `tickets` answer. */
export function inRange({ from, until, timeZone, accountId, productLineId }: QualitiesAsked): RawBuilder<unknown>[] {
  const at = (month: string) => sql`(${`${month}-01`}::timestamp at time zone ${timeZone}::text)`
  return [
    sql`t.created_at >= ${at(from)} and t.created_at < ${at(until)}`,
    ...(accountId === null ? [] : [sql`t.account_id = ${accountId}::uuid`]),
    ...(productLineId === null ? [] : [sql`t.product_line_id = ${productLineId}::uuid`]),
  ]
}

const yes = (condition: RawBuilder<unknown>) => sql`coalesce((${condition})::integer, 0)`

/** Found by ourselves, and our first words came before any of theirs. */
const TOLD_FIRST = sql`k.problem and t.origin in ('staff', 'alert') and t.first_response_at is not null and not exists (
  select from messages m where m.ticket_id = t.id and m.author_kind = 'contact' and m.at <= t.first_response_at)`

/** What was owed on the ticket and has come to an end in time or not; what is pending or was cancelled is no case. */
const OWED = sql`select ${sql.join([
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
const FOUND = sql`select
  coalesce(bool_or(g.data->>'verified' = 'false'), false) as failed,
  coalesce(bool_or(nullif(btrim(g.data->>'fixReference'), '') is not null) and (array_agg(g.data->>'verified' order by g.at desc, g.id desc)
    filter (where g.data->>'verified' is not null))[1] = 'true', false) as fixed,
  coalesce(bool_or(nullif(btrim(g.data->>'article'), '') is not null), false) as article,
  exists (select from restorations x where x.ticket_id = t.id and x.withdrawn_at is not null) as withdrawn,
  exists (select from restorations x where x.ticket_id = t.id and x.withdrawn_at is null and (t.resolved_at is null or x.at < t.resolved_at)) as restored
  from findings g where g.ticket_id = t.id and k.solved`
