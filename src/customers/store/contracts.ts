import { sql } from 'kysely'
import type { AccountId } from '#kernel/ids'
import type { Db, Tx } from '#platform/db'
import type { Named, Tier } from './accounts.ts'
import type { Reach } from './contacts.ts'
import { inSight, reachColumn, type Sight } from './sight.ts'

export type ContractRecord = {
  readonly id: string
  readonly account: Named<AccountId>
  readonly name: string
  readonly tier: Tier
  readonly startsOn: string
  readonly endsOn: string
  /** Decimal text. */
  readonly annualFee: string | null
  readonly currency: string
  readonly version: number
  readonly reach: Reach
}

const select = sql`
  select k.id, json_build_object('id', a.id, 'name', a.name) as account, k.name, k.tier, k.starts_on as "startsOn", k.ends_on as "endsOn",
    k.annual_fee as "annualFee", k.currency, k.version, ${reachColumn}
  from contracts k join accounts a on a.id = k.account_id`

export type ContractFilter = {
  readonly accountId?: string | undefined
  readonly pattern: string | null
  readonly endsBefore?: string | undefined
  readonly after: readonly string[] | null
  readonly limit: number
}

/** By end date, then id; one row more than `limit` when there is more. */
export async function listContracts(db: Db | Tx, sight: Sight, filter: ContractFilter): Promise<ContractRecord[]> {
  const { pattern, after } = filter
  const { rows } = await sql<ContractRecord>`${select}
    where ${inSight(sight)} ${filter.accountId === undefined ? sql`` : sql`and k.account_id = ${filter.accountId}`}
    ${pattern === null ? sql`` : sql`and lower(k.name) like ${pattern}`}
    ${filter.endsBefore === undefined ? sql`` : sql`and k.ends_on < ${filter.endsBefore}::date`}
    ${after ? sql`and (k.ends_on, k.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by k.ends_on, k.id limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function loadContract(db: Db | Tx, sight: Sight, id: string): Promise<ContractRecord | undefined> {
  return (await sql<ContractRecord>`${select} where k.id = ${id} and ${inSight(sight)}`.execute(db)).rows[0]
}

export async function lockContract(tx: Tx, sight: Sight, id: string): Promise<ContractRecord | undefined> {
  return (await sql<ContractRecord>`${select} where k.id = ${id} and ${inSight(sight)} for no key update of k`.execute(tx)).rows[0]
}
