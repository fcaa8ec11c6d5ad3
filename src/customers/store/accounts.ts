import { sql } from 'kysely'
import type { AccountId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { inSight, type Sight } from './sight.ts'

export type Named<Id extends string = string> = { readonly id: Id; readonly name: string }
export type Tier = 'standard' | 'priority' | 'strategic'
export type AccountRecord = {
  readonly id: AccountId
  readonly kind: 'customer' | 'unsorted' | 'internal'
  readonly name: string
  readonly tier: Tier
  readonly servicePerson: Named<StaffId> | null
  readonly timeZone: string
  readonly access: 'open' | 'restricted'
  readonly team: readonly Named<StaffId>[]
  readonly domains: readonly string[]
  readonly region: string | null
  readonly industry: string | null
  readonly archivedAt: Instant | null
  readonly version: number
  readonly createdAt: Instant
}

const select = sql`
  select a.id, a.kind, a.name, a.tier, case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as "servicePerson",
    a.time_zone as "timeZone", a.access, coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name, m.id)
      from account_team t join staff m on m.id = t.staff_id where t.account_id = a.id), '[]') as team,
    a.domains, a.region, a.industry, a.archived_at as "archivedAt", a.version, a.created_at as "createdAt", lower(a.name) as "sortName"
  from accounts a left join staff s on s.id = a.service_person_id`

export type AccountFilter = {
  readonly pattern: string | null
  readonly tier?: string | undefined
  readonly servicePersonId?: string | undefined
  readonly archived: boolean
  readonly after: readonly string[] | null
  readonly limit: number
}

/** By name, then id; one row more than `limit` when there is more. */
export async function listAccounts(db: Db | Tx, sight: Sight, filter: AccountFilter): Promise<(AccountRecord & { sortName: string })[]> {
  const { pattern, after } = filter
  const { rows } = await sql<AccountRecord & { sortName: string }>`${select}
    where ${inSight(sight)} and a.archived_at ${filter.archived ? sql`is not null` : sql`is null`}
    ${pattern === null ? sql`` : sql`and (lower(a.name) like ${pattern} or exists (select from unnest(a.domains) d where d like ${pattern}))`}
    ${filter.tier === undefined ? sql`` : sql`and a.tier = ${filter.tier}`}
    ${filter.servicePersonId === undefined ? sql`` : sql`and a.service_person_id = ${filter.servicePersonId}`}
    ${after ? sql`and (lower(a.name), a.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
    order by lower(a.name), a.id limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function loadAccount(db: Db | Tx, id: string): Promise<AccountRecord | undefined> {
  return (await sql<AccountRecord>`${select} where a.id = ${id}`.execute(db)).rows[0]
}

/** The account as it stands once its row is held. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRecord | undefined> {
  await sql`select from accounts where id = ${id} for no key update`.execute(tx)
  return loadAccount(tx, id)
}

export async function replaceTeam(tx: Tx, accountId: string, staffIds: readonly string[]): Promise<void> {
  await sql`delete from account_team where account_id = ${accountId}`.execute(tx)
  await sql`insert into account_team (account_id, staff_id) select ${accountId}, unnest(${[...staffIds]}::uuid[]) on conflict do nothing`.execute(
    tx,
  )
}
