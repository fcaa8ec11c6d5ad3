import { sql } from 'kysely'
import type { AccountId, ProductLineId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Named } from './accounts.ts'
import type { Reach } from './contacts.ts'
import { inSight, reachColumn, type Sight } from './sight.ts'

export type EnvironmentRecord = {
  readonly id: string
  readonly account: Named<AccountId>
  readonly productLine: Named<ProductLineId> | null
  readonly name: string
  readonly deployment: 'saas' | 'dedicated' | 'private'
  readonly productVersion: string | null
  readonly details: Readonly<Record<string, string>>
  readonly archivedAt: Instant | null
  readonly version: number
  readonly reach: Reach
}

const select = sql`
  select e.id, json_build_object('id', a.id, 'name', a.name) as account,
    case when l.id is not null then json_build_object('id', l.id, 'name', l.name) end as "productLine", e.name, e.deployment,
    e.product_version as "productVersion", e.details, e.archived_at as "archivedAt", e.version, lower(e.name) as "sortName", ${reachColumn}
  from environments e join accounts a on a.id = e.account_id left join product_lines l on l.id = e.product_line_id`

export type EnvironmentFilter = {
  readonly accountId?: string | undefined
  readonly productLineId?: string | undefined
  readonly pattern: string | null
  readonly archived: boolean
  readonly after: readonly string[] | null
  readonly limit: number
}

/** By name, then id; one row more than `limit` when there is more. */
export async function listEnvironments(
  db: Db | Tx,
  sight: Sight,
  filter: EnvironmentFilter,
): Promise<(EnvironmentRecord & { sortName: string })[]> {
  const { pattern, after } = filter
  const { rows } = await sql<EnvironmentRecord & { sortName: string }>`${select}
    where ${inSight(sight)} and e.archived_at ${filter.archived ? sql`is not null` : sql`is null`}
    ${filter.accountId === undefined ? sql`` : sql`and e.account_id = ${filter.accountId}`}
    ${filter.productLineId === undefined ? sql`` : sql`and e.product_line_id = ${filter.productLineId}`}
    ${pattern === null ? sql`` : sql`and (lower(e.name) like ${pattern} or lower(e.product_version) like ${pattern})`}
    ${after ? sql`and (lower(e.name), e.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
    order by lower(e.name), e.id limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function loadEnvironment(db: Db | Tx, sight: Sight, id: string): Promise<EnvironmentRecord | undefined> {
  return (await sql<EnvironmentRecord>`${select} where e.id = ${id} and ${inSight(sight)}`.execute(db)).rows[0]
}

export async function lockEnvironment(tx: Tx, sight: Sight, id: string): Promise<EnvironmentRecord | undefined> {
  return (await sql<EnvironmentRecord>`${select} where e.id = ${id} and ${inSight(sight)} for no key update of e`.execute(tx)).rows[0]
}

export async function lineInUse(tx: Tx, id: string): Promise<boolean> {
  return (await sql`select from product_lines where id = ${id} and archived_at is null`.execute(tx)).rows.length > 0
}
