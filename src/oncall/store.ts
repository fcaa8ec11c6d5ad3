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
export type FunctionRow = DutyRow & { readonly line_id: string; readonly function_key: string }
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
 * Who may be on duty in a function of a line, each once per line and function: the roster now; where nobody is rostered, the
 * people the line's squads name; and where no squad names any, everyone who has the function. Whoever is on any roster now is
 * at work (`rostered`), as for intake. Without `productLineId` every
 * line in use, without `functionKey` every function.
 */
export async function loadFunctionRows(
  db: Db | Tx,
  query: { productLineId: string | null; functionKey: string | null; at: Instant; countLimit: number },
): Promise<FunctionRow[]> {
  const at = formatInstant(query.at)
  const wanted = (column: RawBuilder<unknown>) => (query.functionKey === null ? sql`true` : sql`${column} = ${query.functionKey}`)
  const { rows } = await sql<FunctionRow>`
    with line as materialized (
      select id from product_lines where ${query.productLineId === null ? sql`archived_at is null` : sql`id = ${query.productLineId}`}
    ), on_roster as materialized (
      select r.product_line_id as line_id, r.function_key, r.staff_id
      from rosters r join line on line.id = r.product_line_id join staff s on s.id = r.staff_id and s.active
      where ${wanted(sql`r.function_key`)} and r.starts_at <= ${at} and r.ends_at > ${at}
    ), of_squads as materialized (
      select q.product_line_id as line_id, m.function_key, m.staff_id
      from squads q join line on line.id = q.product_line_id join squad_members m on m.squad_id = q.id where ${wanted(sql`m.function_key`)}
    ), asked as materialized (
      select distinct line_id, function_key, staff_id from (
        select line_id, function_key, staff_id from on_roster
        union all select line_id, function_key, staff_id from of_squads
          where (line_id, function_key) not in (select line_id, function_key from on_roster)
        union all select line.id, f.key, s.id from line cross join functions f join staff s on s.active and s.functions @> array[f.key]
          where ${wanted(sql`f.key`)} and (line.id, f.key) not in (select line_id, function_key from on_roster)
            and (line.id, f.key) not in (select line_id, function_key from of_squads)
      ) one
    ), people as (
      select ${personColumns}, owned.n + liaised.n as open_duties, owned.severe as open_severe,
        exists (select from rosters r where r.staff_id = s.id and r.starts_at <= ${at} and r.ends_at > ${at}) as rostered
      from staff s ${dutyCounts(query.countLimit)} where s.active and s.id in (select staff_id from asked)
    )
    select asked.line_id, asked.function_key, people.*, true as roster_empty
    from asked join people on people.id = asked.staff_id order by people.id`.execute(db)
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

export type BoardFrame = {
  readonly dutyManager: { readonly id: string; readonly name: string } | null
  readonly lines: readonly { readonly id: string; readonly name: string; readonly lead: { readonly id: string; readonly name: string } }[]
  /** Keys, in the workspace's order. */
  readonly functions: readonly string[]
}

/** What stands around the people on duty: the lines in use (or the one asked for), whom they fall back on, and the functions. */
export async function loadBoardFrame(db: Db | Tx, productLineId: string | null): Promise<BoardFrame> {
  const { rows } = await sql<BoardFrame>`
    select (select json_build_object('id', s.id, 'name', s.name) from workspace w join staff s on s.id = w.duty_manager_id) as "dutyManager",
      coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name, 'lead', json_build_object('id', s.id, 'name', s.name)) order by l.position, l.name)
        from product_lines l join staff s on s.id = l.lead_id
        where l.archived_at is null ${productLineId === null ? sql`` : sql`and l.id = ${productLineId}`}), '[]') as lines,
      coalesce((select json_agg(key order by position, key) from functions), '[]') as functions`.execute(db)
  return rows[0]!
}

/** Whom this person leads directly: everybody in a squad of theirs, or of a line of theirs. */
export async function peopleLedBy(db: Db | Tx, staffId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.staff_id as id from squads q join squad_members m on m.squad_id = q.id join product_lines l on l.id = q.product_line_id
    where q.lead_id = ${staffId} or l.lead_id = ${staffId}`.execute(db)
  return new Set(rows.map((row) => row.id))
}
