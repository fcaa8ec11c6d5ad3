import { sql } from 'kysely'
import type { Locale, StaffRole } from '#kernel/actor'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Standing } from '../rules/standing.ts'
import type { WorkingHours } from '../rules/working-hours.ts'
import { likePattern } from './search.ts'

export type StaffRecord = {
  readonly id: StaffId
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  readonly functions: readonly string[]
  readonly skills: readonly string[]
  readonly title: string | null
  readonly locale: Locale
  readonly timeZone: string
  readonly workingHours: WorkingHours
  readonly awayFrom: Instant | null
  readonly awayUntil: Instant | null
  readonly autoAccept: boolean
  readonly active: boolean
  readonly disabledAt: Instant | null
  readonly version: number
  readonly createdAt: Instant
}

const columns = sql`id, name, email, role, functions, skills, title, locale, time_zone as "timeZone", working_hours as "workingHours",
  away_from as "awayFrom", away_until as "awayUntil", auto_accept as "autoAccept", active, disabled_at as "disabledAt", version,
  created_at as "createdAt"`

export async function loadStaff(db: Db | Tx, id: string): Promise<StaffRecord | undefined> {
  const { rows } = await sql<StaffRecord>`select ${columns} from staff where id = ${id}`.execute(db)
  return rows[0]
}

/** The row, held until the transaction ends: nobody can give this person a duty meanwhile. */
export async function lockStaff(tx: Tx, id: string): Promise<StaffRecord | undefined> {
  const { rows } = await sql<StaffRecord>`select ${columns} from staff where id = ${id} for update`.execute(tx)
  return rows[0]
}

export type StaffFilter = {
  readonly q?: string | undefined
  readonly functionKey?: string | undefined
  readonly active?: boolean | undefined
  /** Lower-case name and id of the last row of the page before. */
  readonly after: readonly string[] | null
  readonly limit: number
}

/** By name, then id; one row more than `limit` when there is more. */
export async function listStaff(db: Db | Tx, filter: StaffFilter): Promise<(StaffRecord & { sortName: string })[]> {
  const pattern = filter.q?.trim() ? likePattern(filter.q) : null
  const { rows } = await sql<StaffRecord & { sortName: string }>`
    select ${columns}, lower(name) as "sortName" from staff where true
    ${pattern ? sql`and (lower(name) like ${pattern} or email like ${pattern} or lower(title) like ${pattern})` : sql``}
    ${filter.functionKey === undefined ? sql`` : sql`and functions @> array[${filter.functionKey}::text]`}
    ${filter.active === undefined ? sql`` : sql`and active = ${filter.active}`}
    ${filter.after ? sql`and (lower(name), id) > (${filter.after[0]}::text, ${filter.after[1]}::uuid)` : sql``}
    order by lower(name), id limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** Which of these are active, each held against being disabled until the transaction ends. */
export async function activeStaff(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select id from staff where id = any(${[...ids]}::uuid[]) and active order by id for share`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Ids of the active administrators, held, so that two of them cannot take each other out at once. */
export async function lockAdministrators(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from staff where role = 'administrator' and active order by id for no key update`.execute(tx)
  return rows.map((row) => row.id)
}

/** What a person is needed for, in the order it is told. */
export async function loadStandings(tx: Tx, staffId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select * from (
      select 1 as place, 'lead' as "as", name as "of" from product_lines where lead_id = ${staffId} and archived_at is null
      union all select 2, 'executive', name from product_lines where executive_id = ${staffId} and archived_at is null
      union all select 3, 'project-lead', name from product_lines where project_lead_id = ${staffId} and archived_at is null
      union all select 4, 'squad-lead', l.name || ' / ' || q.name from squads q join product_lines l on l.id = q.product_line_id where q.lead_id = ${staffId}
      union all select 5, 'last-of-squad', l.name || ' / ' || q.name from squads q join product_lines l on l.id = q.product_line_id and l.archived_at is null
        where exists (select from squad_members m where m.squad_id = q.id and m.staff_id = ${staffId})
          and not exists (select from squad_members m join staff s on s.id = m.staff_id and s.active where m.squad_id = q.id and m.staff_id <> ${staffId})
      union all select 6, 'duty-manager', null from workspace where duty_manager_id = ${staffId}
      union all select 7, 'last-resort', null from workspace where last_resort_id = ${staffId}
    ) standing order by place, "of"`.execute(tx)
  return rows.map(({ as, of }) => ({ as, of }) as Standing)
}

/** Takes a person out of squads and rosters from `at` on; gives how many of each. What was, stays. */
export async function clearPlaces(tx: Tx, staffId: string, at: string): Promise<{ squads: number; rosters: number }> {
  const { rows } = await sql<{ squads: number; rosters: number }>`
    with members as (delete from squad_members where staff_id = ${staffId} returning squad_id),
      versions as (update squads set version = version + 1 where id in (select squad_id from members) returning id),
      ahead as (delete from rosters where staff_id = ${staffId} and starts_at >= ${at} returning id),
      running as (update rosters set ends_at = ${at}, version = version + 1 where staff_id = ${staffId} and starts_at < ${at} and ends_at > ${at} returning id)
    select (select count(*) from versions) as squads, (select count(*) from ahead) + (select count(*) from running) as rosters`.execute(tx)
  return rows[0]!
}
