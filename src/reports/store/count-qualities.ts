import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Counts, Tally } from '../rules/qualities.ts'
import { type Figure, type GroupKey, inRange, perTicket, type QualitiesAsked, SUMS, TALLIES } from './quality-sql.ts'

export type GroupCounts = {
  readonly month: string
  readonly account: { readonly id: string; readonly name: string }
  readonly productLine: { readonly id: string; readonly name: string }
  readonly counts: Counts
}

/** Whether the range has more tickets than `most`; counting stops there. */
export async function hasMoreThan(db: Db | Tx, asked: QualitiesAsked, most: number): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from tickets t where ${sql.join(inRange(asked), sql` and `)} limit ${sql.lit(most + 1)}) capped`.execute(
    db,
  )
  return (rows[0]?.n ?? 0) > most
}

/**
 * Counts what the four qualities are made of, in one statement: per month, account and line, per month, and over all. The
 * tickets of the range come by `tickets_by_creation` (of one account: `tickets_by_account`), and what hangs on each by its
 * own index, so the cost follows the tickets of the range and not all there are.
 */
export async function countQualities(
  db: Db | Tx,
  asked: QualitiesAsked,
): Promise<{ readonly total: Counts | null; readonly months: ReadonlyMap<string, Counts>; readonly groups: readonly GroupCounts[] }> {
  const { rows } = await qualitiesStatement(asked).execute(db)
  const total = rows.find((row) => row.month === null)
  return {
    total: total ? countsOf(total) : null,
    months: new Map(rows.flatMap((row) => (row.month !== null && row.account_id === null ? [[row.month, countsOf(row)] as const] : []))),
    groups: rows.flatMap((row) => groupOf(row)),
  }
}

/** The statement itself: tests look at its plan. */
export function qualitiesStatement(asked: QualitiesAsked): RawBuilder<Row> {
  return sql<Row>`
    with counted as (
      select month, account_id, product_line_id, count(*) as tickets, ${SUMS}
      from (${perTicket(asked)}) one
      group by grouping sets ((), (month), (month, account_id, product_line_id))
    )
    select c.*, a.name as account_name, l.name as line_name from (
      select * from counted where account_id is null
      union all
      (select * from counted c where c.account_id is not null ${afterKey(asked.after)}
        order by month desc, tickets desc, account_id, product_line_id limit ${sql.lit(asked.limit)})) c
    left join accounts a on a.id = c.account_id left join product_lines l on l.id = c.product_line_id
    order by c.month desc nulls first, c.tickets desc, c.account_id, c.product_line_id`
}

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
  ) as Omit<Counts, 'tickets' | 'digestion'>
  return { ...tallies, tickets: row.tickets, digestion: { n: row.digestion_n, medianMs: row.digestion_median_ms } }
}

function groupOf(row: Row): GroupCounts[] {
  const { month, account_id, product_line_id, account_name, line_name } = row
  if (month === null || account_id === null || product_line_id === null) return []
  const account = { id: account_id, name: account_name ?? '' }
  return [{ month, account, productLine: { id: product_line_id, name: line_name ?? '' }, counts: countsOf(row) }]
}
