import { sql } from 'kysely'
import type { ProductLineId, StaffId } from '#kernel/ids'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Named } from './product-lines.ts'

export type RosterRecord = {
  readonly id: string
  readonly productLine: Named<ProductLineId>
  /** Lead of the line: may edit its roster. */
  readonly lineLeadId: StaffId
  readonly function: string
  readonly staff: Named<StaffId>
  readonly from: Instant
  readonly to: Instant
  readonly version: number
}
const select = sql`
  select r.id, json_build_object('id', l.id, 'name', l.name) as "productLine", l.lead_id as "lineLeadId", r.function_key as function,
    json_build_object('id', s.id, 'name', s.name) as staff, r.starts_at as "from", r.ends_at as "to", r.version
  from rosters r join product_lines l on l.id = r.product_line_id join staff s on s.id = r.staff_id`

export type RosterFilter = {
  readonly productLineId?: string | undefined
  readonly functionKey?: string | undefined
  readonly staffId?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  /** Start and id of the last row of the page before. */
  readonly after: readonly string[] | null
  readonly limit: number
}

/** Entries touching the half-open window, by start, then id; one more than `limit` when there is more. */
export async function listRosters(db: Db | Tx, filter: RosterFilter): Promise<RosterRecord[]> {
  const { rows } = await sql<RosterRecord>`${select} where true
    ${filter.productLineId === undefined ? sql`` : sql`and r.product_line_id = ${filter.productLineId}`}
    ${filter.functionKey === undefined ? sql`` : sql`and r.function_key = ${filter.functionKey}`}
    ${filter.staffId === undefined ? sql`` : sql`and r.staff_id = ${filter.staffId}`}
    ${filter.from === undefined ? sql`` : sql`and r.ends_at > ${formatInstant(filter.from)}`}
    ${filter.to === undefined ? sql`` : sql`and r.starts_at < ${formatInstant(filter.to)}`}
    ${filter.after ? sql`and (r.starts_at, r.id) > (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)` : sql``}
    order by r.starts_at, r.id limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function loadRoster(db: Db | Tx, id: string): Promise<RosterRecord | undefined> {
  return (await sql<RosterRecord>`${select} where r.id = ${id}`.execute(db)).rows[0]
}

export async function lockRoster(tx: Tx, id: string): Promise<RosterRecord | undefined> {
  return (await sql<RosterRecord>`${select} where r.id = ${id} for update of r`.execute(tx)).rows[0]
}
