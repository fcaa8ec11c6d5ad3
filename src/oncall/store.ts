import { type RawBuilder, sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

/** One person with the facts that say whether they are on duty. `hours` is the stored JSON text. */
export type DutyRow = {
  readonly id: string
  readonly name: string
  readonly time_zone: string
  readonly hours: string
  readonly away_from: Instant | null
  readonly away_until: Instant | null
  readonly rostered: boolean
  readonly roster_empty: boolean
  readonly open_duties: number
  readonly open_severe: number
}

export type IntakeRole = 'service' | 'frontline' | 'squad-lead' | 'line-lead' | 'duty-manager' | 'last-resort'
export type IntakeRow = DutyRow & { readonly line_id: string; readonly roles: readonly IntakeRole[] }
export type FunctionRow = DutyRow & { readonly functions: readonly string[]; readonly via: readonly string[] }
export type ResponderRow = Omit<DutyRow, 'open_duties' | 'open_severe'> & {
  readonly role: string
  readonly functions: readonly string[]
  readonly auto_accept: boolean
  readonly active: boolean
  readonly lead_id: string
}

/**
 * Everyone intake may choose for this account and line, each once with their roles. Nobody: there is no such line. One round
 * trip and no planning (the query is a function, migrations/0009-intake-people.sql), and what it reads is bounded: people of
 * one line, at most 2 × `countLimit` index entries each.
 */
export async function loadIntakeRows(
  db: Db | Tx,
  query: { accountId: string; productLineId: string | null; at: Instant; countLimit: number },
): Promise<IntakeRow[]> {
  const { accountId, productLineId, at, countLimit } = query
  const { rows } = await sql<IntakeRow>`
    select * from intake_people(${accountId}::uuid, ${productLineId}::uuid, ${formatInstant(at)}::timestamptz, ${countLimit}::integer)`.execute(
    db,
  )
  return rows
}

/**
 * Who may be on duty for a line in one function, or (null) in any: its roster now; for functions nobody is rostered in, the
 * people its squads name; and for one function that no squad names, everyone who has it.
 */
export async function loadFunctionRows(
  db: Db | Tx,
  query: { productLineId: string; functionKey: string | null; at: Instant; countLimit: number },
): Promise<FunctionRow[]> {
  const at = formatInstant(query.at)
  const wanted = (column: RawBuilder<unknown>) => (query.functionKey === null ? sql`true` : sql`${column} = ${query.functionKey}`)
  const { rows } = await sql<FunctionRow>`
    with on_roster as materialized (
      select r.function_key, r.staff_id from rosters r join staff s on s.id = r.staff_id and s.active
      where r.product_line_id = ${query.productLineId} and ${wanted(sql`r.function_key`)} and r.starts_at <= ${at} and r.ends_at > ${at}
    ), of_squads as materialized (
      select m.function_key, m.staff_id from squads q join squad_members m on m.squad_id = q.id
      where q.product_line_id = ${query.productLineId} and ${wanted(sql`m.function_key`)}
    ), asked as (
      select staff_id, bool_or(rostered) as rostered, array_agg(distinct function_key order by function_key) as via from (
        select function_key, staff_id, true as rostered from on_roster
        union all select function_key, staff_id, false from of_squads where function_key not in (select function_key from on_roster)
        union all select ${query.functionKey}::text, id, false from staff
          where active and functions @> array[${query.functionKey}::text] and ${query.functionKey}::text is not null
            and not exists (select from on_roster) and not exists (select from of_squads)
      ) a group by staff_id
    )
    select ${personColumns}, s.functions, asked.via, asked.rostered, true as roster_empty,
      owned.n + liaised.n as open_duties, owned.severe as open_severe
    from asked join staff s on s.id = asked.staff_id and s.active ${dutyCounts(query.countLimit)}
    order by s.id`.execute(db)
  return rows
}

/** One person as somebody a duty could be given to, for work of a line; undefined when there is no such person or line. */
export async function loadResponderRow(
  db: Db | Tx,
  staffId: string,
  productLineId: string,
  at: Instant,
): Promise<ResponderRow | undefined> {
  const instant = formatInstant(at)
  const { rows } = await sql<ResponderRow>`
    select ${personColumns}, s.role, s.functions, s.auto_accept, s.active,
      coalesce((select q.lead_id from squads q join squad_members m on m.squad_id = q.id
        where q.product_line_id = line.id and m.staff_id = s.id and q.lead_id <> s.id order by q.id limit 1), line.lead_id) as lead_id,
      exists (select from rosters r where r.staff_id = s.id and r.starts_at <= ${instant} and r.ends_at > ${instant}) as rostered,
      (s.functions = '{}' or not s.functions <@ array(select r.function_key from rosters r join staff on staff.id = r.staff_id and staff.active
        where r.product_line_id = line.id and r.starts_at <= ${instant} and r.ends_at > ${instant})) as roster_empty
    from staff s join product_lines line on line.id = ${productLineId} where s.id = ${staffId}`.execute(db)
  return rows[0]
}

const personColumns = sql`s.id, s.name, s.time_zone, s.working_hours::text as hours, s.away_from, s.away_until`

// Read without a lock and only so far: two people beyond the limit are equally busy.
const dutyCounts = (limit: number) => sql`
  cross join lateral (select count(*) as n, count(*) filter (where severity in ('S1', 'S2')) as severe from (
    select severity from tickets where owner_id = s.id and status <> 'closed' limit ${limit}) t) owned
  cross join lateral (select count(*) as n from (
    select from tickets where liaison_id = s.id and status <> 'closed' limit ${limit}) t) liaised`

export type CoverageRows = {
  readonly entries: readonly { readonly starts_at: Instant; readonly ends_at: Instant }[]
  readonly people: readonly {
    readonly time_zone: string
    readonly hours: string
    readonly away_from: Instant | null
    readonly away_until: Instant | null
  }[]
}

/**
 * The line's frontline roster within [from, to), and the people whose personal hours count where it is empty: the frontline of
 * its squads, or, when no squad names any, everybody who is frontline.
 */
export async function loadCoverage(db: Db | Tx, productLineId: string, from: Instant, to: Instant): Promise<CoverageRows> {
  const entries = await sql<CoverageRows['entries'][number]>`
    select r.starts_at, r.ends_at from rosters r join staff s on s.id = r.staff_id and s.active
    where r.product_line_id = ${productLineId} and r.function_key = 'frontline'
      and r.ends_at > ${formatInstant(from)}::timestamptz and r.starts_at < ${formatInstant(to)}::timestamptz`.execute(db)
  const people = await sql<CoverageRows['people'][number]>`
    with of_squads as materialized (
      select m.staff_id from squads q join squad_members m on m.squad_id = q.id where q.product_line_id = ${productLineId} and m.function_key = 'frontline'
    )
    select s.id, s.time_zone, s.working_hours::text as hours, s.away_from, s.away_until from staff s
    where s.active and (s.id in (select staff_id from of_squads) or (s.functions @> '{frontline}' and not exists (select from of_squads)))`.execute(
    db,
  )
  return { entries: entries.rows, people: people.rows }
}
